"""Taking the meetings of a person out of the calendar of an address that they no longer use."""

from django.db.models import F

from accounts.models import User
from mailing.services import EmailDraft, emails_enqueue_each
from meetings.models import Meeting, MeetingInvitee

OLD_CALENDAR = "meetings.old_calendar"


def old_calendar_clear(*, person: User, address: str) -> None:
    """Enqueue a cancellation to a former address for each upcoming meeting that an email put into its calendar.

    It raises their sequence, so that a calendar that follows both addresses ends with the invitation to the new one.
    Call before that invitation is enqueued, in the transaction of the change.
    """
    upcoming = Meeting.objects.published().upcoming()
    mine = MeetingInvitee.objects.current().filter(person=person, in_calendar=True, meeting__in=upcoming)
    keys = list(mine.order_by("pk").values_list("pk", flat=True))
    MeetingInvitee.objects.filter(pk__in=keys).update(personal_sequence=F("personal_sequence") + 1, in_calendar=False)
    rows = MeetingInvitee.objects.filter(pk__in=keys).select_related("meeting").order_by("pk")
    emails_enqueue_each(
        email_type=OLD_CALENDAR,
        drafts=[
            EmailDraft(
                recipient_id=person.pk,
                idempotency_key=f"{invitee.pk}:{invitee.sequence}",
                params={"invitee": invitee.pk, "sequence": invitee.sequence, "to": address},
            )
            for invitee in rows
        ],
    )
