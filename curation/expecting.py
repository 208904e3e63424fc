"""What a question is asked of: a record of the right kind, not its code or another's record; words
that the database can look for."""

from collections.abc import Iterable, Sequence
from typing import TypeVar, cast

from django.db.models import Model

M = TypeVar("M", bound=Model)


def expect(record: object, *models: type[Model]) -> None:
    """Raises `TypeError` with a sentence unless `record` is one of `models`."""
    if not isinstance(record, models):
        kinds = [str(model._meta.verbose_name) for model in models]
        example = "Event" if models[0]._meta.abstract else models[0].__name__
        named = f"{record}"[:60]
        raise TypeError(
            f"“{named}” is {_none_of(kinds)}: get the record first, such as"
            f" {example}.objects.get(code=…)."
        )


def expect_all(asked: M | Iterable[M], model: type[M]) -> list[M]:
    """One record or several as a list; raises as `expect` does for what is none."""
    if isinstance(asked, model):
        return [asked]
    if isinstance(asked, str) or not isinstance(asked, Iterable):
        expect(asked, model)
    listed = [*cast("Iterable[M]", asked)]
    for record in listed:
        expect(record, model)
    return listed


def expect_words(text: object) -> str:
    """`text` without what no text in the database holds: NUL, and halves of a character.

    Raises `TypeError` with a sentence for what is no text.
    """
    if not isinstance(text, str):
        raise TypeError(f"“{f'{text}'[:60]}” is no text: ask for words, such as 'rocket erbil'.")
    return text.replace("\0", "").encode(errors="ignore").decode()


def _none_of(kinds: Sequence[str]) -> str:
    *others, last = kinds
    return f"no {last}" if not others else f"neither {', '.join(others)} nor {last}"
