"""Records that lean on what no longer stands, and sources to look at again."""

import pytest

from actors.models import Actor
from curation.lint import all_findings, finding, seen_by
from events.models import Event
from sources.attaching import attach
from sources.leaning import leaning_on_retired, leaning_on_retracted
from sources.models import SUBJECTS, Attribution, Document, Passage
from sources.paragraphs import digest


def retire(record):
    type(record).objects.filter(pk=record.pk).update(status="retired")


def reasons(name):
    one = next(one for one in all_findings() if one.name == name)
    return [*one.reasons([*finding(name)], seen_by(None)).values()]


class TestLeaningOnRetired:
    @pytest.fixture
    def held(self, make_event, attribute, make_actor, make_document):
        """An event held up by one passage of one document, a republication."""
        root = make_document(publisher=make_actor())
        event = make_event()
        held = attribute(event, document=make_document(derived_from=root))
        return event, held.passage

    def test_is_on_a_passage(self, held):
        event, passage = held
        assert not leaning_on_retired(Event.objects.all()).exists()
        retire(passage)
        assert [*leaning_on_retired(Event.objects.all())] == [event]

    @pytest.mark.parametrize("of", ["document", "root"])
    def test_is_on_a_document_or_what_it_republishes(self, held, of):
        event, passage = held
        retire(passage.document if of == "document" else passage.document.derived_from)
        assert [*leaning_on_retired(Event.objects.all())] == [event]

    def test_is_on_nothing_else(self, held, attribute, make_actor):
        event, passage = held
        retire(passage)
        attribute(event, make_actor(), stance="denies")
        attribute(event, make_actor(), basis="inferred")
        retire(attribute(event, make_actor()))
        assert [*leaning_on_retired(Event.objects.all())] == [event]
        attribute(event, make_actor(), stance="suspects")
        assert not leaning_on_retired(Event.objects.all()).exists()

    def test_is_not_of_what_does_not_stand(self, make_event, attribute):
        denied, inferred, retired = make_event(), make_event(), make_event()
        for event, given in (
            (denied, {"stance": "denies"}),
            (inferred, {"basis": "inferred"}),
            (retired, {}),
        ):
            retire(attribute(event, **given).passage)
        retire(retired)
        assert not leaning_on_retired(Event.objects.all()).exists()

    @pytest.mark.parametrize("model", SUBJECTS.values())
    def test_is_asked_of_every_subject(self, model, factories, attribute):
        record = factories[model]()
        retire(attribute(record).passage)
        assert [*finding("leaning-on-retired", model)] == [record]


