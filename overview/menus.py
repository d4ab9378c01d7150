"""The menu of a network and of a programme: the same on each of their pages, with only what its reader may open.

A page belongs to the entry with the longest beginning of its route's name. To add an entry, add a line.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from networks.access import Permission, Place


@dataclass(frozen=True)
class Entry:
    """An entry: the route it opens, the permission that takes, and the beginnings of the routes that belong to it."""

    text: Any
    route: str
    permission: Permission
    begins: tuple[str, ...] = ()

    def fit(self, route: str) -> int:
        """Return the length of the longest beginning that a route has, 0 if it does not belong here."""
        return max((len(one) for one in (self.route, *self.begins) if route.startswith(one)), default=0)


@dataclass(frozen=True)
class MenuLink:
    """A link of a menu; `is_page` if it is the current page, `is_current` if that is one of the pages below it."""

    text: str
    url: str
    is_current: bool
    is_page: bool


@dataclass(frozen=True)
class Menu:
    """The menu of a place: its name, the place above it if the reader may open that, and the links."""

    name: str
    url: str
    up: MenuLink | None
    links: list[MenuLink]


NETWORK_MENU = (
    Entry(
        pgettext_lazy("menu", "Start"),
        "overview:network",
        Permission.SEE_NETWORK,
        ("meetings:post", "meetings:links", "meetings:informal_meeting", "networks:network_edit"),
    ),
    Entry(_("Meetings"), "meetings:meetings", Permission.SEE_NETWORK, ("meetings:",)),
    Entry(_("Where we are"), "ogo:where_we_are", Permission.SEE_TRACK, ("ogo:",)),
    Entry(
        _("What we make"),
        "ogo:what_we_make",
        Permission.SEE_WORK,
        ("ogo:question", "ogo:project", "ogo:card", "ogo:design", "ogo:version"),
    ),
    Entry(_("Our picture"), "srt:network_waves", Permission.SEE_RESULTS_WITH_STATEMENT, ("srt:",)),
    Entry(
        _("Who’s taking part"),
        "networks:people",
        Permission.SEE_NETWORK,
        ("networks:", "ogo:getting_started", "ogo:handover", "ogo:budd"),
    ),
)
PROGRAMME_MENU = (
    Entry(
        _("Networks"),
        "overview:programme",
        Permission.OVERSEE_PROGRAMME,
        ("networks:network_", "srt:programme_statements"),
    ),
    Entry(_("Meetings"), "meetings:programme_meetings", Permission.PLAN_PROGRAMME_MEETINGS, ("meetings:",)),
    Entry(_("Questionnaire"), "srt:waves", Permission.RUN_WAVE, ("srt:",)),
    Entry(_("People"), "networks:people_import", Permission.MANAGE_PROGRAMME, ("networks:people_", "networks:address")),
    Entry(
        _("Settings"),
        "networks:settings",
        Permission.MANAGE_PROGRAMME,
        ("networks:", "meetings:block_kind", "meetings:calendar", "meetings:period", "ogo:phase_scheme"),
    ),
)


def menu_of(place: Place, route: str) -> Menu:
    """Return the menu of a place for its reader, on the page at `route` (its name with namespace)."""
    if place.network is not None:
        up = None
        if place.may(Permission.OVERSEE_PROGRAMME):
            url = reverse("overview:programme", args=[place.programme.pk])
            up = MenuLink(place.programme.name, url, is_current=False, is_page=False)
        url = reverse("overview:network", args=[place.network.pk])
        return Menu(place.network.name, url, up, _links(NETWORK_MENU, place, place.network.pk, route))
    links = _links(PROGRAMME_MENU, place, place.programme.pk, route)
    return Menu(place.programme.name, links[0].url if links else "", None, links)


def _links(entries: Iterable[Entry], place: Place, pk: int, route: str) -> list[MenuLink]:
    entries = tuple(entries)
    current = max(entries, key=lambda entry: entry.fit(route))
    return [
        MenuLink(
            str(entry.text),
            reverse(entry.route, args=[pk]),
            is_current=entry is current and entry.fit(route) > 0,
            is_page=route == entry.route,
        )
        for entry in entries
        if place.may(entry.permission)
    ]
