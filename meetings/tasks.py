"""Background work of this app."""

from collections.abc import Callable
from functools import partial

from jobs.registry import job_kind
from meetings.services.retention import FORGET_JOB, presence_forget


@job_kind(FORGET_JOB)
def forget_presence(key: str) -> Callable[[], None]:
    """Forget who was at the meetings of a study year. The key is its first calendar year."""
    return partial(presence_forget, first_year=int(key))
