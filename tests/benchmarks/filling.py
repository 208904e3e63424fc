"""A ledger of any size, the same for the same size: see the modules beside this one."""

from django.core.management import call_command

from .actors import Cast
from .chance import Chance
from .events import Happenings
from .scratch import query
from .sources import Sources


def fill(events):
    """Fills an empty ledger with so many events and all else in proportion; returns the counts.

    To a hundred events 5 actors, 20 relations, 250 participations, 10 documents, 150 passages
    and 300 attributions. At least 2000 events. History is written as always.
    """
    chance = Chance(events)
    call_command("loaddata", "vocabularies", verbosity=0)
    cast = Cast(chance, events)
    written = cast.write(events) | Happenings(chance, cast, events).write()
    written = Sources(chance, cast, events, written).write()
    # As autovacuum leaves tables some minutes after they were filled.
    query("VACUUM ANALYZE")
    return written
