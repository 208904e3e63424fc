"""What the tables of parts on a page refuse, each rule posted as a form."""

from actors.models import Actor, Identifier, Name, Relation
from events.models import Event, EventLink, Figure, Participation
from sources.models import Attribution, Mention
from tests.admin.posting import errors_of, form_values, page

NAME = {"text": "KH", "kind": "acronym", "language": "en", "script": "Latn", "strength": "weak"}
FIGURE = {"measure": "killed", "best": "3", "unit": "persons", "of_whom": "soldiers"}


class TestNames:
    def test_are_added(self, form, ledger):
        form(ledger.actor).add(Name, "actor", **NAME).saved()
        assert ledger.actor.names.get().text == "KH"

    def test_stand_once(self, form, ledger):
        form(ledger.actor).add(Name, "actor", **NAME).saved()
        form(ledger.actor).add(Name, "actor", **NAME).refused("This actor has this name already.")

    def test_new_ones_are_compared_with_each_other(self, form, ledger):
        twice = form(ledger.actor).add(Name, "actor", **NAME).add(Name, "actor", **NAME)
        twice.refused("This actor has this name already.")

    def test_one_is_primary(self, form, ledger):
        one = {**NAME, "kind": "primary"}
        two = form(ledger.actor).add(Name, "actor", **one)
        two.add(Name, "actor", **{**one, "text": "Kataib"})
        two.refused("This actor has a primary name already.")

    def test_two_that_are_not_primary_may_differ_in_text_alone(self, form, ledger):
        two = form(ledger.actor).add(Name, "actor", **NAME)
        two.add(Name, "actor", **{**NAME, "text": "كتائب حزب الله", "script": "Arab"}).saved()

    def test_of_an_actor_that_is_being_added(self, curator, ledger):
        url = page(Actor, "add")
        values = form_values(curator.get(url)) | {"name": "New", "kind": "person"}
        values |= {"names-TOTAL_FORMS": 2}
        for number in range(2):
            values |= {f"names-{number}-{name}": value for name, value in NAME.items()}
        assert "This actor has this name already." in errors_of(curator.post(url, values))
        values["names-TOTAL_FORMS"] = 1
        assert curator.post(url, values).status_code == 302
        assert Actor.objects.get(name="New").names.get().text == "KH"

    def test_refuse_a_language_that_is_none(self, form, ledger):
        wrong = {**NAME, "language": "Arabic"}
        form(ledger.actor).add(Name, "actor", **wrong).refused("Write a BCP 47 tag")


class TestRelations:
    def test_are_between_two(self, form, ledger):
        own = {"predicate": "supports", "object": ledger.actor.pk}
        form(ledger.actor).add(Relation, "subject", **own).refused(
            "An actor cannot stand in a relation to itself."
        )

    def test_stand_once_a_period(self, form, ledger):
        again = {"predicate": "part_of", "object": ledger.relation.object_id}
        refused = "This relation is there already, for the same period."
        form(ledger.actor).add(Relation, "subject", **again).refused(refused)
        form(ledger.actor).add(Relation, "subject", **again, began="2014").saved()

    def test_symmetric_ones_stand_once_whichever_way_round(self, form, ledger):
        other = ledger.make_actor()
        both = form(ledger.actor).add(Relation, "subject", predicate="fights", object=other.pk)
        both.add(Relation, "object", predicate="fights", subject=other.pk)
        both.refused("This relation is there already, the other way round.")

    def test_do_not_end_before_they_begin(self, form, ledger):
        other = ledger.make_actor()
        row = {"predicate": "supports", "object": other.pk, "began": "2014", "ended": "2013"}
        form(ledger.actor).add(Relation, "subject", **row).refused("It ends before it begins")


