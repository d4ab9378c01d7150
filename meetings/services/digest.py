"""The weekly email: enqueued every Monday for people who chose it."""

from jobs.services import job_enqueue
from mailing.services import emails_enqueue
from meetings.models import MailChoice
from meetings.selectors.email_times import next_monday

DIGEST_JOB = "meetings.digest"
DIGEST = "meetings.digest"


def digest_schedule() -> None:
    """Schedule the weekly emails of next Monday. Call in the transaction in which a person chooses them."""
    monday = next_monday()
    job_enqueue(kind=DIGEST_JOB, key=f"{monday:%Y-%m-%d}", due_at=monday)


def digests_enqueue(*, day: str) -> None:
    """Enqueue the emails of one Monday, and schedule the next Monday if anybody still wants them."""
    people = list(MailChoice.objects.filter(frequency=MailChoice.Frequency.WEEKLY).values_list("person_id", flat=True))
    emails_enqueue(email_type=DIGEST, idempotency_key=day, recipient_ids=people)
    if people:
        digest_schedule()
