"""Every kind of page with founding content, on a phone and a desktop: policy, width, headings, keyboard.

`make proof` takes their pictures too; they are in var/screenshots/ afterwards, for people to look at.
"""

import re

import pytest

from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db]

SCREENSHOTS = ROOT / "var" / "screenshots"
PUBLIC = {
    "home": "/",
    "tree": "/cancer-types/",
    "cancer-type": "/cancer-types/glioblastoma/",
    "board": "/cancer-types/glioblastoma/board/",
    "trials": "/trials/?cancer_type=glioma&role=carrier",
    "trials-none": "/trials/?cancer_type=glioma&status=WITHHELD",
    "trials-problem": "/trials/?cancer_typ=glioma&status=OPEN",
    "trial": "/trials/NCT02530047/",
    "payloads": "/payloads/",
    "payload": "/payloads/trail/",
    "reviews": "/reviews/",
    "publication": "/publications/MSCL000001/",
    "findings": "/findings/?stance=against",
    "finding": "/findings/MSCF000001/",
    "search": "/search/?q=interferon",
    "evidence": "/evidence/",
    "evidence-sources": "/evidence/sources/",
    "evidence-trials": "/evidence/trials/",
    "about": "/about/",
    "scope": "/scope/",
    "changes": "/changes/",
    "releases": "/releases/",
    "api-docs": "/api/v1/docs/",
    "not-found": "/trials/NCT00000000/",
}
DESK = {
    "desk-login": "/admin/login/",
    "desk": "/admin/",
    "desk-trials": "/admin/trials/trial/",
    "desk-draft": "/admin/trials/trial/{draft}/change/",
    "desk-published": "/admin/trials/trial/MSCT000001/change/",
    "desk-queue": "/admin/queue/",
}
REFUSED = {"trials-problem": 400, "not-found": 404}
WIDTHS = (360, 1440)


@pytest.fixture
def visit(site, open_page):
    """Opens a page of the site in a window of some width; the desk as an editor. Fails on any console error."""
    said = []

    def open_one(path: str, width: int = 1440, **options):
        page = open_page(width=width, **options)
        if path.startswith("/admin/") and path != DESK["desk-login"]:
            page.context.add_cookies(site.cookies)
        page.on("console", lambda message: said.append((path, message.text)) if message.type == "error" else None)
        page.answer = page.goto(site.url + path.format(draft=site.draft))
        return page

    yield open_one
    # A refusal is announced by the browser itself.
    assert [text for _, text in said if "the server responded with a status of 40" not in text] == []


@pytest.mark.parametrize(("name", "path"), [*PUBLIC.items(), *DESK.items()])
def test_every_kind_of_page_fits_and_is_whole(visit, name, path):
    page = visit(path)

    assert page.answer.status == REFUSED.get(name, 200)
    assert page.locator("h1").count() == 1
    assert page.get_attribute("html", "lang").startswith("en")
    assert page.title()
    assert page.locator("img:not([alt])").count() == 0
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.proof
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("name", "path"), [*PUBLIC.items(), *DESK.items()])
def test_pictures_of_every_kind_of_page(visit, name, path, width):
    """As light and as dark; a very long page from its top only."""
    page = visit(path, width)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    is_long = page.evaluate("document.documentElement.scrollHeight") > 12000
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        picture = SCREENSHOTS / f"{name}-{width}-{scheme}.png"
        page.screenshot(path=picture, full_page=not is_long, animations="disabled")


@pytest.mark.parametrize("path", [PUBLIC["home"], PUBLIC["trials"], PUBLIC["trial"], PUBLIC["about"], DESK["desk"]])
def test_the_first_stop_of_the_keyboard_skips_to_the_content(visit, path):
    page = visit(path)

    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.textContent.trim()")
    assert first.startswith("Skip to"), first

    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('main, #content-start') !== null || location.hash !== ''")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('header') === null")


@pytest.mark.parametrize("node", ["glioblastoma", "gastrointestinal-cancer", "sarcoma"])
def test_a_tumour_board_sheet_fits_on_two_pages_of_paper(visit, node):
    page = visit(f"/cancer-types/{node}/board/")
    paper = page.pdf(prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 2


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_list_is_filtered_by_taps(visit, site, scripts):
    page = visit("/trials/?cancer_type=glioma", java_script_enabled=scripts)
    wanted = page.locator("#f-role-carrier .facet-count").inner_text()

    page.click("#f-role-carrier")
    page.wait_for_url("**role=carrier**")
    page.wait_for_selector("#f-role-carrier[aria-current]")

    assert page.inner_text(".count[role=status]").startswith(f"{wanted} trial")
    shown = page.locator("#results .card").count()
    assert shown == int(wanted)
    api = page.request.get(f"{site.url}/api/v1/trials/?cancer_type=glioma&role=carrier&count=exact").json()
    assert api["count"] == shown


def test_a_reader_gets_no_cookie(visit):
    page = visit("/trials/")
    page.goto(page.url.replace("/trials/", "/findings/"))
    assert page.context.cookies() == []


@pytest.mark.parametrize("width", WIDTHS)
def test_trials_near_houston_are_found_by_form_and_say_how_far(visit, width):
    page = visit("/trials/", width)
    page.click("#near-fields > summary")
    page.fill("[name=near]", "Houston")
    page.fill("[name=within]", "100")
    page.click("#filter-form button")
    page.wait_for_url("**near=Houston**within=100**")
    page.wait_for_selector("#chip-near-houston-united-states")
    cards = page.locator("#results .card").all_inner_texts()
    assert cards
    assert all("km from Houston" in card for card in cards)
    assert "Left out" in page.inner_text(".left-out-near")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_tree_unfolds_by_keyboard(visit, scripts):
    page = visit("/cancer-types/", 360, java_script_enabled=scripts)
    link = page.locator("#cns-tumour a", has_text="Glioblastoma").first
    assert not link.is_visible()
    page.focus("#cns-tumour > summary")
    page.keyboard.press("Enter")
    link.wait_for(state="visible")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cancer-types/glioblastoma/")
