"""What to look at again about events: who could not have been there, and numbers out of order."""

from curation.lint import Finding, each, register
from events.models import Event, Figure, Participation


def _numbers(figure: Figure) -> str:
    given = {"low": figure.low, "best": figure.best, "high": figure.high}
    return ", ".join(f"{name} {n.normalize():f}" for name, n in given.items() if n is not None)


register(
    Finding(
        "events-before-actor",
        "Took part before it began",
        "The event was certainly over before the actor began or was born.",
        "One of the two dates may be what a source got wrong, which is coded as printed.",
        [Participation],
        lambda rows, _among: rows.before_its_actor(),
        each(lambda row: f"event {row.event.date}, actor began {row.actor.began}"),
    ),
    Finding(
        "events-after-actor",
        "Took part after it ended",
        "The event certainly began after the actor ended or died; the subject of it, as the dead"
        " of a funeral, is not meant.",
        "One of the two dates may be what a source got wrong, which is coded as printed.",
        [Participation],
        lambda rows, _among: rows.after_its_actor(),
        each(lambda row: f"event {row.event.date}, actor ended {row.actor.ended}"),
    ),
    Finding(
        "out-of-order",
        "Low above high",
        "The low is above the high, or the best lies outside the two.",
        "Published counts do this, and are coded as printed.",
        [Figure],
        lambda rows, _among: rows.out_of_order(),
        each(_numbers),
    ),
    Finding(
        "in-the-future",
        "Events in the future",
        "The event certainly had not begun today.",
        "An election may be set for a day; a forecast or a plan is a statement and no event.",
        [Event],
        lambda rows, _among: rows.in_the_future(),
    ),
)
