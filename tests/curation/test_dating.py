"""Dates in models: text and columns cannot disagree, whatever writes them."""

import io

import psycopg2
import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, ProgrammingError, connection, models, transaction
from django.db.migrations.writer import MigrationWriter

from curation.dating import EDTFField, earliest
from curation.edtf import parse

# COPY goes through psycopg2 alone, which raises its own.
DATA_ERRORS = (DataError, psycopg2.DataError)
BAD = [
    "../..",
    "/..",
    "2020-13",
    "2020-02-30",
    "January 2020",
    "2007-8",
    "[2014",
    "2016/2014",
    "0000",
    " ",
]


def stored(dated):
    return dated.objects.values_list(
        "date", "date_earliest", "date_latest", "date_start_latest", "date_end_earliest"
    ).get()


def write_by_save(dated, text):
    dated(date=text).save()


def write_by_create_and_update(dated, text):
    dated.objects.create(date="1999")
    dated.objects.update(date=text)


def write_by_updating_save(dated, text):
    row = dated.objects.create(date="1999")
    row.date = text
    row.save()


def write_by_bulk_create(dated, text):
    dated.objects.bulk_create([dated(date=text)])


def write_by_bulk_update(dated, text):
    row = dated.objects.create(date="1999")
    row.date = text
    dated.objects.bulk_update([row], ["date"])


def write_by_sql(dated, text):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO tests_dated (date, began, ended) VALUES (%s, '', '')", [text])


def write_by_copy(dated, text):
    with connection.cursor() as cursor:
        rows = io.StringIO(f'"{text}","",""\n')
        cursor.copy_expert("COPY tests_dated (date, began, ended) FROM STDIN (FORMAT csv)", rows)


@pytest.mark.parametrize(
    "write",
    [
        write_by_save,
        write_by_create_and_update,
        write_by_updating_save,
        write_by_bulk_create,
        write_by_bulk_update,
        write_by_sql,
        write_by_copy,
    ],
)
class TestEveryWriter:
    @pytest.mark.parametrize(
        "text", ["", "2014", "2014-06?", "2014/..", "[..2020-01]", "{2014,2016}"]
    )
    def test_fills_the_bounds(self, dated, write, text):
        write(dated, text)
        value = parse(text)
        assert stored(dated) == (text, *value[2:6])

    @pytest.mark.parametrize("text", BAD)
    def test_is_refused_what_is_no_date(self, dated, write, text):
        with pytest.raises(DATA_ERRORS) as refused, transaction.atomic():
            write(dated, text)
        error = refused.value.__cause__ or refused.value
        assert error.pgcode == "22007"
        assert error.diag.message_primary.startswith(f"“{text}” ")
        assert not dated.objects.exclude(date="1999").exists()


class TestField:
    @pytest.mark.parametrize("text", BAD)
    def test_full_clean_puts_the_refusal_on_it(self, dated, text):
        with pytest.raises(ValidationError) as refused:
            dated(date=text).full_clean()
        assert list(refused.value.message_dict) == ["date"]
        assert refused.value.message_dict["date"][0].startswith(f"“{text}” ")

    def test_full_clean_takes_a_date(self, dated):
        dated(date="2014?", began="[2011..2014]", ended="..").full_clean()

    def test_an_open_date_is_for_ends_of_periods(self, dated):
        with pytest.raises(ValidationError, match="only the beginning or the end of a period"):
            dated(date="..").full_clean()
        with pytest.raises(IntegrityError, match="dated_date_is_not_open"):
            dated(date="..").save()

    @pytest.mark.parametrize("text", ["2014/2016", "2014/..", "{2014,2016}"])
    def test_an_end_of_a_period_is_a_single_date(self, dated, text):
        with pytest.raises(ValidationError, match="is not a single date") as refused:
            dated(began=text).full_clean()
        assert list(refused.value.message_dict) == ["began"]
        with pytest.raises(IntegrityError, match="dated_ends_are_points"):
            dated(began=text).save()

    def test_is_never_null(self):
        with pytest.raises(ValueError, match="unknown date is the empty text"):
            EDTFField(null=True)

    def test_is_no_longer_than_its_column(self, dated):
        long = "[" + ",".join(["2014"] * 24) + "]"
        with pytest.raises(ValidationError, match="at most 120 characters"):
            dated(date=long).full_clean()

    def test_a_copy_remembers_that_it_takes_points_only(self):
        assert EDTFField(points_only=True).clone().points_only

    def test_migrations_import_nothing_of_ours(self):
        for field in (EDTFField(points_only=True), earliest("date")):
            written, imports = MigrationWriter.serialize(field)
            assert "curation" not in written + "".join(imports)
            assert "points_only" not in written

    def test_keeps_a_help_text_of_its_own(self):
        assert EDTFField(help_text="When the words were spoken.").deconstruct()[3]["help_text"]
        assert "help_text" not in EDTFField(points_only=True).deconstruct()[3]

    def test_its_columns_cannot_be_written(self, dated):
        dated.objects.create(date="2014")
        with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="date_earliest"):
            cursor.execute("UPDATE tests_dated SET date_earliest = '2000-01-01'")

    def test_its_columns_are_dates_in_queries(self, dated):
        dated.objects.create(date="2014-06")
        assert dated.objects.filter(date_latest__year=2014).exists()
        assert isinstance(dated._meta.get_field("date_latest").output_field, models.DateField)


class TestPeriod:
    @pytest.mark.parametrize(
        ("began", "ended"),
        [
            ("2014", "2014"),
            ("2014-12-31", "2014"),
            ("2014", "2014-01-01"),
            ("2014", ""),
            ("", "2014"),
            ("2014", ".."),
            ("..", "2014"),
            ("[2014..]", "[..2015]"),
        ],
    )
    def test_may_end_on_any_day_from_its_beginning_on(self, dated, began, ended):
        period = dated(began=began, ended=ended)
        period.full_clean()
        period.save()

    @pytest.mark.parametrize(
        ("began", "ended"),
        [("2014", "2013"), ("2014-01-02", "2014-01-01"), ("[2014,2016]", "[..2013-12]")],
    )
    def test_may_not_end_before_it_begins(self, dated, began, ended):
        period = dated(began=began, ended=ended)
        with pytest.raises(ValidationError, match="It ends before it begins"):
            period.full_clean()
        with pytest.raises(IntegrityError, match="dated_ends_after_it_begins"):
            period.save()

    def test_is_checked_by_its_texts_where_the_columns_are_stale(self, dated):
        period = dated.objects.create(began="2014", ended="2016")
        period.ended = "2013"
        with pytest.raises(ValidationError, match="It ends before it begins"):
            period.full_clean()
        period.ended = "2015"
        period.save()
        period.began = "2016"
        with pytest.raises(ValidationError, match="It ends before it begins"):
            period.full_clean()

    def test_with_a_text_that_is_no_date_is_refused_for_that_alone(self, dated):
        with pytest.raises(ValidationError) as refused:
            dated(began="2014", ended="2013-13").full_clean()
        assert list(refused.value.message_dict) == ["ended"]
