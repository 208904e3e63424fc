from itertools import combinations

import pytest
from django.core.exceptions import ValidationError

from sources.fields import FIELDS
from sources.models import SUBJECTS, Attribution
from tests.refusing import assert_accepted, assert_refused, refused_by
from tests.sources.values import VALUES
from tests.writing import INSERTS

EXACTLY_ONE = "Choose exactly one of these: actor, name, relation, designation, event,"
COLUMNS = [(subject, field) for subject, fields in FIELDS.items() for field in fields]


@pytest.fixture
def make_subject(factories):
    """A record of one of the nine kinds that attributions are about."""
    return lambda subject: factories[SUBJECTS[subject]]()


class TestSubject:
    def test_is_given(self, make_attribution):
        assert_refused(
            make_attribution.build(event=None), "attribution_has_exactly_one_subject", EXACTLY_ONE
        )

    @pytest.mark.parametrize("pair", [*combinations(SUBJECTS, 2)], ids=" and ".join)
    def test_is_one_only(self, make_attribution, make_subject, pair):
        attribution = make_attribution.build(**{subject: make_subject(subject) for subject in pair})
        assert_refused(attribution, "attribution_has_exactly_one_subject", EXACTLY_ONE)

    @pytest.mark.parametrize("insert", INSERTS)
    def test_is_one_only_however_it_is_written(self, make_attribution, make_subject, insert):
        both = {"event": make_subject("event"), "actor": make_subject("actor")}
        with pytest.raises(Exception, match="attribution_has_exactly_one_subject"):
            insert(make_attribution.build(**both))

    @pytest.mark.parametrize("subject", SUBJECTS)
    def test_is_reached_and_reaches_back(self, make_attribution, make_subject, subject):
        record = make_subject(subject)
        assert_accepted(make_attribution.build(**{subject: record}))
        attribution = Attribution.objects.get()
        assert attribution.subject == record
        assert record.attributions.get() == attribution
        assert str(record) in str(attribution)

    @pytest.mark.parametrize("subject", SUBJECTS)
    def test_cannot_be_deleted(self, make_attribution, make_subject, subject):
        record = make_subject(subject)
        make_attribution(**{subject: record})
        with pytest.raises(Exception, match=rf"protected foreign keys: 'Attribution\.{subject}'"):
            record.delete()

    @pytest.mark.parametrize("subject", SUBJECTS)
    def test_is_indexed_where_it_is_set(self, subject):
        [index] = [
            index
            for index in Attribution._meta.indexes
            if index.name == f"attribution_of_{subject}"
        ]
        assert index.fields == [subject]
        assert f"{subject}__isnull" in str(index.condition)


class TestField:
    @pytest.mark.parametrize(("subject", "field"), COLUMNS)
    def test_is_any_column_of_the_subject(self, make_attribution, make_subject, subject, field):
        assert_accepted(make_attribution.build(**{subject: make_subject(subject)}, field=field))

    @pytest.mark.parametrize("subject", SUBJECTS)
    def test_is_no_column_of_another(self, make_attribution, make_subject, subject):
        record = make_subject(subject)
        others = {field for _, field in COLUMNS} - {*FIELDS[subject]}
        for field in [*sorted(others), "note", "code", "status", "id", "nonsense"]:
            assert_refused(
                make_attribution.build(**{subject: record}, field=field),
                "attribution_field_is_a_column_of_its_subject",
                "This field is not a column of the subject.",
            )

    def test_may_be_empty_for_the_whole_record(self, make_attribution):
        assert_accepted(make_attribution.build(field=""))

    def test_goes_with_a_value(self, make_attribution):
        assert_refused(
            make_attribution.build(field="", value="2014"),
            "attribution_of_a_value_names_its_field",
            "A value belongs to a field: name the field.",
        )
        assert_accepted(make_attribution.build(field="date", value="2014"))
        assert_accepted(make_attribution.build(field="date", value=""))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_fields_are_the_curated_columns_of_the_models(subject):
    review = {
        "id",
        "code",
        "status",
        "restricted",
        "note",
        "version",
        "created_at",
        "updated_at",
        "editors",
    }
    columns = {f.name for f in SUBJECTS[subject]._meta.concrete_fields if not f.generated}
    assert FIELDS[subject] == sorted(columns - review)


def test_fields_are_known_of_every_subject():
    assert [*FIELDS] == [*SUBJECTS]


class TestAttribution:
    @pytest.mark.parametrize("credibility", [0, 7, 100])
    def test_has_a_credibility_of_one_to_six(self, make_attribution, credibility):
        with refused_by("attribution_credibility_is_one_to_six"):
            make_attribution(credibility=credibility)

    @pytest.mark.parametrize("credibility", [None, 1, 6])
    def test_has_a_credibility_or_none(self, make_attribution, credibility):
        assert_accepted(make_attribution.build(credibility=credibility))
        assert Attribution.objects.get().credibility == credibility

    def test_has_no_grade_unless_it_was_given(self, make_attribution):
        attribution = make_attribution()
        assert attribution.credibility is None
        assert attribution.likelihood == ""

    def test_that_is_an_inference_says_why(self, make_attribution):
        with pytest.raises(ValidationError, match="Write the reasoning of an inference here"):
            make_attribution.build(basis="inferred").full_clean()
        assert_accepted(make_attribution.build(basis="inferred", note="It follows from p3-1."))

    @pytest.mark.parametrize("subject", SUBJECTS)
    def test_stands_once(self, make_attribution, make_subject, make_passage, subject):
        same = {subject: make_subject(subject), "passage": make_passage()}
        field, another = FIELDS[subject][:2]
        value, other_value = VALUES[subject, field][:2]
        make_attribution(**same, field=field, value=value)
        assert_refused(
            make_attribution.build(**same, field=field, value=value),
            "attribution_stands_once",
            "This passage is attributed to this record already.",
        )
        for neighbour in (
            {**same, "field": field, "value": other_value},
            {**same, "field": another, "value": VALUES[subject, another][0]},
            {**same, "field": field, "value": value, "stance": "denies"},
            {**same, "field": field, "value": value, "passage": make_passage()},
            {"passage": same["passage"], subject: make_subject(subject), "field": field},
        ):
            assert_accepted(make_attribution.build(**neighbour))
