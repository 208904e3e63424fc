"""Every kind of page keeps to the content policy: the browser has nothing to refuse."""

import pytest

from actors.models import Actor
from curation.merging import merge
from sources.attaching import attach

pytestmark = pytest.mark.django_db(transaction=True)

LISTEN = """
document.addEventListener("securitypolicyviolation", (refused) => {
    const seen = JSON.parse(sessionStorage.refused ?? "[]");
    seen.push([location.pathname, refused.violatedDirective, refused.blockedURI, refused.sample]);
    sessionStorage.refused = JSON.stringify(seen);
});
"""


@pytest.fixture
def pages(desk, make_participation, make_actor, attribute, make_figure):
    """Addresses of every kind of page, of a ledger with a little of everything."""
    part = make_participation(actor=make_actor(name="Kataib Hezbollah"))
    document = attribute(part, make_actor(name="A Voice")).passage.document
    attach(document, "A title\n\nThe mayor said that the well was dry.")
    actor, event, other = part.actor.pk, part.event.pk, make_actor(name="Katib Hizbollah")
    make_figure(event=part.event)
    kept, gone = make_actor(), make_actor()
    decision = merge(kept, gone, reason="one and the same")
    return [
        "/admin/",
        "/admin/actors/actor/",
        f"/admin/actors/actor/{actor}/change/",
        f"/admin/events/event/{event}/change/",
        f"/admin/events/event/{event}/history/",
        f"/admin/events/event/{event}/delete/",
        f"/admin/events/event/{event}/picture/timeline/",
        "/admin/events/event/picture/responsibility/",
        "/admin/sources/attribution/add/",
        f"/admin/sources/document/{document.pk}/page/",
        f"/admin/merge/actor/?one={part.actor.code}&other={other.code}",
        f"/admin/split/actor/?of={part.actor.code}",
        f"/admin/curation/decision/{decision.pk}/change/",
        f"/admin/undo/{decision.pk}/",
        "/admin/duplicates/actor/",
        "/admin/queue/to-review/",
        "/admin/changes/",
        "/admin/auth/user/add/",
        "/admin/password_change/",
    ]


def test_nothing_is_refused_on_any_page(desk, pages):
    desk.context.add_init_script(LISTEN)
    for url in pages:
        answer = desk.goto(url)
        assert answer.status == 200, url
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        desk.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert desk.evaluate("sessionStorage.refused") is None
    assert Actor.objects.exists()


def test_a_violation_would_be_seen(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url)
    context.add_init_script(LISTEN)
    page = context.new_page()
    page.goto("/admin/login/")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    seen = page.evaluate("new Promise(done => setTimeout(() => done(sessionStorage.refused), 100))")
    context.close()
    assert "style-src-attr" in seen
