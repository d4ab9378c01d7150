"""Making, changing, publishing and cancelling a meeting."""

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.registry import AuditCode, audit_code
from audit.services import audit_write
from meetings.access import roles_in_meeting
from meetings.formatting import moment_in_words
from meetings.models import DatePoll, Meeting, MeetingInvitee, YearPlan
from meetings.models.meeting import EARLIEST, LATEST
from meetings.selectors.letter_times import is_soon
from meetings.services.invitees import invitees_ask_again, invitees_sync
from meetings.services.reminders import letters_around_plan
from meetings.services.repeats import idempotent_create
from meetings.services.rights import require_meeting, require_planner
from meetings.services.rows import lock_or_stale
from meetings.services.telling import invitees_tell
from networks.access import Permission, denial_message, may
from networks.models import Network, Programme
from networks.services.locks import network_lock, programme_lock

PUBLISHED = audit_code("meetings.published", gettext_lazy("published a meeting of %(day)s"))
MOVED = audit_code("meetings.moved", gettext_lazy("changed the time or the place of a meeting of %(day)s"))
CANCELLED = audit_code("meetings.cancelled", gettext_lazy("cancelled a meeting of %(day)s"))

# What calendars show: a change of one of these is a new sequence, and people hear of it.
TOLD = ("on_date", "starts_at", "minutes", "floats_from", "floats_until", "place", "link", "mode")
FIELDS = (*TOLD, "mode_reason", "title", "purpose", "aims", "kind")
# Two meetings that are the same in all this are one, sent twice.
SAME = ("programme", "network", "kind", "on_date", "starts_at", "floats_from", "floats_until", "title", "place", "host")


@transaction.atomic
def meeting_create(
    *,
    programme: Programme,
    network: Network | None,
    actor: Any | None,
    kind: str = Meeting.Kind.NETWORK,
    plan: YearPlan | None = None,
    publish: bool = False,
    **fields: Any,
) -> Meeting:
    """Make a meeting, as a draft unless `publish`. `fields`: any of FIELDS. Raises ValidationError by field.

    A draft of no year's plan that is sent twice is made once; those of a plan are looked at where the plan is locked.
    """
    require_planner(actor=actor, programme=programme, network=network)
    meeting = Meeting(programme=programme, network=network, kind=kind, plan=plan)
    if actor is not None and not may(roles_in_meeting(actor, meeting), Permission.PLAN_MEETINGS):
        raise PermissionDenied(denial_message(Permission.PLAN_MEETINGS))
    if publish:
        return meeting_announce(meeting, fields, actor)
    return meeting_make(meeting, fields) if plan is not None else _draft_once(meeting, fields)


def meeting_make(meeting: Meeting, fields: dict[str, Any]) -> Meeting:
    """Fill in and save a new meeting: what all ways of making one share. No rights. Raises ValidationError by field."""
    _fill_in(meeting, fields)
    return _saved(meeting)


def _fill_in(meeting: Meeting, fields: dict[str, Any]) -> None:
    for name, value in _known(fields).items():
        setattr(meeting, name, value)
    _check(meeting)


def _draft_once(meeting: Meeting, fields: dict[str, Any]) -> Meeting:
    _place_lock(meeting)
    _fill_in(meeting, fields)
    drafts = Meeting.objects.filter(state=Meeting.State.DRAFT, **_same(meeting))
    return idempotent_create(drafts, tuple(_same(meeting).values()), partial(_saved, meeting))


def meeting_announce(meeting: Meeting, fields: dict[str, Any], actor: Any | None) -> Meeting:
    """Fill in and publish a new meeting in one act. No right to make it.

    A second click returns the meeting that the first one made. Raises ValidationError by field, and for the same
    meeting a moment later with something else about it.
    """
    _place_lock(meeting)
    _fill_in(meeting, fields)
    publish = partial(_saved_and_published, meeting, actor)
    same = Meeting.objects.published().filter(**_same(meeting))
    made = idempotent_create(same, tuple(_same(meeting).values()), publish)
    if any(getattr(made, name) != getattr(meeting, name) for name in FIELDS):
        raise ValidationError(_("This meeting was planned a moment ago."))
    return made


def _place_lock(meeting: Meeting) -> None:
    if meeting.network is not None:
        network_lock(meeting.network)
    else:
        programme_lock(meeting.programme)


def _same(meeting: Meeting) -> dict[str, Any]:
    return {name: getattr(meeting, name) for name in SAME}


def _saved(meeting: Meeting) -> Meeting:
    meeting.save()
    return meeting


def _saved_and_published(meeting: Meeting, actor: Any | None) -> Meeting:
    return meeting_publish(meeting=_saved(meeting), actor=actor)


@transaction.atomic
def meeting_publish(*, meeting: Meeting, actor: Any | None) -> Meeting:
    """Let a draft take place: everybody whom its kind invites hears of it. Raises ValidationError when it is none."""
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.PLAN_MEETINGS)
    if not meeting.is_draft:
        raise ValidationError(_("This meeting is published already."))
    meeting.state, meeting.published_at, meeting.changed_at = Meeting.State.PUBLISHED, timezone.now(), timezone.now()
    meeting.save(update_fields=["state", "published_at", "changed_at"])
    invitees_sync(meeting=meeting)
    letters_around_plan(meeting=meeting)
    _record(PUBLISHED, meeting, actor)
    return meeting


