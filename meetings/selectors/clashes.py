"""What a planner is told about a date, and may ignore: holidays, days outside the year, people in two places."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from meetings.models import Meeting, MeetingInvitee
from meetings.planning import Span
from meetings.selectors.blocked import Blocked, blocked_of, year_span
from meetings.selectors.meetings import title_of
from networks.models import Participation

Notes = dict[int, list[str]]


def notes_of(meetings: Sequence[Meeting], viewer: Any, *, blocked: Blocked, span: Span) -> Notes:
    """Return what to tell about each meeting, by its key: in words, without names of people."""
    notes: Notes = {meeting.pk: [] for meeting in meetings}
    for meeting in meetings:
        if meeting.is_cancelled or meeting.is_over():
            continue
        ends = [day for day in (meeting.on_date, meeting.floats_from, meeting.floats_until) if day]
        names = dict.fromkeys(blocked.names[day] for day in ends if day in blocked.names)
        notes[meeting.pk] += [_("Falls on: %(name)s.") % {"name": name} for name in names]
        if any(day not in span for day in ends):
            notes[meeting.pk].append(_("Is outside this year."))
        if meeting.network is not None and meeting.network.has_ended(meeting.last_day):
            notes[meeting.pk].append(_("Is after the end of the network: nobody takes part any more."))
    for pk, told in _clashes(meetings, viewer).items():
        notes[pk] += told
    return notes


def notes_about(meeting: Meeting, viewer: Any) -> list[str]:
    """Return what to tell about one meeting after its date was chosen."""
    meeting = Meeting.objects.select_related("programme__calendar", "network", "plan__study_year").get(pk=meeting.pk)
    day = meeting.on_date or meeting.last_day
    span = year_span(meeting.plan.study_year) if meeting.plan else Span(min(day, meeting.floats_from or day), day)
    return notes_of([meeting], viewer, blocked=blocked_of(meeting.programme_id, span), span=span)[meeting.pk]


def _clashes(meetings: Sequence[Meeting], viewer: Any) -> Notes:
    """Return for each meeting which others some of its people are expected at, at the same time."""
    dated = [meeting for meeting in meetings if meeting.on_date and not meeting.is_cancelled and not meeting.is_over()]
    if not dated:
        return {}
    people = _people(dated)
    others = _others(dated, set().union(*people.values()))
    seen = Meeting.objects.visible_to(viewer).filter(pk__in={one.meeting_id for one in others})
    known = set(seen.values_list("pk", flat=True))
    notes: Notes = {}
    for meeting in dated:
        told = [_words(other, is_known=True) for other in _same_time(meeting, dated)]
        told += [
            _words(row.meeting, is_known=row.meeting_id in known)
            for row in others
            if row.person_id in people[meeting.pk] and _overlap(meeting, row.meeting)
        ]
        notes[meeting.pk] = list(dict.fromkeys(told))
    return notes


def _people(meetings: list[Meeting]) -> dict[int, set[int]]:
    """Return who is expected at each meeting: who is invited; of a draft, who takes part in its network today."""
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
    """Return the other invitations that these people have on the same days."""
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


def _words(other: Meeting, *, is_known: bool) -> str:
    """Name the other meeting to who may know of it, and say no more than that there is one to who may not."""
    if not is_known:
        return _("Somebody who belongs here has another meeting at this time.")
    where = other.network.name if other.network else other.programme.name
    return _("At the same time as “%(title)s” of %(where)s, for some of the same people.") % {
        "title": title_of(other),
        "where": where,
    }
