"""The question when a meeting would suit that people know of already."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.models import Letter
from mailing.registry import LetterContent, letter_kind
from meetings.formatting import moment_in_words
from meetings.models import DatePoll, MeetingInvitee
from meetings.selectors.calendar import link_of
from meetings.services.poll import ASKED


@letter_kind(ASKED, called=gettext_lazy("when a meeting would suit you"))
def poll_letter(letter: Letter) -> LetterContent | None:
    """Ask, as long as no day is chosen and the reader is invited."""
    related = ("meeting__programme__calendar", "meeting__network", "person")
    rows = MeetingInvitee.objects.in_force().select_related(*related)
    invitee = rows.filter(pk=letter.params["invitee"], person=letter.recipient).first()
    if invitee is None or invitee.is_off or not DatePoll.objects.filter(meeting=invitee.meeting_id).exists():
        return None
    words = {"where": invitee.meeting.where, "moment": moment_in_words(invitee.meeting)}
    return LetterContent(
        subject=_("When does it suit? %(where)s, now %(moment)s") % words,
        template="meetings/letters/poll",
        context={**words, "link": link_of(invitee)},
    )
