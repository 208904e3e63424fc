"""How far rows with coordinates are from a point, in the database."""

from decimal import Decimal
from math import asin, cos, degrees, isfinite, radians, sin

from django.db.models import F, FloatField, Func, Q, Value
from django.db.models.functions import Cast

# In kilometres, as `kilometres_between` has it; and in degrees what rounding may add to a box.
EARTH_RADIUS = 6371.0088
ROUNDING = 0.00001

# As a number or, from a place's own columns, a decimal.
Degrees = float | Decimal


def distance(prefix: str, latitude: Degrees, longitude: Degrees) -> Func:
    """Kilometres from a point to a row's coordinates by the haversine formula; NULL without any.

    Raises `ValueError` with a sentence for a point that is not on Earth.
    """
    return Func(
        Cast(F(f"{prefix}latitude"), FloatField()),
        Cast(F(f"{prefix}longitude"), FloatField()),
        Value(_degrees("latitude", latitude, 90)),
        Value(_degrees("longitude", longitude, 180)),
        function="kilometres_between",
        output_field=FloatField(),
    )


def around(prefix: str, latitude: Degrees, longitude: Degrees, km: float) -> Q:
    """That a row's coordinates lie in the least box of degrees about a circle.

    An index finds what lies in the box; what lies in its corners is not near yet. About a pole
    and across the date line the box goes round the Earth.
    """
    latitude, longitude = float(latitude), float(longitude)
    reach = degrees(kilometres(km) / EARTH_RADIUS) + ROUNDING
    south, north = latitude - reach, latitude + reach
    box = Q(**{f"{prefix}latitude__range": (max(south, -90), min(north, 90))})
    if south <= -90 or north >= 90:
        return box
    sideways = degrees(asin(sin(radians(reach)) / cos(radians(latitude)))) + ROUNDING
    west, east = longitude - sideways, longitude + sideways
    if west < -180 or east > 180:
        return box
    return box & Q(**{f"{prefix}longitude__range": (west, east)})


def kilometres(km: float) -> float:
    """A distance to look within; raises `ValueError` with a sentence for what is none."""
    length = _number(km)
    if length is None or length < 0:
        raise ValueError(f"“{km}” is no distance: give a number of kilometres, such as 25.")
    return length


def _degrees(name: str, value: Degrees, limit: int) -> float:
    angle = _number(value)
    if angle is None or abs(angle) > limit:
        raise ValueError(
            f"A {name} lies between -{limit} and {limit} degrees, not at {value}: give it as a"
            " number, such as 36.191."
        )
    return angle


def _number(value: Degrees) -> float | None:
    """A finite number, or None for anything else."""
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if isfinite(number) else None
