"""No page keeps anybody out: axe on every kind of page, everything by keyboard, 400 % zoom, without motion, light.

What is transferred on a first visit is summed from the page as the server compresses it (gzip) and its static files
as WhiteNoise keeps them (Brotli).
"""

import gzip
import re
from importlib.resources import files

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.browser.test_pages import PUBLIC

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db]

FOUR = "trial=NCT02530047&trial=NCT03896568&trial=NCT07143812&trial=NCT04758533"
PAGES = PUBLIC | {
    "selection": f"/trials/selection/?{FOUR}",
    "compare": f"/trials/compare/?{FOUR}",
    "selection-none": "/trials/selection/",
    "report": "/report/",
    "suggest": "/suggest/",
    "login": "/admin/login/",
    "evidence-sources": "/evidence/sources/",
}
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
    await Promise.all(document.getAnimations().map(fading => fading.finished));
    const found = await axe.run({preload: false, resultTypes: ["violations"]});
    const places = broken => broken.nodes.map(node => node.target.join(" ")).slice(0, 5).join("; ");
    return found.violations.map(broken => `${broken.id}: ${places(broken)}`);
}"""
PHONE_LIGHT, DESKTOP_DARK = (360, "light"), (1440, "dark")
EVERY_LOOK = [PHONE_LIGHT, DESKTOP_DARK, (360, "dark"), (1440, "light")]


def broken_by(page, address: str, looks: list[tuple[int, str]]) -> dict[str, list[str]]:
    """What axe finds on a page, by window and colours; empty where it finds nothing."""
    page.goto(address)
    page.evaluate(AXE)
    broken = {}
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        broken[f"{address} {width} {scheme}"] = page.evaluate(RUN)
    return {where: found for where, found in broken.items() if found}


def test_axe_finds_nothing_on_any_kind_of_page(site, open_page):
    """In turn on a phone in light and on a desktop in dark; `make proof` looks at each page in every way."""
    page, looks, broken = open_page(), [PHONE_LIGHT, DESKTOP_DARK], {}
    for path in PAGES.values():
        broken |= broken_by(page, site.url + path, looks[:1])
        looks.reverse()
    assert broken == {}


@pytest.mark.proof
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_in_any_window_and_colours(site, open_page, name):
    assert broken_by(open_page(), site.url + PAGES[name], EVERY_LOOK) == {}


def test_a_zoom_of_400_percent_needs_no_scrolling_in_two_directions(site, open_page):
    """1280 px at 400 % are 320; tables and code scroll within themselves."""
    page = open_page(width=320, height=256)
    wide = {}
    for name, path in PAGES.items():
        page.goto(site.url + path)
        wide[name] = page.evaluate("document.documentElement.scrollWidth")
    assert {name: width for name, width in wide.items() if width > 320} == {}


def test_nothing_moves_for_those_who_want_no_motion(site, open_page):
    page = open_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto(site.url + PAGES["trials"])
    moving = "[...document.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0)"
    assert page.evaluate(f"{moving}.length") == 0
    assert page.evaluate("document.getAnimations().length") == 0


# The keyboard

IS_SEEN = """() => {
    const stop = document.activeElement, form = stop.closest(".find");
    const outline = getComputedStyle(stop), around = form && getComputedStyle(form);
    return outline.outlineStyle !== "none" && parseFloat(outline.outlineWidth) >= 2
        || Boolean(around) && around.boxShadow !== "none";
}"""


def tab_to(page, selector: str, most: int = 150) -> None:
    """Press Tab until the focus stands on what is looked for; at every stop it must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        assert page.evaluate(IS_SEEN), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{most} stops, and none is {selector}")


def test_from_home_to_a_printed_selection_by_keyboard_alone(site, open_page):
    page = open_page()
    page.context.add_init_script("window.print = () => { document.documentElement.dataset.printed = 'yes'; };")
    page.goto(f"{site.url}/")
    tab_to(page, "main a[href='/trials/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/trials/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skips to the content
    chosen = []
    for number in (1, 2):
        tab_to(page, f".card:nth-child({number}) .pick input")
        page.keyboard.press("Space")
        chosen.append(page.evaluate("document.activeElement.value"))
    assert page.inner_text("[data-selected]") == "2 selected"
    # Another list keeps what was ticked.
    page.goto(f"{site.url}/trials/?cancer_type=glioma")
    tab_to(page, "#selection button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/trials/selection/**")
    assert page.inner_text("h1") == "Your selection: 2 trials"
    assert page.url.endswith("?" + "&".join(f"trial={number}" for number in chosen))
    tab_to(page, "[data-print]")
    page.keyboard.press("Enter")
    assert page.get_attribute("html", "data-printed") == "yes"
    page.emulate_media(media="print")
    assert page.locator(".chosen .card h3").first.is_visible()
    assert not page.locator(".main-nav").is_visible()
    assert page.context.cookies() == []


def test_selecting_over_two_lists_and_comparing_without_scripts(site, open_page):
    page = open_page(width=360, java_script_enabled=False)
    page.goto(f"{site.url}/trials/?cancer_type=glioma")
    page.check(".card:nth-child(1) .pick input")
    page.click("#selection button")
    page.click("text=Choose more")
    page.click("#drawer > summary")
    page.click("#f-role-supportive_care")
    page.check(".card:nth-child(1) .pick input")
    page.click("#selection button")
    assert page.inner_text("h1") == "Your selection: 2 trials"
    page.click("text=Compare side by side")
    assert page.inner_text("h1") == "2 trials side by side"
    assert page.locator(".row-differs .verdict-of").first.inner_text() == "differs"


# Weight

WEIGHED = ("home", "cancer-type", "trials", "trial")
MOST_BYTES, MOST_BYTES_OF_HTML, MOST_REQUESTS = 100_000, 30_000, 7


def first_visit(path: str) -> dict[str, int]:
    """Bytes by address of all that a page asks for."""
    answer = Client(headers={"Accept-Encoding": "gzip"}).get(path)
    assert answer.headers["Content-Encoding"] == "gzip"
    html = gzip.decompress(answer.content).decode()
    asked = {path: len(answer.content)}
    parts = re.findall(r'<(?:script|img)[^>]+src="([^"]+)"', html)
    parts += re.findall(r'<link rel="(?:icon|stylesheet)"[^>]*href="([^"]+)"', html)
    for part in parts:
        with open(finders.find(part.removeprefix("/static/")), "rb") as file:
            body = file.read()
        assert b"url(" not in body, part
        asked[part] = len(brotli.compress(body))
    return asked


@pytest.mark.parametrize("name", WEIGHED)
def test_a_first_visit_is_light(site, name):
    asked = first_visit(PAGES[name])
    assert asked[PAGES[name]] <= MOST_BYTES_OF_HTML, asked
    assert sum(asked.values()) <= MOST_BYTES, asked
    assert len(asked) <= MOST_REQUESTS, asked
