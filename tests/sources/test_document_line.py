"""A document's root is kept by the database, and no line of republications is a circle."""

from itertools import permutations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models.deletion import ProtectedError

from sources.models import Document
from tests.at_once import second_while_first_is_open
from tests.refusing import refused_by
from tests.writing import INSERTS, UPDATES, columns_of

CIRCLE = "This document would republish itself by way of others."


def roots():
    """Every document's root, by their titles."""
    return dict(Document.objects.values_list("title", "root__title"))


def stored(document):
    return Document.objects.get(pk=document.pk)


@pytest.fixture
def line(make_document):
    """Three documents, each of which republishes the one before it."""
    first = make_document(title="first")
    second = make_document(title="second", derived_from=first)
    return [first, second, make_document(title="third", derived_from=second)]


class TestRoot:
    def test_is_the_last_that_history_tells_of_a_line_written_at_once(self, make_document):
        """One statement, the republication before what it republishes."""
        rows = [make_document.build(title=title) for title in ("copy", "original")]
        given = [columns_of(row) for row in rows]
        columns = ["id", *given[0]]
        values = [[9001 - at, *row.values()] for at, row in enumerate(given)]
        values[0][columns.index("derived_from_id")] = 9000
        places = ", ".join(["%s"] * len(columns))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO sources_document ({', '.join(columns)})"
                f" VALUES ({places}), ({places})",
                [*values[0], *values[1]],
            )
        copy = Document.objects.get(title="copy")
        assert copy.root.title == "original"
        assert copy.history.latest("pgh_id").root_id == copy.root_id

    @pytest.mark.parametrize("insert", INSERTS)
    def test_is_the_document_itself_if_it_republishes_nothing(self, make_document, insert):
        insert(make_document.build(title="alone"))
        assert roots() == {"alone": "alone"}

    @pytest.mark.parametrize("insert", INSERTS)
    def test_is_the_first_of_the_line(self, line, make_document, insert):
        insert(make_document.build(title="fourth", derived_from=line[2]))
        assert set(roots().values()) == {"first"}

    @pytest.mark.parametrize("order", [*permutations(range(3))])
    def test_is_kept_in_whatever_order_the_line_is_written(self, make_document, order):
        documents = [make_document.build(title=f"{i}") for i in range(3)]
        with transaction.atomic(), connection.cursor() as cursor:
            # Keys are given beforehand and checked at the end, as loaddata does.
            for i in order:
                given = {"id": 9000 + i, **columns_of(documents[i])}
                given["derived_from_id"] = 9000 + i - 1 if i else None
                cursor.execute(
                    f"INSERT INTO sources_document ({', '.join(given)})"
                    f" VALUES ({', '.join(['%s'] * len(given))})",
                    [*given.values()],
                )
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        assert roots() == {"0": "0", "1": "0", "2": "0"}

    def test_follows_a_document_that_is_moved(self, line, make_document):
        make_document(title="other")
        other = make_document(title="copy", derived_from=Document.objects.get(title="other"))
        stored(line[1]).full_clean()
        Document.objects.filter(title="second").update(derived_from=other)
        assert roots() == {
            "first": "first",
            "other": "other",
            "copy": "other",
            "second": "other",
            "third": "other",
        }

    def test_follows_a_document_that_is_cut_off(self, line):
        Document.objects.filter(title="second").update(derived_from=None)
        assert roots() == {"first": "first", "second": "second", "third": "second"}

    def test_follows_a_line_that_gets_an_older_beginning(self, line, make_document):
        Document.objects.filter(title="first").update(derived_from=make_document(title="zeroth"))
        assert set(roots().values()) == {"zeroth"}

    @pytest.mark.parametrize("descending", [False, True])
    def test_follows_several_that_are_moved_in_one_statement(self, line, make_document, descending):
        older = make_document(title="older")
        moved = {"second": older, "third": line[0]}
        rows = sorted(Document.objects.filter(title__in=moved), key=str, reverse=descending)
        for row in rows:
            row.derived_from = moved[row.title]
        Document.objects.bulk_update(rows, ["derived_from"])
        expected = {"older": "older", "first": "first", "second": "older", "third": "first"}
        assert roots() == expected

    @pytest.mark.parametrize("update", UPDATES)
    def test_cannot_be_written(self, line, make_document, update):
        update(line[2], "root_id", make_document().pk)
        assert stored(line[2]).root == line[0]

    def test_is_no_change_to_count(self, line, make_document):
        Document.objects.filter(title="first").update(derived_from=make_document())
        assert stored(line[0]).version == 2
        assert stored(line[2]).version == 1


class TestCircle:
    @pytest.mark.parametrize("end", [0, 1, 2])
    def test_of_any_length_is_refused(self, line, end):
        line[0].derived_from = line[end]
        with pytest.raises(ValidationError, match=CIRCLE) as refused:
            line[0].full_clean()
        assert list(refused.value.message_dict) == ["derived_from"]
        with refused_by("document_line_has_no_circle"):
            line[0].save()

    @pytest.mark.parametrize("update", UPDATES)
    def test_is_refused_however_it_is_written(self, line, update):
        with refused_by("document_line_has_no_circle"):
            update(line[0], "derived_from_id", line[2].pk)

    def test_is_refused_when_both_halves_come_in_one_statement(self, make_document):
        pair = [make_document(), make_document()]
        pair[0].derived_from, pair[1].derived_from = pair[1], pair[0]
        with refused_by("document_line_has_no_circle"):
            Document.objects.bulk_update(pair, ["derived_from"])

    def test_is_none_where_two_republish_one(self, line, make_document):
        sibling = make_document.build(derived_from=line[0])
        sibling.full_clean()
        sibling.save()
        assert stored(sibling).root == line[0]


class TestDeletion:
    def test_of_a_document_that_others_republish_is_refused(self, line):
        with pytest.raises(ProtectedError, match="derived_from"):
            line[0].delete()

    def test_of_the_last_of_a_line_is_accepted(self, line):
        for document in reversed(line):
            document.delete()
        assert not Document.objects.exists()


@pytest.mark.django_db(transaction=True)
class TestTwoPeopleAtOnce:
    @pytest.fixture
    def pair(self, make_document):
        return [make_document(title="one"), make_document(title="other")]

    def derive(self, document, origin):
        return lambda: Document.objects.filter(pk=document.pk).update(derived_from=origin)

    def test_cannot_close_a_circle(self, pair):
        one, other = pair
        with pytest.raises(IntegrityError, match=CIRCLE):
            second_while_first_is_open(self.derive(one, other), self.derive(other, one))
        assert roots() == {"one": "other", "other": "other"}

    def test_may_close_nothing_if_one_gives_up(self, pair):
        one, other = pair
        second_while_first_is_open(
            self.derive(one, other), self.derive(other, one), first_stays=False
        )
        assert roots() == {"one": "one", "other": "one"}

    def test_may_lengthen_one_line_at_both_ends(self, pair, make_document):
        one, other = pair
        third = make_document(title="third")
        second_while_first_is_open(self.derive(one, other), self.derive(third, one))
        assert set(roots().values()) == {"other"}

    def test_may_lengthen_one_line_at_both_ends_the_other_way(self, pair, make_document):
        one, other = pair
        third = make_document(title="third")
        second_while_first_is_open(self.derive(third, one), self.derive(one, other))
        assert set(roots().values()) == {"other"}
