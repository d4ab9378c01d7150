"""Creating, changing, publishing and cancelling meetings."""

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
from meetings.formatting import format_moment
from meetings.models import DatePoll, Meeting, MeetingInvitee, YearPlan
from meetings.models.meeting import EARLIEST, LATEST, MAX_MINUTES
from meetings.selectors.email_times import is_soon
from meetings.services.idempotency import idempotent_create
from meetings.services.invitees import answers_reset, invitees_sync
from meetings.services.locks import lock_or_stale
from meetings.services.notifications import invitees_notify
from meetings.services.reminders import emails_around_schedule
from meetings.services.rights import require_meeting, require_planner
from networks.access import Permission, denial_message, may
from networks.models import Network, Programme
from networks.services.locks import network_lock, programme_lock

PUBLISHED = audit_code("meetings.published", gettext_lazy("published a meeting on %(day)s"))
MOVED = audit_code("meetings.moved", gettext_lazy("changed the time or place of a meeting on %(day)s"))
CANCELLED = audit_code("meetings.cancelled", gettext_lazy("cancelled a meeting on %(day)s"))

# Fields that calendars show. A change of one of these raises the sequence, and invitees are notified.
CALENDAR_FIELDS = ("on_date", "starts_at", "minutes", "window_starts", "window_ends", "place", "link", "mode")
FIELDS = (*CALENDAR_FIELDS, "mode_reason", "title", "purpose", "aims", "kind")
# Two meetings created with the same values for all of these are one form sent twice.
IDENTITY_FIELDS = (
    "programme",
    "network",
    "kind",
    "on_date",
    "starts_at",
    "window_starts",
    "window_ends",
    "title",
    "place",
    "host",
)


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
    """Create a meeting, as a draft unless `publish`. `fields`: any of FIELDS. Raises ValidationError by field.

    An identical draft created in the last minute is returned instead. Services that create the drafts of a plan take
    care of that themselves.
    """
    require_planner(actor=actor, programme=programme, network=network)
    meeting = Meeting(programme=programme, network=network, kind=kind, plan=plan)
    if actor is not None and not may(roles_in_meeting(actor, meeting), Permission.PLAN_MEETINGS):
        raise PermissionDenied(denial_message(Permission.PLAN_MEETINGS))
    if publish:
        return meeting_announce(meeting, fields, actor)
    return meeting_make(meeting, fields) if plan is not None else _draft_once(meeting, fields)


def meeting_make(meeting: Meeting, fields: dict[str, Any]) -> Meeting:
    """Fill in and save a new meeting, without checking permissions. Raises ValidationError by field."""
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
    """Fill in and publish a new meeting, without checking permissions to create it.

    Returns the meeting that an identical request created in the last minute. Raises ValidationError by field, and if
    the requests differ in other fields than IDENTITY_FIELDS.
    """
    _place_lock(meeting)
    _fill_in(meeting, fields)
    publish = partial(_saved_and_published, meeting, actor)
    same = Meeting.objects.published().filter(**_same(meeting))
    made = idempotent_create(same, tuple(_same(meeting).values()), publish)
    if any(getattr(made, name) != getattr(meeting, name) for name in FIELDS):
        raise ValidationError(_("This meeting has just been planned."))
    return made


def _place_lock(meeting: Meeting) -> None:
    if meeting.network is not None:
        network_lock(meeting.network)
    else:
        programme_lock(meeting.programme)


def _same(meeting: Meeting) -> dict[str, Any]:
    return {name: getattr(meeting, name) for name in IDENTITY_FIELDS}


def _saved(meeting: Meeting) -> Meeting:
    meeting.save()
    return meeting


def _saved_and_published(meeting: Meeting, actor: Any | None) -> Meeting:
    return meeting_publish(meeting=_saved(meeting), actor=actor)


@transaction.atomic
def meeting_publish(*, meeting: Meeting, actor: Any | None) -> Meeting:
    """Publish a draft and invite the people whom its kind invites. Raises ValidationError if it is not a draft."""
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.PLAN_MEETINGS)
    if not meeting.is_draft:
        raise ValidationError(_("This meeting has already been published."))
    meeting.state, meeting.published_at, meeting.changed_at = Meeting.State.PUBLISHED, timezone.now(), timezone.now()
    meeting.save(update_fields=["state", "published_at", "changed_at"])
    invitees_sync(meeting=meeting)
    emails_around_schedule(meeting=meeting)
    _record(PUBLISHED, meeting, actor)
    return meeting


