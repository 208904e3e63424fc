"""Relations made up at random, circles included, and who stood above whom by trying every way."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

ACTORS = "abcdef"
UPWARDS = ["member_of", "part_of", "deputy_of"]
DOWNWARDS = ["commands", "leads", "controls"]
NEITHER = ["supports", "opposes", "holds_office_in"]
# First and last day that each end of a period can be; None is unknown or open.
ENDS = {
    "": (None, None),
    "..": (None, None),
    "2014": (date(2014, 1, 1), date(2014, 12, 31)),
    "2014-06": (date(2014, 6, 1), date(2014, 6, 30)),
    "2014-06-15?": (date(2014, 6, 15), date(2014, 6, 15)),
    "2015-01-01": (date(2015, 1, 1), date(2015, 1, 1)),
    "[2013..2014]": (date(2013, 1, 1), date(2014, 12, 31)),
    "[..2014-06]": (None, date(2014, 6, 30)),
    "[2015..]": (date(2015, 1, 1), None),
}
EDGES = sorted({day for bounds in ENDS.values() for day in bounds if day})
DAYS = sorted({day + timedelta(days=shift) for day in EDGES for shift in (-1, 0, 1)})
EVENTS = {
    "": (date.min, date.max),
    "2014": (date(2014, 1, 1), date(2014, 12, 31)),
    "2014-06-15": (date(2014, 6, 15), date(2014, 6, 15)),
    "2014-06/2015-01": (date(2014, 6, 1), date(2015, 1, 31)),
    "[..2013]": (date.min, date(2013, 12, 31)),
    "2015-01-01/..": (date(2015, 1, 1), date.max),
}


@dataclass(frozen=True)
class Link:
    code: str
    subject: str
    predicate: str
    object: str
    began: str
    ended: str
    status: str

    @property
    def above(self):
        return self.subject if self.predicate in DOWNWARDS else self.object

    @property
    def below(self):
        return self.object if self.predicate in DOWNWARDS else self.subject

    @property
    def counts(self):
        return self.predicate not in NEITHER and self.status != "retired"

    def possibly(self, day):
        first, last = ENDS[self.began][0], ENDS[self.ended][1]
        return (first is None or first <= day) and (last is None or last >= day)

    def definitely(self, day):
        begin, end = ENDS[self.began], ENDS[self.ended]
        begun = self.began == ".." or any(by and by <= day for by in (begin[1], end[1]))
        lasts = self.ended == ".." or any(by and by >= day for by in (begin[0], end[0]))
        written = self.began and self.ended and "?" not in self.began + self.ended
        return bool(begun and lasts and written)


@st.composite
def links(draw):
    """Up to nine links among six actors; none ends before it begins."""
    made = {}
    for number in range(draw(st.integers(0, 9))):
        subject, other = draw(st.permutations(ACTORS))[:2]
        began, ended = draw(st.sampled_from([*ENDS])), draw(st.sampled_from([*ENDS]))
        first, last = ENDS[began][0], ENDS[ended][1]
        if first and last and last < first:
            ended = ""
        predicate = draw(st.sampled_from([*UPWARDS, *DOWNWARDS, *UPWARDS, *DOWNWARDS, *NEITHER]))
        status = draw(st.sampled_from(["draft", "draft", "draft", "retired"]))
        key = (subject, predicate, other, began, ended)
        made[key] = Link(f"r-{number}", *key, status)
    return [*made.values()]


def ways(of, start, upwards, day=None):
    """Every way from `start` without a circle, as lists of links; on `day`, links possible then."""
    usable = [link for link in of if link.counts and (day is None or link.possibly(day))]

    def go_on(here, way, passed):
        for link in usable:
            near, far = (link.below, link.above) if upwards else (link.above, link.below)
            if near == here and far not in passed:
                yield far, [*way, link]
                yield from go_on(far, [*way, link], {*passed, far})

    return list(go_on(start, [], {start}))


def expected(of, start, upwards, day):
    """For each actor reached: its depth, the shortest paths, and whether some path is certain.

    The paths are those that may be told: certain ones if there are any as short.
    """
    found = {}
    for far, way in ways(of, start, upwards, day):
        found.setdefault(far, []).append(way)
    return {far: _shortest(reached, day) for far, reached in found.items()}


def _shortest(reached, day):
    depth = min(map(len, reached))
    shortest = [way for way in reached if len(way) == depth]
    certain = [way for way in reached if all(_is_certain(link, day) for link in way)]
    told = [way for way in shortest if way in certain] or shortest
    return depth, [[link.code for link in way] for way in told], bool(certain)


def _is_certain(link, day):
    if day is None:
        # At no particular day only what always was and still is.
        return link.began == link.ended == ".."
    return link.definitely(day)


def answered_to(of, below, above, dated):
    """Whether `below` stood under `above` on some one day that the date of an event can be."""
    first, last = EVENTS[dated]
    days = [day for day in [first, *DAYS, last] if first <= day <= last]
    return any(above in {far for far, _ in ways(of, below, True, day)} for day in days)
