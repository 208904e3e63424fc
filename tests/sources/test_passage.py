import pytest
from django.core.exceptions import ValidationError

from sources.models import DocumentText
from sources.paragraphs import digest
from tests.refusing import assert_accepted, assert_refused, refused_by
from tests.writing import INSERTS


class TestPlace:
    def test_is_in_a_paragraph_counted_from_one(self, make_passage):
        assert_refused(
            make_passage.build(paragraph=0),
            "passage_paragraph_counts_from_one",
            "Paragraphs are counted from 1.",
        )

    @pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5)])
    def test_ends_behind_its_start(self, make_passage, start, end):
        assert_refused(
            make_passage.build(start=start, end=end),
            "passage_ends_after_it_starts",
            "The passage ends before it starts",
        )

    def test_may_be_one_character(self, make_passage):
        assert_accepted(make_passage.build(paragraph=1, start=0, end=1))

    def test_does_not_start_before_the_first_character(self, make_passage):
        passage = make_passage.build(start=-1)
        with pytest.raises(ValidationError, match="greater than or equal to 0"):
            passage.full_clean()
        with refused_by("sources_passage_start_check"):
            type(passage).objects.bulk_create([passage])

    @pytest.mark.parametrize("insert", INSERTS)
    def test_may_overlap_another(self, make_passage, insert):
        first = make_passage(start=0, end=10)
        insert(make_passage.build(document=first.document, start=5, end=15))
        insert(make_passage.build(document=first.document, start=0, end=10))
        assert first.document.passages.count() == 3


class TestDigest:
    @pytest.mark.parametrize("wrong", ["abc", "A" * 64, "g" * 64, "a" * 63])
    def test_is_sha_256(self, make_passage, wrong):
        assert_refused(
            make_passage.build(digest=wrong),
            "passage_digest_is_sha_256_or_empty",
            "Write 64 lower-case hexadecimal digits.",
        )

    @pytest.mark.parametrize("right", ["", "0" * 64, digest("One")])
    def test_may_be_empty(self, make_passage, right):
        assert_accepted(make_passage.build(digest=right))

    def test_is_taken_from_an_attached_text(self, make_passage, make_document):
        document = make_document()
        DocumentText.objects.create(document=document, text="One two.\n\nThree “four”.")
        passage = make_passage.build(document=document, paragraph=2, start=6, end=12)
        passage.full_clean()
        assert passage.digest == digest('"four"')

    def test_that_stands_elsewhere_in_the_text_is_not_replaced(self, make_passage, make_document):
        document = make_document()
        DocumentText.objects.create(document=document, text="One two.\n\nThree.")
        passage = make_passage.build(document=document, start=0, end=3, digest=digest("two"))
        passage.full_clean()
        assert passage.digest == digest("two")

    def test_that_stands_nowhere_in_the_text_is_refused(self, make_passage, make_document):
        document = make_document()
        DocumentText.objects.create(document=document, text="One two.")
        passage = make_passage.build(document=document, start=0, end=3, digest="0" * 64)
        with pytest.raises(ValidationError, match="No words of the attached text"):
            passage.full_clean()

    def test_follows_a_place_that_was_corrected(self, make_passage, make_document):
        document = make_document()
        DocumentText.objects.create(document=document, text="One two.")
        passage = make_passage(document=document, start=0, end=3, digest=digest("One"))
        passage.start, passage.end = 4, 7
        passage.full_clean()
        assert passage.digest == digest("two")

    def test_does_not_let_a_place_move_out_of_the_text(self, make_passage, make_document):
        document = make_document()
        DocumentText.objects.create(document=document, text="One two.")
        passage = make_passage(document=document, start=0, end=3, digest=digest("One"))
        passage.paragraph = 99
        with pytest.raises(ValidationError, match="no paragraph 99"):
            passage.full_clean()

    def test_of_another_edition_stands_as_long_as_nobody_touches_it(
        self, make_passage, make_document
    ):
        document = make_document()
        DocumentText.objects.create(document=document, text="One two.")
        make_passage(document=document, paragraph=7, digest="0" * 64).full_clean()

    @pytest.mark.parametrize(
        ("place", "sentence"),
        [
            ((3, 0, 1), "The attached text has 2 paragraphs, no paragraph 3."),
            ((1, 0, 9), "Paragraph 1 has 8 characters: a passage from 0 to 9 lies outside it."),
            ((1, 8, 9), "Paragraph 1 has 8 characters: a passage from 8 to 9 lies outside it."),
        ],
    )
    def test_of_a_place_that_the_text_does_not_have_is_refused(
        self, make_passage, make_document, place, sentence
    ):
        document = make_document()
        DocumentText.objects.create(document=document, text="One two.\n\nThree.")
        paragraph, start, end = place
        passage = make_passage.build(document=document, paragraph=paragraph, start=start, end=end)
        with pytest.raises(ValidationError, match=sentence):
            passage.full_clean()

    def test_may_be_of_the_last_character(self, make_passage, make_document):
        document = make_document()
        DocumentText.objects.create(document=document, text="One two.\n\nThree.")
        passage = make_passage.build(document=document, paragraph=1, start=7, end=8)
        passage.full_clean()
        assert passage.digest == digest(".")


