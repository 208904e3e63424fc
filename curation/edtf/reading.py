"""Turn what a curator types into an EDTF date.

Where a wording is ambiguous it is refused with the ways to write each meaning; nothing is guessed.
Early, mid and late follow UCDP GED codebook 22.1, appendix 2. English only.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from .describing import describe
from .points import NotADate, parse_point
from .values import Kind, parse

MONTHS = {
    name: f"{number:02}"
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")
EDTF_MARKS = re.compile(r"[0-9X?~%.,/\[\]{}-]+")
MONTH, YEAR, DAY = f"({'|'.join(MONTHS)})", "([0-9]{4})", "([0-9]{1,2})(?:st|nd|rd|th)?"
# The same as parts of a date, which is read as a whole.
A_MONTH, A_DAY = (part.replace("(", "(?:", 1) for part in (MONTH, DAY))
NOW = r"(?:the )?(?:present|now|today)"
UNKNOWN = {"", "unknown", "not known"}
STILL = {"present", "the present", "now", "today", "ongoing", "still", "to date", "open"}
# The first whose wording fits is taken; each {} is a single date.
PERIODS = [
    (rf"between {YEAR} ?- ?{YEAR}", "[{}..{}]"),
    (r"between (.+) and (.+)", "[{}..{}]"),
    (rf"(?:from )?(.+?) ?(?:-|to|until|till) ?{NOW}", "{}/.."),
    (r"(?:from )?(.+) (?:to|until|till) (.+)", "{}/{}"),
    (rf"{YEAR} ?- ?{YEAR}", "{}/{}"),
    (rf"(?:from )?({A_DAY}) ?- ?({A_DAY} (?:of )?{A_MONTH}.*)", "{}/{}"),
    (rf"(?:from )?({A_MONTH}) ?- ?({A_MONTH}.*)", "{}/{}"),
    (r"(?:either )?(.+) or (.+)", "[{},{}]"),
    (r"(?:both )?(.+) and (.+)", "{{{},{}}}"),
    # As the design has it: before and after include the day, month or year they name.
    (r"(?:before|by|no later than|in or before) (.+)", "[..{}]"),
    (r"(?:after|no earlier than|in or after) (.+)", "[{}..]"),
    (r"since (.+)", "{}/.."),
    (r"from (.+)", "{}/"),
    (r"(?:until|till|up to) (.+)", "/{}"),
]
# More than any date takes, in words or in EDTF; the wordings take long to try on much more.
LONGEST = 200
THIRDS_OF_YEAR = {"early": ("01", "04"), "mid": ("05", "08"), "late": ("09", "12")}
THIRDS_OF_MONTH = {"early": ("01", "10"), "mid": ("10", "20"), "late": ("15", "")}


def understand(typed: str) -> str:
    """The EDTF text of what a curator typed; "" is unknown. Raises NotADate."""
    if len(typed) > LONGEST:
        raise NotADate(
            f"“{typed[:20]}…” has {len(typed):,} characters, more than any date: write one like"
            " 2014, 3 January 2020, 2007/2008 or between 2011 and 2014."
        )
    wording = _tidy(typed)
    if wording.lower() in UNKNOWN:
        return ""
    if wording.lower() in STILL:
        return ".."
    edtf = _part_of_period(wording) or _period(wording) or _point(wording)
    try:
        parse(edtf)
    except NotADate as error:
        raise NotADate(str(error).replace(edtf, typed.strip(), 1)) from error
    return edtf


def _tidy(typed: str) -> str:
    """One spelling of dashes and spaces."""
    folded = unicodedata.normalize("NFKC", typed).translate(DASHES)
    wording = " ".join(folded.split())
    return re.sub(r"^(?:in|on) ", "", wording, flags=re.IGNORECASE)


def _fit(pattern: str, wording: str) -> re.Match[str] | None:
    # ASCII, or a dotless i would match the i of April and be no month all the same.
    return re.fullmatch(pattern, wording, re.IGNORECASE | re.ASCII)


def _period(wording: str) -> str | None:
    """An interval or set in words; None where it is none. Raises NotADate for its dates."""
    if _edtf_marks(wording):
        return None
    for pattern, edtf in PERIODS:
        if matched := _fit(pattern, wording):
            *others, last = matched.groups()
            whole = [*(_completed(other, last) for other in others), last]
            return edtf.format(*map(_single, whole))
    return None


def _completed(first: str, last: str) -> str:
    """The first of two dates with what only the last has: “15 to 16 May 2021”."""
    if not (matched := _fit(rf"(?P<day>.*?)(?P<rest>{A_MONTH}\.?,? (?P<year>[0-9]{{4}}))", last)):
        return first
    if matched["day"] and _fit(rf"(?:the )?{A_DAY}", first):
        return f"{first} {matched['rest']}"
    if _fit(rf"(?:(?:the )?{A_DAY} (?:of )?)?{A_MONTH}\.?", first):
        return f"{first} {matched['year']}"
    return first


def _part_of_period(wording: str) -> str | None:
    """Early, mid or late in a year or month, as one day within it; None where it is none."""
    matched = _fit(rf"(?:the )?(early|mid|late)[ -](?:in )?(?:{MONTH} )?{YEAR}", wording)
    if not matched:
        return None
    third, month, year = matched.groups()
    if not month:
        first, last = THIRDS_OF_YEAR[third.lower()]
        return f"[{year}-{first}..{year}-{last}]"
    first, last = THIRDS_OF_MONTH[third.lower()]
    whole = f"{year}-{MONTHS[month.lower()]}"
    return f"[{whole}-{first}..{whole}-{last or parse_point(whole, whole).latest.day}]"


def _point(wording: str) -> str:
    """A single date in words or EDTF. Raises NotADate."""
    for pattern, qualifier in (
        (r"(?:circa |ca?\.? ?|about |around |approximately |approx\.? )(.+)", "~"),
        (r"(?:perhaps|possibly|probably|maybe) (.+)", "?"),
        (r"(.*[a-z].*[a-z0-9]) ?([?~%])", ""),
    ):
        if matched := _fit(pattern, wording):
            return _qualified(matched[1], qualifier or matched[2])
    if marks := _edtf_marks(wording):
        return _edtf(marks)
    for pattern, write in WORDINGS:
        if matched := _fit(pattern, wording):
            return write(wording, *matched.groups())
    raise _not_understood(wording)


def _single(wording: str) -> str:
    """A date that can be part of a period or be doubted. Raises NotADate for a period or set."""
    edtf = _point(wording)
    if parse(edtf).kind != Kind.POINT:
        raise _not_understood(wording)
    return edtf


def _not_understood(wording: str) -> NotADate:
    return NotADate(
        f"“{wording}” was not understood as a date: write it like 2014, January 2020,"
        " 3 January 2020, circa 2003, spring 2014, 2007/2008, before 2014, between 2011 and 2014,"
        " or in EDTF."
    )


def _qualified(wording: str, qualifier: str) -> str:
    """The date in `wording`, doubted as a whole."""
    edtf = _single(wording)
    if edtf[-1] in "?~%":
        return edtf[:-1] + (qualifier if edtf[-1] == qualifier else "%")
    return edtf + qualifier


def _edtf_marks(wording: str) -> str:
    """The wording as EDTF writes it if it has no other marks than EDTF has, else empty."""
    marks = re.sub(r" *(,|/|\.\.) *", r"\1", wording).replace("x", "X")
    return marks if EDTF_MARKS.fullmatch(marks) else ""


def _edtf(marks: str) -> str:
    """EDTF as typed, unless it may mean something else than EDTF says. Raises NotADate."""
    if matched := re.fullmatch(rf"{YEAR}-{YEAR}", marks):
        marks = "/".join(matched.groups())
    if matched := re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", marks):
        _refuse_numbers(marks, *map(int, matched.groups()))
    if matched := re.fullmatch(r"([0-9]{2})([0-9]{2})-([0-9]{2})([?~%]?)", marks):
        _refuse_short_years(marks, *matched.groups())
    parse(marks)
    return marks


def _refuse_short_years(marks: str, century: str, year: str, last: str, qualifier: str) -> None:
    """Raise NotADate for 2007-08, which sources write for two years and EDTF for a month."""
    if not year < last:
        return
    years = f"{century}{year}/{century}{last}{qualifier}"
    try:
        meant = describe(f"{century}{year}-{last}").split(" (")[0].removeprefix("some time in ")
    except NotADate:
        raise NotADate(
            f"“{marks}” is not a date: there is no month {last}; if the years are meant, write"
            f" “{years}”."
        ) from None
    raise NotADate(
        f"“{marks}” can be {meant} or the years {century}{year} to {century}{last}: write"
        f" “{meant}{qualifier}” or “{years}”."
    )


def _refuse_numbers(marks: str, first: int, second: int, year: int) -> None:
    """Raise NotADate for 03/01/2020, whose order of day and month differs between countries."""
    readings = []
    for month, day in ((second, first), (first, second)):
        try:
            readings.append(describe(date(year, month, day).isoformat()))
        except ValueError:
            continue
    if not readings:
        raise NotADate(
            f"“{marks}” is not a date: the calendar has no such day, whichever of its numbers is"
            " the month."
        )
    either = " or ".join(dict.fromkeys(readings))
    raise NotADate(f"“{marks}” does not say which of its numbers is the month: write {either}.")


def _year(wording: str, year: str) -> str:
    return _real(wording, year)


def _month(wording: str, month: str, year: str) -> str:
    return _real(wording, f"{year}-{MONTHS[month.lower()]}")


def _day(wording: str, day: str, month: str, year: str) -> str:
    return _real(wording, f"{year}-{MONTHS[month.lower()]}-{int(day):02}")


def _month_first(wording: str, month: str, day: str, year: str) -> str:
    return _day(wording, day, month, year)


def _season(wording: str, season: str, year: str) -> str:
    return _real(wording, f"{year}-{SEASONS[season.lower()]}")


def _decade(wording: str, decade: str) -> str:
    return _real(wording, f"{decade}X")


def _real(wording: str, edtf: str) -> str:
    """The EDTF date, refused in the curator's own words where the calendar lacks it."""
    try:
        parse(edtf)
    except NotADate as error:
        raise NotADate(
            f"“{wording}” is not a date: the calendar has no {edtf}, and years run from"
            " 0001 to 9999."
        ) from error
    return edtf


WORDINGS: list[tuple[str, Callable[..., str]]] = [
    (rf"{MONTH}\.?,? (?:of )?{YEAR}", _month),
    (rf"(?:the )?{DAY} (?:of )?{MONTH}\.?,? {YEAR}", _day),
    (rf"{MONTH}\.? {DAY},? {YEAR}", _month_first),
    (rf"(?:the )?({'|'.join(SEASONS)}),? (?:of )?{YEAR}", _season),
    (r"(?:the )?([0-9]{3})0'?s", _decade),
    (rf"(?:the )?year {YEAR}", _year),
]
