"""The letter about the week: written every Monday for who chose it, as long as somebody did."""

from jobs.services import job_enqueue
from mailing.services import letters_write
from meetings.models import MailChoice
from meetings.selectors.letter_times import next_monday

DIGEST_JOB = "meetings.digest"
DIGEST = "meetings.digest"


def digest_plan() -> None:
    """See to it that the next Monday has its letters. Call in the transaction in which somebody chose them."""
    monday = next_monday()
    job_enqueue(kind=DIGEST_JOB, key=f"{monday:%Y-%m-%d}", due_at=monday)


def digests_write(*, day: str) -> None:
    """Write the letters of one Monday, and plan the next; without anybody who wants them it ends here."""
    people = list(MailChoice.objects.filter(rhythm=MailChoice.Rhythm.WEEKLY).values_list("person_id", flat=True))
    letters_write(kind=DIGEST, occasion=day, recipient_ids=people)
    if people:
        digest_plan()
