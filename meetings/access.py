"""The doors to a meeting: by sign-in, or by the personal link of who is invited.

Both open the same views with a `Visit`, so that nobody who has no password misses a thing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.access import View, declared, person_of, personal_link, signed_in
from accounts.language import language_of_link
from accounts.models import User
from meetings.gone import gone_page
from meetings.models import Meeting, MeetingInvitee
from meetings.querysets import OPEN_KINDS
from meetings.tokens import invitee_by_token
from networks.access import Actor, Need, actors_in_network, actors_in_programme, may, reason


@dataclass(frozen=True)
class Visit:
    """Somebody at one meeting. `token` is set when they came by their personal link, and addresses then keep to it."""

    meeting: Meeting
    person: User
    invitee: MeetingInvitee | None
    actors: frozenset[Actor] = field(default_factory=frozenset)
    token: str = ""

    def may(self, need: Need) -> bool:
        """Return whether this person has a right at this meeting."""
        return may(self.actors, need)

    def require(self, need: Need) -> None:
        """Raise PermissionDenied, in words, when this person lacks a right at this meeting."""
        if not self.may(need):
            raise PermissionDenied(reason(need))

    def url(self, name: str, *args: Any) -> str:
        """Return the address of a page of this meeting for this person: `name` is that of the route for who signed in.

        By personal link the same page is at the route `link_<name>`.
        """
        if self.token:
            return reverse(f"meetings:link_{name}", args=[self.token, *args])
        return reverse(f"meetings:{name}", args=[self.meeting.pk, *args])


@dataclass(frozen=True)
class OwnVisit:
    """Somebody at a page of their own: signed in, or by the personal link of any meeting (`token`)."""

    person: User
    token: str = ""

    def url(self, name: str) -> str:
        """Return the address of a page of their own; by personal link the same page is at `link_<name>`."""
        return reverse(f"meetings:link_{name}", args=[self.token]) if self.token else reverse(f"meetings:{name}")


def actors_in_meeting(user: Any, meeting: Meeting) -> frozenset[Actor]:
    """Return what a person is towards a meeting now, their invitation not counted.

    Of a meeting for some people only, taking part in the network says nothing; monitoring conversations are not
    prepared by a team. Who called a meeting is its host as long as they take part.
    """
    if meeting.network is not None:
        actors = actors_in_network(user, meeting.network) - {Actor.GUEST}
    else:
        actors = actors_in_programme(user, meeting.programme_id)
        actors |= {Actor.HOST} if Actor.COORDINATOR in actors else frozenset()
    if meeting.kind not in OPEN_KINDS:
        actors -= {Actor.PARTICIPANT, Actor.ALUMNUS}
    if meeting.kind == Meeting.Kind.MONITORING:
        actors -= {Actor.PREPARATION_TEAM}
    if meeting.host_id == user.pk and actors & {Actor.PARTICIPANT, Actor.FACILITATOR}:
        actors |= {Actor.HOST}
    return frozenset(actors)


def visit_of(user: Any, pk: int) -> Visit:
    """Return somebody's visit to a meeting. Raises Http404 for who may not know of it, and for drafts of others."""
    meetings = Meeting.objects.select_related("programme__calendar", "network__programme", "host", "plan", "poll")
    meeting = meetings.filter(pk=pk).first()
    if meeting is None or not user.is_authenticated:
        raise Http404
    invitee = MeetingInvitee.objects.in_force().filter(meeting=meeting, person=user).first()
    actors = actors_in_meeting(user, meeting) | ({Actor.INVITEE} if invitee else frozenset())
    if not may(actors, Need.SEE_MEETING) or (meeting.is_draft and not may(actors, Need.PLAN_MEETINGS)):
        raise Http404
    return Visit(meeting, user, invitee, actors)


def meeting_door(need: Need) -> Callable[[View], View]:
    """Open a view `(request, visit, …)` at a route with `meeting_pk`, for who has the right."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, meeting_pk: int, **kwargs: Any) -> HttpResponse:
            visit = visit_of(request.user, meeting_pk)
            visit.require(need)
            return _seen(view, request, visit, kwargs)

        return declared(guarded, f"meeting: {need}")

    return decorate


def invitee_door(view: View) -> View:
    """Open a view `(request, visit, …)` at a route with `token`, for who holds the personal link of an invitation.

    Who was taken off the list, and a link that was replaced, get the page of a wrong link. The page is in the language
    of whom the link was sent to.
    """

    @personal_link
    @wraps(view)
    def guarded(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        invitee = invitee_by_token(token)
        if invitee is None:
            return render(request, "meetings/wrong_link.html", status=404)
        language_of_link(request, invitee.person)
        visit = Visit(invitee.meeting, invitee.person, invitee, frozenset({Actor.INVITEE}), token)
        return _seen(view, request, visit, kwargs)

    return guarded


def _seen(view: View, request: HttpRequest, visit: Visit, kwargs: dict[str, Any]) -> HttpResponse:
    """Open a view; what does not stand at this meeting (any more) gets a page that leads back to it."""
    try:
        return view(request, visit, **kwargs)
    except Http404:
        return gone_page(request, back=visit.url("meeting"), by_link=bool(visit.token))


def own_door(view: View) -> View:
    """Open a view `(request, own, …)` for who is signed in: what they see is their own."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return view(request, OwnVisit(person_of(request)), **kwargs)

    return signed_in(guarded)


def own_link_door(view: View) -> View:
    """Open the same view at a route with `token`, for who holds the personal link of any meeting."""

    @wraps(view)
    def by_link(request: HttpRequest, visit: Visit, **kwargs: Any) -> HttpResponse:
        return view(request, OwnVisit(visit.person, visit.token), **kwargs)

    return invitee_door(by_link)


def feed_door(view: View) -> View:
    """Open a view `(request, token)` to programs that fetch a calendar: they hold the link and keep what they got."""
    return declared(view, "personal link")
