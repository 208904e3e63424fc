"""Filling in a page of the admin as a browser would, and sending it back."""

import html

from django.urls import reverse


def page(model, name, *args):
    """The address of a page of `model` in the admin: changelist, add, change, export."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def form_values(response):
    """What a browser would send back from the form of a page, nothing changed."""
    context = response.context
    values = {**_values_of(context["adminform"].form)}
    for inline in context["inline_admin_formsets"]:
        values |= _values_of(inline.formset.management_form)
        for form in inline.formset.forms:
            values |= _values_of(form)
    return values


def _values_of(form):
    values = {}
    for bound in form:
        value = bound.value()
        if value is not None and value is not False:
            values[bound.html_name] = value
    if hidden := getattr(form, "opened", ""):
        values[form.add_prefix("opened")] = html.unescape(hidden.split('value="')[1].rstrip('">'))
    return values


def errors_of(response):
    """Every error a page shows, as one text."""
    context = response.context
    texts = [context["adminform"].form.errors.as_text()]
    for inline in context["inline_admin_formsets"]:
        texts.append(inline.formset.non_form_errors().as_text())
        texts.extend(form.errors.as_text() for form in inline.formset.forms)
    return "\n".join(text for text in texts if text)


class Form:
    """A page's form, to be filled in and sent back."""

    def __init__(self, client, record):
        self.client = client
        self.url = page(type(record), "change", record.pk)
        response = client.get(self.url)
        self.values = form_values(response)
        self.inlines = {
            (i.formset.model, i.formset.fk.name): i.formset
            for i in response.context["inline_admin_formsets"]
        }

    def prefix(self, model, link):
        return self.inlines[model, link].prefix

    def add(self, model, link, **columns):
        prefix = self.prefix(model, link)
        number = int(self.values[f"{prefix}-TOTAL_FORMS"])
        self.values[f"{prefix}-TOTAL_FORMS"] = number + 1
        for name, value in columns.items():
            self.values[f"{prefix}-{number}-{name}"] = value
        return self

    def set(self, model, link, number, **columns):
        for name, value in columns.items():
            self.values[f"{self.prefix(model, link)}-{number}-{name}"] = value
        return self

    def refused(self, sentence):
        response = self.client.post(self.url, self.values)
        assert response.status_code == 200
        assert sentence in errors_of(response)
        assert "Please correct the error" in response.content.decode()

    def saved(self):
        response = self.client.post(self.url, self.values)
        assert response.status_code == 302, errors_of(response)
