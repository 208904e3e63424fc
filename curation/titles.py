"""What makes two titles look alike, by the words that are kept of them for full text.

Small words and English endings are gone there. Words of three consonants and more are compared by
these, so that spellings of a name are one word.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Func, QuerySet, TextField, Value

from curation.likeness import Alike, Likeness, consonants
from curation.restricting import Viewer, visible

# Fewer words in whatever order say too little.
FEWEST_WORDS = 3

# Each word is spelt once, however many titles it stands in.
TITLES = """
    WITH standing AS MATERIALIZED (
        SELECT record, lexeme
        FROM ({rows}) titled (record, words), tsvector_to_array(ts_filter(words, '{{a}}')) lexemes,
            unnest(lexemes) lexeme
    ), spelt AS MATERIALIZED (
        SELECT lexeme, CASE WHEN length(consonants) > 2 THEN consonants ELSE lexeme END AS word
        FROM (SELECT DISTINCT lexeme FROM standing) vocabulary,
            consonants_of(romanised(lexeme)) consonants
    )
    SELECT record, array_agg(DISTINCT word ORDER BY word) AS parts
    FROM standing JOIN spelt USING (lexeme) GROUP BY record
"""


def spelt(title: Any) -> Func:
    """The consonants of a title; a comma turns no name round here."""
    commas = [Value(",،"), Value("  ")]
    return consonants(Func(title, *commas, function="translate", output_field=TextField()))


def titles(rows: QuerySet, user: Viewer | None, kept: str = "words") -> tuple[str, Sequence[Any]]:
    """A statement that gives the key of each of `rows` that `user` may see, and its title's words.

    The model is one that the database keeps the words of, see `Searched`, or `kept` says what
    they are.
    """
    seen = rows if user is None else visible(rows, user)
    keys, parameters = seen.order_by().values("pk").query.sql_with_params()
    table = rows.model._meta.db_table
    words = f"SELECT id, {kept} FROM {table} WHERE id IN ({keys})"
    return TITLES.format(rows=words), parameters


def same_words(rows: QuerySet, provided: str = "true") -> Likeness:
    """Titles of the same words in whatever order; `provided` as that of `Alike`."""

    def found(user: Viewer | None) -> Alike:
        statement, parameters = titles(rows, user)
        return Alike(
            f"SELECT record, array_to_string(parts, ' '), NULL::text[] FROM ({statement}) titled"
            f" WHERE cardinality(parts) >= {FEWEST_WORDS}",
            parameters,
            provided,
        )

    return found
