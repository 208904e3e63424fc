"""Dates in forms and in the admin."""

import time

import pytest
from django import forms
from django.contrib import admin

from .models import Dated


class DatedForm(forms.ModelForm):
    class Meta:
        model = Dated
        fields = ("date", "began", "ended")


def fill(row=None, **typed):
    return DatedForm({"date": "", "began": "", "ended": "", **typed}, instance=row)


class TestForm:
    def test_saves_what_was_understood(self, dated):
        form = fill(date="3 January 2020", began="c. 2003", ended="before January 2020")
        row = form.save()
        assert (row.date, row.began, row.ended) == ("2020-01-03", "2003~", "[..2020-01]")

    @pytest.mark.parametrize("typed", ["yesterday", "2007-08", "03/01/2020", "2020-13", ".."])
    def test_puts_the_refusal_on_the_field(self, dated, typed):
        form = fill(date=typed)
        assert list(form.errors) == ["date"]
        assert form.errors["date"][0].startswith(f"“{typed}” ")

    @pytest.mark.parametrize("typed", ["2014/2016", "since 2014", "2014 and 2016"])
    def test_takes_no_period_for_one_end_of_a_period(self, dated, typed):
        assert "is not a single date" in fill(began=typed).errors["began"][0]

    def test_takes_an_open_end(self, dated):
        assert fill(began="2014", ended="..").is_valid()

    def test_tells_that_a_period_ends_before_it_begins(self, dated):
        form = fill(began="2014", ended="May 2013")
        assert form.errors["__all__"] == ["It ends before it begins: correct one of the two dates."]

    def test_queries_2007_08_only_when_it_is_typed(self, dated):
        row = dated.objects.create(date="2007-08")
        assert fill(row, date="2007-08").is_valid()
        assert fill(row, date="2007-09").errors["date"]
        assert fill(row, date="August 2007").save().date == "2007-08"

    def test_has_not_changed_where_the_same_date_is_written_otherwise(self, dated):
        row = dated.objects.create(date="2007-08", began="2003~")
        assert fill(row, date="2007-08", began="circa 2003").changed_data == []
        assert fill(row, date="2007-08", began="circa 2004").changed_data == ["began"]

    def test_is_no_longer_than_the_column(self, dated):
        long = "[" + ",".join(["2014"] * 24) + "]"
        assert "at most 120 characters" in fill(date=long).errors["date"][0]

    @pytest.mark.parametrize("typed", ["x" * 20000, "a " * 10000, "last " * 4000])
    def test_that_is_very_long_is_refused_at_once_and_not_repeated(self, dated, typed):
        began = time.perf_counter()
        form = fill(date=typed)
        [refusal] = form.errors["date"]
        assert len(refusal) < 200
        assert "characters, more than any date: write one like" in refusal
        assert "Understood" not in str(form["date"])
        assert time.perf_counter() - began < 1


class TestWidget:
    def test_shows_what_the_saved_date_means(self, dated):
        row = dated.objects.create(date="[..2020-01]")
        shown = str(DatedForm(instance=row)["date"])
        assert 'value="[..2020-01]"' in shown
        assert "Understood: some time in January 2020 or earlier" in shown

    def test_shows_the_meaning_of_what_was_typed_when_another_field_is_wrong(self, dated):
        shown = str(fill(date="c. 2003", began="yesterday")["date"])
        assert 'value="c. 2003"' in shown
        assert "Understood: approximately 2003" in shown

    @pytest.mark.parametrize("typed", ["", "yesterday", "<script>"])
    def test_shows_nothing_where_nothing_was_understood(self, dated, typed):
        shown = str(fill(date=typed)["date"])
        assert "Understood" not in shown
        assert "<script>" not in shown

    def test_is_what_the_admin_shows(self, rf):
        form = admin.ModelAdmin(Dated, admin.site).get_form(rf.get("/"))
        assert "Understood: some time in 2014" in str(form(instance=Dated(date="2014"))["date"])
        assert 'class="vTextField"' in str(form()["date"])
        assert set(form.base_fields) == {"date", "began", "ended"}
