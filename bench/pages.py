"""The pages that `make bench` times: a route by name, whose eyes, and how the route's arguments are found.

To add one: a line in PAGES. Without a role nobody is signed in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from accounts.models import User
from networks.models import Network, Participation, Programme, ProgrammeRole

Arguments = dict[str, object]


def nothing(person: User | None) -> Arguments | None:
    """Return no arguments: the route takes none."""
    return {}


def own_network(person: User | None) -> Arguments | None:
    """Return the first network that the person is in."""
    network = Network.objects.filter(participations__person=person).order_by("pk").first()
    return {"network_pk": network.pk} if network else None


def own_programme(person: User | None) -> Arguments | None:
    """Return the first programme in which the person has a role."""
    programme = Programme.objects.filter(roles__person=person).order_by("pk").first()
    return {"programme_pk": programme.pk} if programme else None


@dataclass(frozen=True)
class Page:
    """One line of the table. `arguments` returns the route's keyword arguments, None when there is nothing to show."""

    route: str
    role: str | None = None
    arguments: Callable[[User | None], Arguments | None] = nothing

    def address(self, person: User | None) -> str | None:
        """Return the path to ask for, or None when the demo has nothing for this page."""
        arguments = self.arguments(person)
        if arguments is None:
            return None
        try:
            return reverse(self.route, kwargs=arguments)
        except NoReverseMatch:
            return None


def account(role: str | None) -> User | None:
    """Return the first person of the demo who has this role, in a network or a programme."""
    if role is None:
        return None
    member = Participation.objects.filter(role=role).order_by("pk").select_related("person").first()
    if member is not None:
        return member.person
    return ProgrammeRole.objects.filter(role=role).order_by("pk").select_related("person").get().person


PAGES = [
    Page("account_login"),
    Page("overview:about"),
    Page("overview:home", "participant"),
    Page("overview:home", "facilitator"),
    Page("overview:home", "coordinator"),
    Page("overview:network", "participant", own_network),
    Page("overview:network", "facilitator", own_network),
    Page("overview:programme", "coordinator", own_programme),
]
