"""Polls for the date of a meeting. A new meeting has no date yet; an existing one keeps its date for the time being.

The facilitator chooses a date, which then becomes the date of the meeting.
"""

from collections.abc import Mapping, Sequence
from datetime import date, time
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mailing.services import EmailDraft, emails_enqueue_each
from meetings.models import DateMark, DateOption, DatePoll, Meeting, MeetingInvitee
from meetings.models.calendar import today_of
from meetings.services.idempotency import idempotent_create
from meetings.services.meeting import meeting_change, meeting_create, meeting_lock, meeting_publish
from meetings.services.rights import require_meeting
from networks.access import Permission, denial_message
from networks.models import Network
from networks.services.locks import network_lock
from networks.services.rights import require_network

ASKED = "meetings.poll"
MIN_OPTIONS, MAX_OPTIONS = 2, 8
Moment = tuple[date, time]


@transaction.atomic
def poll_open(*, network: Network, actor: Any | None, moments: Sequence[Moment], **fields: Any) -> Meeting:
    """Publish a meeting without a date and ask everyone in the network which of these moments they can make.

    `fields` are those of the meeting. The invitation itself asks the question. Raises ValidationError by field.
    """
    wanted = _wanted(moments, today_of(network.programme))
    require_network(actor=actor, network=network, permission=Permission.PLAN_MEETINGS)
    fields |= {"window_starts": wanted[0][0], "window_ends": wanted[-1][0]}
    network_lock(network)
    ask = partial(_ask, network, actor, wanted, fields)
    return idempotent_create(Meeting.objects.published(), (network, actor, wanted, sorted(fields.items())), ask)


def _ask(network: Network, actor: Any | None, wanted: list[Moment], fields: dict[str, Any]) -> Meeting:
    meeting = meeting_create(programme=network.programme, network=network, actor=actor, **fields)
    _options_create(meeting, wanted)
    return meeting_publish(meeting=meeting, actor=actor)


@transaction.atomic
def poll_ask(*, meeting: Meeting, actor: Any | None, moments: Sequence[Moment]) -> DatePoll:
    """Ask all invitees of a meeting which of these moments they can make; until one is chosen, its date stays.

    Raises ValidationError unless there are two to eight future moments, if there is a poll already, and if the meeting
    is a draft, cancelled or over.
    """
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.PLAN_MEETINGS)
    if meeting.state != Meeting.State.PUBLISHED or meeting.is_over():
        raise ValidationError(_("This meeting is over, cancelled or not published yet."))
    wanted = _wanted(moments, meeting.today)
    return idempotent_create(DatePoll.objects.all(), (meeting, actor, wanted), partial(_ask_about, meeting, wanted))


def _ask_about(meeting: Meeting, wanted: list[Moment]) -> DatePoll:
    if DatePoll.objects.filter(meeting=meeting).exists():
        raise ValidationError(_("People have already been asked. First choose a day or stop asking."))
    poll = _options_create(meeting, wanted)
    invited = MeetingInvitee.objects.current().filter(meeting=meeting).values_list("pk", "person_id")
    drafts = [EmailDraft(person, f"{poll.pk}:{poll.opened_at}", {"invitee": pk}) for pk, person in invited]
    emails_enqueue_each(email_type=ASKED, drafts=drafts)
    return poll


@transaction.atomic
def poll_drop(*, meeting: Meeting, actor: Any | None) -> None:
    """Delete the poll of a meeting with its answers. The meeting keeps its date. Safe to repeat."""
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.SEE_REPLIES)
    DatePoll.objects.filter(meeting=meeting).delete()


def _wanted(moments: Sequence[Moment], today: date) -> list[Moment]:
    """Return the moments in order. Raises ValidationError for too few, too many or past ones."""
    wanted = sorted(set(moments))
    if not MIN_OPTIONS <= len(wanted) <= MAX_OPTIONS:
        raise ValidationError(_("Enter two to eight different times."))
    if wanted[0][0] <= today:
        raise ValidationError(_("Enter days in the future."))
    return wanted


def _options_create(meeting: Meeting, wanted: list[Moment]) -> DatePoll:
    poll = DatePoll.objects.create(meeting=meeting)
    DateOption.objects.bulk_create(DateOption(poll=poll, on_date=day, starts_at=clock) for day, clock in wanted)
    return poll


@transaction.atomic
def poll_mark(*, meeting: Meeting, actor: Any, marks: Mapping[int, str]) -> None:
    """Save which options an invitee can make, by key of option; "" withdraws a mark. Keys of other polls are ignored.

    Raises PermissionDenied if the actor is not invited, and ValidationError for an unknown mark or a closed poll.
    """
    meeting = meeting_lock(meeting)
    invitee = MeetingInvitee.objects.current().filter(meeting=meeting, person=actor).first()
    if invitee is None:
        raise PermissionDenied(denial_message(Permission.JOIN_MEETING))
    if set(marks.values()) - {"", *DateMark.Mark.values}:
        raise ValidationError(_("Choose one of the three answers."))
    for option in _options(meeting).filter(pk__in=marks):
        if marks[option.pk]:
            DateMark.objects.update_or_create(option=option, invitee=invitee, defaults={"mark": marks[option.pk]})
        else:
            DateMark.objects.filter(option=option, invitee=invitee).delete()


@transaction.atomic
def poll_close(*, meeting: Meeting, actor: Any | None, option_pk: int) -> Meeting:
    """Give the meeting the date of an option and notify everyone. Marks for that option become answers.

    Deletes the poll and all other marks. Raises ValidationError if the option is not one of this poll.
    """
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.SEE_REPLIES)
    option = _options(meeting).filter(pk=option_pk).first()
    if option is None:
        raise ValidationError(_("Choose one of the days you asked about."))
    marks = dict(DateMark.objects.filter(option=option).values_list("invitee", "mark"))
    day = {"on_date": option.on_date, "starts_at": option.starts_at, "window_starts": None, "window_ends": None}
    meeting = meeting_change(meeting=meeting, actor=actor, **day)
    DatePoll.objects.filter(meeting=meeting).delete()  # meeting_change does not, if the date is the one it had
    for mark in DateMark.Mark.values:
        keys = [key for key, one in marks.items() if one == mark]
        MeetingInvitee.objects.current().filter(meeting=meeting, pk__in=keys).update(answer=mark)
    return meeting


def _options(meeting: Meeting) -> Any:
    """Return the options of an open poll. Raises ValidationError if there is no open poll."""
    options = DateOption.objects.filter(poll__meeting=meeting)
    if meeting.state != Meeting.State.PUBLISHED or meeting.is_over() or not options.exists():
        raise ValidationError(_("A day has already been chosen, or the meeting is cancelled."))
    return options
