"""What was sent from the panel, read row by row, and the answer to it."""

import re
from collections.abc import Mapping
from copy import copy
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from curation.labels import is_key
from curation.numbers import plain
from curation.records import Status
from curation.restricting import visible
from sources.citing import TWIN, Citation, NotCited
from sources.citing_forms import (
    AttributionRow,
    MentionRow,
    PanelForm,
    PassageRow,
    VoiceRow,
)
from sources.making_forms import MADE
from sources.models import Attribution, Document, Passage, Stance
from sources.record_choice import Desk

ROWS: dict[str, type[PanelForm]] = {
    "voices": VoiceRow,
    "mentions": MentionRow,
    "attributions": AttributionRow,
}
GIVING = (Stance.ASSERTS, Stance.SUSPECTS)
# More than anybody holds up with one passage; a mistaken script is stopped here.
MOST_ROWS = 200

# Sentences by the name of the field they belong to; those of a whole row by the row's name.
Errors = dict[str, list[str]]


class CitingPanel:
    """The rows of a panel that was sent, each a form named for its place: `voices-0-actor`.

    Rows stand in the order in which they were sent. A row in which nothing was written is none.
    To a passage that is named as `passage-to` rows are added, and its words and voices stay.
    After a refusal `twin` is the passage that says the same already, if that is why.
    """

    def __init__(self, document: Document, user: User | AnonymousUser, sent: Mapping[str, str]):
        self.user = user
        self.sent = sent
        self.desk = Desk(user, document.published)
        self.split: dict[int, PanelForm] = {}
        self.made = self._new_records()
        self.desk.made = {f"new-{number}": form.instance for number, form in self.made.items()}
        self.twin: Passage | None = None
        self.existing = self._existing(document)
        passage = Passage(document=document)
        self.passage = PassageRow(self.desk, data=sent, prefix="passage", instance=passage)
        self.rows = {name: self._rows(name, form) for name, form in ROWS.items()}
        if self.existing:
            self.rows["voices"] = []

    def _existing(self, document: Document) -> Passage | None:
        """The passage to which something is added; None where a new one is coded."""
        key = self.sent.get("passage-to", "")
        if not key:
            return None
        passages = visible(Passage.objects.filter(document=document), self.user)
        found = passages.filter(pk=key).first() if is_key(key) else None
        if found is None:
            raise ValidationError("The passage to add to is gone: code the words as a new one.")
        return found

    def _numbers(self, name: str) -> list[str]:
        """The numbers of the rows sent under a name, in their order on the page."""
        found = (re.match(rf"{name}-(\d{{1,6}})-", key) for key in self.sent)
        numbers = [*dict.fromkeys(match[1] for match in found if match)]
        if len(numbers) > MOST_ROWS:
            raise ValidationError(f"One passage takes {MOST_ROWS} rows of a kind at most.")
        return numbers

    def _new_records(self) -> dict[str, PanelForm]:
        forms = {}
        for number in self._numbers("made"):
            kind = self.sent.get(f"made-{number}-kind-of-record", "")
            if kind in MADE:
                forms[number] = MADE[kind](self.desk, data=self.sent, prefix=f"made-{number}")
        return forms

    def _rows(self, name: str, row: type[PanelForm]) -> list[PanelForm]:
        forms = [
            row(self.desk, data=self.sent, prefix=f"{name}-{number}", empty_permitted=True)
            for number in self._numbers(name)
        ]
        return [form for form in forms if form.has_changed()]

    @cached_property
    def forms(self) -> list[PanelForm]:
        rows = [form for forms in self.rows.values() for form in forms]
        passage = [] if self.existing else [self.passage]
        return [*passage, *self.made.values(), *rows]

    def is_valid(self) -> bool:
        valid = [form.is_valid() for form in self.forms]  # all of them, for all their errors
        return all([*valid, *map(self._is_addable, self.rows["mentions"])])

    def _is_addable(self, mention: PanelForm) -> bool:
        """Whom an accepted passage mentions is changed where a reason is asked for it."""
        if self.existing is None or self.existing.status != Status.ACCEPTED:
            return True
        sentence = (
            f"{self.existing.code} is accepted: add a mention on its own page, where you are asked"
            " for the reason."
        )
        mention.add_error(None, sentence)
        return False

    def not_allowed(self) -> list[str]:
        """What the panel would add and its user may not, in the plural: “events”."""
        missing = {}
        for form in self.forms:
            opts = form.instance._meta
            if not self.user.has_perm(f"{opts.app_label}.add_{opts.model_name}"):
                missing[str(opts.verbose_name_plural)] = True
        return [*missing]

    def citation(self) -> Citation:
        """The rows as `cite()` takes them; to be asked for when the panel is valid."""
        self._number_the_voices()
        return Citation(
            self.existing or self.passage.instance,
            voices=[form.instance for form in self.rows["voices"]],
            mentions=[form.instance for form in self.rows["mentions"]],
            made=[form.instance for form in self.made.values()],
            attributions=[
                attribution
                for form in self.rows["attributions"]
                for attribution in self._by_number(form)
            ],
        )

    def _by_number(self, form: PanelForm) -> list[Attribution]:
        """An attribution of a figure that is made here gives its numbers, each as a value.

        So they stay what this voice gave when another gives others.
        """
        attribution: Any = form.instance
        made = [form.instance for form in self.made.values()]
        figure = attribution.figure if attribution.figure in made else None
        if figure is None or attribution.field or attribution.stance not in GIVING:
            return [attribution]
        given = {name: getattr(figure, name) for name in ("best", "low", "high")}
        named = [(name, plain(number)) for name, number in given.items() if number is not None]
        found = [attribution, *(copy(attribution) for _another in named[1:])]
        for one, (name, number) in zip(found, named, strict=False):
            one.field, one.value = name, number
            self.split[id(one)] = form
        return found

    def keys(self) -> dict[str, str]:
        """What was made here, by the name the panel knows it by, as boxes write it."""
        kinds = {number: self.sent[f"made-{number}-kind-of-record"] for number in self.made}
        return {
            f"new-{number}": f"{kinds[number]}:{form.instance.pk}"
            for number, form in self.made.items()
        }

    def _number_the_voices(self) -> None:
        position = 0
        for form in self.rows["voices"]:
            if not (form.cleaned_data["together"] and position):
                position += 1
            form.instance.position = position

    def refuse(self, refused: NotCited) -> None:
        """Shows what `cite()` refused at the rows it was refused for."""
        forms = {**self.split, **{id(form.instance): form for form in self.forms}}
        for row, error in refused.refusals:
            if getattr(error, "code", None) == TWIN:
                self.twin = (error.params or {})["twin"]
            forms[id(row)].refuse(error)

    def errors(self) -> Errors:
        found: Errors = {}
        for form in self.forms:
            for name, sentences in form.errors.items():
                key = str(form.prefix) if name == NON_FIELD_ERRORS else form.add_prefix(name)
                found[key] = [str(sentence) for sentence in sentences]
        return found
