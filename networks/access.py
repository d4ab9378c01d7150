"""The vocabulary of rights and the doors to programmes and networks.

`RIGHTS` is the table of docs/threat-model.md in code. Views ask for a `Need`; the line "Visible to: …" under a block is
made from the same table, so that it cannot lie.
"""

from collections.abc import Callable, Iterable
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

from accounts.access import View, declared
from networks.models import Network, Participation, Programme, ProgrammeRole


class Actor(StrEnum):
    """What somebody is towards a network or programme at this moment."""

    PARTICIPANT = "participant"
    FACILITATOR = "facilitator"
    GUEST = "guest"  # joins named meetings; no survey, no picture
    ALUMNUS = "alumnus"  # was in a network when it ended: reads on
    COORDINATOR = "coordinator"
    PREPARATION_TEAM = "preparation_team"
    RESEARCH_OFFICE = "research_office"
    ASSESSOR = "assessor"
    INVITEE = "invitee"  # is invited to this one meeting
    HOST = "host"  # called this meeting, or runs the programme whose meeting it is
    SELF = "self"


class Need(StrEnum):
    """What a view needs the person to be allowed to do. The list is closed."""

    OWN = "own"
    SEE_NETWORK = "see_network"
    SHARE_IN_NETWORK = "share_in_network"
    LEAD = "lead"
    MANAGE_PEOPLE = "manage_people"
    RUN_WAVE = "run_wave"
    PREPARE_PICTURE = "prepare_picture"
    SEE_PICTURE = "see_picture"
    SEE_PICTURE_WITH_WORDS = "see_picture_with_words"
    WRITE_WORDS = "write_words"
    OVERSEE_PROGRAMME = "oversee_programme"
    SEE_PROGRAMME_PICTURE = "see_programme_picture"
    MANAGE_PROGRAMME = "manage_programme"
    SEE_MEETING = "see_meeting"
    JOIN_MEETING = "join_meeting"
    SHARE_AT_MEETING = "share_at_meeting"
    PLAN_MEETINGS = "plan_meetings"
    PLAN_PROGRAMME_MEETINGS = "plan_programme_meetings"
    SEE_WHO_COMES = "see_who_comes"
    SEE_RHYTHM = "see_rhythm"


_IN_NETWORK = frozenset({Actor.PARTICIPANT, Actor.FACILITATOR})
_READERS = _IN_NETWORK | {Actor.ALUMNUS}
_PLANNERS = frozenset({Actor.FACILITATOR, Actor.COORDINATOR, Actor.PREPARATION_TEAM})

RIGHTS: dict[Need, frozenset[Actor]] = {
    Need.OWN: frozenset({Actor.SELF}),
    Need.SEE_NETWORK: _READERS | {Actor.GUEST, Actor.COORDINATOR, Actor.PREPARATION_TEAM},
    Need.SHARE_IN_NETWORK: _IN_NETWORK,
    Need.LEAD: frozenset({Actor.FACILITATOR, Actor.COORDINATOR}),
    Need.MANAGE_PEOPLE: frozenset({Actor.FACILITATOR, Actor.COORDINATOR}),
    Need.RUN_WAVE: frozenset({Actor.COORDINATOR}),
    Need.PREPARE_PICTURE: frozenset({Actor.FACILITATOR}),
    Need.SEE_PICTURE: _READERS,
    Need.SEE_PICTURE_WITH_WORDS: _READERS | {Actor.COORDINATOR},
    Need.WRITE_WORDS: frozenset({Actor.FACILITATOR}),
    Need.OVERSEE_PROGRAMME: frozenset({Actor.COORDINATOR}),
    Need.SEE_PROGRAMME_PICTURE: frozenset({Actor.COORDINATOR, Actor.RESEARCH_OFFICE}),
    Need.MANAGE_PROGRAMME: frozenset({Actor.COORDINATOR}),
    Need.SEE_MEETING: _READERS | {Actor.INVITEE, Actor.HOST, Actor.COORDINATOR, Actor.PREPARATION_TEAM},
    Need.JOIN_MEETING: frozenset({Actor.INVITEE}),
    Need.SHARE_AT_MEETING: _PLANNERS | {Actor.INVITEE, Actor.HOST},
    Need.PLAN_MEETINGS: _PLANNERS | {Actor.HOST},
    Need.PLAN_PROGRAMME_MEETINGS: frozenset({Actor.COORDINATOR, Actor.PREPARATION_TEAM}),
    Need.SEE_WHO_COMES: frozenset({Actor.FACILITATOR, Actor.HOST}),
    Need.SEE_RHYTHM: _READERS | {Actor.COORDINATOR},
}

