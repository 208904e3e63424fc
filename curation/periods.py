"""Questions in time, in their two strengths, as conditions for a queryset.

Days are dates, first and last included. *Possibly*: no known bound rules it out; an empty date
matches. *Definitely*: however the date is read; an empty or qualified (`?`, `~`, `%`) one never
matches. What is definitely so is possibly so.

Fields may be reached through relations (`"event__date"`). Beside an `EDTFField` named `date` these
expect the columns that `dating` computes: `date_earliest`, `date_latest`, and for `definitely`
also `date_start_latest`, `date_end_earliest`.
"""

from datetime import date

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.fields.ranges import NotGreaterThan, NotLessThan
from django.contrib.postgres.lookups import Overlap
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThanOrEqual

# Neither without an end like `[..2014]` or `[2014..]`, which is one unknown day, nor qualified.
MAY_BE_DEFINITE = r"^(?!\[\.\.)[^?~%]+(?<!\.\.\])$"


def possible_days(field: str) -> Func:
    """The days that what is dated by `field` may have held on, as a range; all for an empty date.

    A bound that is unknown or open is none. An index over this finds what `possibly` asks for.
    """
    return _days(f"{field}_earliest", f"{field}_latest")


def days_of_definite(field: str) -> Case:
    """The same, for a date that gives definite answers; NULL for any other.

    An index over this finds what `definitely` asks for.
    """
    return Case(When(**{f"{field}__regex": MAY_BE_DEFINITE}, then=possible_days(field)))


def since(field: str) -> Coalesce:
    """The first day that the date in `field` can mean; of all days the first without one."""
    return Coalesce(f"{field}_earliest", Value(date.min))


def possibly(field: str, first: date, last: date) -> Q:
    """That what is dated by `field` may have held on one of the days."""
    # The second says nothing new: it is for whoever reads rows in their order, the latest first.
    return Q(Overlap(possible_days(field), _window(first, last))) & Q(
        LessThanOrEqual(since(field), last)
    )


def definitely(field: str, first: date, last: date, *, is_point: bool = False) -> Q:
    """That what is dated by `field` certainly held on one of the days.

    A field that takes points only needs no columns beside its first and its last day.
    """
    start_latest = f"{field}_latest" if is_point else f"{field}_start_latest"
    end_earliest = f"{field}_earliest" if is_point else f"{field}_end_earliest"
    open_start = Q(**{f"{field}__startswith": ".."}) | Q(**{f"{field}__startswith": "{.."})
    open_end = Q(**{f"{field}__endswith": ".."}) | (
        Q(**{f"{field}__startswith": "{"}) & Q(**{f"{field}__endswith": "..}"})
    )
    # A set open at both ends may well have a gap within.
    open_both = Q(**{f"{field}__regex": r"^\{\.\..*\.\.\}$"})
    begun = open_start | Q(**{f"{start_latest}__lte": last})
    lasts = open_end | Q(**{f"{end_earliest}__gte": first})
    # What is definitely so is possibly so, and found by it; whatever is qualified is not.
    near = Q(Overlap(days_of_definite(field), _window(first, last)))
    return near & begun & lasts & ~open_both


def possibly_during(began: str, ended: str, first: date, last: date) -> Q:
    """That a period between two dates may have held on one of the days."""
    return Q(Overlap(possible_period(began, ended), _window(first, last)))


def definitely_during(began: str, ended: str, first: date, last: date) -> Q:
    """That a period between two dates certainly held on one of the days.

    Both ends have to be known or open: nothing is definite about a period with an empty date. A
    bound of one end serves the other: what has certainly ended had begun by then, and what has not
    begun before had not ended either. So a period that certainly began, or ended, on one of the
    days held then.
    """
    begun = Q(**{began: ".."}) | Q(**{f"{began}_latest__lte": last})
    lasts = Q(**{ended: ".."}) | Q(**{f"{ended}_earliest__gte": first})
    not_before = Q(**{f"{began}_earliest__gte": first})
    over = Q(**{f"{ended}_latest__lte": last})
    window = _window(first, last)
    # What follows is `(begun | over) & (lasts | not_before)`, so that an index finds each of three:
    # what is definitely so is possibly so, and a bound within the days is one of possible days.
    period = possible_period(began, ended)
    near = Q(Overlap(period, window))
    throughout = Q(Overlap(period_of_definite(began, ended), window)) & begun & lasts
    began_within = near & Q(NotLessThan(period, window)) & (begun | over)
    ended_within = near & Q(NotGreaterThan(period, window)) & (lasts | not_before)
    written = ~Q(**{began: ""}) & ~Q(**{ended: ""}) & _unqualified(began) & _unqualified(ended)
    return (throughout | began_within | ended_within) & written


def certainly_before(first: str, second: str) -> Q:
    """That what is dated by the field `first` was certainly over before that in `second` began.

    Only known bounds of unqualified dates are certain. Beside both there is `_earliest` and
    `_latest`.
    """
    over, begun = f"{first}_latest", f"{second}_earliest"
    # That neither is NULL says nothing new: it tells the planner how few rows are meant.
    known = Q(**{f"{over}__isnull": False, f"{begun}__isnull": False})
    return known & Q(**{f"{over}__lt": F(begun)}) & _unqualified(first) & _unqualified(second)


def certain_period(began: str, ended: str) -> Case:
    """The days on which a period between two dates certainly held, as a range.

    NULL where an end is neither known nor open, or is qualified, or where no day is certain.
    """
    begun, over = f"{began}_latest", f"{ended}_earliest"
    known = _is_settled(began, begun) & _is_settled(ended, over)
    in_order = (
        Q(**{f"{begun}__isnull": True})
        | Q(**{f"{over}__isnull": True})
        | Q(**{f"{begun}__lte": F(over)})
    )
    return Case(
        When(known & in_order & _unqualified(began) & _unqualified(ended), then=_days(begun, over))
    )


def possible_period(began: str, ended: str) -> Func:
    """The days on which a period between two dates may have held, as a range.

    An index over this finds what `possibly_during` asks for.
    """
    return _days(f"{began}_earliest", f"{ended}_latest")


def period_of_definite(began: str, ended: str) -> Case:
    """The same, for a period both ends of which are known or open; NULL for any other.

    With `possible_period`, an index over this finds what `definitely_during` asks for.
    """
    settled = _is_settled(began, f"{began}_latest") & _is_settled(ended, f"{ended}_earliest")
    return Case(
        When(
            settled & _unqualified(began) & _unqualified(ended), then=possible_period(began, ended)
        )
    )


def _is_settled(field: str, bound: str) -> Q:
    """That the bound of a date that makes for certainty is known, or the date is open."""
    return Q(**{field: ".."}) | Q(**{f"{bound}__isnull": False})


def _days(first: str, last: str) -> Func:
    return Func(F(first), F(last), Value("[]"), function="daterange", output_field=DateRangeField())


def _window(first: date, last: date) -> Value:
    return Value(DateRange(first, last, "[]"), DateRangeField())


def _unqualified(field: str) -> Q:
    # Not a negation, which would change its meaning across a to-many relation.
    return Q(**{f"{field}__regex": r"^[^?~%]*$"})