@transaction.atomic
def meeting_change(*, meeting: Meeting, actor: Any | None, seen: int | None = None, **fields: Any) -> Meeting:
    """Change a meeting. What calendars show raises the sequence and is told; other words only have a new date.

    `fields`: any of FIELDS. `seen` is the sequence that the actor was looking at: a form that was opened before
    somebody else moved the meeting must not move it back unseen. Raises ValidationError by field; a meeting that is
    over keeps its day, time and place, and none moves to where nobody would hear of it in time.
    """
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.PLAN_MEETINGS)
    if meeting.is_cancelled:
        raise ValidationError(_("This meeting was cancelled."))
    values = _known(fields)
    changed = [name for name, value in values.items() if getattr(meeting, name) != value]
    if not changed:
        return meeting
    if "kind" in changed and not meeting.is_draft:
        raise ValidationError({"kind": _("People were invited by this kind of meeting. Call it off and plan another.")})
    is_told = bool(set(changed) & set(TOLD)) and not meeting.is_draft
    if is_told:
        _check_as_it_stands(meeting, seen)
    was_soon = is_soon(meeting)
    for name in changed:
        setattr(meeting, name, values[name])
    _check(meeting)
    if is_told and meeting.is_over():
        raise ValidationError({"on_date": _("This moment is past: nobody would hear of it in time.")})
    meeting.changed_at = timezone.now()
    meeting.sequence += is_told
    meeting.save(update_fields=[*changed, "changed_at", "sequence"])
    if is_told:
        _change_tell(meeting, has_new_day="on_date" in changed, at_once=was_soon)
        _record(MOVED, meeting, actor)
    return meeting


def _change_tell(meeting: Meeting, *, has_new_day: bool, at_once: bool) -> None:
    """Bring the list up to date and tell everybody of a change; what people said of another day goes."""
    if has_new_day:
        DatePoll.objects.filter(meeting=meeting).delete()
        invitees_ask_again(meeting=meeting)
    change = invitees_sync(meeting=meeting)
    known = MeetingInvitee.objects.current().filter(meeting=meeting).exclude(pk__in=change.added)
    invitees_tell(meeting=meeting, invitee_keys=known.values_list("pk", flat=True), at_once=at_once)
    letters_around_plan(meeting=meeting)


@transaction.atomic
def meeting_cancel(*, meeting: Meeting, actor: Any | None) -> None:
    """Cancel a meeting: everybody invited hears of it. A draft, of which nobody heard, is deleted.

    Raises ValidationError for one that is over or cancelled already.
    """
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.PLAN_MEETINGS)
    if meeting.is_draft:
        meeting.delete()
        return
    if meeting.is_cancelled:
        raise ValidationError(_("This meeting was cancelled."))
    if meeting.is_over():
        raise ValidationError(_("This meeting is over and cannot be cancelled any more."))
    now = timezone.now()
    meeting.state, meeting.cancelled_at, meeting.changed_at = Meeting.State.CANCELLED, now, now
    meeting.sequence += 1
    meeting.save(update_fields=["state", "cancelled_at", "changed_at", "sequence"])
    DatePoll.objects.filter(meeting=meeting).delete()
    invitees_tell(meeting=meeting)
    _record(CANCELLED, meeting, actor)


def meeting_lock(meeting: Meeting) -> Meeting:
    """Lock and return a meeting as it is now: one change at a time. Call inside a transaction.

    Raises ValidationError when somebody threw the draft away meanwhile.
    """
    return lock_or_stale(Meeting.objects.select_related("programme__calendar", "network__programme"), meeting)


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields with words trimmed. Raises TypeError for an unknown one: a slip of ours, not of the reader."""
    if set(fields) - set(FIELDS):
        raise TypeError(", ".join(sorted(set(fields) - set(FIELDS))))
    return {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}


def _check(meeting: Meeting) -> None:
    """Raise ValidationError by field."""
    if meeting.on_date is None and (meeting.floats_from is None or meeting.floats_until is None):
        raise ValidationError({"on_date": _("Choose a day.")})
    if meeting.on_date is not None and meeting.starts_at is None:
        raise ValidationError({"starts_at": _("Fill in when it begins.")})
    if meeting.floats_from and meeting.floats_until and meeting.floats_until < meeting.floats_from:
        raise ValidationError({"floats_until": _("This day is before the first day.")})
    days = [day for day in (meeting.on_date, meeting.floats_from, meeting.floats_until) if day]
    if any(not EARLIEST <= day <= LATEST for day in days):
        raise ValidationError({"on_date": _("Choose a day between 2000 and 2100.")})
    meeting.clean_fields(exclude=["programme", "network", "plan", "host"])


def _check_as_it_stands(meeting: Meeting, seen: int | None) -> None:
    """Raise ValidationError when what calendars show cannot change any more, or not from what the actor looked at."""
    if meeting.is_over():
        raise ValidationError(_("This meeting is over: its day, time and place stay as they were."))
    if seen not in {None, meeting.sequence}:
        text = _("Somebody changed this meeting meanwhile: it is %(moment)s now. Save again to make it what you typed.")
        raise ValidationError(text % {"moment": moment_in_words(meeting)})


def length_between(starts_at: time, ends_at: time) -> int:
    """Return the minutes between two times of the clock; an end at or before the start is not a length: 0 or less."""
    day = date(2000, 1, 1)
    return int((datetime.combine(day, ends_at) - datetime.combine(day, starts_at)) / timedelta(minutes=1))


def _record(code: AuditCode, meeting: Meeting, actor: Any | None) -> None:
    audit_write(
        code,
        actor=actor,
        programme_key=meeting.programme_id,
        day=meeting.last_day.isoformat(),
        network=meeting.network.name if meeting.network else "",
    )
