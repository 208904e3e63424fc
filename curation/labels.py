"""Inline rows that cost no query each: labels of chosen records are fetched once for all rows."""

from django.contrib.admin.widgets import AutocompleteSelect
from django.forms.models import BaseInlineFormSet

ROWS_SHOWN = 50


class LabelledSelect(AutocompleteSelect):
    """An autocomplete box that is told the labels of what its formset's rows have chosen."""

    labels = None

    def optgroups(self, name, value, attrs=None):
        chosen = [str(pk) for pk in value if str(pk)]
        if self.labels is None or not all(pk in self.labels for pk in chosen):
            return super().optgroups(name, value, attrs)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        for pk in chosen:
            options.append(self.create_option(name, pk, self.labels[pk], True, 0))
        return [(None, options, 0)]


class LabelledFormSet(BaseInlineFormSet):
    """The first rows of a parent, with labels preloaded; the list behind has the rest.

    New rows and edited ones are checked against all constraints of the database that name the
    parent, which Django 5.2 leaves out.
    """

    @property
    def hidden_rows(self):
        """How many rows the parent has beyond those shown."""
        return max(0, super().get_queryset().count() - ROWS_SHOWN) if not self.is_bound else 0

    def get_queryset(self):
        if not hasattr(self, "_queryset"):
            rows = super().get_queryset()
            if self.is_bound:
                prefix = self.add_prefix
                key = self.model._meta.pk.name
                posted = [
                    self.data.get(f"{prefix(index)}-{key}")
                    for index in range(self.initial_form_count())
                ]
                self._queryset = rows.filter(pk__in=[pk for pk in posted if pk and pk.isdigit()])
            else:
                self._queryset = rows[:ROWS_SHOWN]
        return self._queryset

    @property
    def forms(self):
        if "forms" not in self.__dict__:
            self.__dict__["forms"] = [
                self._construct_form(i, **self.get_form_kwargs(i))
                for i in range(self.total_form_count())
            ]
            self._preload_labels(self.__dict__["forms"])
        return self.__dict__["forms"]

    def _preload_labels(self, forms):
        """One query for each linked column, whatever the number of rows."""
        for name, field in self.form.base_fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if not isinstance(widget, LabelledSelect):
                continue
            chosen = {getattr(form.instance, f"{name}_id", None) for form in forms} - {None}
            labels = {str(row.pk): str(row) for row in field.queryset.filter(pk__in=chosen)}
            for form in forms:
                bound = form.fields[name].widget
                getattr(bound, "widget", bound).labels = labels