@transaction.atomic
def meeting_change(
    *, meeting: Meeting, actor: Any | None, expected_sequence: int | None = None, **fields: Any
) -> Meeting:
    """Change a meeting. `fields`: any of FIELDS. Changes to CALENDAR_FIELDS raise the sequence and notify invitees.

    `expected_sequence` is the sequence that the actor saw: a form opened before someone else moved the meeting must not
    move it back. Raises ValidationError by field. A past meeting keeps its date, time and place, and no meeting can
    move into the past.
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
        raise ValidationError(
            {"kind": _("People have been invited to this kind of meeting. Cancel it and plan another one.")}
        )
    notifies = bool(set(changed) & set(CALENDAR_FIELDS)) and not meeting.is_draft
    if notifies:
        _check_movable(meeting, expected_sequence)
    was_soon, last_begins = is_soon(meeting), meeting.begins
    for name in changed:
        setattr(meeting, name, values[name])
    _check(meeting)
    if notifies and meeting.is_over():
        raise ValidationError({"on_date": _("This time has passed: no one would be notified in time.")})
    meeting.changed_at = timezone.now()
    meeting.sequence += notifies
    meeting.last_begins = last_begins or meeting.last_begins
    meeting.save(update_fields=[*changed, "changed_at", "sequence", "last_begins"])
    if notifies:
        _change_notify(meeting, has_new_day="on_date" in changed, at_once=was_soon)
        _record(MOVED, meeting, actor)
    return meeting


def _change_notify(meeting: Meeting, *, has_new_day: bool, at_once: bool) -> None:
    """Update the invitations and notify everyone of a change. A new date resets the answers and deletes the poll."""
    if has_new_day:
        DatePoll.objects.filter(meeting=meeting).delete()
        answers_reset(meeting=meeting)
    change = invitees_sync(meeting=meeting)
    known = MeetingInvitee.objects.current().filter(meeting=meeting).exclude(pk__in=change.added)
    invitees_notify(meeting=meeting, invitee_keys=known.values_list("pk", flat=True), at_once=at_once)
    emails_around_schedule(meeting=meeting)


@transaction.atomic
def meeting_cancel(*, meeting: Meeting, actor: Any | None) -> None:
    """Cancel a meeting and notify its invitees. A draft is deleted instead, without a notification.

    Raises ValidationError if the meeting is over or already cancelled.
    """
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.PLAN_MEETINGS)
    if meeting.is_draft:
        meeting.delete()
        return
    if meeting.is_cancelled:
        raise ValidationError(_("This meeting was cancelled."))
    if meeting.is_over():
        raise ValidationError(_("This meeting is over, so it can’t be cancelled any more."))
    now = timezone.now()
    meeting.state, meeting.cancelled_at, meeting.changed_at = Meeting.State.CANCELLED, now, now
    meeting.sequence += 1
    meeting.save(update_fields=["state", "cancelled_at", "changed_at", "sequence"])
    DatePoll.objects.filter(meeting=meeting).delete()
    invitees_notify(meeting=meeting)
    _record(CANCELLED, meeting, actor)


def meeting_lock(meeting: Meeting) -> Meeting:
    """Lock and return the current state of a meeting. Call inside a transaction.

    Raises ValidationError if it was a draft that has been deleted.
    """
    return lock_or_stale(Meeting.objects.select_related("programme__calendar", "network__programme"), meeting)


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields with text trimmed. Raises TypeError for an unknown field, which is a programming error."""
    if set(fields) - set(FIELDS):
        raise TypeError(", ".join(sorted(set(fields) - set(FIELDS))))
    return {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}


def _check(meeting: Meeting) -> None:
    """Raise ValidationError by field."""
    if meeting.on_date is None and (meeting.window_starts is None or meeting.window_ends is None):
        raise ValidationError({"on_date": _("Choose a day.")})
    if meeting.on_date is not None and meeting.starts_at is None:
        raise ValidationError({"starts_at": _("Enter a start time.")})
    if meeting.window_starts and meeting.window_ends and meeting.window_ends < meeting.window_starts:
        raise ValidationError({"window_ends": _("This day is before the first day.")})
    days = [day for day in (meeting.on_date, meeting.window_starts, meeting.window_ends) if day]
    if any(not EARLIEST <= day <= LATEST for day in days):
        raise ValidationError({"on_date": _("Choose a day between 2000 and 2100.")})
    meeting.clean_fields(exclude=["programme", "network", "plan", "host"])


def _check_movable(meeting: Meeting, expected_sequence: int | None) -> None:
    """Raise ValidationError if the meeting is over, or if it was changed since the actor saw it."""
    if meeting.is_over():
        raise ValidationError(_("This meeting is over, so its day, time and place can’t change any more."))
    if expected_sequence not in {None, meeting.sequence}:
        text = _("Someone has just changed this meeting to %(moment)s. Save again to use your own version.")
        raise ValidationError(text % {"moment": format_moment(meeting)})


def length_between(starts_at: time, ends_at: time) -> int:
    """Return the minutes between two times, of which the end is on the next day unless it is after the start."""
    day = date(2000, 1, 1)
    minutes = int((datetime.combine(day, ends_at) - datetime.combine(day, starts_at)) / timedelta(minutes=1))
    return minutes if minutes > 0 else minutes + MAX_MINUTES


def _record(code: AuditCode, meeting: Meeting, actor: Any | None) -> None:
    audit_write(
        code,
        actor=actor,
        programme_key=meeting.programme_id,
        day=meeting.last_day.isoformat(),
        network=meeting.network.name if meeting.network else "",
    )
