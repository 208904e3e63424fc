"""The forms of what is made in the panel on the spot, beside the passage that holds it up."""

from typing import Any

from django import forms

from actors.models import Actor, Name, Relation
from actors.scripts import NOT_KNOWN, script_of
from curation.numbers import without_commas
from events.models import Event, Figure, Participation, Place
from sources.citing_forms import PanelForm
from sources.models import Statement
from sources.record_choice import RecordChoice


class ActorRow(PanelForm):
    passed_over = ("country",)

    class Meta:
        model = Actor
        fields = ["name", "kind", "identity", "country"]
        help_texts = {
            "identity": "Unnamed: real, but the source does not name it. Unknown: a gap in a chain,"
            " which takes no part in events.",
        }


class NameRow(PanelForm):
    passed_over = ("used",)

    actor = RecordChoice("actor", label="Of")

    class Meta:
        model = Name
        fields = ["text", "kind", "language", "script", "strength", "used"]

    field_order = ["text", "actor"]

    def clean(self) -> dict[str, Any]:
        """A script that nobody chose is that of the letters."""
        cleaned = super().clean()
        if cleaned.get("script") == NOT_KNOWN:
            cleaned["script"] = script_of(cleaned.get("text") or "")
        return cleaned


class RelationRow(PanelForm):
    passed_over = ("title", "began", "ended")

    subject = RecordChoice("actor")
    object = RecordChoice("actor")

    class Meta:
        model = Relation
        fields = ["predicate", "title", "began", "ended"]

    field_order = ["subject", "predicate", "object"]


class EventRow(PanelForm):
    type = RecordChoice("event_type")
    place = RecordChoice("place", required=False)

    class Meta:
        model = Event
        fields = ["title", "date"]

    field_order = ["title", "type", "date", "place"]


class PlaceRow(PanelForm):
    class Meta:
        model = Place
        fields = ["name", "kind", "country"]


class ParticipationRow(PanelForm):
    passed_over = ("side",)

    participant = RecordChoice("actor", "place")
    event = RecordChoice("event")

    class Meta:
        model = Participation
        fields = ["role", "side"]

    field_order = ["participant", "role", "event"]


class NumberBox(forms.TextInput):
    """A number as it is typed: a browser's own box shows nothing of “four”, and sends nothing."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return without_commas(str(super().value_from_datadict(data, files, name) or ""))


class FigureRow(PanelForm):
    passed_over = ("low", "high", "of_whom", "as_of")

    about = RecordChoice("event", "actor", "relation")

    class Meta:
        model = Figure
        fields = ["measure", "best", "unit", "of_whom", "as_of", "low", "high"]
        widgets = {name: NumberBox({"inputmode": "decimal"}) for name in ("best", "low", "high")}

    field_order = ["about"]


class StatementRow(PanelForm):
    passed_over = ("horizon",)

    class Meta:
        model = Statement
        fields = ["summary", "kind", "horizon"]


# What can be made on the spot; the first field of each takes the words that found nothing.
MADE: dict[str, type[PanelForm]] = {
    "name": NameRow,
    "statement": StatementRow,
    "figure": FigureRow,
    "actor": ActorRow,
    "place": PlaceRow,
    "relation": RelationRow,
    "participation": ParticipationRow,
    "event": EventRow,
}
