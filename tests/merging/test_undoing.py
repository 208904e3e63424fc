"""Both come back as they were; or it is said exactly what does not, and why."""

import pytest
from django.contrib.auth.models import User

from actors.models import Actor, Name, Relation
from curation.acting import acting_as
from curation.decisions import Decision
from curation.merging import merge
from curation.restoring import CannotRestore, restore
from curation.review import accept, submit
from curation.undoing import CannotUndo, foresee_undoing, undo
from sources.attaching import attach
from sources.models import Anchor, Attribution
from tests.merging.tables import changes, curated

pytestmark = pytest.mark.usefixtures("db")
WHY, WHY_NOT = "One group.", "Two groups after all."


class TestUndoing:
    def test_brings_back_the_record_under_its_key_and_code(self, pair):
        before = curated()
        undo(merge(*pair, reason=WHY), WHY_NOT)
        assert changes(before, curated()) == {}
        assert Actor.objects.get_by_natural_key("brigades") == pair[1]

    def test_is_told_with_its_reason(self, as_reviewer, pair):
        decision = merge(*pair, reason=WHY)
        undo(decision, WHY_NOT)
        decision.refresh_from_db()
        assert (decision.undone_by, decision.undone_because) == ("reviewer", WHY_NOT)
        assert decision.undone_at

    def test_brings_back_who_had_edited_it(self, pair, reviewer):
        """Otherwise they could accept their own change."""
        with acting_as(reviewer):
            Actor.objects.filter(pk=pair[1].pk).update(note="A word.")
        before = Actor.objects.get(pk=pair[1].pk)
        undo(merge(*pair, reason=WHY), WHY_NOT)
        after = Actor.objects.get(pk=pair[1].pk)
        assert (after.editors, after.created_at) == ([reviewer.pk], before.created_at)
        assert after.version > before.version - 1

    def test_brings_back_what_was_settled_with_its_evidence(self, pair, make_relation, attribute):
        row = make_relation(subject=pair[1], predicate="possibly_same_as", object=pair[0])
        attribution = attribute(row)
        undo(merge(*pair, reason=WHY), WHY_NOT)
        assert Relation.objects.get() == row
        assert Attribution.objects.get() == attribution

    def test_brings_back_the_acceptance_of_what_was_not_touched_since(self, as_seed, pair):
        Actor.objects.filter(pk=pair[0].pk).update(status="accepted")
        Actor.objects.filter(pk=pair[1].pk).update(country="IQ")
        decision = merge(*pair, reason=WHY)
        undo(decision, WHY_NOT)
        pair[0].refresh_from_db()
        assert (pair[0].country, pair[0].status) == ("", "accepted")

    def test_brings_back_what_was_accepted_of_it_before_somebody_edited_it(
        self, as_seed, pair, reviewer
    ):
        Actor.objects.filter(pk=pair[1].pk).update(status="accepted")
        with acting_as(reviewer):
            Actor.objects.filter(pk=pair[1].pk).update(name="Under edit")
            undo(merge(*pair, reason=WHY), WHY_NOT)
        assert Actor.objects.get(pk=pair[1].pk).status == "draft"
        assert Actor.objects.accepted().get(pk=pair[1].pk).name == "Hizballah Brigades"

    def test_changes_what_was_accepted_since_in_the_users_own_name(self, pair, reviewer):
        Actor.objects.filter(pk=pair[1].pk).update(country="IQ")
        decision = merge(*pair, reason=WHY)
        with acting_as(reviewer):
            submit([pair[0]])
        with acting_as(User.objects.create_user("second")):
            accept([pair[0]])
        with acting_as(reviewer):
            undo(decision, WHY_NOT)
        pair[0].refresh_from_db()
        assert (pair[0].country, pair[0].status, pair[0].editors) == ("", "draft", [reviewer.pk])

    @pytest.mark.parametrize("edited", [False, True])
    @pytest.mark.parametrize("dates", [("2020", "2022"), ("1990", "1992")])
    def test_gives_columns_back_at_once_that_no_rule_lets_go_alone(self, pair, dates, edited):
        """Neither old date fits beside the other new one."""
        Actor.objects.filter(pk=pair[0].pk).update(began="2010", ended="2012")
        Actor.objects.filter(pk=pair[1].pk).update(began=dates[0], ended=dates[1])
        decision = merge(*pair, reason=WHY, fields=["began", "ended"])
        if edited:
            Actor.objects.filter(pk=pair[0].pk).update(country="IQ")
        assert foresee_undoing(decision).stays == []
        undo(decision, WHY_NOT)
        pair[0].refresh_from_db()
        assert (pair[0].began, pair[0].ended) == ("2010", "2012")

    @pytest.mark.parametrize("edited", [False, True])
    def test_takes_both_coordinates_away_again(self, make_place, edited):
        one, other = make_place(), make_place(latitude=36, longitude=44, precision="near")
        decision = merge(one, other, reason=WHY)
        if edited:
            type(one).objects.filter(pk=one.pk).update(country="IQ")
        undo(decision, WHY_NOT)
        one.refresh_from_db()
        assert (one.latitude, one.longitude, one.precision) == (None, None, "")

    def test_leaves_later_edits(self, pair, make_relation):
        Actor.objects.filter(pk=pair[1].pk).update(country="IQ", description="A group")
        relation = make_relation(subject=pair[1])
        decision = merge(*pair, reason=WHY)
        Actor.objects.filter(pk=pair[0].pk).update(country="IR", began="2003")
        Relation.objects.filter(pk=relation.pk).update(title="commander")
        undo(decision, WHY_NOT)
        pair[0].refresh_from_db()
        relation.refresh_from_db()
        assert (pair[0].country, pair[0].began, pair[0].description) == ("IR", "2003", "")
        assert (relation.subject, relation.title) == (pair[1], "commander")

    def test_leaves_what_came_since_with_the_survivor(self, pair, make_relation):
        decision = merge(*pair, reason=WHY)
        relation = make_relation(subject=pair[0])
        undo(decision, WHY_NOT)
        relation.refresh_from_db()
        assert relation.subject == pair[0]

    def test_gives_documents_their_texts_and_anchors_back(self, make_document, make_passage):
        one, other = make_document(), make_document()
        make_passage(document=one, start=0, end=3)
        attach(other, "One two.")
        before = {*Anchor.objects.values_list("passage", "text")}
        decision = merge(one, other, reason=WHY)
        undo(decision, WHY_NOT)
        assert {*Anchor.objects.values_list("passage", "text")} == before

    def test_accepts_nothing_that_was_edited_after_deleting_and_restoring(self, pair, reviewer):
        """Versions count from 1 again then, and the survivor was accepted before the merger."""
        survivor, colleague = pair[0], User.objects.create_superuser("colleague")
        submit([survivor])
        with acting_as(colleague):
            assert accept([survivor]).done
        with acting_as(reviewer):
            Actor.objects.filter(pk=pair[1].pk).update(description="A militia.")
            decision = merge(*pair, reason=WHY, fields=["description"])
            Name.objects.all().delete()
            Actor.objects.get(pk=survivor.pk).delete()
            told = Actor.history.rel.related_model.objects.filter(pgh_obj=survivor.pk)
            restore(Actor, told.latest("pgh_id").pk, "By mistake.")
            Actor.objects.filter(pk=survivor.pk).update(note="Unseen by anybody else.")
            undo(decision, WHY_NOT)
        survivor.refresh_from_db()
        assert (survivor.status, survivor.editors) == ("draft", [reviewer.pk])


