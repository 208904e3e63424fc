"""The pages of the ledger under a checker of accessibility: nothing serious, nothing critical."""

import pytest
from django.contrib.auth.models import User

from curation.acting import acting_as
from curation.review import submit
from events.models import Event
from sources.attaching import attach

pytestmark = pytest.mark.django_db(transaction=True)

GRAVE = ("serious", "critical")
# What fingers press is 24 pixels large or stands alone: WCAG 2.2, 2.5.8.
FOR_FINGERS = {"rules": {"target-size": {"enabled": True}}}


@pytest.fixture
def manner():
    """The checker writes styles of its own into the page, which the content policy refuses."""
    return {"bypass_csp": True}


@pytest.fixture
def pages(
    desk,
    make_event,
    make_figure,
    make_place,
    make_mention,
    make_participation,
    attribute,
    make_actor,
):
    """Addresses by name: a list, forms with parts and evidence, a record under review, the room."""
    figure = make_figure(best=3)
    with acting_as(User.objects.create_user("writer")):
        event = figure.event
        Event.objects.filter(pk=event.pk).update(place=make_place(), date="2014")
        submit([event])
    passages = [
        attribute(figure, make_actor(name=name), field="best", value=value, note="A doubt.").passage
        for name, value in (("Layla", "3"), ("حسن", "5"))
    ]
    attribute(event, field="date", value="2015")
    make_mention(passage=passages[0])
    attribute(make_participation(event=event), make_actor())
    document = passages[0].document
    attach(document, "A title\n\nThe mayor said that the well was dry.")
    actor = make_actor(began="2014")
    return {
        "front page": "/admin/",
        "list": "/admin/events/figure/",
        "figure": f"/admin/events/figure/{figure.pk}/change/",
        "event": f"/admin/events/event/{event.pk}/change/",
        "actor": f"/admin/actors/actor/{actor.pk}/change/",
        "passage": f"/admin/sources/passage/{passages[0].pk}/change/",
        "attribution": f"/admin/sources/attribution/{passages[0].attributions.get().pk}/change/",
        "new actor": "/admin/actors/actor/add/",
        "reading room": f"/admin/sources/document/{document.pk}/page/",
        "queue": "/admin/queue/to-review/",
        "split": f"/admin/split/actor/?of={passages[0].voices.get().actor.code}",
        "history": f"/admin/events/event/{event.pk}/history/",
        "timeline": f"/admin/events/event/{event.pk}/picture/timeline/",
        "matrix": "/admin/events/event/picture/responsibility/",
    }


@pytest.mark.parametrize(("scheme", "width"), [("light", 1400), ("dark", 420)])
def test_pages_have_no_grave_fault(desk, pages, scheme, width):
    checker = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 900})
    faults = []
    for name, url in pages.items():
        desk.goto(url)
        desk.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        options = FOR_FINGERS if width < 768 else None
        for fault in checker.run(desk, options=options).response["violations"]:
            if fault["impact"] in GRAVE:
                faults += [(name, fault["id"], node["target"]) for node in fault["nodes"]]
    assert not faults
