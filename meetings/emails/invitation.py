"""The email about one meeting: that it takes place, that it changed, that it does not take place (any more).

Written at every change, decided on when its turn comes: what it says then is the state then, and whoever was told that
already gets nothing. It carries a message for the reader's calendar.
"""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.registry import RetryLater
from mailing.models import Email
from mailing.registry import CalendarPart, EmailContent, email_type
from mailing.selectors import email_is_due
from meetings.formatting import format_moment
from meetings.ics import message_write
from meetings.models import MeetingInvitee
from meetings.selectors.calendar import entry_of, link_of
from meetings.selectors.mail_choice import mail_choice_of
from meetings.selectors.notifications import PendingUpdate, pending_update_for
from meetings.services.digest import DIGEST
from meetings.services.notifications import INVITATION, OVERVIEW, calendar_states_save


@email_type(INVITATION, label=gettext_lazy("that you are invited to a meeting, or that it changed"))
def invitation_email(email: Email) -> EmailContent | None:
    """Tell somebody what they do not know yet of a meeting, as it is at the moment of sending."""
    related = ("meeting__programme__calendar", "meeting__network__links", "meeting__poll", "person")
    invitee = MeetingInvitee.objects.select_related(*related).filter(pk=email.params["invitee"]).first()
    if invitee is None or invitee.person_id != email.recipient_id:
        return None
    owed = pending_update_for(invitee, email.ordering_key, has_feed=mail_choice_of(invitee.person).has_feed)
    if owed is None or not (owed.is_off or MeetingInvitee.objects.granting_access().filter(pk=invitee.pk).exists()):
        return None
    if _others_first(owed):
        raise RetryLater
    return EmailContent(
        subject=_subject(owed, is_again=email.params.get("again", False)),
        template="meetings/emails/off" if owed.is_off else "meetings/emails/invitation",
        context={
            "meeting": invitee.meeting,
            "where": invitee.meeting.where,
            "moment": format_moment(invitee.meeting),
            "is_change": owed.is_change,
            "is_again": email.params.get("again", False),
            "asks_when": invitee.meeting.is_date_undecided and hasattr(invitee.meeting, "poll"),
            "link": link_of(invitee),
        },
        calendar=_calendar(owed),
        edition=f"{invitee.sequence}.{invitee.link_version}",
        on_sent=partial(calendar_states_save, states=[owed.told]),
    )


def _others_first(owed: PendingUpdate) -> bool:
    """Return whether an email about several meetings has to go first: it may make this one needless."""
    invitee = owed.invitee
    network = f"{invitee.meeting.network_id}:"
    if not owed.is_change and email_is_due(
        email_type=OVERVIEW, recipient_key=invitee.person_id, idempotency_key_prefix=network
    ):
        return True
    return owed.method is None and email_is_due(email_type=DIGEST, recipient_key=invitee.person_id)


def _subject(owed: PendingUpdate, *, is_again: bool) -> str:
    words = {"network": owed.invitee.meeting.where, "moment": format_moment(owed.invitee.meeting)}
    if owed.is_off:
        return _("Off: %(network)s, %(moment)s") % words
    if owed.is_change and not is_again:
        return _("Changed: %(network)s, %(moment)s") % words
    return _("%(network)s: %(moment)s") % words


def _calendar(owed: PendingUpdate) -> CalendarPart | None:
    """Return what to ask of the calendar: follow the meeting, let it go, or nothing."""
    if owed.method is None:
        return None
    content = message_write(entry_of(owed.invitee), method=owed.method, zone=owed.invitee.meeting.zone)
    return CalendarPart(owed.method, content)
