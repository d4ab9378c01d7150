"""Background work of this app."""

from collections.abc import Callable
from functools import partial

from jobs.registry import job_kind
from meetings.services.digest import DIGEST_JOB, digests_write
from meetings.services.reminders import REMIND_JOB, THANK_JOB, reminders_write, thanks_write
from meetings.services.retention import (
    FORGET_JOB,
    invitations_forget,
    names_forget,
    presence_forget,
    tellings_forget,
)


@job_kind(FORGET_JOB)
def forget_presence(key: str) -> Callable[[], None]:
    """Forget who was at the meetings of a study year. The key is its first calendar year."""
    return partial(presence_forget, first_year=int(key))


@job_kind("meetings.forget", nightly=True)
def forget(key: str) -> None:
    """Forget invitations, what people told, and who did what, when their time is over."""
    invitations_forget()
    tellings_forget()
    names_forget()


@job_kind(REMIND_JOB)
def remind(key: str) -> Callable[[], None]:
    """Write the letters before a meeting. The key is "meeting:day:days before"."""
    return partial(reminders_write, key=key)


@job_kind(THANK_JOB)
def thank(key: str) -> Callable[[], None]:
    """Write the letters of the day after a meeting. The key is "meeting:day"."""
    return partial(thanks_write, key=key)


@job_kind(DIGEST_JOB)
def write_digests(key: str) -> Callable[[], None]:
    """Write the letters about a week. The key is its Monday."""
    return partial(digests_write, day=key)
