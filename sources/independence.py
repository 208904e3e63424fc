"""Why several words count as one origin, in words: what ten papers with one sentence share."""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from sources.evidence import Evidence, Source
from sources.models import Document


class Way(Enum):
    """How an attribution's words go back to an origin."""

    SAID = "said"
    ON_BEHALF = "on behalf"
    NARRATED = "narrated"
    VAGUE = "vague"


class Route(NamedTuple):
    """The way of one attribution to one origin: by whom, nobody if narrated, in which document."""

    way: Way
    speakers: tuple[str, ...]
    document: Document
    republishes: str


def why_one(source: Source, heard: Sequence[Evidence]) -> str:
    """Why `heard`, one attribution or several, go back to `source` and count once."""
    routes = [_route(source, item) for item in heard]
    clauses = [*_spoken(source, routes), *_printed(source, routes)]
    return "; ".join(dict.fromkeys(clauses))


def _route(source: Source, item: Evidence) -> Route:
    last = max((speaker.position for speaker in item.speakers), default=0)
    origins = [speaker for speaker in item.speakers if speaker.position == last]
    where = (item.passage.document, item.republishes)
    for speaker in origins:
        if speaker.counts_as == source.key:
            way = Way.ON_BEHALF if speaker.behalf else Way.SAID
            return Route(way, (speaker.name,), *where)
    vague = tuple(s.behalf or s.name for s in origins if not s.counts_as)
    return Route(Way.VAGUE if vague else Way.NARRATED, vague, *where)


def _spoken(source: Source, routes: Sequence[Route]) -> Iterable[str]:
    """What was said by the origin itself or for it."""
    said = [route for route in routes if route.way is Way.SAID]
    behalf = [route for route in routes if route.way is Way.ON_BEHALF]
    if said:
        yield f"{_these(said, routes)}said by {source}"
    if behalf:
        yield _for_it(source, behalf, routes)


def _for_it(source: Source, behalf: Sequence[Route], routes: Sequence[Route]) -> str:
    speakers = _speakers(behalf)
    if len(speakers) > 1:
        return f"{in_a_row(speakers)} speak for {source}"
    if len(behalf) == 1:
        return f"{speakers[0]} speaks for {source}"
    return f"{_these(behalf, routes)}said by {speakers[0]}, who speaks for {source}"


def _printed(source: Source, routes: Sequence[Route]) -> Iterable[str]:
    """What goes back to documents, and these to their root and its publisher."""
    yield from _vague(source, routes)
    yield from _narrated(source, routes)
    for route in routes:
        if route.republishes and (len(routes) > 1 or route.way in (Way.NARRATED, Way.VAGUE)):
            yield f"“{route.document}” republishes “{route.republishes}”"


def counted_once(source: Source, heard: Sequence[Evidence]) -> str:
    """That speakers who cannot be told apart count as one origin; empty where there are no two.

    Whoever counts origins sees one where the passages tell of two voices.
    """
    routes = [_route(source, item) for item in heard]
    vague = [route for route in routes if route.way is Way.VAGUE]
    own = len(routes) - len(vague)
    if not vague or sum(len(route.speakers) for route in vague) + own < 2:
        return ""
    return "".join(_vague(source, routes)) + (", like its own words" if own else "")


def _vague(source: Source, routes: Sequence[Route]) -> Iterator[str]:
    """As whom those count who are many, or not known by name."""
    speakers = _speakers(route for route in routes if route.way is Way.VAGUE)
    if not speakers:
        return
    count = {1: "counts", 2: "both count"}.get(len(speakers), "all count")
    whom = f"{source}, the publisher"
    if source.key.startswith("d"):
        whom = "the document, whose publisher is not known"
    yield (
        f"{in_a_row(speakers)} cannot be told apart from others of the kind and {count} as {whom}"
    )


def _narrated(source: Source, routes: Sequence[Route]) -> Iterator[str]:
    narrated = [route for route in routes if route.way is Way.NARRATED]
    if narrated:
        yield f"{_these(narrated, routes)}narrated by {_whose(source, narrated)}"


def _speakers(routes: Iterable[Route]) -> list[str]:
    return [*dict.fromkeys(speaker for route in routes for speaker in route.speakers)]


def _whose(source: Source, narrated: Sequence[Route]) -> str:
    is_one = len({route.document for route in narrated}) == 1
    if source.key.startswith("d"):
        return "a document without a known publisher" if is_one else "documents of one line"
    return f"{source}'s {'document' if is_one else 'documents'}"


def _these(some: Sequence[Route], routes: Sequence[Route]) -> str:
    """How many of `routes` have something in common; empty for a single one."""
    if len(routes) == 1:
        return ""
    if len(some) == len(routes):
        return "both " if len(some) == 2 else f"all {len(some)} "
    return "one " if len(some) == 1 else f"{len(some)} "


def in_a_row(names: Iterable[str]) -> str:
    """Some names as a sentence has them; empty if there are none."""
    *others, last = [*names] or [""]
    return f"{', '.join(others)} and {last}" if others else last
