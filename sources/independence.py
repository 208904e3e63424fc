"""Why several words count as one origin, in words: what ten papers with one sentence share."""

from collections.abc import Iterable, Sequence
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
    """The way of one attribution to one origin, by whom, in which document."""

    way: Way
    speaker: str
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
            return Route(way, speaker.name, *where)
    for speaker in origins:
        if not speaker.counts_as:
            return Route(Way.VAGUE, speaker.behalf or speaker.name, *where)
    return Route(Way.NARRATED, "", *where)


def _spoken(source: Source, routes: Sequence[Route]) -> Iterable[str]:
    """What was said by the origin itself or for it."""
    said = [route for route in routes if route.way is Way.SAID]
    behalf = [route for route in routes if route.way is Way.ON_BEHALF]
    if said:
        verb = "carries" if len(said) == 1 else "carry"
        yield f"{_these(said, routes)}{verb} the sentence of {source}"
    if behalf:
        yield _for_it(source, behalf, routes)


def _for_it(source: Source, behalf: Sequence[Route], routes: Sequence[Route]) -> str:
    speakers = [*dict.fromkeys(route.speaker for route in behalf)]
    if len(speakers) > 1:
        return f"{_listed(speakers)} speak for {source}"
    if len(behalf) == 1:
        return f"{speakers[0]} speaks for {source}"
    return f"{_these(behalf, routes)}carry the sentence of {speakers[0]}, who speaks for {source}"


def _printed(source: Source, routes: Sequence[Route]) -> Iterable[str]:
    """What goes back to documents, and these to their root and its publisher."""
    for route in routes:
        if route.way is Way.VAGUE:
            yield (
                f"{route.speaker} cannot be told apart from others and counts as"
                " whoever published the words"
            )
    narrated = [route for route in routes if route.way is Way.NARRATED]
    if narrated:
        yield f"{_these(narrated, routes)}narrated by {_whose(source, narrated)}"
    for route in routes:
        if route.republishes and (len(routes) > 1 or route.way in (Way.NARRATED, Way.VAGUE)):
            yield f"“{route.document}” republishes “{route.republishes}”"


def _whose(source: Source, narrated: Sequence[Route]) -> str:
    is_one = len({route.document for route in narrated}) == 1
    if source.key.startswith("d"):
        return "a document without a known publisher" if is_one else "documents of one line"
    return f"{source}'s {'document' if is_one else 'documents'}"


def _these(some: Sequence[Route], routes: Sequence[Route]) -> str:
    """How many of `routes` have something in common, before a verb; empty for a single one."""
    if len(routes) == 1:
        return ""
    if len(some) == len(routes):
        return "both " if len(some) == 2 else f"all {len(some)} "
    return "one " if len(some) == 1 else f"{len(some)} "


def _listed(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