class TestWhatDoesNotComeBack:
    def stays(self, decision, *sentences):
        """That they are said before, that undoing asks, and that the rest comes back then."""
        found = foresee_undoing(decision).stays
        before = curated()
        with pytest.raises(CannotUndo) as refusal:
            undo(decision, WHY_NOT)
        assert refusal.value.stays == found
        assert changes(before, curated()) == {}
        for said, sentence in zip(found, sentences, strict=True):
            assert sentence in said
            assert not said.endswith("..")
        undo(decision, WHY_NOT, partly=True)
        assert Actor.objects.filter(code="brigades").exists()

    def test_is_a_row_deleted_since(self, pair, make_relation):
        relation = make_relation(subject=pair[1])
        decision = merge(*pair, reason=WHY)
        relation.delete()
        self.stays(decision, f"{relation.code} was deleted since and does not come back.")

    def test_is_a_row_given_to_another_since(self, pair, make_actor, make_relation):
        relation, third = make_relation(subject=pair[1]), make_actor()
        decision = merge(*pair, reason=WHY)
        Relation.objects.filter(pk=relation.pk).update(subject=third)
        self.stays(decision, f"({relation.code})” was given another subject since and keeps it.")
        relation.refresh_from_db()
        assert relation.subject == third

    def test_is_a_row_that_a_new_one_stands_in_the_way_of(self, pair, make_identifier, make_place):
        """The identifier was deleted with a merger that folded it; another has its value now."""
        place = make_place()
        identifier = make_identifier(actor=pair[1], value="Q1")
        decision = merge(*pair, reason=WHY)
        identifier.delete()
        make_identifier(place=place, value="Q1")
        self.stays(decision, f"{identifier.code} was deleted since")

    def test_is_a_folded_row_whose_object_is_gone(self, pair, make_actor, make_relation):
        third = make_actor()
        kept = make_relation(subject=pair[0], object=third)
        folded = make_relation(subject=pair[1], object=third)
        decision = merge(*pair, reason=WHY)
        kept.delete()
        third.delete()
        with pytest.raises(CannotUndo):
            undo(decision, WHY_NOT)
        assert not Relation.objects.filter(pk=folded.pk).exists()

    def test_is_a_column_that_does_not_fit_a_later_edit(self, pair):
        Actor.objects.filter(pk=pair[0].pk).update(began="2010", country="IQ")
        Actor.objects.filter(pk=pair[1].pk).update(began="2005", country="IR")
        decision = merge(*pair, reason=WHY, fields=["began", "country"])
        Actor.objects.filter(pk=pair[0].pk).update(ended="2007")
        self.stays(decision, "keeps its began: It ends before it begins: correct one of the two")
        pair[0].refresh_from_db()
        assert (pair[0].began, pair[0].country) == ("2005", "IQ")

    def test_is_a_name_that_somebody_has_cited_since(self, pair, attribute):
        decision = merge(*pair, reason=WHY)
        attribute(Name.objects.get())
        self.stays(decision, "was made by this and stays, for something hangs on it now.")

    def test_is_a_name_that_somebody_has_edited_since(self, pair):
        decision = merge(*pair, reason=WHY)
        Name.objects.update(language="en")
        self.stays(decision, "was made by this, was edited since and stays.")


