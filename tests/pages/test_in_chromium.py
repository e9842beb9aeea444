"""Public pages in a real browser: within the content policy, at 360 px, with and without scripts."""

import pytest

from tests import factories, whole_base
from trials.addresses import path_of
from trials.models import CancerType, Finding, Payload, Publication, Trial

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LISTS = ("/trials/", "/payloads/", "/reviews/", "/findings/")
OTHERS = ("/", "/cancer-types/", "/evidence/", "/search/?q=glioma", "/about/", "/scope/", "/releases/", "/changes/")
REFUSED = ("/trials/?status=OPEN", "/nothing-here/")


def every_kind_of_page() -> list[str]:
    records = [model.objects.public().first() for model in (CancerType, Payload, Trial, Publication, Finding)]
    return [*LISTS, *OTHERS, *REFUSED, *map(path_of, records)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_a_phone(live_server, open_page, scheme: str):
    whole_base.make()
    page = open_page(width=360, color_scheme=scheme)
    for path in every_kind_of_page():
        page.goto(live_server.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_a_tap_on_a_facet_brings_the_next_list_and_keeps_the_place(live_server, page):
    factories.trial(role="carrier")
    factories.trial(role="homing_study")
    page.goto(f"{live_server.url}/trials/")
    page.evaluate("window.isStillTheSamePage = true")
    page.click("#f-role-carrier")
    page.wait_for_url("**/trials/?role=carrier")
    page.wait_for_selector("#f-role-carrier[aria-current]")
    assert page.inner_text("[role=status]").startswith("1 trial")
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
    assert page.inner_text("[role=status]").startswith("1 trial")
