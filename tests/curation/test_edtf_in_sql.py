"""PostgreSQL reads dates as Python does, to the day and to the word."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings

from curation.edtf import NotADate, parse

from .dates import INVALID, VALID, junk, valid_dates

TRY = """
    CREATE OR REPLACE FUNCTION pg_temp.try_edtf(value text) RETURNS text[]
    LANGUAGE plpgsql AS $$
    BEGIN
        RETURN ARRAY[edtf_earliest(value)::text, edtf_latest(value)::text,
                     edtf_start_latest(value)::text, edtf_end_earliest(value)::text,
                     edtf_is_point(value)::text];
    EXCEPTION WHEN invalid_datetime_format THEN
        RETURN ARRAY[SQLERRM];
    END $$
"""
IN_ONE_DATABASE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def read_in_python(text):
    try:
        value = parse(text)
    except NotADate as refused:
        return [str(refused)]
    return [*(day and day.isoformat() for day in value[2:6]), str(value.is_point).lower()]


@pytest.fixture
def read_in_sql(db):
    """Four bounds and whether it is a point, or the refusal, for each text."""

    def read(*texts):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_temp.try_edtf(text) FROM unnest(%s) AS text", [list(texts)])
            return [row[0] for row in cursor.fetchall()]

    with connection.cursor() as cursor:
        cursor.execute(TRY)
    return read


class TestAgreement:
    def test_on_the_specification(self, read_in_sql):
        texts = VALID + INVALID
        for text, read in zip(texts, read_in_sql(*texts), strict=True):
            assert [text, *read] == [text, *read_in_python(text)]

    def test_on_every_month_and_day_as_digits(self, read_in_sql):
        texts = [f"2023-{number:02}" for number in range(100)]
        texts += [f"20{year:02}-02-{day:02}" for year in range(0, 24, 3) for day in range(33)]
        years = ["19X0", "190X", "2X00", "XX00", "X000", "000X", "XXX9", "99X9", "X999", "9XX8"]
        texts += [
            f"{year}-{rest}" for year in years for rest in ("02-2X", "02-29", "24", "23", "XX")
        ]
        assert read_in_sql(*texts) == [read_in_python(text) for text in texts]

    @IN_ONE_DATABASE
    @given(text=valid_dates())
    def test_on_any_date(self, read_in_sql, text):
        assert read_in_sql(text) == [read_in_python(text)]

    @IN_ONE_DATABASE
    @given(text=junk())
    def test_on_any_text(self, read_in_sql, text):
        assert read_in_sql(text) == [read_in_python(text)]


class TestFunctions:
    BOUNDS = ("edtf_earliest", "edtf_latest", "edtf_start_latest", "edtf_end_earliest")

    @pytest.mark.parametrize("function", [*BOUNDS, "edtf_is_point"])
    def test_give_null_for_null(self, db, function):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(NULL)")
            assert cursor.fetchone() == (None,)

    @pytest.mark.parametrize("function", BOUNDS)
    @pytest.mark.parametrize("text", ["2014?", "{2014,2016}", "2014/..", "2014-06-30"])
    def test_are_found_whatever_the_search_path(self, db, function, text):
        """As in pg_restore, which empties it."""
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL search_path = ''")
            cursor.execute(f"SELECT public.{function}(%s)", [text])

    def test_are_immutable_and_parallel_safe(self, db):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT provolatile::text, proparallel::text FROM pg_proc"
                " WHERE proname LIKE 'edtf\\_%'"
            )
            assert cursor.fetchall() == [("i", "s")]