class TestLeaningOnRetracted:
    @pytest.fixture
    def told(self, make_event, make_actor, make_passage, make_voice, make_attribution):
        """Two events that one speaker asserts in one passage."""
        speaker, passage = make_actor(), make_passage(said="2020")
        make_voice(passage=passage, actor=speaker)
        one, other = make_event(), make_event()
        for event in (one, other):
            make_attribution(passage=passage, event=event)
        return speaker, one, other

    def test_is_on_a_passage_of_which_something_else_was_retracted(self, told, attribute):
        speaker, one, other = told
        assert not leaning_on_retracted(Event.objects.all()).exists()
        attribute(one, speaker, said="2021", stance="retracts")
        assert [*leaning_on_retracted(Event.objects.all())] == [other]

    @pytest.mark.parametrize(("said", "is_found"), [("2020", True), ("2019", False)])
    def test_is_found_if_the_retraction_came_later(self, told, attribute, said, is_found):
        speaker, one, _other = told
        attribute(one, speaker, said=said, stance="retracts")
        assert leaning_on_retracted(Event.objects.all()).exists() is is_found

    def test_is_found_if_the_origin_is_the_same(self, told, attribute, make_actor):
        _speaker, one, _other = told
        attribute(one, make_actor(), said="2021", stance="retracts")
        assert not leaning_on_retracted(Event.objects.all()).exists()

    @pytest.mark.parametrize("given", [{"status": "retired"}, {"basis": "inferred"}])
    def test_is_not_found_if_the_retraction_does_not_count(self, told, attribute, given):
        speaker, one, _other = told
        attribute(one, speaker, said="2021", stance="retracts", **given)
        assert not leaning_on_retracted(Event.objects.all()).exists()

    def test_is_on_nothing_else(self, told, attribute, make_actor):
        speaker, one, other = told
        attribute(one, speaker, said="2021", stance="retracts")
        attribute(other, make_actor())
        assert not leaning_on_retracted(Event.objects.all()).exists()

    @pytest.mark.parametrize(("field", "is_found"), [("title", True), ("date", False)])
    def test_is_of_one_column_if_that_is_retracted(
        self, make_event, make_actor, attribute, make_attribution, field, is_found
    ):
        speaker, one, other = make_actor(), make_event(), make_event()
        first = attribute(one, speaker, said="2020", field="title", value="An attack")
        make_attribution(passage=first.passage, event=other)
        attribute(one, speaker, said="2021", stance="retracts", field=field)
        assert (other in leaning_on_retracted(Event.objects.all())) is is_found

    @pytest.mark.parametrize("model", SUBJECTS.values())
    def test_is_asked_of_every_subject(self, model, factories, attribute, make_actor, told):
        record, other = factories[model](), factories[model]()
        speaker = make_actor()
        first = attribute(record, speaker, said="2020")
        name = next(name for name, subject in SUBJECTS.items() if subject is model)
        Attribution.objects.create(passage=first.passage, **{name: other})
        attribute(record, speaker, said="2021", stance="retracts")
        assert [*finding("leaning-on-retracted", model)] == [other]


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("passage", "its passage is retired"),
        ("document", "its document is retired"),
        ("root", "what its document republishes is retired"),
    ],
)
def test_attributions_to_what_is_retired(make_event, attribute, make_document, what, told):
    root = make_document()
    row = attribute(make_event(), document=make_document(derived_from=root))
    attribute(make_event())
    passage = row.passage
    retire({"passage": passage, "document": passage.document, "root": root}[what])
    assert [*finding("attributed-to-retired")] == [row]
    assert reasons("attributed-to-retired") == [told]
    retire(row)
    assert not finding("attributed-to-retired").exists()


class TestPassagesThatNoLongerVerify:
    @pytest.mark.parametrize(
        ("words", "text", "told"),
        [
            ("echo", "01234 echo", []),
            ("echo", "Something else.", ["not in the attached text"]),
            ("echo", "0 echo 78 echo 12345", ["found in two places that are as near"]),
            ("", "01234 echo", ["has no digest to look for"]),
        ],
    )
    def test_in_the_attached_text(self, make_document, make_passage, words, text, told):
        document = make_document()
        passage = make_passage(document=document, start=6, end=10, digest=words and digest(words))
        assert not Passage.objects.unverified().exists()
        attach(document, text)
        assert [*Passage.objects.unverified()] == ([passage] if told else [])
        assert reasons("unverified") == told
        retire(passage)
        assert not Passage.objects.unverified().exists()


class TestDocuments:
    def test_without_a_publisher(self, make_document, make_actor):
        row = make_document()
        make_document(publisher=make_actor())
        retire(make_document())
        assert [*Document.objects.without_publisher()] == [row]

    def test_with_uncoded_paragraphs(self, make_document, make_passage):
        row, done = make_document(), make_document()
        make_passage(document=row, paragraph=2)
        make_passage(document=done, paragraph=1)
        assert [*Document.objects.uncoded()] == [row]
        assert reasons("uncoded") == ["1 of 2 paragraphs"]
        retire(row)
        assert not Document.objects.uncoded().exists()


def test_evidence_is_looked_for_of_what_is_in_use(make_actor, make_event, attribute):
    row, retired = make_actor(), make_actor()
    retire(retired)
    assert [*finding("unattributed", Actor)] == [row]
    single, gone = make_event(), make_event()
    attribute(single), attribute(gone), retire(gone)
    assert [*finding("single-source", Event)] == [single]
    assert not finding("contested", Event).exists()
    attribute(single, make_actor(), stance="denies")
    assert [*finding("contested", Event)] == [single]
