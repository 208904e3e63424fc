"""What makes two names look alike, as SQL: compared as keys, so that no name meets every other."""

from typing import Any, cast

from django.db.models import Case, F, Func, QuerySet, TextField, Value, When
from django.db.models.functions import Length, Lower
from django.db.models.lookups import GreaterThanOrEqual

from curation.restricting import Viewer, visible

# Marks above and below letters, and the stroke that only lengthens a word.
MARKS = r"[\u0300-\u036f\u064b-\u065f\u0670\u0640]"
ARTICLES = r"\m(al|el|ul|the)[- ]"
FEWEST = 4


def keyed(rows: QuerySet, user: Viewer | None, likeness: Any, record: str = "pk") -> QuerySet:
    """The rows that `user` may see as the record each speaks of and what makes it like others."""
    seen = rows if user is None else visible(rows, user)
    named = seen.order_by().annotate(record=F(record), likeness=likeness)
    return cast("QuerySet", named.values("record", "likeness"))


def letters(column: str) -> Func:
    """Letters and digits only, without case and accents; empty where there are none."""
    return _bare(Lower(F(column)))


def consonants(column: str) -> Case:
    """The consonants of a name, doubled ones once: what spellings of one Arabic name share.

    Without articles. Empty where they are fewer than four: too much would look alike.
    """
    bare = _without(_bare(_without(Lower(F(column)), ARTICLES)), "[aeiouwy]")
    once = _without(bare, r"(.)\1+", r"\1")
    long = GreaterThanOrEqual(Length(once), Value(FEWEST))
    return Case(When(long, then=once), default=Value(""), output_field=TextField())


def _bare(text: Any) -> Func:
    plain = Func(
        text,
        function="normalize",
        template="%(function)s(%(expressions)s, NFKD)",
        output_field=TextField(),
    )
    return _without(_without(plain, MARKS), r"[\W_]")


def _without(text: Any, pattern: str, instead: str = "") -> Func:
    return Func(
        text,
        Value(pattern),
        Value(instead),
        Value("g"),
        function="regexp_replace",
        output_field=TextField(),
    )
