"""The code of a passage that nobody wrote one for says where the passage stands."""

import pytest
from django.db import transaction

from sources.coining import coin
from sources.models import Passage


@pytest.fixture
def herald(make_document):
    return make_document(code="herald")


@pytest.fixture
def coined(herald):
    def coined(paragraph=2, document=herald):
        return coin(Passage(document=document, paragraph=paragraph))

    return coined


class TestCode:
    def test_is_the_documents_the_paragraph_and_a_number(self, coined, make_passage, herald):
        assert coined() == "herald-p2-1"
        make_passage(document=herald, code="herald-p2-1")
        assert (coined(), coined(3)) == ("herald-p2-2", "herald-p3-1")

    def test_goes_on_behind_the_highest_that_was_written_by_hand(
        self, coined, make_passage, herald
    ):
        for code in ("herald-p2-7", "herald-p2-x", "herald-p22-30", "herald-p2-7-b"):
            make_passage(document=herald, code=code)
        assert coined() == "herald-p2-8"

    def test_is_not_that_of_a_passage_that_may_come_back(self, coined, make_passage, herald):
        make_passage(document=herald, code="herald-p2-1").delete()
        assert coined() == "herald-p2-2"

    def test_of_a_document_with_a_long_code_is_no_longer_than_a_code_may_be(
        self, coined, make_document
    ):
        long = make_document(code="a" * 79 + "-b" * 10)
        code = coined(10**6, long)
        assert code == "a" * 79 + "-p1000000-1"

    @pytest.mark.django_db(transaction=True)
    def test_is_coined_in_a_transaction_only(self, coined):
        with pytest.raises(transaction.TransactionManagementError):
            coined()
