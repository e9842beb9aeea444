"""What a person does at the desk without a mouse: walk by Tab, type, press."""

import pytest

MOST_STOPS = 250


def tab_to(page, selector: str) -> None:
    """Walk on with the Tab key until something is in focus."""
    for _ in range(MOST_STOPS):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} is not reached by the Tab key")


def type_into(page, selector: str, text: str) -> None:
    tab_to(page, selector)
    page.keyboard.type(text)


def type_where_it_begins(page, name: str, text: str) -> None:
    """Type without a step: the page puts the cursor into this field as it opens."""
    page.wait_for_function("name => document.activeElement.name === name", arg=name)
    page.keyboard.type(text)


def press_and_wait(page, keys: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(keys)
