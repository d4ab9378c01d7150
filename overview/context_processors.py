from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from networks.access import place_of
from overview.menus import Menu, menu_of


def place_menu(request: HttpRequest) -> dict[str, Any]:
    """Return the menu of the network or programme that the page belongs to, made when a template asks for it."""

    def menu() -> Menu | None:
        place = place_of(request)
        match = request.resolver_match
        return menu_of(place, match.view_name) if place is not None and match is not None else None

    return {"place_menu": SimpleLazyObject(menu)}
