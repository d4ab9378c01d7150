"""Somebody at a page whose clicks and fields are counted: what a task may ask of a person is a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class Hand:
    """What somebody does on a page: every click and every field that is filled in is one act."""

    def __init__(self, page: Page) -> None:
        self.page, self.acts = page, 0

    def press(self, name: str, role: str = "link") -> None:
        """Press a link or button that is called this, and wait for the page that follows."""
        self.click(self.page.get_by_role(role, name=name, exact=True))  # type: ignore[arg-type]  # a role

    def click(self, found: Locator) -> None:
        """Click on the first of what was found, and wait for the page that follows."""
        self.acts += 1
        with self.page.expect_navigation():
            found.first.click()

    def fill(self, found: Locator, text: str) -> None:
        """Fill in the first of the fields that were found."""
        self.acts += 1
        found.first.fill(text)
