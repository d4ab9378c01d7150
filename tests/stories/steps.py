"""Acts of people in a browser, one function per act. None depends on the text of a button, which may change."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from playwright.sync_api import Page

MOST_TABS = 120


# Signing in and setting up


def sign_in(page: Page, email: str, password: str) -> None:
    """Sign in with a password."""
    page.goto(reverse("account_login"))
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.locator("main form button.button-primary").click()
    page.wait_for_url(re.compile(r"^(?!.*/accounts/login)"))


def accept_invitation(page: Page, link: str, password: str = "") -> None:
    """Create the account of an invitation, which signs its owner in."""
    page.goto(link)
    page.fill("input[name=password]", password)
    page.locator("main form button.button-primary").click()
    page.wait_for_url(re.compile(r"^(?!.*/welcome/)"))


def import_people(page: Page, programme_pk: int, file: Path) -> None:
    """Choose a file, look at the preview, and import it."""
    page.goto(reverse("networks:people_import", args=[programme_pk]))
    page.set_input_files("input[name=file]", file)
    page.locator("main form:has(input[name=file]) button[type=submit]").click()
    page.locator("form[action$='/confirm/'] button[type=submit]").click()
    page.wait_for_url(f"**{reverse('overview:programme', args=[programme_pk])}")


def open_round(page: Page, programme_pk: int) -> int:
    """Open a wave for all networks as the form offers it, after a look at the email; return its key."""
    page.goto(reverse("srt:wave_new", args=[programme_pk]))
    page.locator("button[name=preview]").click()
    page.locator("main form button.button-primary").first.click()
    page.wait_for_url(re.compile(r"/waves/\d+/$"))
    return int(page.url.rstrip("/").rpartition("/")[2])


# Answering


def press_tab_to(page: Page, selector: str) -> None:
    """Press Tab until a matching element has the focus, visibly and inside the window."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            assert focus_is_visible(page), f"the focus on {selector} cannot be seen"
            return
    raise AssertionError(f"{MOST_TABS} times Tab did not lead to {selector} on {page.url}")


def focus_is_visible(page: Page) -> bool:
    """Return whether the focused element is inside the window with nothing over it."""
    return bool(
        page.evaluate(
            """() => {
              const element = document.activeElement;
              const box = element.getBoundingClientRect();
              const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
              if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return false;
              const top = document.elementFromPoint(x, y);
              return top === element || element.contains(top) || (element.closest("label")?.contains(top) ?? false);
            }"""
        )
    )


def answer_by_keyboard(page: Page, answers: dict[str, str]) -> None:
    """Answer the statements of this page in order: Tab into the group, then arrow keys, as with any radio button."""
    for code, answer in answers.items():
        press_tab_to(page, f"input[type=radio][name='{code}']")
        if answer == "1":
            page.keyboard.press("Space")
        elif answer == "?":
            page.keyboard.press("ArrowUp")  # from the first radio button to the last
        else:
            for _ in range(int(answer) - 1):
                page.keyboard.press("ArrowDown")
        assert page.locator(f"input[name='{code}']:checked").get_attribute("value") == answer


def press(page: Page, selector: str, then: str) -> None:
    """Tab to a button or link, press Enter, and wait for the page at the path `then`."""
    press_tab_to(page, selector)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{then}")


def wait_until_saved(page: Page) -> None:
    """Wait until autosave reports that everything is saved."""
    page.wait_for_function(
        """() => {
          const status = document.querySelector("[data-autosave-status]");
          return status.textContent !== "" && status.textContent === status.dataset.saved;
        }"""
    )


def codes_on(page: Page) -> list[str]:
    """Return the codes of the statements on this page, in order."""
    return [str(one.get_attribute("id")) for one in page.locator("fieldset.question").all()]


def checked_on(page: Page) -> dict[str, str]:
    """Return the chosen answers on this page, by code."""
    chosen = page.locator("fieldset.question input[type=radio]:checked").all()
    return {str(one.get_attribute("name")): str(one.get_attribute("value")) for one in chosen}


def fits_the_width(page: Page) -> bool:
    """Return whether the page does not scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


# The chart


def radar_points(page: Page, *, lowest: int = 1, highest: int = 5) -> dict[str, float]:
    """Measure the drawn radar: return each point's position along its axis, in scale points, by dimension."""
    shares = page.evaluate(
        """() => {
          const found = {};
          for (const point of document.querySelectorAll(".chart-radar .chart-point")) {
            const code = point.dataset.axis;
            const spoke = document.querySelector(`.chart-radar .chart-spoke[data-axis="${code}"]`);
            const [x1, y1, x2, y2] = spoke.getAttribute("d").match(/-?[\\d.]+/g).map(Number);
            const box = point.getBBox();
            const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
            found[code] = Math.hypot(x - x1, y - y1) / Math.hypot(x2 - x1, y2 - y1);
          }
          return found;
        }"""
    )
    return {code: lowest + share * (highest - lowest) for code, share in shares.items()}


def table_means(page: Page) -> list[str]:
    """Return the means in the table under the chart, as printed, in the order of the dimensions."""
    return [cell.inner_text().strip() for cell in page.locator("main table tbody tr td:nth-of-type(1) strong").all()]


def sees_chart(page: Page, network_pk: int, wave_pk: int) -> bool:
    """Open the page of the result and return whether it shows the radar."""
    answer = page.goto(reverse("srt:result", args=[network_pk, wave_pk]))
    assert answer is not None
    assert answer.ok
    return page.locator("svg.chart-radar").count() == 1
