"""A person whose clicks and fields are counted: the effort of a task is a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class Hand:
    """The acts of a person on a page: every click and every field filled in is one act."""

    def __init__(self, page: Page) -> None:
        self.page, self.acts = page, 0

    def press(self, name: str, role: str = "link") -> None:
        """Press the link or button with this name, and wait for the next page."""
        self.click(self.page.get_by_role(role, name=name, exact=True))  # type: ignore[arg-type]  # a role

    def click(self, found: Locator) -> None:
        """Click on the first match, and wait for the next page."""
        self.acts += 1
        with self.page.expect_navigation():
            found.first.click()

    def fill(self, found: Locator, text: str) -> None:
        """Fill in the first match."""
        self.acts += 1
        found.first.fill(text)
