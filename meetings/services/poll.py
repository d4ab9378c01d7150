"""Asking when it suits: a new meeting floats between the days to choose from, one that exists stays as it is.

Who leads chooses a day, and the meeting gets it.
"""

from collections.abc import Mapping, Sequence
from datetime import date, time
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mailing.services import LetterDraft, letters_write_each
from meetings.models import DateMark, DateOption, DatePoll, Meeting, MeetingInvitee
from meetings.models.calendar import today_of
from meetings.services.meeting import meeting_change, meeting_create, meeting_lock, meeting_publish
from meetings.services.repeats import idempotent_create
from meetings.services.retention import presence_forget_later
from meetings.services.rights import require_meeting
from networks.access import Permission, denial_message
from networks.models import Network
from networks.services.locks import network_lock
from networks.services.rights import require_network

ASKED = "meetings.poll"
FEWEST, MOST = 2, 8
Moment = tuple[date, time]


@transaction.atomic
def poll_open(*, network: Network, actor: Any | None, moments: Sequence[Moment], **fields: Any) -> Meeting:
    """Ask everybody in a network which of these moments suit; `fields` are those of the meeting without its day.

    One letter per person: the invitation, which asks. Raises ValidationError by field.
    """
    wanted = _wanted(moments, today_of(network.programme))
    require_network(actor=actor, network=network, permission=Permission.PLAN_MEETINGS)
    fields |= {"floats_from": wanted[0][0], "floats_until": wanted[-1][0]}
    network_lock(network)
    ask = partial(_ask, network, actor, wanted, fields)
    return idempotent_create(Meeting.objects.published(), (network, actor, wanted, sorted(fields.items())), ask)


def _ask(network: Network, actor: Any | None, wanted: list[Moment], fields: dict[str, Any]) -> Meeting:
    meeting = meeting_create(programme=network.programme, network=network, actor=actor, **fields)
    _options_make(meeting, wanted)
    return meeting_publish(meeting=meeting, actor=actor)


@transaction.atomic
def poll_ask(*, meeting: Meeting, actor: Any | None, moments: Sequence[Moment]) -> DatePoll:
    """Ask everybody who is invited to a meeting when it would suit; until a day is chosen it stays as it is.

    One letter per person. Raises ValidationError for other than two to eight days to come, while people are asked
    already, and for a meeting of which nobody has heard, or that is over or off.
    """
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.PLAN_MEETINGS)
    if meeting.state != Meeting.State.PUBLISHED or meeting.is_over():
        raise ValidationError(_("This meeting is over or off, or nobody has heard of it yet."))
    wanted = _wanted(moments, meeting.today)
    return idempotent_create(DatePoll.objects.all(), (meeting, actor, wanted), partial(_ask_about, meeting, wanted))


def _ask_about(meeting: Meeting, wanted: list[Moment]) -> DatePoll:
    if DatePoll.objects.filter(meeting=meeting).exists():
        raise ValidationError(_("People are asked already. Choose a day, or leave it as it is first."))
    poll = _options_make(meeting, wanted)
    invited = MeetingInvitee.objects.current().filter(meeting=meeting).values_list("pk", "person_id")
    drafts = [LetterDraft(person, f"{poll.pk}:{poll.opened_at}", {"invitee": pk}) for pk, person in invited]
    letters_write_each(kind=ASKED, drafts=drafts)
    return poll


@transaction.atomic
def poll_drop(*, meeting: Meeting, actor: Any | None) -> None:
    """Stop asking: the meeting stays as it is, and what people marked goes. A second click changes nothing."""
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.SEE_WHO_COMES)
    DatePoll.objects.filter(meeting=meeting).delete()


def _wanted(moments: Sequence[Moment], today: date) -> list[Moment]:
    """Return the moments in order. Raises ValidationError for too few, too many, and days that are past."""
    wanted = sorted(set(moments))
    if not FEWEST <= len(wanted) <= MOST:
        raise ValidationError(_("Give two to eight different moments."))
    if wanted[0][0] <= today:
        raise ValidationError(_("Give days that are still to come."))
    return wanted


def _options_make(meeting: Meeting, wanted: list[Moment]) -> DatePoll:
    poll = DatePoll.objects.create(meeting=meeting)
    DateOption.objects.bulk_create(DateOption(poll=poll, on_date=day, starts_at=clock) for day, clock in wanted)
    return poll


@transaction.atomic
def poll_mark(*, meeting: Meeting, actor: Any, marks: Mapping[int, str]) -> None:
    """Keep how days suit somebody, by key of option; keys of other polls are left out, and "" takes a mark back.

    Raises PermissionDenied for who is not invited, ValidationError for a mark that does not exist or a closed poll.
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
            presence_forget_later(day=option.on_date)
        else:
            DateMark.objects.filter(option=option, invitee=invitee).delete()


@transaction.atomic
def poll_close(*, meeting: Meeting, actor: Any | None, option_pk: int) -> Meeting:
    """Choose a day: the meeting gets it, everybody hears, and what people said about that day is their answer.

    Everything else that was marked goes. Raises ValidationError for a day that is none of the poll's.
    """
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.SEE_WHO_COMES)
    option = _options(meeting).filter(pk=option_pk).first()
    if option is None:
        raise ValidationError(_("Choose one of the days that people were asked about."))
    said = dict(DateMark.objects.filter(option=option).values_list("invitee", "mark"))
    day = {"on_date": option.on_date, "starts_at": option.starts_at, "floats_from": None, "floats_until": None}
    meeting = meeting_change(meeting=meeting, actor=actor, **day)
    DatePoll.objects.filter(meeting=meeting).delete()  # the day that it had already was chosen too
    for mark in DateMark.Mark.values:
        keys = [key for key, one in said.items() if one == mark]
        MeetingInvitee.objects.current().filter(meeting=meeting, pk__in=keys).update(answer=mark)
    return meeting


def _options(meeting: Meeting) -> Any:
    """Return the days of an open poll. Raises ValidationError when nobody is asked (any more)."""
    options = DateOption.objects.filter(poll__meeting=meeting)
    if meeting.state != Meeting.State.PUBLISHED or meeting.is_over() or not options.exists():
        raise ValidationError(_("A day was chosen already, or the meeting is off."))
    return options
