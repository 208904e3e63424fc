"""Corroboration by independent origin: each origin is a row, whatever repeats it."""

import csv

import pytest

from sources.origins import origins


@pytest.fixture
def paper(make_actor, make_document):
    """Documents of a paper, by its name."""
    return lambda name, **given: make_document(publisher=make_actor(name=name), **given)


class TestOrigin:
    def test_is_one_speaker_however_many_carry_the_sentence(
        self, make_event, attribute, make_actor, paper
    ):
        event, ministry = make_event(), make_actor(name="Ministry")
        spokesman = make_actor(name="Spokesman")
        for name in ("Post", "Times", "Herald"):
            attribute(event, spokesman, on_behalf_of=ministry, document=paper(name))
        [row] = origins(event)
        assert (str(row.origin), row.words, row.documents) == ("Ministry", 3, 3)
        assert "all 3 said by Spokesman" in row.reason
        assert row.standing == "single-source"

    def test_is_one_document_and_its_republications(self, make_event, attribute, paper):
        event, root = make_event(), paper("Agency")
        first = paper("Post", derived_from=root)
        for document in (root, first, paper("Herald", derived_from=first)):
            attribute(event, document=document)
        [row] = origins(event)
        assert (str(row.origin), row.words, row.documents) == ("Agency", 3, 3)

    def test_is_each_who_speaks_for_themselves(self, make_event, attribute, make_actor):
        event = make_event()
        attribute(event, make_actor(name="B"))
        attribute(event, make_actor(name="A"), stance="denies")
        rows = origins(event)
        assert [(str(row.origin), row.stances) for row in rows] == [
            ("B", ["asserts"]),
            ("A", ["denies"]),
        ]

    def test_is_none_of_an_inference_or_of_what_was_retired(self, make_event, attribute):
        event = make_event()
        attribute(event, basis="inferred", note="So it seems.")
        attribute(event, status="retired")
        assert not origins(event)

    def test_is_told_of_many_records(self, make_event, make_participation, attribute, tmp_path):
        records = [make_event(), make_participation(), make_event()]
        for record in records:
            attribute(record)
        table = origins(records)
        assert [row.record for row in table] == records
        assert table.to_csv(tmp_path / "origins.csv") == 3
        with open(tmp_path / "origins.csv", encoding="utf-8") as stream:
            assert [row["record"] for row in csv.DictReader(stream)] == [r.code for r in records]

    def test_keeps_restricted_words_back(
        self, make_event, attribute, make_actor, django_user_model
    ):
        anybody = django_user_model.objects.create_user("anybody")
        event = make_event()
        attribute(event, make_actor(name="Informant"), restricted=True)
        attribute(event, make_actor(name="Ministry"))
        assert [str(row.origin) for row in origins(event, anybody)] == ["Ministry"]
        assert len(origins(event)) == 2

    def test_is_not_asked_of_what_is_never_attributed(self, make_place):
        with pytest.raises(ValueError, match="A place is not the subject of attributions"):
            origins(make_place())
