"""Say in English what an EDTF date was understood to mean, with its first and last day."""

import re
from calendar import month_name
from datetime import date

from .points import QUALIFIERS
from .values import EDTF, Kind, parse

SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
DOUBTS = {"?": "perhaps ", "~": "approximately ", "%": "perhaps, and approximately, "}
PARTIAL_DOUBTS = {"?": "uncertain", "~": "approximate", "%": "uncertain and approximate"}


def describe(text: str) -> str:
    """One phrase such as “some time in January 2020 (1 to 31 January 2020)”.

    The bounds are left out where they are the date itself. Raises NotADate.
    """
    value = parse(text)
    if value.kind == Kind.EMPTY:
        return "unknown"
    if value.kind == Kind.OPEN:
        return "open: without a beginning, or still going on"
    wordings = {Kind.POINT: _point, Kind.INTERVAL: _interval}
    wording = wordings.get(value.kind, _set)(value)
    bounds = _bounds(value.earliest, value.latest)
    return f"{wording} ({bounds})" if bounds and bounds not in wording else wording


def _point(value: EDTF) -> str:
    name = _name(value.text)
    if value.earliest == value.latest or "approximately" in name or name.startswith("a date"):
        return name
    return re.sub(r"^(perhaps )?", r"\1some time in ", name)


def _interval(value: EDTF) -> str:
    first, last = value.text.split("/")
    if first in ("", ".."):
        return f"until {_name(last)}, {'open beginning' if first else 'beginning unknown'}"
    if last in ("", ".."):
        return f"from {_name(first)}, {'still going on' if last else 'end unknown'}"
    return f"throughout, from {_name(first)} to {_name(last)}"


def _set(value: EDTF) -> str:
    one_of = value.kind == Kind.ONE_OF
    joined = "or" if one_of else "and"
    members = value.text[1:-1].split(",")
    names = [_member(member, joined) for member in members]
    if len(names) == 1:
        begins_in = "from" if " to " in names[0] else "in"
        return f"some time {begins_in} {names[0]}" if one_of else f"all of {names[0]}"
    if len(names) == 2:
        return ("either {} or {}" if one_of else "both {} and {}").format(*names)
    return f"{'one' if one_of else 'all'} of {', '.join(names[:-1])} {joined} {names[-1]}"


def _member(member: str, joined: str) -> str:
    first, is_range, last = member.partition("..")
    if not is_range:
        return _name(member)
    if not first:
        return f"{_name(last)} {joined} earlier"
    return f"{_name(first)} to {_name(last)}" if last else f"{_name(first)} {joined} later"


def _name(part: str) -> str:
    """A single date in words, led or followed by what is doubted about it."""
    name = _plain_name(re.sub("[?~%]", "", part))
    marks = [mark for mark in part if mark in QUALIFIERS]
    if not marks:
        return name
    if len(marks) == 1 and part[-1] == marks[0]:
        return DOUBTS[marks[0]] + name
    doubts = " and ".join(dict.fromkeys(PARTIAL_DOUBTS[mark] for mark in marks))
    return f"{name}, in part {doubts}"


def _plain_name(digits: str) -> str:
    """A date without qualifiers in words, such as “spring 2014” or “the 2010s”."""
    known = re.sub(r"(-XX)+$", "", digits)
    year, month, day = [*known.split("-"), "", ""][:3]
    if "X" not in known:
        if month in SEASONS:
            return f"{SEASONS[month]} {int(year)}"
        words = [str(int(day)) if day else "", month_name[int(month)] if month else ""]
        return " ".join([*filter(None, words), str(int(year))])
    if re.fullmatch("[0-9]{3}X", known):
        return f"the {int(known[:3]) * 10}s" if known != "000X" else "the years 1 to 9"
    if re.fullmatch("[0-9]{2}XX", known) and known != "00XX":
        return f"the years {int(known[:2]) * 100} to {int(known[:2]) * 100 + 99}"
    return f"a date that reads {digits}"


def _bounds(earliest: date | None, latest: date | None) -> str:
    """The days from `earliest` to `latest` in words; empty where neither is known."""
    if earliest is None or latest is None:
        if earliest:
            return f"no earlier than {_day(earliest)}"
        return f"no later than {_day(latest)}" if latest else ""
    if earliest == latest:
        return _day(latest)
    if earliest.year != latest.year:
        return f"{_day(earliest)} to {_day(latest)}"
    if earliest.month != latest.month:
        return f"{earliest.day} {month_name[earliest.month]} to {_day(latest)}"
    return f"{earliest.day} to {_day(latest)}"


def _day(day: date) -> str:
    return f"{day.day} {month_name[day.month]} {day.year}"
