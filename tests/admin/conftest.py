"""A small ledger to curate, and those who curate it."""

import pytest
from django.contrib.auth.models import Permission, User

from tests.admin.ledger import Ledger
from tests.admin.posting import Form, form_values, page


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


@pytest.fixture
def form(curator):
    """The form on the page of a record, to be filled in and sent back."""
    return lambda record: Form(curator, record)


@pytest.fixture
def fill(curator):
    """Sends the add form of a model with some values; returns the answer."""

    def fill(model, query="", **values):
        url = page(model, "add") + query
        return curator.post(url, form_values(curator.get(url)) | values)

    return fill
