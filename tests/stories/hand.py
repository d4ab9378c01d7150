"""A person whose clicks and fields are counted: the effort of a task is a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class Hand:
    """The acts of a person on a page: every click and every field filled in is one act, and at most `most` are done."""

    def __init__(self, page: Page, *, most: int | None = None) -> None:
        self.page, self.most, self.acts = page, most, 0

    def press(self, name: str, role: str = "link") -> None:
        """Press the link or button with this name, and wait for the next page."""
        self.click(self.page.get_by_role(role, name=name, exact=True))  # type: ignore[arg-type]  # a role

    def click(self, found: Locator) -> None:
        """Click on the first match, and wait for the next page."""
        self._act()
        with self.page.expect_navigation():
            found.first.click()

    def fill(self, found: Locator, text: str) -> None:
        """Fill in the first match."""
        self._act()
        found.first.fill(text)

    def check(self, found: Locator) -> None:
        """Choose the first match, a radio button or a checkbox."""
        self._act()
        found.first.check()

    def _act(self) -> None:
        """Count an act. Raises AssertionError if it is one more than `most`."""
        self.acts += 1
        assert self.most is None or self.acts <= self.most, f"this takes more than {self.most} clicks and fields"
