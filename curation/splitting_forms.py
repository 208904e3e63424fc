"""What is typed into the page on which a record is split, beside the rows that are chosen."""

import json
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.http import QueryDict

from curation.hanging import hanging, kinds
from curation.labels import LabelledSelect
from curation.records import Record
from curation.restricting import Viewer, visible
from curation.splitting import SAY_WHY


class SplitForm(forms.Form):
    """The other record, a new one or `into`, and why it is another."""

    name = forms.CharField(required=False, widget=forms.TextInput({"dir": "auto", "size": 40}))
    code = forms.CharField(label="Its code", required=False, widget=forms.TextInput({"size": 30}))
    into: Any = forms.ModelChoiceField(queryset=None, required=False)
    reason = forms.CharField(
        label="Why is it two?",
        error_messages={"required": SAY_WHY},
        widget=forms.Textarea({"rows": 2, "class": "vLargeTextField", "dir": "auto"}),
    )

    def __init__(
        self, sent: QueryDict | None, *, record: Record, user: Viewer, site: AdminSite
    ) -> None:
        super().__init__(sent, label_suffix="")
        model: Any = type(record)
        kind, title = model._meta.verbose_name, model._meta.get_field(kinds()[model].title)
        self.fields["name"].label = f"{title.verbose_name} of the new one".capitalize()
        self.fields["name"].widget.attrs["maxlength"] = title.max_length
        self.fields["code"].widget.attrs["maxlength"] = model._meta.get_field("code").max_length
        # Whatever links to such a record is offered the same ones.
        link = next(field for field, _link in hanging(model))
        into: Any = self.fields["into"]
        into.label = f"Or the {kind} that is there"
        into.queryset = visible(model._base_manager.all(), user)
        into.widget = LabelledSelect(link, site, choices=into.choices)
        into.error_messages["invalid_choice"] = f"Choose the {kind} from those that are offered."

    @property
    def media(self) -> forms.Media:
        """The box brings jQuery, behind which the other scripts come."""
        names = ["admin/js/jquery.init.js", "admin/js/urlify.js", "admin/js/prepopulate.js"]
        scripts = forms.Media(js=[*names, "curation/name_boxes.js"])
        box: LabelledSelect = self.fields["into"].widget
        return box.media + scripts

    def refusals(self) -> Iterator[str]:
        """What is wrong with what was typed, each with the box that it is about."""
        for name, errors in self.errors.items():
            for error in errors:
                yield str(error) if name == "reason" else f"{self.fields[name].label}: {error}"

    def proposed(self) -> str:
        """What the admin's script wants to know to make the code of the name, as in its forms."""
        code = {"id": "#id_code", "name": "code", "maxLength": 100, "allowUnicode": False}
        return json.dumps([{**code, "dependency_ids": ["#id_name"], "dependency_list": ["name"]}])
