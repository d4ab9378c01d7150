"""Erasure of a person from the questionnaires: invitations and drafts are deleted, anonymous responses stay."""

from uuid import uuid4

from accounts.models import User
from jobs.services import job_enqueue
from srt.models import WaveInvitation, WaveNetwork
from srt.services.closing import VACUUM_JOB
from srt.services.journal_job import journal_enqueue


def invitations_erase(person: User) -> None:
    """Delete a person's invitations, and with them the drafts in open waves. Call inside a transaction.

    It takes the locks that answering and closing take, in key order, so a draft is either deleted before closing or has
    become a response that cannot be found. The counts of a closed wave stay as published (R5).
    """
    mine = WaveInvitation.with_withdrawn.filter(person=person)
    list(
        WaveNetwork.objects.select_for_update()
        .filter(pk__in=mine.values("wave_network"))
        .order_by("pk")
        .values_list("pk")
    )
    invited, _kinds = mine.delete()
    journal_enqueue(key=f"erasure:{uuid4()}")
    # Even without a draft: the job must not reveal whether there was one.
    if invited:
        job_enqueue(kind=VACUUM_JOB, key=f"erasure:{uuid4()}")
