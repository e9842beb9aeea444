"""What a browser sees of a page of the desk: its text, and its forms as they would be sent."""

import html
import re
from html.parser import HTMLParser

from django.http import HttpResponse


class Form:
    """One form of a page, with the values it would send."""

    def __init__(self, action: str, identity: str):
        self.action = action
        self.identity = identity
        self.data: dict[str, list[str]] = {}
        self.buttons: list[str] = []

    def filled(self, **values: str | list[str]) -> dict[str, list[str]]:
        return self.data | {name: value if isinstance(value, list) else [value] for name, value in values.items()}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.inside: Form | None = None
        self.select = self.textarea = ""
        self.first_option: str | None = None
        self.is_multiple = False

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = Form(given.get("action", ""), given.get("id", ""))
            self.forms.append(self.inside)
        elif self.inside is None:
            return
        elif tag == "input":
            self._input(given)
        elif tag == "button":
            self.inside.buttons.append(given.get("name", ""))
        elif tag == "textarea":
            self.textarea = given["name"]
            self.inside.data[self.textarea] = [""]
        elif tag == "select":
            self.select, self.first_option, self.is_multiple = given["name"], None, "multiple" in given
        elif tag == "option" and self.select:
            self._option(given)

    def _input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind == "submit":
            self.inside.buttons.append(given.get("name", ""))
        elif kind not in ("checkbox", "radio"):
            self.inside.data.setdefault(given["name"], []).append(given.get("value", ""))
        elif "checked" in given:
            self.inside.data.setdefault(given["name"], []).append(given.get("value", "on"))

    def _option(self, given: dict[str, str]) -> None:
        if "selected" in given:
            self.inside.data.setdefault(self.select, []).append(given.get("value", ""))
        elif self.first_option is None and not self.is_multiple:
            self.first_option = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None
        elif tag == "textarea":
            self.textarea = ""
        elif tag == "select" and self.inside:
            if self.first_option is not None:
                self.inside.data.setdefault(self.select, [self.first_option])
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.textarea and self.inside:
            before = self.inside.data[self.textarea][0]
            self.inside.data[self.textarea] = [before + (data.removeprefix("\n") if not before else data)]


def forms_of(response: HttpResponse) -> list[Form]:
    reader = _Reader()
    reader.feed(response.content.decode())
    return reader.forms


def record_form(response: HttpResponse) -> Form:
    return next(form for form in forms_of(response) if form.identity == "record-form")


def text_of(response: HttpResponse) -> str:
    """The words of a page without its marks."""
    body = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", response.content.decode(), flags=re.S)
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", body).split()))
