"""What the HTML of every page holds to, without a browser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import override_settings

from accounts.models import User
from tests.page import Page
from tests.page_world import PageWorld
from tests.pages import PAGES

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass(eq=False)
class Element:
    """A start tag with what stands inside it as text, and the tags around it."""

    tag: str
    attributes: dict[str, str]
    around: list[Element] = field(default_factory=list)
    text: str = ""

    def inside(self, tag: str) -> Element | None:
        """Return the nearest element of a kind around this one."""
        return next((one for one in reversed(self.around) if one.tag == tag), None)


class _Tree(HTMLParser):
    """Every element of a page in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, list(self.open))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, list(self.open)))

    def handle_endtag(self, tag: str) -> None:
        if tag in [one.tag for one in self.open]:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def elements(html: str) -> list[Element]:
    """Return the elements of a page."""
    tree = _Tree()
    tree.feed(html)
    return tree.elements


@pytest.fixture(scope="module")
def pages(_page_world_of_module: PageWorld) -> dict[str, list[Element]]:
    """Every page of the list in Dutch, as elements."""
    found = {}
    for page in PAGES:
        with transaction.atomic(), override_settings(LEERWEB_DEMO=page.demo):
            User.objects.update(language="nl")
            found[str(page)] = elements(html_of(page, _page_world_of_module))
            transaction.set_rollback(True)
    return found


def html_of(page: Page, found: PageWorld) -> str:
    client = page.client(found)
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = "nl"
    html: str = page.open(found, client).content.decode()
    return html


def each(pages: dict[str, list[Element]]) -> Iterator[tuple[str, Element]]:
    return ((name, element) for name, found in pages.items() for element in found)


def test_no_page_has_a_script_or_style_of_its_own(pages, db):
    wrong = [
        f"{name}: <{element.tag} {attribute}>"
        for name, element in each(pages)
        for attribute, value in element.attributes.items()
        if attribute == "style" or attribute.startswith("on") or value.strip().lower().startswith("javascript:")
    ]
    code = [(name, e) for name, e in each(pages) if e.tag in {"style", "script"} and e.text.strip()]
    wrong += [f"{name}: <{e.tag}>" for name, e in code if e.attributes.get("type") != "application/json"]
    assert wrong == []


def test_every_page_says_which_language_it_is_in(pages, db):
    assert [name for name, found in pages.items() if found[0].attributes.get("lang") != "nl"] == []


def test_every_page_has_one_heading_of_the_first_level_and_a_title(pages, db):
    for name, found in pages.items():
        assert [element.tag for element in found if element.tag == "h1"] == ["h1"], name
        assert next(element for element in found if element.tag == "title").text.strip(), name


def test_no_two_elements_have_the_same_id(pages, db):
    for name, found in pages.items():
        counted = Counter(element.attributes["id"] for element in found if "id" in element.attributes)
        assert [one for one, times in counted.items() if times > 1] == [], name


def test_every_radio_button_stands_in_a_group_with_a_name(pages, db):
    wrong = []
    for name, element in each(pages):
        if element.tag == "input" and element.attributes.get("type") == "radio":
            group = element.inside("fieldset")
            inside = [one for one in pages[name] if group in one.around] if group else []
            if not any(one.tag == "legend" and one.text.strip() for one in inside):
                wrong.append(f"{name}: {element.attributes.get('name')}")
    assert wrong == []


def test_every_change_is_a_post_with_a_token(pages, db):
    for name, found in pages.items():
        for form in (element for element in found if element.tag == "form"):
            inside = [one.attributes.get("name") for one in found if form in one.around]
            assert form.attributes.get("method", "").lower() == "post", name
            assert "csrfmiddlewaretoken" in inside, name


KINDS_OF_BUTTON = {"button-primary", "button-quiet", "button-plain"}


def test_every_button_has_a_look(pages, db):
    buttons = [(name, one.attributes.get("class", "").split()) for name, one in each(pages)]
    wrong = [name for name, classes in buttons if "button" in classes and not KINDS_OF_BUTTON & set(classes)]
    assert wrong == []


def test_every_table_has_a_name_and_headings(pages, db):
    for name, found in pages.items():
        for table in (element for element in found if element.tag == "table"):
            inside = [one for one in found if table in one.around]
            assert any(one.tag == "caption" and one.text.strip() for one in inside), name
            assert all("scope" in one.attributes for one in inside if one.tag == "th"), name


def test_every_picture_has_words(pages, db):
    for name, found in pages.items():
        for element in (one for one in found if one.tag in {"img", "svg"}):
            hidden = any(one.attributes.get("aria-hidden") == "true" for one in (element, *element.around))
            titled = any(one.tag == "title" and one.text.strip() for one in found if element in one.around)
            named = element.attributes.get("alt") or element.attributes.get("aria-label") or titled
            assert hidden or named or any(one.attributes.get("role") == "img" for one in element.around), name


# What tells something about people: somebody in a list, the network's own sentence, a picture and its numbers.
ABOUT_PEOPLE = {"person", "network-statement", "card-quote", "result-picture", "people"}


def test_every_block_about_people_ends_with_who_sees_it(pages, db):
    wrong = []
    for name, found in pages.items():
        if name.startswith(("demo ", "style guide")):  # nobody in the demo and in examples is a real person
            continue
        places = [at for at, one in enumerate(found) if ABOUT_PEOPLE & set(one.attributes.get("class", "").split())]
        for at in places:
            after = [one for one in found[at:] if "data-visible-to" in one.attributes]
            if not any((one.inside("section") or one.inside("main")) in found[at].around for one in after):
                wrong.append(f"{name}: <{found[at].tag} class={found[at].attributes['class']}>")
    assert wrong == []


PICTURES = [
    "result filled (participant)",
    "result suppressed, to prepare (facilitator)",
    "result product suppressed (other_facilitator)",
]


@pytest.mark.parametrize("name", PICTURES)
def test_the_table_beside_a_picture_has_the_same_numbers(pages, db, name: str):
    dots = next(element for element in pages[name] if "chart-dots" in element.attributes.get("class", ""))
    table = next(element for element in pages[name] if element.tag == "table")
    means = [one.text.strip() for one in pages[name] if one.tag == "strong" and table in one.around]
    assert means
    assert Counter(re.findall(r"[≤≥]?\s?\d,\d", dots.text)) == Counter(means)
    assert dots.text.count("n = ") == len(means)
