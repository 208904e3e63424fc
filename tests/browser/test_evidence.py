"""A curator and a reviewer with the evidence for a record, by keyboard."""

import pytest
from django.contrib.auth.models import User

from curation.acting import acting_as
from curation.review import accept, submit
from events.models import Figure

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def figure(desk, make_figure, attribute, make_actor):
    """An accepted figure of three killed, for which Hassan gives five."""
    with acting_as(User.objects.create_user("writer")):
        figure = make_figure(best=3)
        attribute(figure, make_actor(name="Layla"), field="best", value="3")
        attribute(figure, make_actor(name="Hassan"), field="best", value="5")
        submit([figure])
    with acting_as(User.objects.create_user("another")):
        accept([figure])
    return figure


def tab_to(window, selector):
    for _step in range(150):
        window.keyboard.press("Tab")
        if window.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"The keyboard does not reach {selector}.")


def log_in(window, name):
    User.objects.create_superuser(name, password="a long word 1")
    window.context.clear_cookies()
    window.goto("/admin/")
    window.fill("#id_username", name)
    window.fill("#id_password", "a long word 1")
    window.keyboard.press("Enter")
    window.wait_for_selector("text=The ledger")


def test_of_a_part_opens_in_place(desk, figure):
    desk.goto(f"/admin/events/event/{figure.event_id}/change/")
    desk.focus("#id_figures-0-as_of")
    assert desk.is_hidden("text=said by Hassan")
    tab_to(desk, ".row-evidence summary")
    desk.keyboard.press("Enter")
    assert desk.is_visible("text=said by Hassan")


def test_of_new_rows_takes_no_part_in_the_form(desk, figure):
    """A row of evidence between the form's rows is in nobody's way."""
    desk.goto(f"/admin/events/event/{figure.event_id}/change/")
    desk.click("text=Add another Figure")
    desk.select_option("#id_figures-1-measure", "wounded")
    desk.fill("#id_figures-1-best", "7")
    desk.fill("#id_figures-1-unit", "persons")
    with desk.expect_navigation():
        desk.locator("[name=_continue]").last.click()
    assert Figure.objects.get(measure="wounded").best == 7


def test_value_is_accepted_and_reviewed(desk, figure):
    page = f"/admin/events/figure/{figure.pk}/change/"
    desk.goto(page)
    tab_to(desk, ".accept summary")
    desk.keyboard.press("Enter")
    tab_to(desk, ".accept [name=reason]")
    desk.keyboard.press("Enter")
    assert desk.evaluate("() => !document.querySelector('.accept form').checkValidity()")
    desk.keyboard.type("The later count.")
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    desk.wait_for_selector("text=is 5 now; the record is draft.")
    with desk.expect_navigation():
        desk.click("button:has-text('Save and submit') >> nth=0")

    log_in(desk, "reviewer")
    desk.goto(page)
    row = desk.inner_text(".comparison tbody tr")
    assert row.split("\t")[:3] == ["Best", "3", "5"]
    assert "'s value: The later count." in row
    with desk.expect_navigation():
        desk.click("button:has-text('Save and accept') >> nth=0")
    desk.wait_for_selector("text=is saved and accepted.")
    figure.refresh_from_db()
    assert (figure.status, figure.best) == ("accepted", 5)
