"""The letters about meetings."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.models import Letter
from mailing.registry import LetterContent, letter_kind
from meetings.models import MeetingInvitee
from meetings.services.telling import INVITATION
from meetings.tokens import invitee_token
from meetings.words import moment_in_words


@letter_kind(INVITATION, called=gettext_lazy("that you are invited to a meeting, or that it changed"))
def invitation_letter(letter: Letter) -> LetterContent | None:
    """Tell somebody about a meeting as it is at the moment of sending: that it takes place, or does not (any more)."""
    related = ("meeting__programme__calendar", "meeting__network", "person")
    invitee = MeetingInvitee.objects.select_related(*related).filter(pk=letter.params["invitee"]).first()
    if invitee is None or invitee.person_id != letter.recipient_id:
        return None
    meeting = invitee.meeting
    is_off = meeting.is_cancelled or invitee.removed_at is not None
    where = meeting.network.name if meeting.network else meeting.programme.name
    words = {"network": where, "moment": moment_in_words(meeting)}
    subject = _("Off: %(network)s, %(moment)s") if is_off else _("%(network)s: %(moment)s")
    return LetterContent(
        subject=subject % words,
        template="meetings/letters/off" if is_off else "meetings/letters/invitation",
        context={
            "meeting": meeting,
            "where": where,
            "moment": words["moment"],
            "link": settings.LEERWEB_BASE_URL + reverse("meetings:link_meeting", args=[invitee_token(invitee)]),
        },
    )
