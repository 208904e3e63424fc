"""Origins are listed all at once, and are those by which the evidence is weighed."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.models import Origin

from .evidence import evidence

pytestmark = pytest.mark.usefixtures("as_seed")


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50
)
@given(chosen=st.data())
def test_origins_are_those_heard(factories, write_evidence, chosen, make_event):
    documents, words = chosen.draw(evidence("event", ["date", "place"]))
    with transaction.atomic():
        write_evidence(documents, words, "event", make_event())
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT passage.id, origin.actor_id, origin.document_id"
                " FROM sources_passage passage CROSS JOIN LATERAL hearing(passage.id) origin"
            )
            heard = sorted(cursor.fetchall(), key=str)
        listed = Origin.objects.values_list("passage", "actor", "document")
        assert sorted(listed, key=str) == heard
        keys = [*Origin.objects.values_list("key", flat=True)]
        assert len(keys) == len({*keys})
        transaction.set_rollback(True)
