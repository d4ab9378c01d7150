"""The email about one meeting: an invitation, a change, a cancellation or a withdrawn invitation.

It is enqueued at every change, but describes the meeting when it is sent, and is skipped for people who are up to date
by then. It contains a message for the calendar.
"""

from functools import partial
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.registry import RetryLater
from mailing.models import Email
from mailing.registry import CalendarPart, EmailContent, email_type
from mailing.selectors import email_is_due
from meetings.ics import message_write
from meetings.models import MeetingInvitee
from meetings.selectors.calendar import entry_of, link_of
from meetings.selectors.mail_choice import mail_choice_of
from meetings.selectors.notifications import PendingUpdate, pending_update_for
from meetings.selectors.zones import city_of, format_moment_for
from meetings.services.digest import DIGEST
from meetings.services.notifications import INVITATION, LEFT, OVERVIEW, calendar_states_save


@email_type(INVITATION, label=gettext_lazy("an invitation to a meeting, or a change to it"))
def invitation_email(email: Email) -> EmailContent | None:
    """Return the email with an invitee's pending update, or None if they are up to date.

    Raises RetryLater if an email about several meetings has to be sent first.
    """
    related = ("meeting__programme__calendar", "meeting__network__links", "meeting__poll", "person")
    invitee = MeetingInvitee.objects.select_related(*related).filter(pk=email.params["invitee"]).first()
    if invitee is None or invitee.person_id != email.recipient_id:
        return None
    update = pending_update_for(invitee, email.ordering_key, has_feed=mail_choice_of(invitee.person).has_feed)
    if update is None or not (update.is_off or MeetingInvitee.objects.granting_access().filter(pk=invitee.pk).exists()):
        return None
    if _must_wait(update, email):
        raise RetryLater
    return EmailContent(
        subject=_subject(update, email),
        template="meetings/emails/off" if update.is_off else "meetings/emails/invitation",
        sender=invitee.meeting.programme.sender,
        context={
            "meeting": invitee.meeting,
            "where": invitee.meeting.where,
            "moment": _moment(update, email),
            "zone_before": city_of(ZoneInfo(email.params["zone_before"])) if _is_zone_change(update, email) else "",
            "zone_now": city_of(invitee.meeting.zone),
            "is_change": update.is_change,
            "is_again": email.params.get("again", False),
            "asks_when": invitee.meeting.is_date_undecided and hasattr(invitee.meeting, "poll"),
            "link": link_of(invitee),
        },
        calendar=_calendar(update),
        edition=f"{invitee.sequence}.{invitee.link_version}",
        on_sent=partial(calendar_states_save, states=[update.calendar_state]),
    )


def _must_wait(update: PendingUpdate, email: Email) -> bool:
    """Return whether an email about several meetings has to be sent first, since it may make this one redundant."""
    invitee = update.invitee
    network = f"{invitee.meeting.network_id}:"
    if update.is_off and not email.in_flight and email_is_due(email_type=LEFT, recipient_key=invitee.person_id):
        return True
    if not update.is_change and email_is_due(
        email_type=OVERVIEW, recipient_key=invitee.person_id, idempotency_key_prefix=network
    ):
        return True
    return update.method is None and email_is_due(email_type=DIGEST, recipient_key=invitee.person_id)


def _is_zone_change(update: PendingUpdate, email: Email) -> bool:
    return update.is_change and not update.is_off and "zone_before" in email.params


def _moment(update: PendingUpdate, email: Email) -> str:
    with_zone = _is_zone_change(update, email)
    return format_moment_for(update.invitee.meeting, email.recipient, with_zone=with_zone)


def _subject(update: PendingUpdate, email: Email) -> str:
    words = {"network": update.invitee.meeting.where, "moment": _moment(update, email)}
    if update.is_off and not update.invitee.meeting.is_cancelled:
        return _("No longer invited: %(network)s, %(moment)s") % words
    if update.is_off:
        return _("Cancelled: %(network)s, %(moment)s") % words
    if _is_zone_change(update, email):
        return _("Other time zone: %(network)s, %(moment)s") % words
    if update.is_change and not email.params.get("again", False):
        return _("Changed: %(network)s, %(moment)s") % words
    return _("%(network)s: %(moment)s") % words


def _calendar(update: PendingUpdate) -> CalendarPart | None:
    """Return the calendar message, or None if the calendar needs none."""
    if update.method is None:
        return None
    entry, zone = entry_of(update.invitee), update.invitee.meeting.zone
    content = message_write(entry, method=update.method, zone=zone, made_at=timezone.now())
    return CalendarPart(update.method, content)
