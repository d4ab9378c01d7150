"""A text with a circle is shown to the people in the circle, and to nobody else: on no page, in no file or message."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from accounts.models import User
from jobs.registry import RetryLater
from mailing.models import Email
from meetings.selectors.feed import feed_link
from ogo.circles import Circled
from tests.access_matrix import MATRIX
from tests.cast import ROLES
from tests.ogo.circle_markers import PLANTS, READERS, Marker, markers_plant
from tests.rendered import email_message
from tests.world import World

AUTHENTICATION = "allauth.account.auth_backends.AuthenticationBackend"
LINK = re.compile(r'href="(/[^"#]*)')
# More pages than there are: a link that leads to ever new addresses fails the test instead of going on.
MOST_PAGES = 1500
NEVER_FOLLOWED = ("/accounts/logout/", "/static/")


@pytest.fixture
def markers(world: World) -> list[Marker]:
    """Return the words planted in the world."""
    return markers_plant(world.cast)


def client_of(person: User | None) -> Client:
    client = Client()
    if person:
        client.force_login(person, backend=AUTHENTICATION)
    return client


def body(client: Client, path: str, method: str = "GET") -> str:
    """Return the text of a response. Everything that the request writes is undone."""
    with transaction.atomic():
        response: Any = client.get(path) if method == "GET" else client.post(path)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    return html.unescape(content.decode("utf-8", "replace"))


def is_of_ogo(path: str) -> bool:
    """Return whether an address is one of goals and design-based research, where a search may be."""
    try:
        return resolve(path).app_name == "ogo"
    except Resolver404:
        return False


def starting_points(world: World, person: User | None, markers: list[Marker]) -> list[str]:
    """Return the addresses of every route, of the planted texts, and of the person's own calendar feed.

    Addresses with a secret are left out: they open pages of Amira for anyone who holds them.
    """
    routes = [row.path.format(**world.parts) for row in MATRIX if "GET" in row.methods and "amiras_" not in row.path]
    feed = ["/calendar/" + feed_link(person).url.rpartition("/")[2]] if person else []
    return ["/", *[address for marker in markers for address in marker.addresses], *feed, *routes]


def crawl(client: Client, start: list[str], words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield (address, text) of every page that a person finds from these addresses on, and of a search for a word."""
    waiting, known = list(dict.fromkeys(start)), set(start)
    while waiting:
        assert len(known) < MOST_PAGES
        path = waiting.pop(0)
        text = body(client, path)
        yield path, text
        if is_of_ogo(path) and "?" not in path:
            # Half a word, so that a page that repeats what was searched for does not show the whole one.
            yield from ((f"{path}?q={word[:-3]}", body(client, f"{path}?q={word[:-3]}")) for word in words[:1])
        for link in LINK.findall(text):
            if link not in known and not link.startswith(NEVER_FOLLOWED):
                known.add(link)
                waiting.append(link)


@pytest.mark.slow("opens every page as one person")
@pytest.mark.parametrize("role", ROLES)
def test_no_page_shows_a_text_outside_its_circle(world: World, markers: list[Marker], role: str):
    name = ROLES[role]
    person = world.cast[name] if name else None
    client, seen, leaks = client_of(person), set(), []
    for path, text in crawl(client, starting_points(world, person, markers), [marker.word for marker in markers]):
        for marker in markers:
            if marker.word in text:
                seen.add(marker.word)
                leaks += [] if name in marker.readers else [f"{path}: {marker.word}"]
    assert leaks == []
    assert seen == {marker.word for marker in markers if name in marker.readers}


@pytest.mark.parametrize("name", ["Amira", "Iris", "Bram", "Nadia", "Hugo"])
def test_page_of_a_text_and_the_pages_around_it_show_it_in_its_circle_only(
    world: World, markers: list[Marker], name: str
):
    network = world.cast.burgerschap.pk
    around = [f"/networks/{network}/{page}/" for page in ("what-we-make", "questions", "goals", "projects")]
    client = client_of(world.cast[name])
    found = {
        marker.word
        for path in (*around, *[address for marker in markers for address in marker.addresses])
        for text in [body(client, path)]
        for marker in markers
        if marker.word in text
    }
    assert found == {marker.word for marker in markers if name in marker.readers}


def test_own_data_has_only_ones_own_narrow_texts(world: World, markers: list[Marker]):
    words = {marker.word for marker in markers}
    found = {}
    for name in ("Amira", "Iris", "Bram", "Nadia", "Stella"):
        client = client_of(world.cast[name])
        text = body(client, "/profile/data/") + body(client, "/profile/data/download/", "POST")
        found[name] = {word for word in words if word in text}
    assert found == {"Amira": words, "Iris": set(), "Bram": set(), "Nadia": set(), "Stella": set()}


def texts_of(email: Email) -> list[str]:
    """Return the subject and every part of a message, or nothing if it waits for another one."""
    try:
        message = email_message(email=email)
    except RetryLater:
        return []
    return [str(message.subject), str(message.body), *[str(one) for one in message.alternatives]] if message else []


def test_no_message_holds_a_narrow_text(world: World, markers: list[Marker]):
    texts = [text for email in Email.objects.all() for text in texts_of(email)]
    assert any("Burgerschap" in text for text in texts)
    assert [marker.word for marker in markers for text in texts if marker.word in text] == []


def test_administrators_have_no_page_with_texts_in_a_circle():
    assert [model for model in admin.site._registry if issubclass(model, Circled)] == []


def test_every_kind_of_text_with_a_circle_is_planted():
    planted = {"Question", "QuestionVersion", "Goal"}
    assert {model.__name__ for model in apps.get_models() if issubclass(model, Circled)} == planted
    assert (len(PLANTS), set(READERS)) == (2, {"me", "facilitator"})
