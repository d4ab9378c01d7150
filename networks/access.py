"""Roles, permissions and access decorators of programmes and networks.

`ROLE_PERMISSIONS` is the table of docs/threat-model.md in code. Views ask for a `Permission`; the line "Visible to: …"
below a block is made from the same table, so it is always true.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.access import View, mark_access
from networks.models import Network, Participation, Programme, ProgrammeRole


class Role(StrEnum):
    """A role of a person in a network, programme or meeting at this moment."""

    PARTICIPANT = "participant"
    FACILITATOR = "facilitator"
    GUEST = "guest"  # joins some meetings; no questionnaire, no results
    ALUMNUS = "alumnus"  # was in a network when it ended, and can still read it
    COORDINATOR = "coordinator"
    PREPARATION_TEAM = "preparation_team"
    RESEARCH_OFFICE = "research_office"
    ASSESSOR = "assessor"
    INVITEE = "invitee"  # is invited to this meeting
    HOST = "host"  # organises this meeting, or coordinates the programme it belongs to
    SELF = "self"


class Permission(StrEnum):
    """A permission that a view requires. The list is closed."""

    OWN = "own"
    SEE_NETWORK = "see_network"
    SHARE_IN_NETWORK = "share_in_network"
    LEAD = "lead"
    MANAGE_PEOPLE = "manage_people"
    RUN_WAVE = "run_wave"
    PREPARE_RESULTS = "prepare_results"
    SEE_RESULTS = "see_results"
    SEE_RESULTS_WITH_STATEMENT = "see_results_with_statement"
    WRITE_STATEMENT = "write_statement"
    OVERSEE_PROGRAMME = "oversee_programme"
    SEE_PROGRAMME_RESULTS = "see_programme_results"
    MANAGE_PROGRAMME = "manage_programme"
    SEE_MEETING = "see_meeting"
    JOIN_MEETING = "join_meeting"
    SHARE_AT_MEETING = "share_at_meeting"
    PLAN_MEETINGS = "plan_meetings"
    PLAN_PROGRAMME_MEETINGS = "plan_programme_meetings"
    SEE_REPLIES = "see_replies"
    SEE_MEETING_SUMMARY = "see_meeting_summary"
    SEE_TRACK = "see_track"
    SEE_WORK = "see_work"
    SEE_ACTIVITIES = "see_activities"
    CHOOSE_ACTIVITIES = "choose_activities"
    ASK_NETWORK = "ask_network"


_IN_NETWORK = frozenset({Role.PARTICIPANT, Role.FACILITATOR})
_READERS = _IN_NETWORK | {Role.ALUMNUS}
_PLANNERS = frozenset({Role.FACILITATOR, Role.COORDINATOR, Role.PREPARATION_TEAM})

ROLE_PERMISSIONS: dict[Permission, frozenset[Role]] = {
    Permission.OWN: frozenset({Role.SELF}),
    Permission.SEE_NETWORK: _READERS | {Role.GUEST, Role.COORDINATOR, Role.PREPARATION_TEAM},
    Permission.SHARE_IN_NETWORK: _IN_NETWORK,
    Permission.LEAD: frozenset({Role.FACILITATOR, Role.COORDINATOR}),
    Permission.MANAGE_PEOPLE: frozenset({Role.FACILITATOR, Role.COORDINATOR}),
    Permission.RUN_WAVE: frozenset({Role.COORDINATOR}),
    Permission.PREPARE_RESULTS: frozenset({Role.FACILITATOR}),
    Permission.SEE_RESULTS: _READERS,
    Permission.SEE_RESULTS_WITH_STATEMENT: _READERS | {Role.COORDINATOR},
    Permission.WRITE_STATEMENT: frozenset({Role.FACILITATOR}),
    Permission.OVERSEE_PROGRAMME: frozenset({Role.COORDINATOR}),
    Permission.SEE_PROGRAMME_RESULTS: frozenset({Role.COORDINATOR, Role.RESEARCH_OFFICE}),
    Permission.MANAGE_PROGRAMME: frozenset({Role.COORDINATOR}),
    Permission.SEE_MEETING: _READERS | {Role.INVITEE, Role.HOST, Role.COORDINATOR, Role.PREPARATION_TEAM},
    Permission.JOIN_MEETING: frozenset({Role.INVITEE}),
    Permission.SHARE_AT_MEETING: _PLANNERS | {Role.INVITEE, Role.HOST},
    Permission.PLAN_MEETINGS: _PLANNERS | {Role.HOST},
    Permission.PLAN_PROGRAMME_MEETINGS: frozenset({Role.COORDINATOR, Role.PREPARATION_TEAM}),
    Permission.SEE_REPLIES: frozenset({Role.FACILITATOR, Role.HOST}),
    Permission.SEE_MEETING_SUMMARY: _READERS | {Role.COORDINATOR},
    Permission.SEE_TRACK: _READERS | {Role.COORDINATOR},
    Permission.SEE_WORK: _READERS,
    Permission.SEE_ACTIVITIES: _IN_NETWORK | {Role.COORDINATOR, Role.PREPARATION_TEAM},
    Permission.CHOOSE_ACTIVITIES: _PLANNERS,
    Permission.ASK_NETWORK: frozenset({Role.FACILITATOR}),
}

_AUDIENCE_WORDS = {
    frozenset({Role.SELF}): _("only you"),
    frozenset({Role.FACILITATOR}): _("the facilitator"),
    frozenset({Role.COORDINATOR}): _("the coordinators of the programme"),
    frozenset({Role.FACILITATOR, Role.COORDINATOR}): _("the facilitator and the coordinators of the programme"),
    _IN_NETWORK: _("everyone in this network"),
    _READERS: _("everyone in this network"),
    _READERS | {Role.COORDINATOR}: _("everyone in this network and the coordinators of the programme"),
    _READERS | {Role.GUEST, Role.COORDINATOR, Role.PREPARATION_TEAM}: _(
        "everyone in this network and its guests, the coordinators and the preparation team of the programme"
    ),
    frozenset({Role.COORDINATOR, Role.RESEARCH_OFFICE}): _("the coordinators and the research office of the programme"),
    _READERS | {Role.INVITEE, Role.HOST, Role.COORDINATOR, Role.PREPARATION_TEAM}: _(
        "everyone who is invited to this meeting, the coordinators and the preparation team of the programme"
    ),
    frozenset({Role.INVITEE}): _("everyone who is invited to this meeting"),
    _PLANNERS | {Role.INVITEE, Role.HOST}: _("everyone who is invited to this meeting and the people who lead it"),
    _PLANNERS | {Role.HOST}: _(
        "the people who lead this meeting, the coordinators and the preparation team of the programme"
    ),
    _PLANNERS: _("the facilitators, the coordinators and the preparation team of this programme"),
    frozenset({Role.COORDINATOR, Role.PREPARATION_TEAM}): _(
        "the coordinators and the preparation team of the programme"
    ),
    _IN_NETWORK | {Role.COORDINATOR, Role.PREPARATION_TEAM}: _(
        "everyone in this network, the coordinators and the preparation team of the programme"
    ),
    frozenset({Role.FACILITATOR, Role.HOST}): _("you and the people who lead this meeting"),
}


def audience(permission: Permission) -> str:
    """Name the people who have a permission: the second half of "Visible to: …". Raises KeyError if it has no text."""
    return str(_AUDIENCE_WORDS[ROLE_PERMISSIONS[permission]])


def roles_in_network(user: Any, network: Network, today: date | None = None) -> frozenset[Role]:
    """Return the roles of a person in a network on a day. Nothing is cached, so a role that ends has no effect left."""
    return roles_in_networks(user, [network], today)[network.pk]


def roles_in_networks(user: Any, networks: Iterable[Network], today: date | None = None) -> dict[int, frozenset[Role]]:
    """Return the roles of a person in each of these networks on a day, by primary key, in two queries."""
    known = {network.pk: network for network in networks}
    if not user.is_authenticated:
        return dict.fromkeys(known, frozenset())
    today = today or timezone.localdate()
    programmes = {network.programme_id for network in known.values()}
    programme_roles: dict[int, set[Role]] = {programme: set() for programme in programmes}
    for programme, role in ProgrammeRole.objects.filter(programme__in=programmes, person=user).values_list(
        "programme_id", "role"
    ):
        programme_roles[programme].add(Role(role))
    roles = {pk: set(programme_roles[network.programme_id]) for pk, network in known.items()}
    for participation in Participation.objects.filter(network__in=known, person=user):
        network = known[participation.network_id]
        if participation.is_active(today) and not network.has_ended(today):
            roles[network.pk].add(Role(participation.role))
        elif _is_alumnus(participation, network, today):
            roles[network.pk].add(Role.ALUMNUS)
    return {pk: frozenset(found) for pk, found in roles.items()}


def _is_alumnus(participation: Participation, network: Network, today: date) -> bool:
    if not network.has_ended(today) or network.ends_on is None or participation.role == Participation.Role.GUEST:
        return False
    return participation.from_date <= network.ends_on and (
        participation.until is None or participation.until >= network.ends_on
    )


def roles_in_programme(user: Any, programme_id: int) -> frozenset[Role]:
    """Return the roles that a person has been granted in a programme."""
    if not user.is_authenticated:
        return frozenset()
    return frozenset(Role(role) for role in _programme_roles(user, programme_id))


def _programme_roles(user: Any, programme_id: int) -> list[str]:
    return list(ProgrammeRole.objects.filter(programme_id=programme_id, person=user).values_list("role", flat=True))


def is_coordinator(user: Any) -> bool:
    """Return whether a person coordinates any programme; accounts/sessions.py then shortens the session."""
    return ProgrammeRole.objects.filter(person_id=user.pk, role=ProgrammeRole.Role.COORDINATOR).exists()


def may(roles: frozenset[Role], permission: Permission) -> bool:
    """Return whether one of these roles has a permission."""
    return bool(roles & ROLE_PERMISSIONS[permission])


@dataclass(frozen=True)
class Place:
    """The programme, and perhaps network, that a page belongs to, with the roles of its reader there.

    Access decorators set it as `request.place`; the menu is made from it.
    """

    programme: Programme
    roles: frozenset[Role]
    network: Network | None = None

    def may(self, permission: Permission) -> bool:
        """Return whether the reader has a permission here."""
        return may(self.roles, permission)


def place_of(request: HttpRequest) -> Place | None:
    """Return the place of a page, or None for pages outside programmes and pages by personal link."""
    return getattr(request, "place", None)


def place_set(request: HttpRequest, place: Place) -> None:
    """Say which place the page belongs to."""
    request.place = place  # type: ignore[attr-defined]  # set by us, read by place_of


def get_network_or_deny(user: Any, pk: int, permission: Permission) -> Network:
    """Return a network if the user has a permission in it.

    Raises Http404 if the user may not even see the network, PermissionDenied if the user only lacks this permission.
    """
    network, _roles = _network_and_roles(user, pk, permission)
    return network


def _network_and_roles(user: Any, pk: int, permission: Permission) -> tuple[Network, frozenset[Role]]:
    network = Network.objects.select_related("programme").filter(pk=pk).first()
    if network is None:
        raise Http404
    roles = roles_in_network(user, network)
    if not may(roles, Permission.SEE_NETWORK):
        raise Http404
    if not may(roles, permission):
        raise PermissionDenied(denial_message(permission))
    return network, roles


def get_programme_or_deny(user: Any, pk: int, permission: Permission) -> Programme:
    """Return a programme if the user has a permission in it.

    Raises Http404 if the user has no role in the programme, PermissionDenied if the user only lacks this permission.
    """
    programme, _roles = _programme_and_roles(user, pk, permission)
    return programme


def _programme_and_roles(user: Any, pk: int, permission: Permission) -> tuple[Programme, frozenset[Role]]:
    programme = Programme.objects.filter(pk=pk).first()
    if programme is None or not user.is_authenticated:
        raise Http404
    roles = roles_in_programme(user, pk)
    if not roles:
        raise Http404
    if not may(roles, permission):
        raise PermissionDenied(denial_message(permission))
    return programme, roles


def denial_message(permission: Permission) -> str:
    """Return the message for a member who lacks a permission."""
    return gettext("This page is for %(audience)s.") % {"audience": audience(permission)}


def network_access(permission: Permission) -> Callable[[View], View]:
    """Require a permission in the network `network_pk` of the route. The view gets `(request, network, …)`."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, network_pk: int, **kwargs: Any) -> HttpResponse:
            network, roles = _network_and_roles(request.user, network_pk, permission)
            place_set(request, Place(network.programme, roles, network))
            return view(request, network, **kwargs)

        return mark_access(guarded, f"network: {permission}")

    return decorate


def programme_access(permission: Permission) -> Callable[[View], View]:
    """Require a permission in the programme `programme_pk` of the route. The view gets `(request, programme, …)`."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, programme_pk: int, **kwargs: Any) -> HttpResponse:
            programme, roles = _programme_and_roles(request.user, programme_pk, permission)
            place_set(request, Place(programme, roles))
            return view(request, programme, **kwargs)

        return mark_access(guarded, f"programme: {permission}")

    return decorate
