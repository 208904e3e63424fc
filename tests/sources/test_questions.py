"""What a voice said, and what was said about a record."""

import pytest

from sources.models import SUBJECTS, Attribution, Statement


class TestAbout:
    @pytest.mark.parametrize("subject", SUBJECTS)
    def test_finds_the_attributions_of_a_record(self, factories, attribute, subject):
        record = factories[SUBJECTS[subject]]()
        attribution = attribute(record)
        attribute(factories[SUBJECTS[subject]]())
        assert Attribution.objects.about(record).get() == attribution

    def test_leaves_those_of_its_parts_to_the_parts(self, make_participation, attribute):
        part = make_participation()
        attribute(part)
        assert not Attribution.objects.about(part.event).exists()

    def test_is_refused_of_what_is_never_attributed(self, make_place):
        with pytest.raises(ValueError, match="A place is not the subject of attributions"):
            Attribution.objects.about(make_place())

    @pytest.mark.parametrize("target", ["actor", "event", "place"])
    def test_finds_statements_that_mention_a_record(
        self, factories, make_statement, make_mention, attribute, target
    ):
        by_name = {make.model._meta.model_name: make for make in factories.values()}
        record = by_name[target]()
        statement = make_statement()
        for printed in ("Tehran", "Iran"):
            passage = attribute(statement).passage
            make_mention(passage=passage, printed=printed, **{target: record})
        attribute(make_statement())
        assert Statement.objects.about(record).get() == statement


class TestVoicedBy:
    def test_finds_any_position_of_the_chain(self, make_actor, make_event, attribute):
        first, second, third = (make_actor() for _ in range(3))
        attribution = attribute(make_event(), third, chain=[first, second])
        for actor in (first, second, third):
            assert Attribution.objects.voiced_by(actor).get() == attribution
        assert not Attribution.objects.voiced_by(make_actor()).exists()

    def test_finds_whom_it_was_said_for(self, make_actor, make_event, attribute):
        group = make_actor()
        attribution = attribute(make_event(), make_actor(), on_behalf_of=group)
        assert Attribution.objects.voiced_by(group).get() == attribution

    def test_does_not_find_the_publisher_of_narration(
        self, make_actor, make_document, make_event, attribute
    ):
        paper = make_actor(kind="media")
        attribute(make_event(), document=make_document(publisher=paper))
        assert not Attribution.objects.voiced_by(paper).exists()

    def test_finds_each_once_and_chains(self, make_actor, make_event, attribute):
        speaker, event = make_actor(), make_event()
        attribution = attribute(event, speaker, chain=[make_actor(), make_actor()])
        attribute(make_event(), speaker)
        assert Attribution.objects.voiced_by(speaker).about(event).get() == attribution
        assert Attribution.objects.about(event).voiced_by(speaker).count() == 1
