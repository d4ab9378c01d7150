"""The pages that `make bench` times: a route, its reader, and a function that finds its arguments.

To add a page, add a line to PAGES. A page without a role is opened without signing in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from networks.models import Network, Programme
from srt.models import Release, WaveInvitation, WaveNetwork
from srt.selectors.questionnaire import link_token

Arguments = dict[str, object]

# Demo accounts by role (overview/demo/story.py).
ROLES = {
    "coordinator": "nadia.bouzid@example.org",
    "facilitator": "iris.zandbergen@example.org",
    "participant": "umut.uiterwijk@example.org",
}


def nothing(person: User | None) -> Arguments | None:
    """Return no arguments."""
    return {}


def own_network(person: User | None) -> Arguments | None:
    """Return the first network of the person."""
    network = Network.objects.filter(participations__person=person).order_by("pk").first()
    return {"network_pk": network.pk} if network else None


def some_network(person: User | None) -> Arguments | None:
    """Return the first network of the person's programme."""
    network = Network.objects.filter(programme__roles__person=person).order_by("pk").first()
    return {"network_pk": network.pk} if network else None


def own_programme(person: User | None) -> Arguments | None:
    """Return the first programme in which the person has a role."""
    programme = Programme.objects.filter(roles__person=person).order_by("pk").first()
    return {"programme_pk": programme.pk} if programme else None


def newest_wave(person: User | None) -> Arguments | None:
    """Return the newest wave of the person's programme."""
    row = WaveNetwork.objects.filter(wave__programme__roles__person=person).order_by("-wave").first()
    return {"programme_pk": row.wave.programme_id, "wave_pk": row.wave_id} if row else None


def room(person: User | None) -> Arguments | None:
    """Return the newest wave of the person's network."""
    row = WaveNetwork.objects.filter(network__participations__person=person).order_by("-wave").first()
    return {"network_pk": row.network_id, "wave_pk": row.wave_id} if row else None


def newest_result(person: User | None) -> Arguments | None:
    """Return the newest wave of the person's network that has a chart."""
    releases = Release.objects.filter(wave_network__network__participations__person=person)
    release = releases.select_related("wave_network").order_by("-wave_network__wave").first()
    return {"network_pk": release.wave_network.network_id, "wave_pk": release.wave_network.wave_id} if release else None


def first_link(person: User | None) -> Arguments | None:
    """Return the personal link of the person in the newest wave."""
    invitation = WaveInvitation.objects.filter(person__email=ROLES["participant"]).order_by("-pk").first()
    return {"token": link_token(invitation)} if invitation else None


def first_page(person: User | None) -> Arguments | None:
    """Return the first page of the newest wave's questionnaire: eight items, 48 radio buttons."""
    link = first_link(person)
    return {**link, "number": 1} if link else None


@dataclass(frozen=True)
class Page:
    """A line of the table. `arguments` returns the arguments of the route, or None if the demo has nothing to show."""

    route: str
    role: str | None = None
    arguments: Callable[[User | None], Arguments | None] = nothing

    def address(self, person: User | None) -> str | None:
        """Return the path, or None if the demo has nothing for this page."""
        arguments = self.arguments(person)
        return None if arguments is None else reverse(self.route, kwargs=arguments)


def account(role: str | None) -> User | None:
    """Return the demo's account for this role."""
    return User.objects.get(email=ROLES[role]) if role else None


PAGES = [
    Page("account_login"),
    Page("overview:about"),
    Page("srt:questionnaire_intro", None, first_link),
    Page("srt:questionnaire_page", None, first_page),
    Page("srt:questionnaire_review", None, first_link),
    Page("overview:home", "participant"),
    Page("overview:home", "facilitator"),
    Page("overview:home", "coordinator"),
    Page("accounts:profile", "participant"),
    Page("overview:network", "participant", own_network),
    Page("overview:network", "facilitator", own_network),
    Page("overview:network", "coordinator", some_network),
    Page("ogo:where_we_are", "participant", own_network),
    Page("networks:people", "facilitator", own_network),
    Page("networks:people", "coordinator", some_network),
    Page("networks:person_add", "facilitator", own_network),
    Page("networks:needs_and_offers", "participant", own_network),
    Page("srt:join_code", "facilitator", room),
    Page("srt:result", "facilitator", newest_result),
    Page("srt:result", "participant", newest_result),
    Page("srt:result_for_coordinator", "participant", newest_result),
    Page("srt:conversation", "facilitator", newest_result),
    Page("overview:programme", "coordinator", own_programme),
    Page("networks:network_list", "coordinator", own_programme),
    Page("networks:settings", "coordinator", own_programme),
    Page("networks:roles", "coordinator", own_programme),
    Page("networks:people_import", "coordinator", own_programme),
    Page("networks:log", "coordinator", own_programme),
    Page("srt:waves", "coordinator", own_programme),
    Page("srt:wave_new", "coordinator", own_programme),
    Page("srt:wave", "coordinator", newest_wave),
    Page("srt:programme_statements", "coordinator", own_programme),
]
