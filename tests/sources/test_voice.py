"""The chain of voices: positions from 1 without a gap, however it is written."""

import pytest
from django.db import IntegrityError, connection, transaction

from sources.models import Voice
from tests.at_once import second_while_first_is_open
from tests.refusing import assert_accepted, assert_refused, refused_by
from tests.writing import DELETES, INSERTS, UPDATES

GAP = "The voices of a passage stand in positions 1, 2, 3 without a gap."


def positions():
    return sorted(Voice.objects.values_list("position", flat=True))


@pytest.fixture
def chain(make_passage, make_voice):
    """The three voices of one passage, in their order."""
    passage = make_passage()
    return [make_voice(passage=passage, position=position) for position in (1, 2, 3)]


class TestVoice:
    def test_is_counted_from_one(self, make_voice):
        with refused_by("voice_position_counts_from_one"):
            make_voice(position=0)
        with pytest.raises(Exception, match="Voices are counted from 1"):
            make_voice.build(position=0).full_clean()
        assert_accepted(make_voice.build(position=1))

    def test_does_not_speak_on_its_own_behalf(self, make_voice, make_actor):
        actor = make_actor()
        assert_refused(
            make_voice.build(actor=actor, on_behalf_of=actor),
            "voice_speaks_for_another_or_for_nobody",
            "Nobody speaks on their own behalf: leave it empty.",
        )
        assert_accepted(make_voice.build(actor=actor, on_behalf_of=make_actor()))

    def test_stands_once_in_a_chain(self, make_voice):
        first = make_voice(position=1)
        assert_refused(
            make_voice.build(passage=first.passage, actor=first.actor, position=2),
            "voice_stands_once_in_a_chain",
            "This actor is in the chain already; nobody quotes themselves.",
        )
        assert_accepted(make_voice.build(passage=first.passage, position=2))
        assert_accepted(make_voice.build(actor=first.actor))

    def test_is_found_by_its_natural_key(self, make_voice):
        voice = make_voice()
        assert Voice.objects.get_by_natural_key(*voice.natural_key()) == voice

    def test_goes_with_its_passage(self, chain):
        chain[0].passage.delete()
        assert not Voice.objects.exists()


class TestChain:
    @pytest.mark.parametrize("insert", INSERTS)
    def test_begins_at_one(self, make_voice, insert):
        with pytest.raises(Exception, match=GAP):
            insert(make_voice.build(position=2))

    @pytest.mark.parametrize("insert", INSERTS)
    def test_goes_on_without_a_gap(self, chain, make_voice, insert):
        insert(make_voice.build(passage=chain[0].passage, position=4))
        with pytest.raises(Exception, match=GAP):
            insert(make_voice.build(passage=chain[0].passage, position=6))

    def test_may_be_written_at_once_in_any_order(self, make_voice, make_passage):
        passage = make_passage()
        Voice.objects.bulk_create(
            make_voice.build(passage=passage, position=position) for position in (3, 1, 2)
        )
        assert positions() == [1, 2, 3]

    def test_may_have_two_voices_in_one_position(self, chain, make_voice):
        make_voice(passage=chain[0].passage, position=3)
        make_voice(passage=chain[0].passage, position=1)
        assert positions() == [1, 1, 2, 3, 3]

    @pytest.mark.parametrize("update", UPDATES)
    def test_is_not_torn_by_an_update(self, chain, update):
        with refused_by("voice_positions_have_no_gap"):
            update(chain[1], "position", 4)
        with refused_by("voice_positions_have_no_gap"):
            update(chain[1], "position", 1)

    def test_is_not_torn_by_taking_a_voice_elsewhere(self, chain, make_passage):
        elsewhere = make_passage()
        with refused_by("voice_positions_have_no_gap"):
            Voice.objects.filter(pk=chain[0].pk).update(passage=elsewhere)
        Voice.objects.filter(pk=chain[2].pk).update(passage=elsewhere, position=1)
        assert positions() == [1, 1, 2]

    @pytest.mark.parametrize("delete", DELETES)
    def test_is_not_torn_by_a_deletion(self, chain, delete):
        with refused_by("voice_positions_have_no_gap"):
            delete(chain[0])
        delete(chain[2])
        assert positions() == [1, 2]

    @pytest.mark.parametrize("delete", DELETES)
    def test_may_lose_one_of_two_who_speak_together(self, chain, make_voice, delete):
        delete(make_voice(passage=chain[0].passage, position=1))
        assert positions() == [1, 2, 3]

    def test_may_be_turned_round_in_one_statement(self, chain):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE sources_voice SET position = 4 - position")
        assert list(Voice.objects.order_by("position")) == chain[::-1]

    def test_may_be_turned_round_row_by_row_if_it_is_checked_at_the_end(self, chain):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for voice, position in zip(chain, (3, 2, 1), strict=True):
                Voice.objects.filter(pk=voice.pk).update(position=position)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        assert list(Voice.objects.order_by("position")) == chain[::-1]

    def test_may_be_deleted_as_a_whole(self, chain):
        Voice.objects.filter(passage=chain[0].passage).delete()
        assert positions() == []


@pytest.mark.django_db(transaction=True)
class TestTwoPeopleAtOnce:
    def test_cannot_lengthen_and_shorten_a_chain(self, chain, make_voice):
        fourth = make_voice.build(passage=chain[0].passage, position=4)
        with pytest.raises(IntegrityError, match=GAP):
            second_while_first_is_open(chain[2].delete, fourth.save)
        assert positions() == [1, 2]

    def test_cannot_shorten_and_lengthen_a_chain(self, chain, make_voice):
        fourth = make_voice.build(passage=chain[0].passage, position=4)
        with pytest.raises(IntegrityError, match=GAP):
            second_while_first_is_open(fourth.save, chain[2].delete)
        assert positions() == [1, 2, 3, 4]

    def test_may_lengthen_it_if_the_other_gives_up(self, chain, make_voice):
        fourth = make_voice.build(passage=chain[0].passage, position=4)
        second_while_first_is_open(chain[2].delete, fourth.save, first_stays=False)
        assert positions() == [1, 2, 3, 4]

    def test_may_write_chains_of_two_passages(self, make_voice):
        voices = [make_voice.build(), make_voice.build()]
        second_while_first_is_open(voices[0].save, voices[1].save)
        assert positions() == [1, 1]

    def test_may_both_speak_in_the_last_position(self, chain, make_voice):
        voices = [make_voice.build(passage=chain[0].passage, position=4) for _ in range(2)]
        second_while_first_is_open(voices[0].save, voices[1].save)
        assert positions() == [1, 2, 3, 4, 4]