_AUDIENCE_WORDS = {
    frozenset({Actor.SELF}): _("only you"),
    frozenset({Actor.FACILITATOR}): _("the facilitator"),
    frozenset({Actor.COORDINATOR}): _("the coordinators of the programme"),
    frozenset({Actor.FACILITATOR, Actor.COORDINATOR}): _("the facilitator and the coordinators of the programme"),
    _IN_NETWORK: _("everyone in this network"),
    _READERS: _("everyone in this network"),
    _READERS | {Actor.COORDINATOR}: _("everyone in this network and the coordinators of the programme"),
    _READERS | {Actor.GUEST, Actor.COORDINATOR, Actor.PREPARATION_TEAM}: _(
        "everyone in this network and its guests, the coordinators and the preparation team of the programme"
    ),
    frozenset({Actor.COORDINATOR, Actor.RESEARCH_OFFICE}): _(
        "the coordinators and the research office of the programme"
    ),
    _READERS | {Actor.INVITEE, Actor.HOST, Actor.COORDINATOR, Actor.PREPARATION_TEAM}: _(
        "everyone who is invited to this meeting, the coordinators and the preparation team of the programme"
    ),
    frozenset({Actor.INVITEE}): _("everyone who is invited to this meeting"),
    _PLANNERS | {Actor.INVITEE, Actor.HOST}: _("everyone who is invited to this meeting and who leads it"),
    _PLANNERS | {Actor.HOST}: _("who leads this meeting, the coordinators and the preparation team of the programme"),
    frozenset({Actor.COORDINATOR, Actor.PREPARATION_TEAM}): _(
        "the coordinators and the preparation team of the programme"
    ),
    frozenset({Actor.FACILITATOR, Actor.HOST}): _("you and who leads this meeting"),
}


def audience(need: Need) -> str:
    """Say in words who has a right: the second half of "Visible to: …". Raises KeyError for a set without words."""
    return str(_AUDIENCE_WORDS[RIGHTS[need]])


def actors_in_network(user: Any, network: Network, today: date | None = None) -> frozenset[Actor]:
    """Return what a person is towards a network on a day. Rights end at once: nothing is remembered in sessions."""
    return actors_in_networks(user, [network], today)[network.pk]


def actors_in_networks(
    user: Any, networks: Iterable[Network], today: date | None = None
) -> dict[int, frozenset[Actor]]:
    """Return what a person is towards each of these networks on a day, by key, in two queries."""
    known = {network.pk: network for network in networks}
    if not user.is_authenticated:
        return dict.fromkeys(known, frozenset())
    today = today or timezone.localdate()
    programmes = {network.programme_id for network in known.values()}
    roles: dict[int, set[Actor]] = {programme: set() for programme in programmes}
    for programme, role in ProgrammeRole.objects.filter(programme__in=programmes, person=user).values_list(
        "programme_id", "role"
    ):
        roles[programme].add(Actor(role))
    actors = {pk: set(roles[network.programme_id]) for pk, network in known.items()}
    for participation in Participation.objects.filter(network__in=known, person=user):
        network = known[participation.network_id]
        if participation.is_active(today) and not network.has_ended(today):
            actors[network.pk].add(Actor(participation.role))
        elif _was_in_at_the_end(participation, network, today):
            actors[network.pk].add(Actor.ALUMNUS)
    return {pk: frozenset(found) for pk, found in actors.items()}


def _was_in_at_the_end(participation: Participation, network: Network, today: date) -> bool:
    if not network.has_ended(today) or network.ends_on is None or participation.role == Participation.Role.GUEST:
        return False
    return participation.from_date <= network.ends_on and (
        participation.until is None or participation.until >= network.ends_on
    )


def actors_in_programme(user: Any, programme_id: int) -> frozenset[Actor]:
    """Return what a person is towards a programme: its programme roles, nothing else."""
    if not user.is_authenticated:
        return frozenset()
    return frozenset(Actor(role) for role in _programme_roles(user, programme_id))


def _programme_roles(user: Any, programme_id: int) -> list[str]:
    return list(ProgrammeRole.objects.filter(programme_id=programme_id, person=user).values_list("role", flat=True))


def coordinates_somewhere(user: Any) -> bool:
    """Return whether somebody runs a programme: such accounts are guarded more (accounts/sessions.py)."""
    return ProgrammeRole.objects.filter(person_id=user.pk, role=ProgrammeRole.Role.COORDINATOR).exists()


def may(actors: frozenset[Actor], need: Need) -> bool:
    """Return whether one of these actors has the right."""
    return bool(actors & RIGHTS[need])


def access_network(user: Any, pk: int, need: Need) -> Network:
    """Return the network, or refuse: 404 for who may not even see it, 403 with a reason for who lacks this right."""
    network = Network.objects.select_related("programme").filter(pk=pk).first()
    if network is None:
        raise Http404
    actors = actors_in_network(user, network)
    if not may(actors, Need.SEE_NETWORK):
        raise Http404
    if not may(actors, need):
        raise PermissionDenied(reason(need))
    return network


def access_programme(user: Any, pk: int, need: Need) -> Programme:
    """Return the programme, or refuse: 404 for who has no role in it, 403 with a reason for who lacks this right."""
    programme = Programme.objects.filter(pk=pk).first()
    if programme is None or not user.is_authenticated:
        raise Http404
    actors = actors_in_programme(user, pk)
    if not actors:
        raise Http404
    if not may(actors, need):
        raise PermissionDenied(reason(need))
    return programme


def reason(need: Need) -> str:
    """Say why a member is refused."""
    return gettext("This page is for %(audience)s.") % {"audience": audience(need)}


def network_door(need: Need) -> Callable[[View], View]:
    """Open a view `(request, network, …)` at a route with `network_pk`, for who has the right."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, network_pk: int, **kwargs: Any) -> HttpResponse:
            return view(request, access_network(request.user, network_pk, need), **kwargs)

        return declared(guarded, f"network: {need}")

    return decorate


def programme_door(need: Need) -> Callable[[View], View]:
    """Open a view `(request, programme, …)` at a route with `programme_pk`, for who has the right."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, programme_pk: int, **kwargs: Any) -> HttpResponse:
            return view(request, access_programme(request.user, programme_pk, need), **kwargs)

        return declared(guarded, f"programme: {need}")

    return decorate
