"""What makes two names look alike, by the keys under which names are found.

Compared as keys, so that no name meets every other. The functions are those of the search, in
curation/sql.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Case, F, Func, QuerySet, TextField, Value, When
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan

from curation.restricting import Viewer, visible
from curation.unlisted import Unlisted

FEWEST = 4


@dataclass(frozen=True)
class Alike:
    """A statement that gives rows of a record's key, what makes it like others, and its parts.

    Two records that share a likeness are candidates where `provided` is true of them: it may ask
    for `pair.one` and `pair.other`, their keys, `pair.parts` and `pair.other_parts`.
    """

    rows: str
    parameters: Sequence[Any] = ()
    provided: str = "true"


# What makes two records look the same, such as a name's letters, without parts as a queryset.
Likeness = Callable[[Viewer | None], QuerySet | Alike]


def keyed(rows: QuerySet, user: Viewer | None, likeness: Any, record: str = "pk") -> QuerySet:
    """The rows that `user` may see as the record each speaks of and what makes it like others."""
    seen = rows if user is None else visible(rows, user)
    named = seen.order_by().annotate(record=F(record), likeness=likeness)
    return cast("QuerySet", named.values("record", "likeness"))


def of_rows(rows: QuerySet, provided: str = "true") -> Alike:
    """Rows as `keyed` gives them, without parts."""
    statement, parameters = rows.query.sql_with_params()
    return Alike(f"SELECT named.*, NULL::text[] FROM ({statement}) named", parameters, provided)


def letters(column: str) -> Func:
    """Letters and digits only, folded; empty where there are none."""
    return _joined(_text(F(column), function="folded"))


def kept_consonants(fewest: int = FEWEST) -> Func:
    """The consonants of a name's words, from where the database keeps them: see `consonants`."""
    return _enough(_key("spelling"), fewest)


def kept_words() -> Func:
    """The same word by word, in the order of the alphabet; empty for a single word."""
    several = Case(
        When(GreaterThan(Length(_key("sorted")), Length(_key("spelling"))), then=_key("sorted")),
        output_field=TextField(),
    )
    return _enough(several)


def consonants(column: Any) -> Func:
    """The consonants of a name, which its spellings share in any script, without spaces.

    In the singular, as far as English goes. Empty where they are fewer than four: too much would
    look alike.
    """
    singular = _text(_text(column, function="romanised"), function="singular")
    return _enough(_joined(_text(singular, function="consonants_of")))


def _key(name: str) -> Func:
    keys = Unlisted("keys", TextField())
    return Func(keys, template=f"(%(expressions)s).{name}", output_field=TextField())


def _enough(key: Any, fewest: int = FEWEST) -> Func:
    """The key where it is long enough; it is costly, and so computed once."""
    return _text(key, Value(f"^.{{0,{fewest - 1}}}$"), Value(""), function="regexp_replace")


def _joined(words: Any) -> Func:
    return _text(words, Value(" "), Value(""), function="replace")


def _text(*expressions: Any, function: str) -> Func:
    return Func(*expressions, function=function, output_field=TextField())
