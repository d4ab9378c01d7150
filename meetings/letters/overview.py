"""One letter about all that comes, before the short ones about each meeting."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.models import Letter
from mailing.registry import LetterContent, letter_kind
from meetings.formatting import moment_in_words
from meetings.models import MeetingInvitee
from meetings.selectors.calendar import own_calendar_link
from meetings.selectors.mail_choice import mail_choice_of
from meetings.selectors.telling import Told, coming_for
from meetings.services.telling import OVERVIEW, invitees_told

# From so many new meetings on, one letter shows them together.
TOGETHER = 3


@letter_kind(OVERVIEW, called=gettext_lazy("the meetings of a network, all together"))
def overview_letter(letter: Letter) -> LetterContent | None:
    """Show somebody what comes in a network, when several meetings are new to them."""
    coming = coming_for(letter.recipient, network_key=letter.params["network"])
    new = [invitee for invitee in coming if invitee.told_sequence is None]
    if len(new) < TOGETHER:
        return None
    choice = mail_choice_of(letter.recipient)
    where = coming[0].meeting.where
    # What stands in their calendar by a letter of ours has to be kept right by a letter.
    by_letter = [invitee for invitee in new if not invitee.in_calendar]
    told = [_told(invitee) for invitee in by_letter if invitee.meeting.is_floating or choice.has_feed]
    return LetterContent(
        subject=_("Your meetings of %(network)s") % {"network": where},
        template="meetings/letters/overview",
        context={
            "where": where,
            "lines": [_line(invitee) for invitee in coming],
            "has_feed": choice.has_feed,
            "calendar_link": own_calendar_link(coming[0]),
        },
        handled=partial(invitees_told, told=told),
    )


def _line(invitee: MeetingInvitee) -> str:
    meeting = invitee.meeting
    return " · ".join(part for part in (moment_in_words(meeting), meeting.place or meeting.get_mode_display()) if part)


def _told(invitee: MeetingInvitee) -> Told:
    return Told(invitee.pk, invitee.sequence, cancelled=False, in_calendar=False)