class TestWords:
    def test_are_summarised_by_whoever_uses_the_form(self, make_passage):
        with pytest.raises(ValidationError, match="cannot be blank"):
            make_passage.build(summary="").full_clean()

    @pytest.mark.parametrize("phrase", ["1 2 3 4 5 6 7 8 9", "1 2 3 4 5 6 7 8\n9"])
    def test_are_eight_at_most_in_a_phrase(self, make_passage, phrase):
        assert_refused(
            make_passage.build(phrase=phrase),
            "passage_phrase_is_eight_words_at_most",
            "A phrase is eight words at most: summarise instead.",
        )

    @pytest.mark.parametrize("phrase", ["", "one", "1 2 3 4 5 6 7 8", " a well-known phrase "])
    def test_may_be_eight(self, make_passage, phrase):
        assert_accepted(make_passage.build(phrase=phrase))


class TestSaid:
    def test_is_a_point(self, make_passage):
        assert_refused(
            make_passage.build(said="2020/2021"), "passage_said_is_a_point", "not a single date"
        )

    def test_is_not_open(self, make_passage):
        assert_refused(
            make_passage.build(said=".."),
            "passage_said_is_not_open",
            "Only the beginning or the end of a period can be open",
        )

    @pytest.mark.parametrize("said", ["", "2020-01-03", "[2019,2020]", "2020~"])
    def test_may_be_any_point_or_none_known(self, make_passage, said):
        assert_accepted(make_passage.build(said=said))


class TestMention:
    def test_is_of_exactly_one_record(self, make_mention, make_actor, make_place):
        message = "Choose exactly one of these: actor, event, place."
        constraint = "mention_has_exactly_one_target"
        assert_refused(make_mention.build(actor=None), constraint, message)
        both = make_mention.build(actor=make_actor(), place=make_place())
        assert_refused(both, constraint, message)

    def test_says_the_form_used(self, make_mention):
        assert_refused(make_mention.build(printed=" "), "mention_printed_is_given", "is empty")

    @pytest.mark.parametrize("target", ["actor", "event", "place"])
    def test_stands_once_in_a_form(self, factories, make_mention, target):
        by_name = {make.model._meta.model_name: make for make in factories.values()}
        same = {target: by_name[target]()}
        first = make_mention(**same, printed="Tehran")
        assert_refused(
            make_mention.build(**same, passage=first.passage, printed="Tehran"),
            "mention_stands_once",
            "This passage mentions it in this form already.",
        )
        assert_accepted(make_mention.build(**same, passage=first.passage, printed="Iran"))
        assert_accepted(make_mention.build(**same, printed="Tehran"))

    @pytest.mark.parametrize("target", ["actor", "event", "place"])
    def test_is_found_by_its_natural_key(self, factories, make_mention, target):
        by_name = {make.model._meta.model_name: make for make in factories.values()}
        mention = make_mention(**{target: by_name[target]()})
        make_mention(passage=mention.passage, printed="Tehran")
        assert type(mention).objects.get_by_natural_key(*mention.natural_key()) == mention


class TestStatement:
    def test_is_summarised(self, make_statement):
        assert_refused(make_statement.build(summary=" "), "statement_summary_is_given", "is empty")

    def test_speaks_of_no_open_time(self, make_statement):
        assert_refused(
            make_statement.build(horizon=".."),
            "statement_horizon_is_not_open",
            "only the beginning or the end of a period can be",
        )
        assert_accepted(make_statement.build(horizon="[2021..2026]"))
