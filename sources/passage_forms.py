"""The form of a passage: its place is worked out from its words, which are not kept."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sources.models import DocumentText
from sources.paragraphs import digest, normalise, paragraphs

PLACE = ("paragraph", "start", "end")


class PassageForm(forms.ModelForm):
    words = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "class": "vLargeTextField"}),
        help_text="Paste the passage here, and start, end and digest are worked out; the words"
        " are not stored. Where no text is attached, give the start as well.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in PLACE:
            if name in self.fields:
                self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        words = normalise(cleaned.get("words") or "")
        try:
            if words and cleaned.get("document"):
                cleaned.update(_place(words, cleaned))
        except ValidationError as error:
            self.add_error("words", error)
            return cleaned
        for name in PLACE:
            if cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, "Give this number, or paste the passage's words above.")
        return cleaned


def _place(words: str, cleaned: dict[str, Any]) -> dict[str, Any]:
    """Where the words stand: paragraph, start, end and digest."""
    attached = DocumentText.objects.filter(document=cleaned["document"]).first()
    place = {"end": None, "digest": digest(words)}
    if attached is None:
        if None in (cleaned.get("paragraph"), cleaned.get("start")):
            raise ValidationError(
                "No text is attached to this document: give the paragraph, and the start counted"
                " in it from 0; the end follows from the words."
            )
        return {**place, "end": cleaned["start"] + len(words)}
    number, start = _found(words, paragraphs(attached.text), cleaned)
    return {**place, "paragraph": number, "start": start, "end": start + len(words)}


def _found(words: str, blocks: list[str], cleaned: dict[str, Any]) -> tuple[int, int]:
    """Paragraph and start of the one place where the words stand; either may tell which."""
    places = [
        (number, start) for number, block in enumerate(blocks, 1) for start in _starts(words, block)
    ]
    if not places:
        raise ValidationError("These words do not stand in the document's attached text.")
    listed = "; ".join(f"paragraph {number} from {start}" for number, start in places[:5])
    told = cleaned.get("paragraph")
    within = [place for place in places if told in (None, place[0])]
    if not within:
        raise ValidationError(f"These words do not stand in paragraph {told}, but: {listed}.")
    there = [place for place in within if place[1] == cleaned.get("start")]
    if len(within) > 1 and not there:
        raise ValidationError(f"These words stand there more than once: {listed}. Say which.")
    return (there or within)[0]


def _starts(words: str, block: str) -> Iterator[int]:
    start = block.find(words)
    while start >= 0:
        yield start
        start = block.find(words, start + 1)
