"""Every answer of the site says that nothing but its own files may run in it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

STRICT = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'"
)


@pytest.fixture
def curator(db, client):
    client.force_login(User.objects.create_superuser("curator"))
    return client


class TestEveryAnswer:
    @pytest.mark.parametrize(
        "address",
        [
            "/",
            "/admin/",
            "/admin/login/",
            "/admin/nowhere/",
            "/admin/events/event/",
            "/admin/events/event/export/",
            "/admin/jsi18n/",
        ],
    )
    def test_carries_the_policy(self, curator, address):
        assert curator.get(address).headers["Content-Security-Policy"] == STRICT

    def test_carries_it_also_to_who_has_not_logged_in(self, client, db):
        assert client.get("/admin/events/event/").headers["Content-Security-Policy"] == STRICT

    def test_is_a_page_without_styles_where_a_form_is_refused(self, db):
        refused = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})
        assert refused.status_code == 403
        page = refused.content.decode()
        assert "<style" not in page and "reload the" in page


class TestPageForDevelopers:
    def test_brings_its_own_styles(self, curator, settings):
        settings.DEBUG = True
        assert "Content-Security-Policy" not in curator.get("/admin/nowhere/").headers
