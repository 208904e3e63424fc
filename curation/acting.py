"""In whose name the ledger is changed, and why: what history keeps beside every change."""

from collections.abc import Iterator
from contextlib import contextmanager

import pghistory
from django.contrib.auth.models import User
from django.db import connection

# No person: what it writes needs no review, says `KeepRecord`, and history shows that it was it.
SEED = "seed"


@contextmanager
def acting_as(user: User, *, reason: str = "", principal: str = "") -> Iterator[None]:
    """What is written within is the work of `user`, for `reason`; `principal` is one of ours.

        with acting_as(reviewer, reason="checked against the scan"):
            accept(Event.objects.filter(code="killing-of-soleimani"))

    PostgreSQL keeps a context until its transaction ends; what follows in the same one is not the
    work of `user`, so the context is taken back.
    """
    given = {"reason": reason, "principal": principal}
    said = {name: value for name, value in given.items() if value}
    with pghistory.context(user=user.pk, username=user.get_username(), **said):
        yield
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_id', '', true),"
            " set_config('pghistory.context_metadata', '', true)"
        )
