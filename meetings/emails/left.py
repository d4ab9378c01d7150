"""The email to a person who is taken off the list of several meetings at once, sent before those about each one."""

from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.registry import RetryLater
from mailing.models import Email
from mailing.registry import CalendarPart, EmailContent, email_type
from mailing.selectors import ordering_key_in_flight
from meetings.ics import CANCEL, cancellations_write, message_write
from meetings.models import MeetingInvitee
from meetings.selectors.calendar import entry_of
from meetings.selectors.mail_choice import mail_choice_of
from meetings.selectors.notifications import PendingUpdate, ordering_key_of, pending_update_for
from meetings.selectors.zones import format_moment_for
from meetings.services.notifications import LEFT, MIN_LEFT, calendar_states_save
from networks.models import Participation


@email_type(LEFT, label=gettext_lazy("that you are no longer invited to several meetings"))
def left_email(email: Email) -> EmailContent | None:
    """Return the email about the meetings that the person left, or None if fewer than two still have to be mentioned.

    Raises RetryLater while an invitation to one of them is being sent, which it must not overtake.
    """
    updates = _pending_updates(email)
    if len(updates) < MIN_LEFT:
        return None
    if any(ordering_key_in_flight(ordering_key_of(update.invitee)) for update in updates):
        raise RetryLater
    meeting = updates[0].invitee.meeting
    still_here = Participation.objects.active().filter(person=email.recipient_id, network=meeting.network_id).exists()
    subject = _("No longer invited to these meetings: %(network)s")
    if meeting.network_id is not None and not still_here:
        subject = _("You no longer take part in %(network)s")
    return EmailContent(
        subject=subject % {"network": meeting.where},
        template="meetings/emails/left",
        sender=meeting.programme.sender,
        context={
            "where": meeting.where,
            "has_left": meeting.network_id is not None and not still_here,
            "moments": [format_moment_for(update.invitee.meeting, email.recipient) for update in updates],
            "in_calendar": any(update.method for update in updates),
        },
        calendar=_calendar(updates),
        on_sent=partial(calendar_states_save, states=[update.calendar_state for update in updates]),
    )


def _pending_updates(email: Email) -> list[PendingUpdate]:
    """Return the updates that this person still needs, by day, leaving out meetings to which they are invited again."""
    related = ("meeting__programme__calendar", "meeting__network__links", "person")
    rows = MeetingInvitee.objects.select_related(*related).filter(pk__in=email.params["invitees"])
    mine = rows.filter(person=email.recipient_id, removed_at__isnull=False)
    has_feed = mail_choice_of(email.recipient).has_feed
    by_day = sorted(mine, key=lambda invitee: (invitee.meeting.last_day, invitee.pk))
    found = [pending_update_for(invitee, ordering_key_of(invitee), has_feed=has_feed) for invitee in by_day]
    return [update for update in found if update is not None]


def _calendar(updates: list[PendingUpdate]) -> CalendarPart | None:
    """Return the cancellations: together for programs that process the email, and in a file each for all others."""
    cancelled = [update.invitee for update in updates if update.method == CANCEL]
    if not cancelled:
        return None
    now, entries = timezone.now(), [entry_of(invitee) for invitee in cancelled]
    zone = cancelled[0].meeting.zone
    files = tuple(message_write(entry, method=CANCEL, zone=zone, made_at=now) for entry in entries)
    return CalendarPart(CANCEL, cancellations_write(entries, zone=zone, made_at=now), files)