class TestPartsOfAnEvent:
    def test_a_participant_has_a_role_once(self, form, ledger):
        row = {"role": "target", "actor": ledger.actor.pk}
        two = form(ledger.event).add(Participation, "event", **row)
        two.add(Participation, "event", **row)
        two.refused("This participant has this role in the event already.")

    def test_exactly_one_takes_part(self, form, ledger):
        both = {"role": "target", "actor": ledger.actor.pk, "place": ledger.place.pk}
        refused = "Choose exactly one of these: actor, place."
        form(ledger.event).add(Participation, "event", **both).refused(refused)
        form(ledger.event).add(Participation, "event", role="target").refused(refused)

    def test_the_unknown_take_no_part(self, form, ledger):
        gap = ledger.make_actor(identity="unknown")
        row = {"role": "target", "actor": gap.pk}
        form(ledger.event).add(Participation, "event", **row).refused("of unknown identity")

    def test_figures_stand_once_a_population_and_date(self, form, ledger):
        form(ledger.event).add(Figure, "event", **FIGURE).saved()
        form(ledger.event).add(Figure, "event", **FIGURE).refused("is there already;")
        form(ledger.event).add(Figure, "event", **FIGURE, as_of="2021").saved()

    def test_figures_have_a_number(self, form, ledger):
        none = {**FIGURE, "best": ""}
        form(ledger.event).add(Figure, "event", **none).refused("Give a number")

    def test_figures_of_an_event_that_is_being_added(self, curator, ledger):
        url = page(Event, "add")
        values = form_values(curator.get(url)) | {"title": "New", "type": ledger.type.pk}
        values |= {"figures-TOTAL_FORMS": 1}
        values |= {f"figures-0-{name}": value for name, value in FIGURE.items()}
        response = curator.post(url, values)
        assert response.status_code == 302, errors_of(response)

    def test_an_event_is_not_linked_to_itself(self, form, ledger):
        own = {"kind": "led_to", "other": ledger.event.pk}
        refused = "An event cannot be linked to itself."
        form(ledger.event).add(EventLink, "event", **own).refused(refused)

    def test_two_events_are_linked_so_once(self, form, ledger):
        other = Event.objects.create(title="Other", type=ledger.type)
        row = {"kind": "same_occasion", "other": other.pk}
        form(ledger.event).add(EventLink, "event", **row).saved()
        form(ledger.event).add(EventLink, "event", **row).refused("These two")
        back = {"kind": "same_occasion", "event": other.pk}
        form(ledger.event).add(EventLink, "other", **back).refused("the other way round")

    def test_an_identifier_belongs_to_one_record(self, form, ledger):
        Identifier.objects.create(scheme="wikidata", value="Q1", actor=ledger.actor)
        row = {"scheme": "wikidata", "value": "Q1"}
        refused = "This identifier belongs to a record already."
        form(ledger.event).add(Identifier, "event", **row).refused(refused)


class TestEvidence:
    def test_stands_once(self, form, ledger):
        row = {"passage": ledger.passage.pk, "stance": "asserts", "extent": "all"}
        row |= {"basis": "stated"}
        two = form(ledger.event).add(Attribution, "event", **row)
        two.add(Attribution, "event", **row)
        two.refused("This passage is attributed to this record already.")

    def test_is_of_a_column_of_the_record(self, form, ledger):
        row = {"passage": ledger.passage.pk, "stance": "asserts", "extent": "all"}
        row |= {"basis": "stated", "field": "country"}
        form(ledger.event).add(Attribution, "event", **row).refused("country")

    def test_of_a_value_names_its_column(self, form, ledger):
        row = {"passage": ledger.passage.pk, "stance": "asserts", "extent": "all"}
        row |= {"basis": "stated", "value": "2021-02"}
        form(ledger.event).add(Attribution, "event", **row).refused("name the field")

    def test_inferred_gives_its_reasons(self, form, ledger):
        row = {"passage": ledger.passage.pk, "stance": "asserts", "extent": "all"}
        row |= {"basis": "inferred"}
        form(ledger.event).add(Attribution, "event", **row).refused("Write the reasoning")


class TestMentions:
    def test_are_of_one_thing(self, form, ledger):
        both = {"printed": "them", "actor": ledger.actor.pk, "place": ledger.place.pk}
        refused = "Choose exactly one of these: actor, event, place."
        form(ledger.passage).add(Mention, "passage", **both).refused(refused)

    def test_stand_once(self, form, ledger):
        row = {"printed": "them", "actor": ledger.actor.pk}
        two = form(ledger.passage).add(Mention, "passage", **row)
        two.add(Mention, "passage", **row).refused("mentions it in this form already.")
