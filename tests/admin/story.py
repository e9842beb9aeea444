"""A paper from the keyboard of a curator to a reader's answered message, told in browsers alone.

Nothing here asks the database, so the story can be told to any server that knows Ada and Ed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse

from tests.admin.keyboard import press_and_wait, tab_to, type_into, type_where_it_begins
from tests.admin.test_browser import log_in

FIRST = "Engineered MSCs reached glioma in mice after injection into the carotid artery."
SECOND = "Vessels of the tumour grew more slowly under treatment."
THIRD = "Cells that secrete interleukin 99 slowed the tumour most."
FOURTH = "No toxicity was seen in the animals that lived on. To the end."
FIFTH = "Vessels of the tumour grew slowly under treatment."
NOTE = "Which figure shows the vessels?"
MENDED = "Figure 2, panel C"
FLAGGED = "Panel C of Figure 2 shows the vessels of the control, not of the treated mice."
ANSWER = "Compared with the paper: panel C is of the treated mice."


@dataclass
class Story:
    """The server, its people's windows, and what they made. ``picture(page, name)`` is called at every step."""

    server: object
    open_page: Callable[..., object]
    picture: Callable[[object, str], None]
    findings: list[str] = field(default_factory=list)
    publication: str = ""
    payload: str = ""

    def begin(self) -> None:
        self.reader = self.open_page(width=360)
        self.ada = self.window("ada")
        self.picture(self.ada, "home-of-a-curator")

    def window(self, name: str) -> object:
        page = self.open_page()
        log_in(page, self.server, name)
        return page

    def go(self, page: object, name: str, *args: str) -> None:
        page.goto(self.server.url + reverse(name, args=args))

    # Ada enters it

    def enter_the_paper(self) -> None:
        page = self.ada
        self.go(page, "admin:enter")
        type_where_it_begins(page, "identifier", "10.1000/new")
        self.picture(page, "identifier-typed")
        press_and_wait(page, "Enter")
        type_into(page, "[name=title]", "Stem cells that home")
        self.picture(page, "paper-as-draft")
        press_and_wait(page, "Control+Enter")
        tab_to(page, "a[href*='/enter/findings/']")
        press_and_wait(page, "Enter")
        self.publication = page.url.rstrip("/").rpartition("/")[2].partition("?")[0]

    def enter_two_findings(self) -> None:
        """The first whole, the second as a copy of it."""
        page = self.ada
        type_where_it_begins(page, "statement", FIRST)
        type_into(page, "[name=locator]", "Figure 1")
        type_into(page, "[name=read_depth]", "full")
        type_into(page, "[name=claim_kind]", "Result")
        type_into(page, "[name=effect]", "Inhibits")
        type_into(page, "[name=stance]", "For")
        type_into(page, "[name=evidence_level]", "D")
        type_into(page, "[name=model_system]", "In animals")
        tab_to(page, "[name=topic][value=homing_tropism]")
        page.keyboard.press("Space")
        self.picture(page, "first-finding")
        press_and_wait(page, "Control+Shift+Enter")
        page.keyboard.press("Control+a")
        type_where_it_begins(page, "statement", SECOND)
        press_and_wait(page, "Control+Enter")

    def enter_a_finding_with_a_new_payload(self) -> None:
        page = self.ada
        type_where_it_begins(page, "statement", THIRD)
        type_into(page, "[name=locator]", "Figure 3")
        tab_to(page, "[name=_new_payload]")
        press_and_wait(page, "Enter")
        type_into(page, "[name=name]", "Interleukin 99")
        type_into(page, "[name=molecule_class]", "Protein")
        tab_to(page, "#sources-group summary")
        page.keyboard.press("Enter")
        type_into(page, "[name=sources-0-citation]", "Stem cells that home")
        self.picture(page, "new-payload")
        press_and_wait(page, "Control+Enter")
        assert page.input_value("[name=statement]") == THIRD
        self.payload = page.input_value("[name=payloads]")
        self.picture(page, "back-with-the-payload")
        type_into(page, "[name=evidence_level]", "D")
        press_and_wait(page, "Control+Enter")

    def close_the_tab_and_come_back(self) -> None:
        page = self.ada
        half, rest = FOURTH[:40], FOURTH[40:-12]
        type_where_it_begins(page, "statement", half)
        page.wait_for_selector("text=Kept at")
        page.keyboard.type(rest)
        address, context = page.url, page.context
        page.close(run_before_unload=False)
        self.ada = page = context.new_page()
        page.goto(address)
        assert page.input_value("[name=statement]") == ""
        self.picture(page, "tab-closed-and-back")
        tab_to(page, "#typed-here a")
        press_and_wait(page, "Enter")
        assert page.input_value("[name=statement]").startswith(half)
        self.picture(page, "typed-words-restored")
        tab_to(page, "[name=statement]")
        page.keyboard.press("Control+a")
        page.keyboard.type(FOURTH)
        type_into(page, "[name=locator]", "Table 2")
        press_and_wait(page, "Control+Enter")

    def enter_one_that_says_it_again(self) -> None:
        page = self.ada
        type_where_it_begins(page, "statement", FIFTH)
        page.wait_for_selector(".similar >> text=% the same words")
        self.picture(page, "nearly-a-repeat")
        type_into(page, "[name=locator]", "Discussion")
        press_and_wait(page, "Control+Enter")
        entered = (page.locator(f".entered li:has-text('{each}')") for each in (FIRST, SECOND, THIRD, FOURTH, FIFTH))
        self.findings = [each.locator("a").first.inner_text() for each in entered]

    def submit_the_whole(self) -> None:
        page = self.ada
        self.picture(page, "five-findings")
        tab_to(page, "[name=_submit_all]")
        press_and_wait(page, "Enter")
        assert page.is_visible("text=is submitted")
        self.picture(page, "submitted")

    # Ed decides

    def an_editor_opens_the_set(self) -> None:
        """From the home page through the queue; before anything is decided, interests are asked for."""
        self.ed = page = self.window("ed")
        self.picture(page, "home-of-an-editor")
        page.click(".task a:has-text('Waiting for an editor')")
        self.picture(page, "queue")
        page.click("table.queue a[href*='/change-sets/']")
        page.wait_for_selector("text=What it holds")
        self.picture(page, "set-before-interests")
        assert page.locator("#publish-form").count() == 0

    def state_interests(self) -> None:
        page = self.ed
        page.click(".notice a:has-text('My interests')")
        page.check("[name=interests][value=none]")
        self.picture(page, "interests")
        page.click("text=State this for a year")
        page.wait_for_selector("text=Publish all 7 together")

    def return_one(self) -> None:
        page = self.ed
        item = page.locator(f".set-item:has-text('{self.findings[1]}')")
        item.locator(".item-acts summary").click()
        item.locator("textarea").fill(NOTE)
        self.picture(page, "returning-one")
        item.locator("button:text-is('Return')").click()
        page.wait_for_selector("text=Publish all 6 together")

    def publish_the_rest(self) -> None:
        page = self.ed
        self.picture(page, "rest-to-publish")
        page.click("text=Publish all 6 together")
        page.wait_for_selector(".standing >> text=Back with its author")
        self.picture(page, "rest-published")

    # Ada mends it, Ed publishes it

    def mend_what_came_back(self) -> None:
        page = self.ada
        self.go(page, "admin:index")
        assert NOTE in page.inner_text(".task:has-text('Returned to me')")
        self.picture(page, "came-back")
        page.click(f".task a:text-is('{self.findings[1]}')")
        page.wait_for_selector(f"text={NOTE}")
        page.fill("[name=locator]", MENDED)
        self.picture(page, "mending")
        page.click("[name=_submit]")
        page.wait_for_selector("text=is submitted")

    def publish_the_last(self) -> None:
        page = self.ed
        self.go(page, "admin:index")
        page.click(".task a:has-text('Waiting for an editor')")
        page.click("table.queue a[href*='/change-sets/']")
        page.click("text=Publish what waits")
        page.wait_for_selector(".standing >> text=Finished")
        self.picture(page, "all-published")

    # A reader doubts it, Ada answers

    def a_reader_flags_it(self) -> None:
        page = self.reader
        self.go(page, "pages:finding", self.findings[1])
        assert MENDED in page.inner_text("main")
        self.picture(page, "public-page")
        page.click("text=Something wrong here?")
        page.fill("[name=comment]", FLAGGED)
        page.wait_for_timeout(3_100)
        self.picture(page, "something-wrong")
        page.click("main button[type=submit]")
        page.wait_for_selector("text=Thank you")
        self.picture(page, "thanks")
        assert page.context.cookies() == []

    def the_flag_is_answered(self) -> None:
        page = self.ada
        self.go(page, "admin:index")
        self.picture(page, "flag-on-the-home-page")
        page.click(".task a:has-text('Flags and suggestions')")
        self.picture(page, "messages")
        page.click(f"li:has-text('{self.findings[1]}') a[href*='/messages/flag/']")
        page.check("[name=decision][value=declined]")
        page.fill("[name=reason]", ANSWER)
        self.picture(page, "answering")
        page.click("[aria-label=Answer] button")
        page.wait_for_selector("text=Answered.")
        self.picture(page, "answered")

    # What anybody sees

    def public(self) -> list[str]:
        """Those of the five that anybody may see; page, API and change log agree on them."""
        log = self.reader.request.get(self.server.url + reverse("pages:changes")).text()
        return [accession for accession in self.findings if self._is_public(accession, log)]

    def _is_public(self, accession: str, log: str) -> bool:
        paths = (reverse("pages:finding", args=[accession]), f"/api/v1/findings/{accession}/")
        page, api = (self.reader.request.get(self.server.url + path).status for path in paths)
        assert (page, api, accession in log) in ((200, 200, True), (404, 404, False))
        return page == 200
