"""Dates to try: the examples of the EDTF specification, and strategies that make up others."""

import re
from calendar import monthrange
from datetime import date, timedelta

from hypothesis import strategies as st

LEVEL_0 = [
    "1985-04-12",
    "1985-04",
    "1985",
    "0001",
    "9999-12-31",
    "1964/2008",
    "2004-06/2006-08",
    "2004-02-01/2005-02-08",
    "2004-02-01/2005-02",
    "2004-02-01/2005",
    "2005/2006-02",
]
LEVEL_1 = [
    "2001-21",
    "2001-22",
    "2001-23",
    "2001-24",
    "1984?",
    "2004-06~",
    "2004-06-11%",
    "201X",
    "20XX",
    "2004-XX",
    "1985-04-XX",
    "1985-XX-XX",
    "1985-04-12/..",
    "1985-04/..",
    "1985/..",
    "../1985-04-12",
    "../1985-04",
    "../1985",
    "1985-04-12/",
    "1985-04/",
    "1985/",
    "/1985-04-12",
    "/1985-04",
    "/1985",
    "1984~/2004-06",
    "1984/2004-06~",
    "1984~/2004~",
    "1984?/2004%",
    "1984-06?/2004-08?",
    "1984-06-02?/2004-08-08~",
    "1984-06-02?/",
]
LEVEL_2 = [
    "[1667,1668,1670..1672]",
    "[..1760-12-03]",
    "[1760-12..]",
    "[1760-01,1760-02,1760-12..]",
    "[1667,1760-12]",
    "[..1984]",
    "{1667,1668,1670..1672}",
    "{1960,1961-12}",
    "{..1984}",
    "{2014,2016}",
    "156X-12-25",
    "15XX-12-25",
    "XXXX-12-XX",
    "1XXX-XX",
    "1XXX-12",
    "1984-1X",
    "XXXX-02-29",
    "2004-06~-11",
    "2004?-06-11",
    "?2004-06-~11",
    "2004-%06-11",
    "2004-06?-11",
    "2004-06-~01/2004-06-~20",
    "2004-06-XX/2004-07-03",
    "2014-21/2014-24",
]
VALID = ["", "..", *LEVEL_0, *LEVEL_1, *LEVEL_2]

TIMES = ["1985-04-12T23:20:30", "1985-04-12T23:20:30Z", "2012-10-10T10:10:1", "1985-04-12T24:00:00"]
YEARS = [
    "0000",
    "-0001",
    "-1985",
    "Y170000002",
    "Y-17E7",
    "1950S2",
    "10000",
    "985",
    "1E3",
    "0000-XX",
    "9999-24",
    "9999-24/..",
    "+2006",
]
NO_SUCH_DAY = [
    "2020-13",
    "2020-00",
    "2020-02-30",
    "2021-02-29",
    "1900-02-29",
    "1960-06-31",
    "2020-01-00",
    "2020-01-99",
    "2020-99",
    "2020-02-3X",
    "2020-2X",
    "2020-X3-45",
    "2020-XX-32",
    "XXX1-02-29",
    "2020-25",
    "2020-41",
    "2020-21-05",
    "2020-21-XX",
    "2020-24~-01",
]
REVERSED = [
    "2012/2011",
    "2020-01-02/2020-01-01",
    "2020/2019-XX",
    "0001-02/0001-01",
    "[2014..2013]",
    "{2014..2013-12}",
]
MALFORMED = [
    "2007-8",
    "20200103",
    "2020-1-3",
    "2020/01/03",
    "2012/2013/1234",
    "2012///4444",
    "unknown/2000",
    "2000/open",
    "/.",
    "x",
    "199u",
    "1984?~",
    "2004??",
    "2004-(06)?-11",
    "20X",
    "201x",
    "2014-",
    "2014-W01",
    "2001-21^southernHemisphere",
    "?",
    "~",
    "[",
    "[]",
    "{}",
    "[2014",
    "2014]",
    "[2014}",
    "[2014,]",
    "[,2014]",
    "[..]",
    "[2014...2015]",
    "[2014/2015]",
    "[[2014]]",
    "[....]",
    "[2014..2015..2016]",
    "{2014,{2015}}",
    "2014..2015",
    "2014,2015",
    "...",
    "....",
    "٢٠٢٠",
]
MALFORMED += ["January 2020", "1863- 03-29", " 1863-03-29", "1863-03-29 ", "[1667, 1668]", "2020\n"]
MISPLACED = ["[2014..,2016]", "[2014,..2013]", "{2014..,2016}"]
# Valid EDTF, the last three, but they say nothing of when.
SILENT = ["/", "/..", "../", "../.."]
INVALID = [*TIMES, *YEARS, *NO_SUCH_DAY, *REVERSED, *MALFORMED, *MISPLACED, *SILENT]

