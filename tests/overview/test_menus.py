"""The menus of a network and of a programme: entries by permission, the current page, the way up."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from networks.access import ROLE_PERMISSIONS, Place, Role
from overview.menus import NETWORK_MENU, PROGRAMME_MENU, Menu, menu_of
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def menu_for(cast: Cast, *roles: Role, route: str = "overview:network") -> Menu:
    return menu_of(Place(cast.werkplaats, frozenset(roles), cast.burgerschap), route)


def texts(menu: Menu) -> list[str]:
    return [link.text for link in menu.links]


def test_participant_has_every_entry_of_the_network(cast: Cast) -> None:
    assert texts(menu_for(cast, Role.PARTICIPANT)) == [str(entry.text) for entry in NETWORK_MENU]


def test_guest_has_only_entries_that_open(cast: Cast) -> None:
    allowed = [str(e.text) for e in NETWORK_MENU if Role.GUEST in ROLE_PERMISSIONS[e.permission]]
    assert texts(menu_for(cast, Role.GUEST)) == allowed
    assert len(allowed) < len(NETWORK_MENU)


def test_coordinator_has_a_way_up_to_the_programme(cast: Cast) -> None:
    up = menu_for(cast, Role.COORDINATOR).up
    assert up is not None
    assert up.url == reverse("overview:programme", args=[cast.werkplaats.pk])
    assert menu_for(cast, Role.PARTICIPANT).up is None


@pytest.mark.parametrize(
    ("route", "entry", "is_page"),
    [
        ("overview:network", "overview:network", True),
        ("meetings:meeting", "meetings:meetings", False),
        ("meetings:posts", "overview:network", False),
        ("networks:person_add", "networks:people", False),
        ("srt:result", "srt:network_waves", False),
        ("ogo:goals", "ogo:where_we_are", False),
        ("ogo:question", "ogo:what_we_make", False),
        ("ogo:getting_started", "networks:people", False),
    ],
)
def test_page_marks_the_entry_it_belongs_to(cast: Cast, route: str, entry: str, is_page: bool) -> None:
    links = menu_for(cast, Role.PARTICIPANT, route=route).links
    current = [link for link in links if link.is_current]
    assert [link.url for link in current] == [reverse(entry, args=[cast.burgerschap.pk])]
    assert current[0].is_page is is_page


def test_every_beginning_in_a_menu_is_of_a_route() -> None:
    known = [
        f"{namespace}:{name}"
        for namespace, (_prefix, resolver) in get_resolver().namespace_dict.items()
        for name in resolver.reverse_dict
        if isinstance(name, str)
    ]
    begins = {one for entry in (*NETWORK_MENU, *PROGRAMME_MENU) for one in (entry.route, *entry.begins)}
    assert {one for one in begins if not any(route.startswith(one) for route in known)} == set()


@pytest.mark.parametrize("name", ["Amira", "Iris", "Nadia", "Wouter", "Greet"])
def test_every_link_of_the_network_menu_opens(client: Client, cast: Cast, name: str) -> None:
    client.force_login(cast[name])
    page = client.get(reverse("overview:network", args=[cast.burgerschap.pk]))
    links = page.context["place_menu"].links
    assert links
    assert {client.get(link.url).status_code for link in links} == {200}


def test_every_link_of_the_programme_menu_opens(client: Client, cast: Cast) -> None:
    client.force_login(cast["Nadia"])
    links = client.get(reverse("overview:programme", args=[cast.werkplaats.pk])).context["place_menu"].links
    assert len(links) == len(PROGRAMME_MENU)
    assert {client.get(link.url).status_code for link in links} == {200}


def test_preparation_team_has_one_entry_of_the_programme(cast: Cast) -> None:
    menu = menu_of(Place(cast.werkplaats, frozenset({Role.PREPARATION_TEAM})), "meetings:programme_meetings")
    assert [link.url for link in menu.links] == [reverse("meetings:programme_meetings", args=[cast.werkplaats.pk])]
    assert menu.url == menu.links[0].url


def test_public_page_has_no_menu(client: Client, cast: Cast) -> None:
    page = client.get(reverse("overview:about"))
    assert "place-menu" not in page.content.decode()
