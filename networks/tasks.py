"""Background work of this app."""

from collections.abc import Callable
from functools import partial

from jobs.registry import job_kind
from networks.services.people_import import FORGET_JOB, people_imports_forget


@job_kind(FORGET_JOB)
def forget_people_import(key: str) -> Callable[[], None]:
    """Forget a file of people that was uploaded a day ago and not confirmed."""
    return partial(people_imports_forget, key=int(key))
