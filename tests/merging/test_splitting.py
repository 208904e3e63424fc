"""One record becomes two, with the rows that are chosen."""

import pytest
from django.contrib.auth.models import User

from actors.models import Actor
from curation.acting import acting_as
from curation.merging import merge
from curation.splitting import CannotSplit, split
from curation.undoing import CannotUndo, foresee_undoing, undo
from tests.merging.tables import changes, curated

pytestmark = pytest.mark.usefixtures("db")
WHY = "Two groups of one name."


@pytest.fixture
def actor(make_actor):
    return make_actor(name="Hezbollah", code="hezbollah", kind="umbrella", country="IQ")


class TestSplit:
    def test_hands_the_chosen_rows_to_a_new_record(self, actor, make_name, make_relation):
        mine, its = make_name(actor=actor), make_relation(object=actor)
        decision = split(actor, [its], name="Hezbollah in Iraq", reason=WHY)
        new = Actor.objects.get(name="Hezbollah in Iraq")
        its.refresh_from_db()
        mine.refresh_from_db()
        assert (its.object, mine.actor) == (new, actor)
        assert (new.kind, new.country, new.status) == ("umbrella", "", "draft")
        assert (decision.what, decision.code, decision.other) == ("split", "hezbollah", new.code)

    def test_hands_them_to_one_that_is_there(self, actor, make_actor, make_participation):
        other, event = make_actor(), make_participation(actor=actor).event
        kept = make_participation(event=event, actor=other)
        split(actor, actor.participations.all(), into=other, reason=WHY)
        assert [*other.participations.all()] == [kept]

    def test_has_to_be_reviewed_until_it_is_undone(self, actor, make_relation, make_voice):
        """What was accepted of one says something of another now."""
        user = User.objects.create_user("splitter")
        with acting_as(user, principal="seed"):
            row, voice = make_relation(subject=actor, status="accepted"), make_voice(actor=actor)
            passage = voice.passage
            type(passage).objects.filter(pk=passage.pk).update(status="accepted")
        with acting_as(user):
            decision = split(actor, [row, voice], name="Other", reason=WHY)
        for record in (row, passage):
            record.refresh_from_db()
            assert (record.status, record.editors) == ("draft", [user.pk])
        undo(decision, "One after all.")
        for record in (row, passage):
            record.refresh_from_db()
            assert record.status == "accepted"

    def test_undone_leaves_all_as_it_was(self, actor, make_name, make_relation, attribute):
        rows = [make_name(actor=actor), make_relation(subject=actor), attribute(actor)]
        before = curated()
        undo(split(actor, rows, name="Other", reason=WHY), "One after all.")
        assert changes(before, curated()) == {}

    def test_undone_leaves_the_new_one_where_something_has_come_to_it(self, actor, make_name):
        decision = split(actor, [make_name(actor=actor)], name="Other", reason=WHY)
        make_name(actor=Actor.objects.get(name="Other"))
        assert "stays, for something hangs on it now" in foresee_undoing(decision).stays[0]
        with pytest.raises(CannotUndo):
            undo(decision, "One after all.")
        undo(decision, "One after all.", partly=True)
        assert actor.names.count() == 1


class TestObstacle:
    def refused(self, sentence, *args, **given):
        before = curated()
        with pytest.raises(CannotSplit) as refusal:
            split(*args, **given)
        assert sentence in str(refusal.value)
        assert changes(before, curated()) == {}

    def test_is_no_reason_no_row_no_name(self, actor, make_name):
        name = make_name(actor=actor)
        self.refused("Say why this is two", actor, [name], name="Other", reason="")
        self.refused("at least one row", actor, [], name="Other", reason=WHY)
        self.refused("Say what the other record is called", actor, [name], reason=WHY)

    def test_is_a_code_that_is_taken_or_leads_elsewhere(self, actor, make_name, make_actor):
        survivor, loser = make_actor(), make_actor(code="gone")
        merge(survivor, loser, reason=WHY)
        given = {"name": "Other", "reason": WHY}
        name = make_name(actor=actor)
        self.refused("The code hezbollah is taken", actor, [name], code="hezbollah", **given)
        self.refused("The code gone leads to the record", actor, [name], code="gone", **given)

    def test_is_a_new_one_beside_one_that_is_there(self, actor, make_name, make_actor):
        given = {"into": make_actor(name="Other"), "reason": WHY}
        sentence, name = "Name a new actor or choose Other, not both", make_name(actor=actor)
        self.refused(sentence, actor, [name], name="Another", **given)
        self.refused(sentence, actor, [name], code="another", **given)

    def test_is_a_row_of_another(self, actor, make_name):
        self.refused("leave it out", actor, [make_name()], name="Other", reason=WHY)

    def test_is_the_record_itself_or_another_kind(self, actor, make_name, make_place):
        rows = [make_name(actor=actor)]
        for into in (actor, make_place()):
            self.refused("Choose another actor than", actor, rows, into=into, reason=WHY)

    def test_is_that_either_is_deleted_by_now(self, actor, make_name, make_actor):
        name, other = make_name(actor=actor), make_actor()
        Actor.objects.filter(pk=other.pk).delete()
        self.refused("is deleted by now", actor, [name], into=other, reason=WHY)
        self.refused("is deleted by now", other, [name], name="Other", reason=WHY)

    def test_is_a_relation_to_the_other(self, actor, make_actor, make_relation):
        other = make_actor()
        row = make_relation(subject=actor, object=other)
        self.refused("lies between the two", actor, [row], into=other, reason=WHY)

    def test_is_what_the_user_may_not_see(self, actor, make_name, django_user_model):
        name = make_name(actor=actor, restricted=True)
        user = django_user_model.objects.create_user("plain")
        given = {"name": "Other", "reason": WHY, "user": user}
        self.refused("that you may not see", actor, [name], **given)
