"""Check-in by the code on the screen, which each network can enable."""

from datetime import timedelta
from secrets import token_hex
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.limits import allowed, email_allowed
from accounts.link_requests import link_request_enqueue, link_request_take
from accounts.text import address_or_text
from audit.registry import audit_code
from audit.services import audit_write
from mailing.services import emails_enqueue
from meetings.models import Attendance, Meeting, MeetingInvitee, NetworkCheckIn
from meetings.selectors.check_in import has_check_in
from meetings.services.meeting import meeting_lock
from meetings.timing import Phase, phase_of
from meetings.tokens import code_matches
from networks.access import Permission, denial_message
from networks.models import Network
from networks.services.rights import require_network

ENABLED = audit_code("meetings.check_in_on", gettext_lazy("enabled check-in by code in %(network)s"))
DISABLED = audit_code("meetings.check_in_off", gettext_lazy("disabled check-in by code in %(network)s"))
CHECK_IN_LINK = "meetings.here_link"
CHECK_IN_LINK_JOB = "meetings.send_here_link"
MAX_TRIES, TRY_WINDOW = 5, timedelta(minutes=1)


@transaction.atomic
def check_in_set(*, network: Network, actor: Any | None, is_on: bool) -> None:
    """Enable or disable check-in by code in a network. Recorded attendance stays."""
    require_network(actor=actor, network=network, permission=Permission.LEAD)
    if is_on:
        _row, changed = NetworkCheckIn.objects.get_or_create(network=network)
    else:
        changed = bool(NetworkCheckIn.objects.filter(network=network).delete()[0])
    if changed:
        code = ENABLED if is_on else DISABLED
        audit_write(code, actor=actor, programme_key=network.programme_id, network=network.name)


def check_in(*, meeting: Meeting, actor: Any, code: str) -> Attendance:
    """Check an invitee in by code and return the attendance, which is the facilitator's if they recorded it first.

    An early check-in counts from the start of the meeting. Raises PermissionDenied if the actor is not invited, and
    ValidationError for a wrong code, too many tries, or if check-in is disabled or closed.
    """
    # Count outside the transaction, which a wrong code rolls back.
    if not allowed("meetings.check_in", f"{meeting.pk}:{actor.pk}", MAX_TRIES, TRY_WINDOW):
        text = _("That was your fifth try. Wait a minute, then type the code that is on the screen.")
        raise ValidationError({"code": text})
    return _check_in(meeting, actor, "".join(code.split()))


@transaction.atomic
def _check_in(meeting: Meeting, actor: Any, code: str) -> Attendance:
    # The lock makes this wait for a facilitator who records attendance at the same time.
    meeting = meeting_lock(meeting)
    invitee = MeetingInvitee.objects.current().filter(meeting=meeting, person=actor).first()
    if invitee is None:
        raise PermissionDenied(denial_message(Permission.JOIN_MEETING))
    phase = phase_of(meeting)
    if phase is None or not has_check_in(meeting.network_id):
        raise ValidationError(_("Check-in by code is not used at this meeting."))
    if phase == Phase.OVER:
        raise ValidationError(_("The meeting is over. The person who led it can still record that you were there."))
    if phase == Phase.NOT_YET:
        raise ValidationError(_("You can check in from an hour before the meeting."))
    if not code_matches(code, meeting=meeting, now=timezone.now()):
        text = _(
            "That code has expired. A new one appears on the screen every minute. "
            "Or tell the person leading the meeting."
        )
        raise ValidationError({"code": text})
    defaults = {"was_there": True, "recorded_by": Attendance.RecordedBy.PERSON}
    attendance, _made = Attendance.objects.get_or_create(invitee=invitee, defaults=defaults)
    return attendance


def check_in_link_request(*, meeting: Meeting, email: str) -> None:
    """Email an invitee their personal link, if this is the address of one.

    Never reports whether it was, nor that there were too many requests: that would reveal whose address it is.
    """
    address = address_or_text(email)
    if email_allowed("meetings.here", f"{meeting.pk}:{address}"):
        link_request_enqueue(kind=CHECK_IN_LINK_JOB, about=meeting.pk, address=address)


def check_in_links_send(*, key: str) -> None:
    """Email the personal links that a request asked for."""
    request = link_request_take(kind=CHECK_IN_LINK_JOB, key=key)
    if request is None:
        return
    meeting, address = request
    invited = MeetingInvitee.objects.current().filter(meeting=meeting, person__email__iexact=address)
    for invitee in invited.filter(person__is_active=True):
        emails_enqueue(
            email_type=CHECK_IN_LINK,
            idempotency_key=f"{invitee.pk}:{token_hex(8)}",
            recipient_ids=[invitee.person_id],
            params={"invitee": invitee.pk},
        )
