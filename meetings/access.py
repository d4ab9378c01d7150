"""Access to meetings, by signing in or by the personal link of an invitation.

Both call the same views with a `Visit`, so that people without a password can use every page.
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
from accounts.language import language_activate_for_link
from accounts.models import User
from meetings.kinds import MEETING_KINDS
from meetings.models import Meeting, MeetingInvitee
from meetings.not_found import not_found_page
from meetings.selectors.feed import person_by_page_token
from meetings.tokens import invitee_by_token
from networks.access import (
    Permission,
    Place,
    Role,
    denial_message,
    may,
    place_set,
    roles_in_network,
    roles_in_programme,
)


@dataclass(frozen=True)
class Visit:
    """A person at one meeting. `token` is set if they came by personal link; URLs then use it too."""

    meeting: Meeting
    person: User
    invitee: MeetingInvitee | None
    roles: frozenset[Role] = field(default_factory=frozenset)
    token: str = ""

    def may(self, permission: Permission) -> bool:
        """Return whether this person has a permission for this meeting."""
        return may(self.roles, permission)

    def require(self, permission: Permission) -> None:
        """Raise PermissionDenied, with the reason, if this person lacks a permission for this meeting."""
        if not self.may(permission):
            raise PermissionDenied(denial_message(permission))

    def url(self, name: str, *args: Any) -> str:
        """Return the URL of a page of this meeting for this person.

        `name` is the route for signed-in people; by personal link the same page is at `link_<name>`.
        """
        if self.token:
            return reverse(f"meetings:link_{name}", args=[self.token, *args])
        return reverse(f"meetings:{name}", args=[self.meeting.pk, *args])


@dataclass(frozen=True)
class OwnVisit:
    """A person at a page of their own: signed in, or by the personal link to it (`token`)."""

    person: User
    token: str = ""

    def url(self, name: str) -> str:
        """Return the URL of a page of their own; by personal link the same page is at `link_<name>`."""
        return reverse(f"meetings:link_{name}", args=[self.token]) if self.token else reverse(f"meetings:{name}")


def roles_in_meeting(user: Any, meeting: Meeting) -> frozenset[Role]:
    """Return the current roles of a person in a meeting, apart from being invited.

    The kind of the meeting decides whether participants and the preparation team count. The person who started a
    meeting is its host as long as they take part in the network.
    """
    if meeting.network is not None:
        roles = roles_in_network(user, meeting.network) - {Role.GUEST}
    else:
        roles = roles_in_programme(user, meeting.programme_id)
        roles |= {Role.HOST} if Role.COORDINATOR in roles else frozenset()
    kind = MEETING_KINDS[meeting.kind]
    if not kind.is_open:
        roles -= {Role.PARTICIPANT, Role.ALUMNUS}
    if not kind.for_team:
        roles -= {Role.PREPARATION_TEAM}
    if meeting.host_id == user.pk and roles & {Role.PARTICIPANT, Role.FACILITATOR}:
        roles |= {Role.HOST}
    return frozenset(roles)


def visit_of(user: Any, pk: int) -> Visit:
    """Return a signed-in person's visit to a meeting.

    Raises Http404 if there is no such meeting, if the person may not see it, or if it is a draft that they do not plan.
    """
    meetings = Meeting.objects.select_related("programme__calendar", "network__programme", "host", "plan", "poll")
    meeting = meetings.filter(pk=pk).first()
    if meeting is None or not user.is_authenticated:
        raise Http404
    invitee = MeetingInvitee.objects.granting_access().filter(meeting=meeting, person=user).first()
    roles = roles_in_meeting(user, meeting) | ({Role.INVITEE} if invitee else frozenset())
    if not may(roles, Permission.SEE_MEETING) or (meeting.is_draft and not may(roles, Permission.PLAN_MEETINGS)):
        raise Http404
    return Visit(meeting, user, invitee, roles)


def meeting_access(permission: Permission) -> Callable[[View], View]:
    """Guard a view `(request, visit, …)` at a route with `meeting_pk`: the person needs this permission."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, meeting_pk: int, **kwargs: Any) -> HttpResponse:
            visit = visit_of(request.user, meeting_pk)
            visit.require(permission)
            place_set(request, Place(visit.meeting.programme, visit.roles, visit.meeting.network))
            return _respond(view, request, visit, kwargs)

        return mark_access(guarded, f"meeting: {permission}")

    return decorate


def invitee_access(view: View) -> View:
    """Guard a view `(request, visit, …)` at a route with `token`, the personal link of an invitation.

    Shows the wrong-link page (404) if the invitation grants no access or the link was replaced. The page is in the
    language of the invitee.
    """

    @personal_link
    @wraps(view)
    def guarded(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        invitee = invitee_by_token(token)
        if invitee is None:
            return render(request, "meetings/wrong_link.html", status=404)
        language_activate_for_link(request, invitee.person)
        visit = Visit(invitee.meeting, invitee.person, invitee, frozenset({Role.INVITEE}), token)
        return _respond(view, request, visit, kwargs)

    return guarded


def _respond(view: View, request: HttpRequest, visit: Visit, kwargs: dict[str, Any]) -> HttpResponse:
    """Call a view; answer Http404 with a page that leads back to the meeting."""
    try:
        return view(request, visit, **kwargs)
    except Http404:
        return not_found_page(request, back=visit.url("meeting"), by_link=bool(visit.token))


def own_calendar_access(view: View) -> View:
    """Guard a view `(request, own, …)` that shows a signed-in person their own data."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return view(request, OwnVisit(person_of(request)), **kwargs)

    return signed_in(guarded)


def own_calendar_link_access(view: View) -> View:
    """Guard the same view at a route with `token`, the personal link to the calendar page.

    The link of a meeting does not open it: people to whom it was forwarded must not change what concerns all meetings.
    """

    @personal_link
    @wraps(view)
    def by_link(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        person = person_by_page_token(token)
        if person is None:
            return render(request, "meetings/wrong_link.html", status=404)
        language_activate_for_link(request, person)
        return view(request, OwnVisit(person, token), **kwargs)

    return by_link


def calendar_feed_access(view: View) -> View:
    """Mark a view `(request, token)` as open to calendar programs, which hold a secret link."""
    return mark_access(view, "personal link")
