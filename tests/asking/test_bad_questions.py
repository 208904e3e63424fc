"""Questions about no day, no place on Earth and no distance: a sentence, whatever is asked."""

import datetime

import pytest

from actors.models import Actor, Designation, Name, Relation
from events.models import Event, Figure, Place
from sources.explaining import explain
from sources.models import Attribution, Document, Statement
from sources.origins import origins
from sources.responsibility import responsibility

TIMED = [Actor, Designation, Document, Event, Figure, Name, Relation, Statement]
NO_DAYS = ["2020-02-30", "2020-01", "soon", "", " ", "2020-1-3", "٢٠٢٠-٠١-٠٣", None, 2020, 1.5]
NO_NUMBERS = [float("nan"), float("inf"), "north", "", None, 10**400]


@pytest.mark.parametrize("model", TIMED)
class TestNoDay:
    @pytest.mark.parametrize("question", ["possibly_on", "definitely_on"])
    @pytest.mark.parametrize("day", NO_DAYS)
    def test_is_refused_with_how_to_write_one(self, model, question, day):
        sentence = "is not a day: write it as year-month-day, such as 2020-01-03"
        with pytest.raises(ValueError, match=sentence):
            getattr(model.objects, question)(day)

    @pytest.mark.parametrize("question", ["possibly_on", "definitely_on"])
    def test_is_a_moment(self, model, question):
        with pytest.raises(ValueError, match="is a moment and not a day: write its day, such as"):
            getattr(model.objects, question)(datetime.datetime(2020, 1, 3, 12))

    @pytest.mark.parametrize("question", ["possibly_between", "definitely_between"])
    def test_is_no_end_of_a_window(self, model, question):
        ask = getattr(model.objects, question)
        for window in (("2020", "2021-01-01"), ("2020-01-01", None)):
            with pytest.raises(ValueError, match="is not a day"):
                ask(*window)
        with pytest.raises(ValueError, match=r"before it begins .*: swap the two days"):
            ask("2020-01-02", "2020-01-01")


@pytest.mark.parametrize("day", [*NO_DAYS[:-3], datetime.datetime(2020, 1, 3)])
@pytest.mark.parametrize("ask", ["superiors", "subordinates"])
def test_a_hierarchy_is_not_asked_on_no_day(make_actor, ask, day):
    with pytest.raises(ValueError, match="day: write"):
        getattr(make_actor(), ask)(on=day)


@pytest.mark.parametrize("model", [Event, Place])
class TestNowhere:
    @pytest.mark.parametrize("latitude", [95, -90.1, *NO_NUMBERS])
    def test_has_no_latitude(self, model, latitude):
        with pytest.raises(ValueError, match="A latitude lies between -90 and 90 degrees, not at"):
            model.objects.near(latitude, 0, 10)

    @pytest.mark.parametrize("longitude", [181, -180.1, *NO_NUMBERS])
    def test_has_no_longitude(self, model, longitude):
        with pytest.raises(ValueError, match="A longitude lies between -180 and 180 degrees"):
            model.objects.near(0, longitude, 10)

    @pytest.mark.parametrize("km", [-1, -0.001, *NO_NUMBERS])
    def test_is_within_no_distance(self, model, km):
        with pytest.raises(ValueError, match="is no distance: give a number of kilometres"):
            model.objects.near(0, 0, km)

    @pytest.mark.parametrize("km", [0, 20016, 1e9])
    def test_is_not_what_lies_on_earth(self, db, model, km):
        assert not model.objects.near(90, -180, km).exists()


class TestNobody:
    """A code is no record, and another record's key would be somebody else's."""

    @pytest.mark.parametrize("asked", ["kataib-hezbollah", None, 7, Event(title="Rockets")])
    def test_has_attributions(self, asked):
        events, attributions = Event.objects.all(), Attribution.objects.all()
        for ask in (
            events.attributed_to,
            lambda who: events.attributed_to(who, include_subordinates=True),
            events.chains_to,
            attributions.voiced_by,
            lambda who: Actor.objects.hierarchy(who, upwards=True),
        ):
            with pytest.raises(TypeError, match=r"is no actor: get .* Actor.objects.get\(code=…"):
                ask(asked)

    @pytest.mark.parametrize("asked", ["erbil-attack", None])
    def test_is_asked_about(self, asked):
        for ask in (Attribution.objects.about, explain, origins):
            with pytest.raises(TypeError, match="is no record: get the record first"):
                ask(asked)
        with pytest.raises(TypeError, match="is neither actor, event nor place"):
            Statement.objects.about(asked)

    def test_was_responsible_for_what_is_no_event(self, make_actor):
        for asked in ("erbil-attack", [make_actor()]):
            with pytest.raises(TypeError, match="is no event: get the record first, such as Event"):
                responsibility(asked)
