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

from accounts.access import View, mark_access, person_of, personal_link, signed_in
from accounts.language import language_of_link
from accounts.models import User
from meetings.models import Meeting, MeetingInvitee
from meetings.not_found import not_found_page
from meetings.querysets import OPEN_KINDS
from meetings.tokens import invitee_by_token
from networks.access import Permission, Role, denial_message, may, roles_in_network, roles_in_programme


@dataclass(frozen=True)
class Visit:
    """Somebody at one meeting. `token` is set when they came by their personal link, and addresses then keep to it."""

    meeting: Meeting
    person: User
    invitee: MeetingInvitee | None
    roles: frozenset[Role] = field(default_factory=frozenset)
    token: str = ""

    def may(self, permission: Permission) -> bool:
        """Return whether this person has a right at this meeting."""
        return may(self.roles, permission)

    def require(self, permission: Permission) -> None:
        """Raise PermissionDenied, in words, when this person lacks a right at this meeting."""
        if not self.may(permission):
            raise PermissionDenied(denial_message(permission))

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


def roles_in_meeting(user: Any, meeting: Meeting) -> frozenset[Role]:
    """Return what a person is towards a meeting now, their invitation not counted.

    Of a meeting for some people only, taking part in the network says nothing; monitoring conversations are not
    prepared by a team. Who called a meeting is its host as long as they take part.
    """
    if meeting.network is not None:
        roles = roles_in_network(user, meeting.network) - {Role.GUEST}
    else:
        roles = roles_in_programme(user, meeting.programme_id)
        roles |= {Role.HOST} if Role.COORDINATOR in roles else frozenset()
    if meeting.kind not in OPEN_KINDS:
        roles -= {Role.PARTICIPANT, Role.ALUMNUS}
    if meeting.kind == Meeting.Kind.MONITORING:
        roles -= {Role.PREPARATION_TEAM}
    if meeting.host_id == user.pk and roles & {Role.PARTICIPANT, Role.FACILITATOR}:
        roles |= {Role.HOST}
    return frozenset(roles)


def visit_of(user: Any, pk: int) -> Visit:
    """Return somebody's visit to a meeting. Raises Http404 for who may not know of it, and for drafts of others."""
    meetings = Meeting.objects.select_related("programme__calendar", "network__programme", "host", "plan", "poll")
    meeting = meetings.filter(pk=pk).first()
    if meeting is None or not user.is_authenticated:
        raise Http404
    invitee = MeetingInvitee.objects.in_force().filter(meeting=meeting, person=user).first()
    roles = roles_in_meeting(user, meeting) | ({Role.INVITEE} if invitee else frozenset())
    if not may(roles, Permission.SEE_MEETING) or (meeting.is_draft and not may(roles, Permission.PLAN_MEETINGS)):
        raise Http404
    return Visit(meeting, user, invitee, roles)


def meeting_access(permission: Permission) -> Callable[[View], View]:
    """Open a view `(request, visit, …)` at a route with `meeting_pk`, for who has the right."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, meeting_pk: int, **kwargs: Any) -> HttpResponse:
            visit = visit_of(request.user, meeting_pk)
            visit.require(permission)
            return _seen(view, request, visit, kwargs)

        return mark_access(guarded, f"meeting: {permission}")

    return decorate


def invitee_access(view: View) -> View:
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
        visit = Visit(invitee.meeting, invitee.person, invitee, frozenset({Role.INVITEE}), token)
        return _seen(view, request, visit, kwargs)

    return guarded


def _seen(view: View, request: HttpRequest, visit: Visit, kwargs: dict[str, Any]) -> HttpResponse:
    """Open a view; what does not stand at this meeting (any more) gets a page that leads back to it."""
    try:
        return view(request, visit, **kwargs)
    except Http404:
        return not_found_page(request, back=visit.url("meeting"), by_link=bool(visit.token))


def own_calendar_access(view: View) -> View:
    """Open a view `(request, own, …)` for who is signed in: what they see is their own."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return view(request, OwnVisit(person_of(request)), **kwargs)

    return signed_in(guarded)


def own_calendar_link_access(view: View) -> View:
    """Open the same view at a route with `token`, for who holds the personal link of any meeting."""

    @wraps(view)
    def by_link(request: HttpRequest, visit: Visit, **kwargs: Any) -> HttpResponse:
        return view(request, OwnVisit(visit.person, visit.token), **kwargs)

    return invitee_access(by_link)


def calendar_feed_access(view: View) -> View:
    """Open a view `(request, token)` to programs that fetch a calendar: they hold the link and keep what they got."""
    return mark_access(view, "personal link")
