"""An old code leads to what its record has become, and to nothing else."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from actors.models import Actor
from curation.codes import current, lead
from curation.decisions import Step
from curation.fixtures import as_row, write_rows
from curation.merging import merge
from curation.seeding import is_recorded, update
from curation.undoing import undo
from sources.models import Mention, Voice
from tests.refusing import refused_by
from tests.writing import INSERTS

pytestmark = pytest.mark.usefixtures("db")
WHY = "The same."


class TestOldCode:
    def test_finds_the_survivor(self, pair):
        merge(*pair, reason=WHY)
        assert Actor.objects.get_by_natural_key("brigades") == pair[0]
        assert lead(Actor, "brigades") == current(Actor, "brigades") == "kataib"
        assert is_recorded("actors.actor", "brigades")

    def test_leads_along_a_chain(self, pair, make_actor):
        third = make_actor(code="third")
        merge(*pair, reason=WHY)
        merge(third, pair[0], reason=WHY)
        assert Actor.objects.get_by_natural_key("brigades") == third

    def test_that_never_was_leads_nowhere(self, pair):
        assert lead(Actor, "kataib") is None
        assert current(Actor, "nobody") == "nobody"
        with pytest.raises(Actor.DoesNotExist):
            Actor.objects.get_by_natural_key("nobody")

    def test_finds_mentions_and_voices(self, pair, make_voice, make_mention):
        voice = make_voice(actor=pair[1])
        mention = make_mention(actor=pair[1], printed="KH")
        merge(*pair, reason=WHY)
        assert Voice.objects.get_by_natural_key(voice.passage.code, "brigades") == voice
        key = (mention.passage.code, "brigades", None, None, "KH")
        assert Mention.objects.get_by_natural_key(*key) == mention

    def test_is_its_own_again_when_undone(self, pair):
        undo(merge(*pair, reason=WHY), "Not so.")
        assert lead(Actor, "brigades") is None
        assert Actor.objects.get_by_natural_key("brigades") == pair[1]


class TestTaking:
    @pytest.mark.parametrize("insert", INSERTS[:3])
    def test_an_old_code_is_refused(self, pair, make_actor, insert):
        merge(*pair, reason=WHY)
        with refused_by("actor_code_leads_elsewhere"):
            insert(make_actor.build(code="brigades"))

    def test_one_of_another_kind_is_not(self, pair, make_place):
        merge(*pair, reason=WHY)
        assert make_place(code="brigades").pk

    def test_a_records_code_for_an_old_one_is_refused(self, pair, make_actor):
        decision = merge(*pair, reason=WHY)
        other = make_actor()
        given = {"model": "actors.actor", "key": 0, "code": other.code, "redirects": True}
        with refused_by("step_redirects_a_free_code"):
            Step.objects.create(decision=decision, number=99, **given)


class TestFixture:
    def test_that_names_an_old_code_is_loaded(self, tmp_path, pair, make_relation):
        relation = make_relation(subject=pair[1])
        write_rows(tmp_path / "old.json", [as_row(relation)])
        merge(*pair, reason=WHY)
        call_command("loaddata", tmp_path / "old.json", verbosity=0)
        relation.refresh_from_db()
        assert relation.subject == pair[0]

    def test_of_a_merged_record_is_refused_in_a_sentence(self, tmp_path, pair):
        write_rows(tmp_path / "old.json", [as_row(pair[1])])
        merge(*pair, reason=WHY)
        with pytest.raises(CommandError, match="brigades was merged into kataib: take that row"):
            call_command("loaddata", tmp_path / "old.json", verbosity=0)

    def test_of_a_merged_record_is_kept_from_an_update(self, tmp_path, settings, pair):
        write_rows(tmp_path / "old.json", [as_row(pair[1])])
        merge(*pair, reason=WHY)
        settings.SEED_FIXTURES = [str(tmp_path / "old.json")]
        assert update().kept == [("actors.actor", ("brigades",))]
        pair[0].refresh_from_db()
        assert pair[0].name == "Kataib Hezbollah"


def test_looking_for_old_codes_uses_their_index(pair):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("DROP INDEX step_by_row")  # as good as any in a table without rows
        cursor.execute(
            "EXPLAIN SELECT FROM curation_step WHERE model = 'a' AND code = 'b' AND redirects"
        )
        assert "step_leads_to_one_record" in str(cursor.fetchall())
