"""Full text over the columns in which a row is told, best matches first."""

from typing import Any, Self, cast

from django.contrib.postgres.search import SearchQueryField, SearchVectorField
from django.db import models
from django.db.models import Func, Value

from curation.expecting import expect_words
from curation.unlisted import Unlisted


def _words() -> Unlisted:
    return Unlisted("words", SearchVectorField())


def holds(text: str) -> Func:
    """That the words asked for in `text` stand in a row; for `filter()`, also within a `Q`."""
    return Func(
        _words(),
        _asked(text),
        arg_joiner=" @@ ",
        template="(%(expressions)s)",
        output_field=models.BooleanField(),
    )


def _asked(text: str) -> Func:
    return Func(Value(expect_words(text)), function="asked_words", output_field=SearchQueryField())


class Searched:
    """Beside a queryset's class: rows of which the database keeps the words.

    The model names the columns that they stand in, `searched`.
    """

    def search(self, text: str) -> Self:
        """Rows that hold all words of `text`, the best first; adds `relevance`.

        The columns are those in the model's `searched`; the words of the first weigh more.
        Case, accents, apostrophes, vowel signs, forms of Arabic letters and English endings
        make no difference. Words in quotation marks stand one behind the other, of words with
        `or` between them one is enough, and a word with a hyphen before it is not there: asked
        for that alone, `-erbil`, all rows without it are found, none more relevant than others.
        Any text can be asked; one without words, or of words as common as "the", finds nothing.
        What stands behind the 1,000th character is not looked at. Raises `TypeError` with a
        sentence for what is no text.

        >>> Event.objects.search('rockets "air base" -baghdad')
        <EventQuerySet [<Event: Rocket attack on the air base at Erbil>]>
        """
        relevance = Func(
            _words(), _asked(text), function="ts_rank", output_field=models.FloatField()
        )
        rows: Any = self
        found = rows.filter(holds(text)).annotate(relevance=relevance)
        return cast("Self", found.order_by("-relevance", "pk"))
