"""Lists in a real browser, with and without scripts."""

import pytest

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_tap_on_a_facet_brings_the_next_list_and_keeps_the_place(live_server, page):
    factories.trial(role="carrier")
    factories.trial(role="homing_study")
    page.goto(f"{live_server.url}/trials/")
    page.evaluate("window.isStillTheSamePage = true")
    page.click("#f-role-carrier")
    page.wait_for_url("**/trials/?role=carrier")
    page.wait_for_selector("#f-role-carrier[aria-current]")
    assert page.inner_text(".count[role=status]").startswith("1 trial")
    assert page.evaluate("document.activeElement.id") == "f-role-carrier"
    assert page.evaluate("window.isStillTheSamePage")


def test_the_form_leaves_empty_fields_out_of_the_address(live_server, page):
    factories.trial(title="Cells against glioma")
    page.goto(f"{live_server.url}/trials/")
    page.fill("#filter-form [name=q]", "glioma")
    page.click("#filter-form button")
    page.wait_for_url("**/trials/?q=glioma")


def test_filters_work_without_scripts(live_server, open_page):
    factories.trial(role="carrier")
    factories.trial(role="homing_study")
    page = open_page(width=360, java_script_enabled=False)
    page.goto(f"{live_server.url}/trials/")
    page.click("#drawer > summary")
    page.click("#f-role-carrier")
    assert page.url.endswith("/trials/?role=carrier")
    assert page.inner_text(".count[role=status]").startswith("1 trial")
