import csv
import importlib.util
from datetime import date

import pytest
from django.db.models import Count, Max

from actors.models import Actor, Relation
from curation.exporting import frame_lines
from events.models import Event


def written(queryset, path):
    assert queryset.to_csv(path) == queryset.count()
    with open(path, newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


class TestToCsv:
    def test_has_what_people_write_links_as_codes_and_the_standing(self, make_relation, tmp_path):
        relation = make_relation(began="2019?", ended="..", title="مستشار")
        (row,) = written(Relation.objects.all(), tmp_path / "relations.csv")
        assert row["subject"] == relation.subject.code
        assert (row["began"], row["ended"], row["title"]) == ("2019?", "..", "مستشار")
        assert row["standing"] == "unattributed"
        assert not {"id", "version", "began_earliest"} & set(row)

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "  =", "＝"])
    def test_gives_a_spreadsheet_no_formula_to_run(self, make_actor, tmp_path, start):
        make_actor(name=f"{start}1+1")
        (row,) = written(Actor.objects.all(), tmp_path / "actors.csv")
        assert row["name"] == f"'{start}1+1"

    def test_keeps_the_order_and_the_choice_of_rows(self, make_actor, tmp_path):
        for name in "bca":
            make_actor(name=name)
        rows = written(Actor.objects.exclude(name="c").order_by("-name"), tmp_path / "a.csv")
        assert [row["name"] for row in rows] == ["b", "a"]

    def test_has_the_columns_asked_for(self, make_actor, tmp_path):
        make_actor(name="=b", kind="person")
        make_actor(name="a", kind="person", country="IQ")
        grouped = Actor.objects.values("kind").annotate(number=Count("pk"), last=Max("name"))
        for rows, header, cells in (
            (grouped, ["kind", "number", "last"], [["person", "2", "a"]]),
            (grouped.values_list("number", "kind"), ["number", "kind"], [["2", "person"]]),
            (Actor.objects.values("name").order_by("name"), ["name"], [["'=b"], ["a"]]),
            (Actor.objects.values_list("name", flat=True).order_by("-name"), ["name"], [["a"]]),
            (
                Actor.objects.order_by("country").values_list("country", named=True),
                ["country"],
                [[""]],
            ),
            (Actor.objects.filter(name="x").values("kind"), ["kind"], []),
        ):
            count = rows.to_csv(tmp_path / "asked.csv")
            with open(tmp_path / "asked.csv", newline="", encoding="utf-8") as stream:
                first, *others = csv.reader(stream)
            assert (first, count) == (header, len(rows))
            assert others[: len(cells)] == cells

    def test_has_what_was_counted_behind_all_columns(self, make_relation, tmp_path):
        relation = make_relation()
        actors = Actor.objects.annotate(number=Count("relations")).order_by("-number")
        first, _ = written(actors, tmp_path / "actors.csv")
        assert (first["code"], first["number"]) == (relation.subject.code, "1")

    def test_of_nothing_is_a_header(self, db, tmp_path):
        Actor.objects.to_csv(tmp_path / "none.csv")
        assert (tmp_path / "none.csv").read_text().startswith("code,status,")


class TestFrameLines:
    """What a data frame is made of."""

    def test_have_days_to_sort_by_beside_each_date(self, make_event):
        make_event(title="A", date="2014-06?")
        make_event(title="B", date="2014/..")
        header, *cells = frame_lines(Event.objects.order_by("title"))
        rows = [dict(zip(header, row, strict=True)) for row in cells]
        days = ("date", "date_earliest", "date_latest", "standing")
        assert [[row[name] for name in days] for row in rows] == [
            ["2014-06?", date(2014, 6, 1), date(2014, 6, 30), "unattributed"],
            ["2014/..", date(2014, 1, 1), None, "unattributed"],
        ]

    def test_have_none_for_nothing(self, make_event):
        make_event(title="=A", date="")
        header, row = frame_lines(Event.objects.possibly_on("2014-01-01"))
        cells = dict(zip(header, row, strict=True))
        assert cells["title"] == "=A"
        for name in ("date", "description", "note", "place", "date_earliest", "date_latest"):
            assert cells[name] is None

    def test_have_the_columns_asked_for(self, make_event):
        make_event(title="A")
        assert [*frame_lines(Event.objects.values("title", "date"))] == [
            ["title", "date"],
            ["A", None],
        ]


class TestToDataframe:
    @pytest.mark.skipif(importlib.util.find_spec("pandas") is not None, reason="pandas is here")
    def test_says_what_it_needs(self, db):
        with pytest.raises(ImportError, match="needs pandas: install it"):
            Actor.objects.to_dataframe()

    def test_is_a_table_of_the_same_columns(self, make_actor):
        pytest.importorskip("pandas")
        actor = make_actor(country="IQ")
        frame = Actor.objects.to_dataframe()
        assert list(frame["code"]) == [actor.code]
        assert frame.loc[0, "standing"] == "unattributed"
