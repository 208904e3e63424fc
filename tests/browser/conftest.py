"""A real browser on the real admin, without a window and without any other host."""

import os
import shutil
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.models import User

BROWSERS = ["chromium", "chromium-browser", "google-chrome"]


@pytest.fixture(scope="session")
def chromium():
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("no Chromium is installed (Debian, Ubuntu: apt install chromium)")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    # The browser is driven from an event loop, in which Django refuses its ORM otherwise.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")
    if before is not None:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def manner():
    """How a browser is opened, besides; a module may have its own."""
    return {}


@pytest.fixture
def window(chromium, live_server, manner):
    """A page of a new browser; afterwards, that nothing complained and nobody else was asked."""
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": 1400, "height": 900}, **manner
    )
    page = context.new_page()
    complaints, hosts = [], set()
    page.on("console", lambda m: m.type in ("error", "warning") and complaints.append(m.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.set_default_timeout(15_000)
    yield page
    context.close()
    assert not complaints
    assert hosts <= {urlsplit(live_server.url).netloc}


@pytest.fixture
def desk(window, client, live_server):
    """The window of a curator who has logged in, at no page yet."""
    client.force_login(User.objects.create_superuser("curator", password="a long word 1"))
    name = settings.SESSION_COOKIE_NAME
    window.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
    )
    return window
