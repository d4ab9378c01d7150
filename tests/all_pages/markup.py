"""Rules for the HTML of every page. Each check takes the elements of a page and returns what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
BUTTON_LOOKS = {"button-primary", "button-quiet", "button-plain"}
# Classes of blocks about people: a person in a list, the statement of a network, a chart and its numbers.
ABOUT_PEOPLE = {"person", "network-statement", "card-quote", "result-picture", "people"}


@dataclass(eq=False)
class Element:
    """A start tag with the text inside it and the elements around it."""

    tag: str
    attributes: dict[str, str]
    around: list[Element] = field(default_factory=list)
    text: str = ""

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def closest(self, tag: str) -> Element | None:
        """Return the nearest element around this one with a tag."""
        return next((one for one in reversed(self.around) if one.tag == tag), None)

    def __str__(self) -> str:
        given = "".join(f' {name}="{value}"' for name, value in self.attributes.items())
        return f"<{self.tag}{given}>"


class _Tree(HTMLParser):
    """Collects the elements of a page in document order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self.open.append(self.elements[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, list(self.open)))

    def handle_endtag(self, tag: str) -> None:
        if tag in [one.tag for one in self.open]:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


Elements = list[Element]
Check = Callable[[Elements], list[str]]


def parse(html: str) -> Elements:
    """Return the elements of a page."""
    tree = _Tree()
    tree.feed(html)
    return tree.elements


def inside(outer: Element, found: Elements) -> Elements:
    """Return the elements within another."""
    return [one for one in found if outer in one.around]


def inline_code(found: Elements) -> list[str]:
    """No page has a script, style or event handler of its own."""
    wrong = [
        str(one)
        for one in found
        for attribute, value in one.attributes.items()
        if attribute == "style" or attribute.startswith("on") or value.strip().lower().startswith("javascript:")
    ]
    code = [one for one in found if one.tag in {"style", "script"} and one.text.strip()]
    return wrong + [str(one) for one in code if one.attributes.get("type") != "application/json"]


def headings(found: Elements) -> list[str]:
    """Every page has a title and exactly one heading of the first level."""
    first_level = sum(one.tag == "h1" for one in found)
    wrong = [] if first_level == 1 else [f"{first_level} elements h1"]
    return wrong + ([] if any(one.tag == "title" and one.text.strip() for one in found) else ["no title"])


def repeated_ids(found: Elements) -> list[str]:
    """No two elements have the same id."""
    counted = Counter(one.attributes["id"] for one in found if "id" in one.attributes)
    return [f"id {name} {times} times" for name, times in counted.items() if times > 1]


def radio_buttons(found: Elements) -> list[str]:
    """Every radio button is in a fieldset with a legend."""
    wrong = []
    for radio in (one for one in found if one.tag == "input" and one.attributes.get("type") == "radio"):
        group = radio.closest("fieldset")
        legends = [one for one in inside(group, found) if one.tag == "legend" and one.text.strip()] if group else []
        wrong += [] if legends else [f"no legend for {radio}"]
    return wrong


def forms(found: Elements) -> list[str]:
    """Every form is a POST with a CSRF token."""
    wrong = []
    for form in (one for one in found if one.tag == "form"):
        names = {one.attributes.get("name") for one in inside(form, found)}
        if form.attributes.get("method", "").lower() != "post" or "csrfmiddlewaretoken" not in names:
            wrong.append(str(form))
    return wrong


def buttons(found: Elements) -> list[str]:
    """Every button has one of the styles in the style guide."""
    return [str(one) for one in found if "button" in one.classes and not BUTTON_LOOKS & one.classes]


def tables(found: Elements) -> list[str]:
    """Every table has a caption, and every heading in it a scope."""
    wrong = []
    for table in (one for one in found if one.tag == "table"):
        parts = inside(table, found)
        if not any(one.tag == "caption" and one.text.strip() for one in parts):
            wrong.append(f"no caption: {table}")
        wrong += [f"no scope: {one}" for one in parts if one.tag == "th" and "scope" not in one.attributes]
    return wrong


def images(found: Elements) -> list[str]:
    """Every image has a text alternative, unless it is hidden from assistive technology."""
    wrong = []
    for image in (one for one in found if one.tag in {"img", "svg"}):
        chain = (image, *image.around)
        hidden = any(one.attributes.get("aria-hidden") == "true" for one in chain)
        titled = any(one.tag == "title" and one.text.strip() for one in inside(image, found))
        named = image.attributes.get("alt") or image.attributes.get("aria-label") or titled
        if not (hidden or named or any(one.attributes.get("role") == "img" for one in image.around)):
            wrong.append(str(image))
    return wrong


def audiences(found: Elements) -> list[str]:
    """Every block about people ends with the line that says who can see it."""
    wrong = []
    for at, block in enumerate(found):
        if ABOUT_PEOPLE & block.classes:
            lines = [one for one in found[at:] if "data-visible-to" in one.attributes]
            if not any((line.closest("section") or line.closest("main")) in block.around for line in lines):
                wrong.append(str(block))
    return wrong


def chart_numbers(found: Elements) -> list[str]:
    """The table beside a chart has the same numbers as the chart."""
    dots = next((one for one in found if "chart-dots" in one.classes), None)
    table = next((one for one in found if one.tag == "table"), None)
    if dots is None or table is None:
        return ["no chart with a table"]
    means = [one.text.strip() for one in inside(table, found) if one.tag == "strong"]
    drawn = re.findall(r"[≤≥]?\s?\d,\d", dots.text)
    same = means and Counter(drawn) == Counter(means) and dots.text.count("n = ") == len(means)
    return [] if same else [f"chart: {drawn}, table: {means}"]


CHECKS: list[Check] = [
    inline_code,
    headings,
    repeated_ids,
    radio_buttons,
    forms,
    buttons,
    tables,
    images,
    audiences,
]
