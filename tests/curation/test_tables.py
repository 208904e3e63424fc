"""Answers that are tables: walked along, cut, printed and taken out."""

import csv

import pytest

from curation.tables import Table


class Rows(Table):
    columns = {"name": lambda row: row[0], "note": lambda row: row[1], "codes": lambda row: row[2]}
    shown = {"name": lambda row: row[0], "note": lambda row: row[1]}
    unless_alike = ("name",)


@pytest.fixture
def table():
    return Rows([("a", None, ["x", "y"]), ("b", "=1+1", [])])


class TestTable:
    def test_is_walked_along_and_cut(self, table):
        assert [row[0] for row in table] == ["a", "b"]
        assert (len(table), table[-1][0], type(table[:1]), len(table[:1])) == (2, "b", Rows, 1)

    def test_is_printed_in_columns(self, table):
        assert str(table) == repr(table) == "name  note\na\nb     =1+1"

    def test_is_printed_without_what_says_nothing(self, table):
        assert str(Rows([("a", None, []), ("b", None, [])])) == "name\na\nb"
        assert str(table[1:]) == "note\n=1+1"

    def test_is_printed_to_its_thirtieth_row(self):
        lines = str(Rows([(f"{n}", "x", []) for n in range(40)])).splitlines()
        assert lines[-2:] == ["29    x", "… and 10 more"]
        assert len(lines) == 32

    def test_goes_on_below_where_a_cell_is_long(self):
        chain = "Badr Organization – commanded by – Zubayr Qasim al-Tikriti – member of – Iraq"
        assert str(Rows([("a", chain, []), ("b", "x" * 60, []), ("c", "y", [])])).splitlines() == [
            "name  note",
            "a     Badr Organization – commanded by – Zubayr",
            "      Qasim al-Tikriti – member of – Iraq",
            f"b     {'x' * 45}",
            f"      {'x' * 15}",
            "c     y",
        ]

    def test_of_nothing_says_so(self):
        assert str(Rows()) == "(nothing)"

    def test_leaves_as_csv_that_no_spreadsheet_runs(self, table, tmp_path):
        assert table.to_csv(tmp_path / "rows.csv") == 2
        with open(tmp_path / "rows.csv", newline="", encoding="utf-8") as stream:
            rows = [*csv.reader(stream)]
        assert rows == [["name", "note", "codes"], ["a", "", "x y"], ["b", "'=1+1", ""]]
