"""Saying oneself that one is there, by the code on the screen: off unless the network turned it on."""

from datetime import timedelta
from enum import StrEnum
from secrets import token_hex
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.limits import allowed, letter_allowed
from audit.registry import audit_code
from audit.services import audit_write
from mailing.services import letters_write
from meetings.models import Attendance, Meeting, MeetingInvitee, NetworkCheckIn
from meetings.services.meeting import meeting_lock
from meetings.services.retention import presence_forget_later
from meetings.tokens import code_fits
from networks.access import Permission, denial_message
from networks.models import Network
from networks.services.rights import require_network

TURNED_ON = audit_code(
    "meetings.check_in_on", gettext_lazy("let people of %(network)s say by a code that they are there")
)
TURNED_OFF = audit_code(
    "meetings.check_in_off", gettext_lazy("no longer lets people of %(network)s say by a code that they are there")
)
HERE_LETTER = "meetings.here_link"
# Who comes early is not sent away: what they say counts from the beginning.
EARLY = timedelta(hours=1)
TRIES, TRIES_WINDOW = 5, timedelta(minutes=1)


class Phase(StrEnum):
    """Where a meeting is: before the code opens, within the hour before it, going on, or over."""

    NOT_YET = "not_yet"
    EARLY = "early"
    GOING_ON = "going_on"
    OVER = "over"

    @property
    def is_open(self) -> bool:
        """Whether people can say now that they are there."""
        return self in {Phase.EARLY, Phase.GOING_ON}


def phase_of(meeting: Meeting) -> Phase | None:
    """Return where a meeting is. None for one that does not take place, or has no day; and none without a network."""
    if meeting.state != Meeting.State.PUBLISHED or meeting.begins is None or meeting.network_id is None:
        return None
    now = timezone.now()
    if meeting.is_over(now):
        return Phase.OVER
    if meeting.begins <= now:
        return Phase.GOING_ON
    return Phase.EARLY if meeting.begins - EARLY <= now else Phase.NOT_YET


def is_turned_on(meeting: Meeting) -> bool:
    """Return whether the network of a meeting lets people say themselves that they are there."""
    return NetworkCheckIn.objects.filter(network=meeting.network_id).exists()


@transaction.atomic
def check_in_set(*, network: Network, actor: Any | None, is_on: bool) -> None:
    """Let people of a network say by a code that they are there, or stop that. What was said stays."""
    require_network(actor=actor, network=network, permission=Permission.LEAD)
    if is_on:
        _row, changed = NetworkCheckIn.objects.get_or_create(network=network)
    else:
        changed = bool(NetworkCheckIn.objects.filter(network=network).delete()[0])
    if changed:
        code = TURNED_ON if is_on else TURNED_OFF
        audit_write(code, actor=actor, programme_key=network.programme_id, network=network.name)


def check_in(*, meeting: Meeting, actor: Any, code: str) -> Attendance:
    """Keep that somebody is there, by the code on the screen, and return what stands: who leads has the last word.

    Raises PermissionDenied for who is not invited; ValidationError for a wrong code, too many tries and a moment that
    cannot be. Before the beginning it is kept, and counts from then on.
    """
    # Counted outside the transaction, which a wrong code rolls back.
    if not allowed("meetings.check_in", f"{meeting.pk}:{actor.pk}", TRIES, TRIES_WINDOW):
        text = _("That was five times. Wait a minute, then type the code that is on the screen.")
        raise ValidationError({"code": text})
    return _keep(meeting, actor, "".join(code.split()))


@transaction.atomic
def _keep(meeting: Meeting, actor: Any, code: str) -> Attendance:
    # The lock puts this and who leads in a row: whoever comes second sees what the first one said.
    meeting = meeting_lock(meeting)
    invitee = MeetingInvitee.objects.current().filter(meeting=meeting, person=actor).first()
    if invitee is None:
        raise PermissionDenied(denial_message(Permission.JOIN_MEETING))
    phase = phase_of(meeting)
    if phase is None or not is_turned_on(meeting):
        raise ValidationError(_("At this meeting nobody says by a code that they are there."))
    if phase == Phase.OVER:
        raise ValidationError(_("The meeting is over. Who leads it can still say that you were there."))
    if phase == Phase.NOT_YET:
        raise ValidationError(_("This opens an hour before the meeting."))
    if not code_fits(code, meeting=meeting, now=timezone.now()):
        text = _(
            "This is not the code of now. Look at the screen: there is another one every minute. Or tell who leads."
        )
        raise ValidationError({"code": text})
    by_oneself = {"was_there": True, "said_by": Attendance.SaidBy.PERSON}
    attendance, _made = Attendance.objects.get_or_create(invitee=invitee, defaults=by_oneself)
    presence_forget_later(day=meeting.last_day)
    return attendance


def here_link_ask(*, meeting: Meeting, email: str) -> None:
    """Send the own link to this address when it is of somebody invited to the meeting; otherwise nothing happens.

    Returns nothing in all cases, too many requests included: the answer must not tell whose address it is.
    """
    address = email.strip().lower()
    if not letter_allowed("meetings.here", f"{meeting.pk}:{address}"):
        return
    invited = MeetingInvitee.objects.current().filter(meeting=meeting, person__email__iexact=address)
    for invitee in invited.filter(person__is_active=True):
        letters_write(
            kind=HERE_LETTER,
            occasion=f"{invitee.pk}:{token_hex(8)}",
            recipient_ids=[invitee.person_id],
            params={"invitee": invitee.pk},
        )
