"""The search box in a real browser: a combobox by keyboard and mouse, a plain form without scripts."""

import pytest

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIELD = "form.find input[name=q]"


def state(page) -> dict:
    return page.eval_on_selector(
        FIELD,
        """field => ({
            role: field.getAttribute('role'), expanded: field.getAttribute('aria-expanded'),
            active: document.getElementById(field.getAttribute('aria-activedescendant'))?.textContent.trim(),
            focused: document.activeElement === field, list: field.getAttribute('aria-controls'),
        })""",
    )


@pytest.mark.parametrize("width", [360, 1440])
def test_the_keyboard_walks_through_the_suggestions_and_opens_one(live_server, open_page, width):
    factories.cancer_type(name="Glioblastoma", synonyms=[{"name": "GBM"}])
    page = open_page(width=width)
    page.goto(f"{live_server.url}/payloads/")
    assert state(page)["expanded"] == "false"

    page.type(FIELD, "gb")
    page.wait_for_selector("#find-list:visible")
    assert state(page) == {
        "role": "combobox", "expanded": "true", "active": None, "focused": True, "list": "find-list",
    }  # fmt: skip
    assert page.inner_text("form.find [role=status]") == "1 suggestion"
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.keyboard.press("ArrowDown")
    assert state(page)["active"] == "GBM → is a name of Glioblastoma"
    assert page.locator("[role=option][aria-selected=true]").count() == 1
    page.keyboard.press("Escape")
    assert (state(page)["expanded"], state(page)["active"], state(page)["focused"]) == ("false", None, True)
    assert page.input_value(FIELD) == "gb"

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cancer-types/glioblastoma/")


def test_a_tap_opens_a_suggestion_and_enter_without_one_searches(live_server, page):
    payload = factories.payload(name="Glucosidase")
    page.goto(f"{live_server.url}/")
    page.type(FIELD, "gluco")
    page.click(f"[role=option] >> text={payload.name}")
    page.wait_for_url("**/payloads/glucosidase/")

    page.type(FIELD, "gluco")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=gluco")


def test_the_box_is_a_plain_form_without_scripts(live_server, open_page):
    factories.cancer_type(name="Glioblastoma", synonyms=[{"name": "GBM"}])
    page = open_page(java_script_enabled=False)
    page.goto(f"{live_server.url}/trials/")
    page.fill(FIELD, "GBM")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=GBM")
    assert "Glioblastoma" in page.inner_text(".synonyms")
