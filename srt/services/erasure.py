"""What an erasure does with a questionnaire: what is still somebody's goes; what is nobody's any more stays."""

from uuid import uuid4

from accounts.models import User
from jobs.services import job_enqueue
from srt.models import WaveInvitation, WaveNetwork
from srt.services.closing import VACUUM_JOB


def invitations_erase(person: User) -> None:
    """Delete the invitations of a person, with the sheets of waves that are open, in the caller's transaction.

    The rows that answering and closing lock are locked first, in key order: a sheet is either gone before the closing
    or has become a response, which nobody can find. Counts of a closed wave stay as they were published (R5).
    """
    mine = WaveInvitation.objects.filter(person=person)
    list(
        WaveNetwork.objects.select_for_update()
        .filter(pk__in=mine.values("wave_network"))
        .order_by("pk")
        .values_list("pk")
    )
    invited, _kinds = mine.delete()
    # Also without a sheet: who sees the jobs must not learn whether there was one.
    if invited:
        job_enqueue(kind=VACUUM_JOB, key=f"erasure:{uuid4()}")
