"""Rows to test with: a factory fills in what a test is not about."""

import itertools

COUNTER = itertools.count(1)


def numbered(word):
    """A default that differs from row to row: “Actor 1”, “Actor 2”."""
    return lambda: f"{word} {next(COUNTER)}"


class Factory:
    """Makes rows of one model; `defaults` are values or functions that give one.

    Of the columns in `one_of` only one may be set: its default yields to any other given.
    """

    def __init__(self, model, *, one_of=(), **defaults):
        self.model = model
        self.one_of = one_of
        self.defaults = defaults

    def build(self, **given):
        """A row that is not saved; what it links to is."""
        chosen = any(name in given for name in self.one_of)
        missing = {
            name: default
            for name, default in self.defaults.items()
            if name not in given and not (chosen and name in self.one_of)
        }
        made = {name: value() if callable(value) else value for name, value in missing.items()}
        return self.model(**made | given)

    def __call__(self, **given):
        record = self.build(**given)
        record.save()
        return record
