"""Warnings about the date of a meeting, which a planner may ignore: holidays, days outside the year and clashes."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from meetings.models import Meeting, MeetingInvitee
from meetings.planning import Span
from meetings.selectors.blocked import Blocked, blocked_of, year_span
from meetings.selectors.meetings import title_of
from networks.models import Participation

Warnings = dict[int, list[str]]


def date_warnings_by_meeting(meetings: Sequence[Meeting], viewer: Any, *, blocked: Blocked, span: Span) -> Warnings:
    """Return the warnings about each meeting by its key. They never name people."""
    warnings: Warnings = {meeting.pk: [] for meeting in meetings}
    for meeting in meetings:
        if meeting.is_cancelled or meeting.is_over():
            continue
        ends = [day for day in (meeting.on_date, meeting.window_starts, meeting.window_ends) if day]
        names = dict.fromkeys(blocked.names[day] for day in ends if day in blocked.names)
        warnings[meeting.pk] += [_("Falls on: %(name)s.") % {"name": name} for name in names]
        if any(day not in span for day in ends):
            warnings[meeting.pk].append(_("Falls outside this year."))
        if meeting.network is not None and meeting.network.has_ended(meeting.last_day):
            warnings[meeting.pk].append(_("Falls after the network ends: no one takes part any more."))
    for pk, clashes in _clashes(meetings, viewer).items():
        warnings[pk] += clashes
    return warnings


def date_warnings(meeting: Meeting, viewer: Any) -> list[str]:
    """Return the warnings about one meeting whose date was just chosen."""
    meeting = Meeting.objects.select_related("programme__calendar", "network", "plan__study_year").get(pk=meeting.pk)
    day = meeting.on_date or meeting.last_day
    span = year_span(meeting.plan.study_year) if meeting.plan else Span(min(day, meeting.window_starts or day), day)
    return date_warnings_by_meeting([meeting], viewer, blocked=blocked_of(meeting.programme_id, span), span=span)[
        meeting.pk
    ]


def _clashes(meetings: Sequence[Meeting], viewer: Any) -> Warnings:
    """Return for each meeting the overlapping meetings at which some of its people are also expected."""
    dated = [meeting for meeting in meetings if meeting.on_date and not meeting.is_cancelled and not meeting.is_over()]
    if not dated:
        return {}
    people = _people(dated)
    others = _others(dated, set().union(*people.values()))
    seen = Meeting.objects.visible_to(viewer).filter(pk__in={one.meeting_id for one in others})
    known = set(seen.values_list("pk", flat=True))
    warnings: Warnings = {}
    for meeting in dated:
        clashes = [_message(other, is_known=True) for other in _same_time(meeting, dated)]
        clashes += [
            _message(row.meeting, is_known=row.meeting_id in known)
            for row in others
            if row.person_id in people[meeting.pk] and _overlap(meeting, row.meeting)
        ]
        warnings[meeting.pk] = list(dict.fromkeys(clashes))
    return warnings


def _people(meetings: list[Meeting]) -> dict[int, set[int]]:
    """Return the people expected at each meeting: its invitees, or for a draft the members of its network."""
    found: dict[int, set[int]] = {meeting.pk: set() for meeting in meetings}
    invited = MeetingInvitee.objects.current().filter(meeting__in=meetings)
    for meeting_key, person_key in invited.values_list("meeting_id", "person_id"):
        found[meeting_key].add(person_key)
    networks = {meeting.network_id for meeting in meetings if meeting.is_draft}
    members: dict[int, set[int]] = {}
    for network, person in (
        Participation.objects.members().filter(network__in=networks).values_list("network_id", "person_id")
    ):
        members.setdefault(network, set()).add(person)
    for meeting in meetings:
        if meeting.is_draft and meeting.network_id is not None:
            found[meeting.pk] |= members.get(meeting.network_id, set())
    return found


def _others(meetings: list[Meeting], people: set[int]) -> "QuerySet[MeetingInvitee]":
    """Return the other invitations of these people on the same days."""
    rows = MeetingInvitee.objects.current().filter(
        person__in=people,
        meeting__state=Meeting.State.PUBLISHED,
        meeting__on_date__in={meeting.on_date for meeting in meetings},
    )
    related = ("meeting__programme__calendar", "meeting__network")
    return rows.exclude(meeting__in=meetings).select_related(*related).order_by("meeting_id", "pk")


def _same_time(meeting: Meeting, meetings: list[Meeting]) -> list[Meeting]:
    return [other for other in meetings if other.pk != meeting.pk and _overlap(meeting, other)]


def _overlap(one: Meeting, other: Meeting) -> bool:
    if one.begins is None or one.ends is None or other.begins is None or other.ends is None:
        return False
    return one.begins < other.ends and other.begins < one.ends


def _message(other: Meeting, *, is_known: bool) -> str:
    """Return the warning about another meeting, which is only named to viewers who may see it."""
    if not is_known:
        return _("Someone who should be here has another meeting at this time.")
    where = other.network.name if other.network else other.programme.name
    return _("At the same time as “%(title)s” of %(where)s, for some of the same people.") % {
        "title": title_of(other),
        "where": where,
    }
