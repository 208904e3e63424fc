"""Questions in time of all that has dates, against Python, over dates of every kind."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actors.models import Actor, Designation, Name, Relation
from curation.edtf import parse
from events.models import Event, Figure
from sources.models import Document, Statement
from tests.curation.dates import points, valid_dates

pytestmark = pytest.mark.usefixtures("as_seed")

DATED = {Event: "date", Name: "used", Figure: "as_of", Statement: "horizon", Document: "published"}
LASTING = [Actor, Relation, Designation]
IN_ONE_DATABASE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
# Days about which the dates made up here begin and end.
NEAR = [date(2013, 12, 31), date(2014, 1, 1), date(2014, 6, 30), date(2014, 12, 31)]


@pytest.fixture
def build(factories, make_actor, make_event):
    """An unsaved row of a model; whatever else it links to is shared."""
    one, other, event = make_actor(), make_actor(), make_event()
    links = {
        Event: lambda n: {"type": event.type},
        Name: lambda n: {"actor": one},
        Figure: lambda n: {"event": event},
        Relation: lambda n: {"subject": one, "object": other, "title": f"{n}"},
        Designation: lambda n: {"actor": one, "authority": other, "programme": f"{n}"},
    }
    nothing = {Actor: dict, Statement: dict, Document: dict}

    def build(model, number, **dates):
        shared = links[model](number) if model in links else nothing[model]()
        return factories[model].build(code=f"made-{number}", **shared, **dates)

    return build


def days():
    near = st.sampled_from(NEAR).flatmap(
        lambda day: st.sampled_from([day + timedelta(shift) for shift in (-1, 0, 1)])
    )
    return st.one_of(near, near, st.dates())


def windows():
    return st.tuples(days(), days()).map(sorted)


def short(text):
    return len(text) <= 120


def some_days():
    return st.sampled_from(
        ["2014", "2014-01-01", "2014-12-31", "2014-06/2015", "[..2014]", "2014?"]
    )


def ends_of_periods():
    """A date, a one-of set, open or unknown."""
    sets = st.tuples(points(), points()).map(lambda two: f"[{','.join(two)}]")
    near = st.sampled_from(["2013", "2014", "2014-01-01", "2014-12-31", "[2013..2014-06]"])
    return st.one_of(st.sampled_from(["", "..", "[..2014]", "[2014..]"]), near, points(), sets)


def assert_answers(model, window, possible, definite):
    """That all four questions find what Python says, the certain among the possible."""
    made = model.objects.filter(code__startswith="made-")

    def found(question, *days):
        codes = getattr(made, question)(*days).values_list("code", flat=True)
        return {int(code.removeprefix("made-")) for code in codes}

    assert found("possibly_between", *window) == possible
    assert found("definitely_between", *window) == definite
    assert definite <= possible
    first, _last = window
    assert found("possibly_on", first) == found("possibly_between", first, first)
    assert found("definitely_on", first) == found("definitely_between", first, first)


@pytest.mark.parametrize("model", DATED)
@IN_ONE_DATABASE
@given(chosen=st.data())
def test_what_is_dated_is_found_as_python_says(build, model, chosen):
    field = DATED[model]
    kinds = points() | st.just("") if model is Document else valid_dates() | some_days()
    texts = chosen.draw(st.lists(kinds.filter(short), max_size=8, unique=True))
    values = {n: parse(text) for n, text in enumerate(texts) if text != ".."}
    window = chosen.draw(windows())
    with transaction.atomic():
        rows = [build(model, n, **{field: value.text}) for n, value in values.items()]
        model.objects.bulk_create(rows)
        assert_answers(
            model,
            window,
            {n for n, value in values.items() if value.possibly_touches(*window)},
            {n for n, value in values.items() if value.definitely_touches(*window)},
        )
        transaction.set_rollback(True)


@pytest.mark.parametrize("model", LASTING)
@IN_ONE_DATABASE
@given(chosen=st.data())
def test_what_lasts_is_found_as_python_says(build, model, chosen):
    drawn = chosen.draw(st.lists(st.tuples(ends_of_periods(), ends_of_periods()), max_size=8))
    periods = {n: period for n, period in enumerate(drawn) if is_in_order(*period)}
    window = chosen.draw(windows())
    with transaction.atomic():
        rows = [build(model, n, began=b, ended=e) for n, (b, e) in periods.items()]
        model.objects.bulk_create(rows)
        assert_answers(
            model,
            window,
            {n for n, period in periods.items() if possibly(*period, *window)},
            {n for n, period in periods.items() if definitely(*period, *window)},
        )
        transaction.set_rollback(True)


def is_in_order(began, ended):
    first, last = parse(began).earliest or date.min, parse(ended).latest or date.max
    return first <= last


def possibly(began, ended, first, last):
    """Whether some day that it may have begun by, and not ended before, is within the window."""
    begun = parse(began).earliest or date.min
    over = parse(ended).latest or date.max
    return begun <= last and over >= first


def definitely(began, ended, first, last):
    """Whether it had begun by the window's end and went on at its start, however it is read.

    What was over by then had begun, and what had not begun before was not over.
    """
    begin, end = parse(began), parse(ended)
    if not (began and ended) or begin.qualified or end.qualified:
        return False
    begun = begin.open_start or any(day and day <= last for day in (begin.latest, end.latest))
    lasts = end.open_end or any(day and day >= first for day in (begin.earliest, end.earliest))
    return begun and lasts