QUALIFIER = st.sampled_from(["", "", "", "?", "~", "%"])
MARKS = "0123456789X?~%-/.,[]{} xT"


@st.composite
def plain_points(draw):
    """A year, month or day without doubts."""
    year = draw(
        st.integers(1, 9999) | st.sampled_from([1, 4, 10, 1900, 2000, 8999, 9989, 9998, 9999])
    )
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, monthrange(year, month)[1]))
    return f"{year:04}-{month:02}-{day:02}"[: draw(st.sampled_from([4, 7, 10]))]


@st.composite
def points(draw):
    """A date or season with digits unspecified and parts qualified at random."""
    text = draw(plain_points())
    if draw(st.booleans()) and len(text) == 7:
        text = f"{min(int(text[:4]), 9998):04}-{draw(st.integers(21, 24))}"
    if draw(st.booleans()):
        for position in draw(st.sets(st.integers(0, len(text) - 1), max_size=3)):
            season = len(text) == 7 and text[5] == "2" and position > 4
            if text[position] != "-" and not season:
                text = text[:position] + "X" + text[position + 1 :]
    if draw(st.booleans()):
        text = re.sub("[0-9X]+", lambda part: draw(QUALIFIER) + part[0] + draw(QUALIFIER), text)
    return text


@st.composite
def ordered(draw, between):
    """Two plain dates, the first no later than the second, joined."""
    return between.join(sorted([draw(plain_points())[:4], draw(plain_points())[:4]]))


@st.composite
def sets(draw):
    members = draw(st.lists(points() | ordered(".."), min_size=1, max_size=4))
    first = draw(st.sampled_from(["", ".."])) if ".." not in members[0] else ""
    last = draw(st.sampled_from(["", ".."])) if ".." not in first + members[-1] else ""
    listed = first + ",".join(members) + last
    return draw(st.sampled_from(["[{}]", "{{{}}}"])).format(listed)


@st.composite
def all_of_sets(draw):
    """A closed all-of set near 2014, with the first and the last day of each member in it."""
    texts, members = [], []
    for _ in range(draw(st.integers(1, 4))):
        length = draw(st.sampled_from([4, 7, 10, 10, 10]))
        start = date(2013, 12, 28) + timedelta(days=draw(st.integers(0, 9)))
        if length == 4:
            start = start.replace(year=draw(st.sampled_from([2013, 2014, 2016])))
        run = [start + timedelta(days=day) for day in range(draw(st.integers(1, 70)))]
        parts = sorted({day.isoformat()[:length] for day in run})
        texts.append(parts[0] if len(parts) == 1 else f"{parts[0]}..{parts[-1]}")
        members += [_days_of(part) for part in parts]
    return f"{{{','.join(texts)}}}", members


def _days_of(part):
    """The first and the last day of a year, month or day, by the calendar alone."""
    year, month, day = [*map(int, part.split("-")), None, None][:3]
    first = date(year, month or 1, day or 1)
    last_month = month or 12
    return first, date(year, last_month, day or monthrange(year, last_month)[1])


def intervals():
    ends = st.sampled_from(["", ".."])
    return st.one_of(
        ordered("/"),
        st.tuples(points(), ends).map("/".join),
        st.tuples(ends, points()).map("/".join),
    )


def valid_dates():
    runs = all_of_sets().map(lambda written: written[0])
    return st.one_of(st.sampled_from(VALID), points(), intervals(), sets(), runs)


@st.composite
def mutated(draw):
    """A date with a character or two put in, taken out or changed."""
    text = draw(valid_dates())
    for _ in range(draw(st.integers(1, 2))):
        position = draw(st.integers(0, len(text)))
        rest = text[position + draw(st.integers(0, 1)) :]
        text = text[:position] + draw(st.sampled_from(["", *MARKS])) + rest
    return text


def junk():
    any_text = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))
    return st.one_of(mutated(), st.text(MARKS, max_size=14), any_text, st.sampled_from(INVALID))
