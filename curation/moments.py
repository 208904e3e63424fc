"""Moments as analysts write them."""

import datetime

# A date means its end in UTC; text is ISO, such as 2021-02-15 or 2021-02-15T20:00+03:00.
Moment = datetime.date | str


def as_moment(moment: Moment) -> datetime.datetime:
    """`moment` as an aware `datetime`; takes one, or a date for its last microsecond in UTC.

    Raises `ValueError` with a sentence for anything else: a time without its zone is no moment.
    """
    if isinstance(moment, str):
        moment = _read(moment)
    if not isinstance(moment, datetime.datetime):
        moment = datetime.datetime.combine(moment, datetime.time.max, datetime.UTC)
    if moment.tzinfo is None:
        raise ValueError(
            f"“{moment.isoformat()}” does not say in which time zone:"
            f" write it as {moment.isoformat(timespec='minutes')}+00:00 if that is UTC."
        )
    return moment


def _read(text: str) -> datetime.date:
    for kind in (datetime.date, datetime.datetime):
        try:
            return kind.fromisoformat(text.strip())
        except ValueError:
            pass
    raise ValueError(
        f"“{text}” is not a moment: write a day such as 2021-02-15, which means its end, or a"
        " time such as 2021-02-15T20:00+00:00."
    )
