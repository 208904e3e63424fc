"""A small ledger to curate, and those who curate it."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from tests.admin.ledger import Ledger


@pytest.fixture
def ledger(db):
    """One actor, event, document and passage on which any number of rows can be hung."""
    return Ledger()


@pytest.fixture
def make_user(db):
    def make(*permissions):
        """A member of staff with permissions such as `actors.view_actor`."""
        user = User.objects.create_user(f"user-{User.objects.count()}", is_staff=True)
        for permission in permissions:
            app, codename = permission.split(".")
            user.user_permissions.add(
                Permission.objects.get(content_type__app_label=app, codename=codename)
            )
        return user

    return make


@pytest.fixture
def curator(db, client):
    """A client of somebody who may do everything."""
    client.force_login(User.objects.create_superuser("curator"))
    return client


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
    return values


def errors_of(response):
    """Every error a page shows, as one text."""
    context = response.context
    texts = [context["adminform"].form.errors.as_text()]
    for inline in context["inline_admin_formsets"]:
        texts.append(inline.formset.non_form_errors().as_text())
        texts.extend(form.errors.as_text() for form in inline.formset.forms)
    return "\n".join(text for text in texts if text)
