"""Days as analysts write them."""

import datetime

# ISO text, such as 2020-01-03, or a date.
Day = datetime.date | str


def as_day(day: Day) -> datetime.date:
    """`day` as a `datetime.date`; takes a date or ISO text such as 2020-01-03.

    Raises `ValueError` with a sentence for anything else: a month or a year is no day, and a
    datetime is a moment, whose day depends on the time zone that it is looked at from.
    """
    if isinstance(day, datetime.datetime):
        raise ValueError(
            f"“{day}” is a moment and not a day: write its day, such as {day.date()}, or the"
            " moment's .date()."
        )
    if isinstance(day, datetime.date):
        return day
    try:
        return datetime.date.fromisoformat(day)
    except (TypeError, ValueError):
        written = f"{day}"[:40]
        message = f"“{written}” is not a day: write it as year-month-day, such as 2020-01-03."
        raise ValueError(message) from None


def as_window(first: Day, last: Day) -> tuple[datetime.date, datetime.date]:
    """Two days, first and last included; raises `ValueError` if they are the wrong way round."""
    first, last = as_day(first), as_day(last)
    if last < first:
        raise ValueError(f"The window ends ({last}) before it begins ({first}): swap the two days.")
    return first, last