class TestRefusal:
    def refused(self, decision, sentence):
        before = curated()
        with pytest.raises(CannotUndo) as refusal:
            undo(decision, WHY_NOT, partly=True)
        assert sentence in str(refusal.value)
        assert changes(before, curated()) == {}

    def test_without_a_reason(self, pair):
        with pytest.raises(CannotUndo, match="Say why this is undone"):
            undo(merge(*pair, reason=WHY), " ")

    def test_of_what_was_undone(self, as_reviewer, pair):
        decision = merge(*pair, reason=WHY)
        undo(decision, WHY_NOT)
        self.refused(decision, "This was undone already, by reviewer.")

    def test_where_the_survivor_was_merged_on(self, pair, make_actor):
        decision = merge(*pair, reason=WHY)
        third = make_actor(code="third")
        later = merge(third, pair[0], reason=WHY)
        self.refused(decision, "Kataib Hezbollah (kataib) merged into")
        undo(later, WHY_NOT)
        undo(decision, WHY_NOT)
        assert Actor.objects.count() == 3

    def test_where_a_row_was_moved_on(self, pair, make_actor, make_relation):
        third = make_actor()
        relation = make_relation(subject=make_actor(), object=pair[1])
        decision = merge(*pair, reason=WHY)
        later = merge(third, pair[0], reason=WHY)
        self.refused(decision, "undo that first.")
        undo(later, WHY_NOT)
        undo(decision, WHY_NOT)
        relation.refresh_from_db()
        assert relation.object == pair[1]

    def test_not_where_another_end_of_a_row_was_moved(self, pair, make_actor, make_relation):
        far, farther = make_actor(), make_actor()
        relation = make_relation(subject=pair[1], object=farther)
        decision = merge(*pair, reason=WHY)
        merge(far, farther, reason=WHY)
        undo(decision, WHY_NOT)
        relation.refresh_from_db()
        assert (relation.subject, relation.object) == (pair[1], far)

    def test_where_what_it_linked_to_is_deleted(self, make_document, make_actor):
        one, other = make_document(), make_document(publisher=make_actor(name="Gone"))
        decision = merge(one, other, reason=WHY, fields=[])
        Actor.objects.get(name="Gone").delete()
        self.refused(decision, "The publisher of")

    def test_for_eyes_that_may_not_see_it(self, pair, make_name, django_user_model):
        Actor.objects.filter(pk=pair[1].pk).update(restricted=True)
        decision = merge(*pair, reason=WHY)
        user = django_user_model.objects.create_user("plain")
        with pytest.raises(CannotUndo, match="Records that you may not see"):
            undo(decision, WHY_NOT, user=user)
        assert not Decision.objects.seen_by(user).exists()


def test_is_refused_where_a_row_of_it_is_restricted_since(pair, make_name, django_user_model):
    name = make_name(actor=pair[1])
    decision = merge(*pair, reason=WHY)
    Name.objects.filter(pk=name.pk).update(restricted=True)
    with pytest.raises(CannotUndo, match="Records that you may not see"):
        undo(decision, WHY_NOT, user=django_user_model.objects.create_user("plain"))


def test_history_does_not_restore_what_was_merged(pair):
    told = pair[1].history.order_by("pgh_id").first()
    merge(*pair, reason=WHY)
    with pytest.raises(CannotRestore, match="leads to the record into which its own was merged"):
        restore(Actor, told.pk, "It is needed.")
