"""Accepting a value that an attribution gives: an edit under the ordinary rules."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from curation.acting import acting_as
from curation.review import accept, submit
from events.models import Event
from sources.accepting import NotTaken, accept_value


@pytest.fixture
def writer(db):
    return User.objects.create_user("writer")


@pytest.fixture
def reviewer(db):
    return User.objects.create_user("reviewer")


@pytest.fixture
def event(make_event):
    return make_event(title="Rockets", date="2014")


@pytest.fixture
def rival(event, attribute):
    """An attribution that gives another date than the event's."""
    return attribute(event, field="date", value="2015")


def last_reason(record):
    return record.history.latest("pgh_id").pgh_context["reason"]


class TestAcceptedValue:
    def test_is_what_the_record_says_then(self, event, rival):
        assert accept_value(rival).date == "2015"
        event.refresh_from_db()
        assert event.date == "2015"

    def test_leaves_the_losers_as_they_are(self, event, rival, attribute):
        loser = attribute(event, field="date", value="2014")
        accept_value(rival)
        loser.refresh_from_db()
        assert (loser.value, loser.stance, loser.version) == ("2014", "asserts", 1)

    def test_is_kept_with_whose_it_is(self, event, rival):
        accept_value(rival)
        assert last_reason(event) == f"accepts {rival.passage.code}'s value"

    def test_is_kept_with_whose_it_is_and_why(self, event, rival):
        accept_value(rival, " The better placed witness. ")
        why = f"accepts {rival.passage.code}'s value: The better placed witness."
        assert last_reason(event) == why

    def test_makes_an_accepted_record_a_draft_that_another_accepts(
        self, event, rival, writer, reviewer
    ):
        with acting_as(writer):
            submit([event])
        with acting_as(reviewer):
            accept([event])
            changed = accept_value(rival)
        assert changed.status == "draft"
        assert Event.objects.accepted().get(pk=event.pk).date == "2014"
        with acting_as(reviewer):
            submit([event])
            [(_event, why)] = accept([event]).refused
        assert why == "Nobody accepts their own change: ask another reviewer."
        with acting_as(User.objects.create_user("another")):
            assert accept([event]).done == [event]
        assert Event.objects.accepted().get(pk=event.pk).date == "2015"

    def test_is_a_number_a_code_or_a_choice(
        self, make_figure, make_place, make_actor, event, attribute
    ):
        figure = make_figure(best=3)
        assert accept_value(attribute(figure, field="best", value="5.5")).best == Decimal("5.5")
        place = make_place(code="erbil")
        assert accept_value(attribute(event, field="place", value="erbil")).place == place
        taken = accept_value(attribute(make_actor(), field="kind", value="umbrella"))
        assert taken.kind == "umbrella"

    @pytest.mark.usefixtures("before_values_were_checked")
    def test_is_a_date_in_words(self, event, attribute):
        accepted = accept_value(attribute(event, field="date", value="circa 2015"))
        assert accepted.date == "2015~"


@pytest.mark.usefixtures("before_values_were_checked")
class TestRefusal:
    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("date", "some day", "“some day” cannot be the date of Rockets"),
            ("title", " ", "cannot be the title of Rockets"),
            ("place", "nowhere", "“nowhere” cannot be the place of Rockets: no place"),
        ],
    )
    def test_of_what_is_no_value_of_the_column(self, event, attribute, field, value, sentence):
        with pytest.raises(NotTaken, match=sentence):
            accept_value(attribute(event, field=field, value=value))
        event.refresh_from_db()
        assert (event.version, event.title, event.date) == (1, "Rockets", "2014")

    def test_of_no_number(self, make_figure, attribute):
        with pytest.raises(NotTaken, match=r"“five” cannot be the best of .*: .*number"):
            accept_value(attribute(make_figure(), field="best", value="five"))

    def test_of_no_choice(self, make_actor, attribute):
        with pytest.raises(NotTaken, match="“gang” cannot be the kind"):
            accept_value(attribute(make_actor(), field="kind", value="gang"))

    def test_of_what_the_record_as_a_whole_cannot_be(self, make_relation, make_actor, attribute):
        relation = make_relation(began="2014", object=make_actor(code="other"))
        with pytest.raises(NotTaken, match="It ends before it begins"):
            accept_value(attribute(relation, field="ended", value="2013"))

    def test_of_a_record_changed_since(self, event, rival):
        Event.objects.update(title="Rockets and mortars")
        with pytest.raises(NotTaken, match="it was version 1 then and is 2 now"):
            accept_value(rival, version=1)
        assert accept_value(rival, version=2).date == "2015"

    def test_of_what_the_record_says(self, event, attribute):
        with pytest.raises(NotTaken, match="Rockets says so already"):
            accept_value(attribute(event, field="date", value="2014"))

    def test_of_what_is_denied_retired_or_no_value(self, event, attribute):
        with pytest.raises(NotTaken, match="denies this value"):
            accept_value(attribute(event, field="date", value="2015", stance="denies"))
        with pytest.raises(NotTaken, match="is retired"):
            accept_value(attribute(event, field="date", value="2015", status="retired"))
        with pytest.raises(NotTaken, match="gives no value"):
            accept_value(attribute(event, field="date"))

    def test_of_a_link_to_what_may_not_be_seen(self, event, make_place, attribute, writer):
        make_place(code="hidden", restricted=True)
        hidden = attribute(event, field="place", value="hidden")
        with pytest.raises(NotTaken, match="no place that you may see has this code"):
            accept_value(hidden, by=writer)
        assert accept_value(hidden).place.code == "hidden"

    def test_of_what_the_database_refuses(self, make_name, make_actor, attribute):
        actor = make_actor()
        make_name(actor=actor, text="KH")
        other = make_name(actor=actor, text="Kataib")
        with pytest.raises(NotTaken):
            accept_value(attribute(other, field="text", value="KH"))
