"""What the benchmark of names prints."""

from itertools import groupby
from statistics import quantiles

COLUMNS = f"{'':34}{'pairs':>7}{'top 1':>8}{'top 5':>8}{'prec. 5':>9}{'p50 ms':>8}{'p95 ms':>8}"


def report(answers, *, failures=False):
    """A line for all, and for each language, script, variation and half of the cases.

    Precision at 5 is the share of what is right among the first five found, of which one at most
    is right: it falls with everybody else who is offered beside.
    """
    lines = [COLUMNS, _line("all", answers)]
    lines += _split(answers, lambda one: ("tuned on", "held out")[one.case.held_out])
    lines += _split(answers, lambda one: ("same script", "other script")[one.case.across_scripts])
    lines += _split(answers, lambda one: one.case.language)
    lines += _split(answers, lambda one: f"- {one.case.variation}")
    outranked = sum(one.outranked for one in answers)
    lines.append(f"Near misses that came before what was meant: {outranked}.")
    if failures:
        lines += [_failure(one) for one in answers if one.place != 1]
    return "\n".join(lines)


def top(answers, places):
    """The share of answers in which what was meant is among so many first."""
    return sum(one.place is not None and one.place <= places for one in answers) / len(answers)


def _split(answers, by):
    ordered = sorted(answers, key=by)
    return [_line(name, [*part]) for name, part in groupby(ordered, key=by)]


def _line(name, answers):
    shares = [one.place is not None and one.place <= 5 for one in answers]
    right = sum(
        found / max(1, min(5, one.rows)) for found, one in zip(shares, answers, strict=True)
    )
    times = [one.milliseconds for one in answers]
    cuts = quantiles(times, n=20) if len(times) > 1 else times * 19
    return (
        f"{name:34}{len(answers):>7}{top(answers, 1):>8.3f}{top(answers, 5):>8.3f}"
        f"{right / len(answers):>9.2f}{cuts[9]:>8.1f}{cuts[18]:>8.1f}"
    )


def _failure(one):
    case = one.case
    return (
        f"{one.place or 'not'} | {case.language}, {case.variation} | {case.query} → {case.name}"
        f" | first: {one.first}"
    )
