"""Accessibility checks that axe does not cover. Each takes a page and returns what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Elements beyond the right edge, unless they are in a region that scrolls by itself.
STICKS_OUT = """
() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const scrolls = element => {
    for (let one = element.parentElement; one; one = one.parentElement)
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(one).overflowX) && one !== document.body
          && one !== document.documentElement) return true;
    return false;
  };
  return [...document.body.querySelectorAll("*")]
    .filter(one => one.getBoundingClientRect().right > width + 1 && !scrolls(one))
    .map(one => `sticks out: ${one.outerHTML.slice(0, 160)}`)
    .concat([`the page is ${document.documentElement.scrollWidth} px wide on a screen of ${width} px`]);
}
"""

# The focused element: whether it is visible, and whether something covers it.
FOCUS = """
() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const shown = one.matches("input[type=radio], input[type=checkbox]") ? one.closest("label") ?? one : one;
  const box = shown.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height, innerHeight) / 2, 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const ring = element => {
    const style = getComputedStyle(element);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none";
  };
  return {
    html: one.outerHTML.slice(0, 160),
    visible: ring(one) || ring(shown) || [...shown.querySelectorAll("*")].some(ring),
    covered: !!top && !shown.contains(top) && !top.contains(shown),
    outside: box.bottom < 0 || box.top > innerHeight,
  };
}
"""

MOVES = """
() => [...document.querySelectorAll("*")].flatMap(one => {
  const style = getComputedStyle(one);
  const longest = text => Math.max(...text.split(",").map(part => parseFloat(part) * (/ms/.test(part) ? 0.001 : 1)));
  const animated = style.animationName !== "none" && longest(style.animationDuration) > 0.01;
  return animated || longest(style.transitionDuration) > 0.01 ? [one.outerHTML.slice(0, 120)] : [];
})
"""


def sticks_out(page: Page) -> list[str]:
    """Return the elements that make the page wider than its screen."""
    found: list[str] = page.evaluate(STICKS_OUT)
    return found


def with_large_text(page: Page) -> list[str]:
    """Return the elements that make the page too wide when text is twice as large."""
    page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    found = sticks_out(page)
    page.evaluate("() => { document.documentElement.style.fontSize = '' }")
    return found


def walk(page: Page, steps: int) -> list[str]:
    """Press Tab a number of times and return where the focus was not visible."""
    wrong: list[str] = []
    before = ""
    for _ in range(steps):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        # A date field has focus stops inside it, which the browser draws.
        if focus["html"] == before:
            continue
        before = focus["html"]
        if not focus["visible"]:
            wrong.append(f"no ring around {focus['html']}")
        if focus["covered"] or focus["outside"]:
            wrong.append(f"focus is covered or off the screen: {focus['html']}")
    return wrong


def moving(page: Page) -> list[str]:
    """Return the elements that move although reduced motion was requested."""
    found: list[str] = page.evaluate(MOVES)
    return found
