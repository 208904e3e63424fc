"""Where a place is, as exactly as is known: by itself, by what it lies in, by its country."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models.expressions import RawSQL

from curation.picture_kinds import Asked
from curation.pictures.marks import Exactness
from curation.pictures.world import countries

# Places and all that they lie in. A union keeps no row twice, so it ends even in a circle.
AND_WHAT_THEY_LIE_IN = """
WITH RECURSIVE around(id) AS (
    SELECT unnest(%s::bigint[])
    UNION
    SELECT place.parent_id FROM events_place place JOIN around USING (id)
    WHERE place.parent_id IS NOT NULL
)
SELECT id FROM around
"""

# What a place of such a kind is known to within where its precision is not recorded.
BY_KIND = {
    "country": Exactness.COUNTRY,
    "province": Exactness.ADM1,
    "region": Exactness.FEATURE,
    "border": Exactness.FEATURE,
}
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Position:
    """Coordinates and how exact they are, or none but the country; `note` says by what else."""

    exactness: str
    longitude: float | None = None
    latitude: float | None = None
    country: str = ""
    note: str = ""


def places_around(keys: Iterable[int], model: Any, asked: Asked) -> dict[int, Any]:
    """The places of these keys and all that they lie in, as far as they may be seen; one query."""
    around = model.objects.filter(pk__in=RawSQL(AND_WHAT_THEY_LIE_IN, [sorted(keys)]))
    return {place.pk: place for place in asked.seen(around)}


def position(key: int, places: Mapping[int, Any]) -> Position | None:
    """Where the place of a key is; None if neither it nor what it lies in says.

    Of what it lies in, the nearest with coordinates counts, and no more exactly than that is
    known and than the place may lie in it. Where none has any, the country is what is known.
    """
    chain = _chain(key, places)
    for depth, place in enumerate(chain):
        if place.latitude is None or place.precision == UNKNOWN:
            continue
        exactness = place.precision or BY_KIND.get(place.kind, Exactness.UNSAID)
        note = ""
        if depth:
            exactness, note = _within(place, exactness), f"placed by {place.name}, in which it lies"
        return Position(
            exactness, float(place.longitude), float(place.latitude), _country(chain), note
        )
    country = _country(chain)
    if not country:
        return None
    is_country = chain[0].kind == "country"
    note = "" if is_country else f"only its country is known: {countries()[country].name}"
    return Position(Exactness.COUNTRY, country=country, note=note)


def _chain(key: int, places: Mapping[int, Any]) -> list[Any]:
    """The place and what it lies in, step by step; what may not be seen ends it."""
    chain: dict[int, Any] = {}
    step: int | None = key
    while step is not None and step in places and step not in chain:
        chain[step] = places[step]
        step = places[step].parent_id
    return [*chain.values()]


def _country(chain: Sequence[Any]) -> str:
    """The first country of the chain whose outline is known; empty if there is none."""
    return next((place.country for place in chain if place.country in countries()), "")


def _within(place: Any, exactness: str) -> str:
    """How exactly something is known that lies somewhere in `place`."""
    order = [*Exactness]
    least = BY_KIND.get(place.kind, Exactness.NEAR)
    return max(least, Exactness(exactness), key=order.index)
