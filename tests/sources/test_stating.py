"""A fact typed in one line is taken apart into fields; what states none is left alone."""

import pytest

from actors.models import Predicate
from events.models import Role
from sources.making_forms import MADE
from sources.stating import stated


def read(line):
    return [
        (fact.kind, {p.field: p.typed if p.value is None else p.value for p in fact.parts})
        for fact in stated(line)
    ]


@pytest.mark.parametrize(
    ("line", "subject", "predicate", "object_"),
    [
        ("Amiri leads Badr", "Amiri", "leads", "Badr"),
        ("Badr is led by Amiri", "Amiri", "leads", "Badr"),
        ("Amiri led Badr", "Amiri", "leads", "Badr"),
        ("Badr,  was part of  the Fatah list", "Badr", "part_of", "the Fatah list"),
        ("Front split from Sons", "Front", "split_from", "Sons"),
        ("AMIRI LEADS BADR", "AMIRI", "leads", "BADR"),
        ("هادي العامري leads منظمة بدر", "هادي العامري", "leads", "منظمة بدر"),
    ],
)
def test_a_relation_either_way_round(line, subject, predicate, object_):
    fields = {"subject": subject, "predicate": predicate, "object": object_}
    assert read(line)[0] == ("relation", fields)


@pytest.mark.parametrize(
    ("line", "object_", "dates"),
    [
        ("A split from B in 2019", "B", {"began": "2019"}),
        ("A leads B since May 2014", "B", {"began": "2014-05"}),
        ("A leads B until 2015", "B", {"ended": "2015"}),
        ("A leads B in Iraq", "B in Iraq", {}),
        ("A leads B in 31 June 2014", "B in 31 June 2014", {}),
    ],
)
def test_a_relation_and_when_it_began_or_ended(line, object_, dates):
    fields = read(line)[0][1]
    assert fields.pop("object") == object_
    assert {name: fields[name] for name in ("began", "ended") if name in fields} == dates


@pytest.mark.parametrize(
    ("line", "participant", "role", "event"),
    [
        ("Front perpetrator raid", "Front", "perpetrator", "raid"),
        ("Front was a target of the raid", "Front", "target", "the raid"),
        ("raid ordered by Amiri", "Amiri", "ordered_by", "raid"),
        ("Front: location of origin: raid", "Front", "location_of_origin", "raid"),
    ],
)
def test_a_part_in_an_event(line, participant, role, event):
    fields = {"participant": participant, "role": role, "event": event}
    assert read(line)[0] == ("participation", fields)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Maruf speaks for Badr", ""),
        ("Maruf is a spokesman for Badr", "spokesman"),
        ("Maruf, spokeswoman of Badr", "spokeswoman"),
    ],
)
def test_who_speaks_for_whom(line, title):
    fields = {"subject": "Maruf", "predicate": "represents", "object": "Badr"}
    assert read(line) == [("relation", fields | ({"title": title} if title else {}))]


@pytest.mark.parametrize(
    "line",
    [
        "Amiri formerly leads Badr",
        "Amiri formerly led Badr",
        "amiri formerly leads badr",
        "Badr was formerly led by Amiri",
        "Amiri formerly the leader of Badr",
        "Amiri formerly a spokesman for Badr",
        "Front was formerly a part of the Fatah list",
        "Amiri once led Badr",
        "Amiri, a former member of Badr",
    ],
)
def test_nothing_of_what_is_over_at_a_time_that_is_not_said(line):
    """Read as a relation it would seem to hold still, and as a name to be one."""
    assert read(line) == []


@pytest.mark.parametrize(
    "text", ["Nusra Front", "al-Nusra Front", "the Nusra Front", "nusra front"]
)
def test_a_former_name(text):
    fields = {"actor": "Tahrir", "kind": "former", "text": text}
    assert read(f"Tahrir, formerly {text}") == [("name", fields)]
    assert read(f"Tahrir was formerly known as {text}") == [("name", fields)]


def test_another_name():
    fields = {"actor": "Maruf", "kind": "alias", "text": "Abu Layth"}
    assert read("Maruf, also known as Abu Layth") == [("name", fields)]


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("9 wounded", {"best": "9", "measure": "wounded", "unit": "persons"}),
        (
            "1,200 guards killed in the raid",
            {
                "best": "1200",
                "of_whom": "guards",
                "measure": "killed",
                "unit": "persons",
                "about": "the raid",
            },
        ),
        ("2 trucks burnt in the raid", {"best": "2", "unit": "trucks burnt", "about": "the raid"}),
        ("48 seats: Fatah", {"best": "48", "measure": "seats", "unit": "seats", "about": "Fatah"}),
    ],
)
def test_a_number_of_a_measure(line, fields):
    assert read(line) == [("figure", fields)]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "leads",
        "Amiri leads",
        "leads Badr",
        "Cheerleads Badr",
        "3 wells",
        "2020 raid in Erbil",
        "\0",
        "()[",
    ],
)
def test_nothing_where_an_end_or_the_words_are_missing(line):
    assert read(line) == []


def test_longer_words_are_read_whole():
    assert [fields["predicate"] for _kind, fields in read("A has member B")] == ["member_of"]


def test_more_than_one_reading_is_given():
    readings = [fields for _kind, fields in read("Union leads a front that funds Badr")]
    assert {fields["predicate"] for fields in readings} == {"leads", "funds"}


def test_a_line_without_end_is_read_in_bounded_time():
    assert read("is was of " * 100_000) == []


def test_every_predicate_and_role_can_be_stated():
    predicates = {read(f"A {predicate.label} B")[0][1]["predicate"] for predicate in Predicate}
    assert predicates == {*Predicate}
    assert {read(f"A {role.label} B")[0][1]["role"] for role in Role} == {*Role}


def test_fields_are_those_of_the_panel():
    lines = ["A leads B", "A target B", "A known as B", "3 guards killed in the raid"]
    for fact in [fact for line in lines for fact in stated(line)]:
        assert {part.field for part in fact.parts} <= {*MADE[fact.kind].base_fields}


@pytest.mark.parametrize(
    "line",
    [
        "12 killed and 5 wounded in the raid",
        "4 killed, 3 wounded in the raid",
        "4 to 7 guards killed in the raid",
        "1.200 killed in the raid",
    ],
)
def test_no_number_of_a_line_that_has_two_or_a_part_of_a_person(line):
    assert read(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "Badr no longer supports Amiri",
        "Amiri never led Badr",
        "Amiri was not a member of Badr",
        "Amiri denied that Iran funds Badr",
        "Amiri said Iran funds Badr",
        "Iran may have been led by Amiri",
        "Front wasn't a target of the raid",
    ],
)
def test_nothing_of_a_line_that_denies_doubts_or_reports(line):
    """The passage's stance and voices say that; the fact in it is the line without it."""
    assert read(line) == []


@pytest.mark.parametrize(
    "name", ["a group of former officers", "Not in Our Name", "Edward Said", "15 May Organization"]
)
def test_a_name_that_has_such_a_word(name):
    assert read(f"{name} leads Badr")[0][1]["subject"] == name
