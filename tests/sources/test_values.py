"""What an attribution gives for a column is what that column could say."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.forms import modelform_factory

from curation.choosing import CannotMerge
from curation.merging import merge
from events.models import Event
from sources.attribution_forms import AttributionForm
from sources.models import SUBJECTS, Attribution
from tests.refusing import assert_accepted, refused_by
from tests.sources.values import VALUES
from tests.writing import INSERTS

# Of every kind of column: what it cannot be, and what is said of it.
NO_VALUES = [
    ("figure", "best", "four", "“four” is no number that the best can be: write it in digits"),
    ("figure", "low", "NaN", "“NaN” is no number"),
    ("figure", "low", "1,20", "“1,20” is no number"),
    ("figure", "high", "1e3x", "“1e3x” is no number"),
    ("event", "place", "Erbil Air Base", "is no code: write that of the place, such as erbil-air"),
    ("event", "place", "أربيل", "is no code: write that of the place"),
    ("actor", "kind", "gang", "is none of the values that the kind can have: person, armed_group"),
    ("participation", "role", "culprit", "is none of the values that the role can have"),
    ("actor", "country", "Iraq", "Write the two capital letters of ISO 3166-1: IQ."),
    ("name", "language", "Arabic!", "BCP 47"),
    ("name", "script", "Arabic", "ISO 15924"),
]
NO_DATES = [
    ("event", "date", "soon", "“soon”"),
    ("event", "date", "2020-02-30", "the calendar has no"),
    ("figure", "as_of", "last Tuesday", "“last Tuesday”"),
]
NOT_POINTS = [("event", "date", ".."), ("actor", "began", "2014/2016")]
# What is typed, and what stands in the ledger then.
TYPED = [
    ("figure", "best", "5.0", "5"),
    ("figure", "best", "0005", "5"),
    ("figure", "best", "-0", "0"),
    ("figure", "best", "1,200", "1200"),
    ("figure", "best", "2,600,000.50", "2600000.5"),
    ("figure", "best", "2.50", "2.5"),
    ("figure", "best", "1E+3", "1000"),
    ("event", "date", "January 2020", "2020-01"),
    ("actor", "began", "circa 2003", "2003~"),
    ("actor", "kind", "Armed group", "armed_group"),
    ("relation", "predicate", "Member of", "member_of"),
    ("actor", "country", "iq", "IQ"),
    ("name", "script", "arab", "Arab"),
]


@pytest.fixture
def make_value(make_attribution, factories):
    """An attribution, unsaved, that gives a value for a column of a new record."""

    def make_value(subject, field, value):
        record = {subject: factories[SUBJECTS[subject]]()}
        return make_attribution.build(**record, field=field, value=value)

    return make_value


class TestValue:
    @pytest.mark.parametrize(("subject", "field"), VALUES)
    def test_is_one_that_its_column_can_have(self, make_value, subject, field):
        for value in VALUES[subject, field]:
            attribution = make_value(subject, field, value)
            assert_accepted(attribution)
            assert attribution.value == value

    @pytest.mark.parametrize(("subject", "field", "value", "sentence"), NO_VALUES)
    def test_is_no_other(self, make_value, subject, field, value, sentence):
        attribution = make_value(subject, field, value)
        with pytest.raises(ValidationError, match=sentence):
            attribution.full_clean()
        with refused_by("attribution_value_fits_its_field"):
            attribution.save()

    @pytest.mark.parametrize(("subject", "field", "value", "sentence"), NO_DATES)
    def test_is_a_date_where_its_column_holds_one(
        self, make_value, subject, field, value, sentence
    ):
        attribution = make_value(subject, field, value)
        with pytest.raises(ValidationError, match=sentence):
            attribution.full_clean()
        with refused_by("attribution_value_fits_its_field"):
            attribution.save()

    @pytest.mark.parametrize(("subject", "field", "value"), NOT_POINTS)
    def test_is_open_or_a_period_only_where_its_column_is(self, make_value, subject, field, value):
        attribution = make_value(subject, field, value)
        with pytest.raises(ValidationError):
            attribution.full_clean()
        with refused_by("attribution_value_fits_its_field"):
            attribution.save()

    def test_of_before_it_was_looked_at_is_retired_and_stops_no_merger(
        self, before_values_were_checked, make_value, factories
    ):
        old = make_value("event", "date", "last March")
        old.save()
        with connection.cursor() as cursor:
            cursor.execute(before_values_were_checked)
        event, other = old.event, factories[Event](type=old.event.type)
        with pytest.raises(CannotMerge, match="Its field cannot have this value"):
            merge(other, event, reason="One and the same.")
        Attribution.objects.filter(pk=old.pk).update(status="retired")
        merge(other, event, reason="One and the same.")
        assert other.attributions.get().value == "last March"

    @pytest.mark.parametrize("insert", INSERTS)
    def test_is_held_to_this_however_it_is_written(self, make_value, insert):
        with pytest.raises(Exception, match="attribution_value_fits_its_field"):
            insert(make_value("figure", "best", "four"))

    @pytest.mark.parametrize(("subject", "field", "typed", "written"), TYPED)
    def test_is_written_as_the_ledger_writes_it(self, make_value, subject, field, typed, written):
        attribution = make_value(subject, field, typed)
        attribution.full_clean()
        assert attribution.value == written
        assert_accepted(attribution)

    @pytest.mark.parametrize("value", ["5.0", "05", "5.", "-0", "+5", "1e3", ".5", " 5", "5 "])
    def test_of_a_number_is_written_in_one_way_only(self, make_value, value):
        with refused_by("attribution_value_fits_its_field"):
            make_value("figure", "best", value).save()


def test_what_may_mean_a_month_or_two_years_is_queried_when_it_is_typed(make_passage, make_event):
    typed = {"passage": make_passage().pk, "event": make_event().pk, "field": "date"}
    typed |= {"stance": "asserts", "extent": "all", "basis": "stated"}
    fields = ["passage", "event", "field", "value", "stance", "extent", "basis"]
    Form = modelform_factory(Attribution, form=AttributionForm, fields=fields)  # noqa: N806
    assert Form({**typed, "value": "2007/2008"}).is_valid()
    form = Form({**typed, "value": "2007-08"})
    assert "2007/2008" in form.errors["value"][0]
