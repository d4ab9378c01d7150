"""The menu of a network and of a programme: the same on each of their pages, with only what its reader may open.

A page belongs to the entry that lists its route, or whose app it is part of. To add an entry, add a line.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.access import Permission, Place


@dataclass(frozen=True)
class Entry:
    """An entry: the route it opens, the permission that takes, and the routes and apps whose pages belong to it."""

    text: Any
    route: str
    permission: Permission
    routes: frozenset[str] = frozenset()
    app: str = ""

    def includes(self, route: str) -> bool:
        """Return whether the page at a route belongs to this entry, apart from those that another entry lists."""
        return route == self.route or route in self.routes or (bool(self.app) and route.startswith(f"{self.app}:"))


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


def _of(app: str, *names: str) -> frozenset[str]:
    return frozenset(f"{app}:{name}" for name in names)


NETWORK_MENU = (
    Entry(
        _("Start"),
        "overview:network",
        Permission.SEE_NETWORK,
        _of("meetings", "posts", "post", "links", "informal_meeting_add") | _of("networks", "network_edit"),
    ),
    Entry(_("Meetings"), "meetings:meetings", Permission.SEE_NETWORK, app="meetings"),
    Entry(_("Where we are"), "ogo:where_we_are", Permission.SEE_TRACK, app="ogo"),
    Entry(
        _("What we make"),
        "ogo:what_we_make",
        Permission.SEE_WORK,
        _of(
            "ogo",
            *("questions", "question", "question_add", "question_edit", "question_remove"),
            *("projects", "project", "project_add", "project_edit"),
            *("source_cards", "source_card", "source_card_add", "source_card_edit"),
            *("design", "design_add", "version", "version_add", "version_edit", "version_compare"),
        ),
    ),
    Entry(_("Our picture"), "srt:network_waves", Permission.SEE_RESULTS_WITH_STATEMENT, app="srt"),
    Entry(_("Who’s taking part"), "networks:people", Permission.SEE_NETWORK, app="networks"),
)
PROGRAMME_MENU = (
    Entry(
        _("Networks"),
        "overview:programme",
        Permission.OVERSEE_PROGRAMME,
        _of("networks", "network_list", "network_add"),
    ),
    Entry(_("Meetings"), "meetings:programme_meetings", Permission.PLAN_PROGRAMME_MEETINGS, app="meetings"),
    Entry(_("Questionnaire"), "srt:waves", Permission.RUN_WAVE, app="srt"),
    Entry(
        _("People"),
        "networks:people_import",
        Permission.MANAGE_PROGRAMME,
        _of("networks", "people_import_preview", "people_confirm", "addresses"),
    ),
    Entry(
        _("Settings"),
        "networks:settings",
        Permission.MANAGE_PROGRAMME,
        _of("meetings", "block_kinds", "block_kind", "calendar", "period", "period_add"),
        app="networks",
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
    listed = next((entry for entry in entries if route == entry.route or route in entry.routes), None)
    current = listed or next((entry for entry in entries if entry.includes(route)), None)
    return [
        MenuLink(str(entry.text), reverse(entry.route, args=[pk]), entry is current, route == entry.route)
        for entry in entries
        if place.may(entry.permission)
    ]
