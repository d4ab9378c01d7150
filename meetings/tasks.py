"""The background jobs of this app."""

from collections.abc import Callable
from functools import partial

from jobs.registry import job_kind
from meetings.services.check_in import CHECK_IN_LINK_JOB, check_in_links_send
from meetings.services.digest import DIGEST_JOB, digests_enqueue
from meetings.services.reminders import REMIND_JOB, THANK_JOB, reminders_enqueue, thanks_enqueue


@job_kind(REMIND_JOB)
def remind(key: str) -> Callable[[], None]:
    """Enqueue the reminders before a meeting. The key is "meeting:day:days before"."""
    return partial(reminders_enqueue, key=key)


@job_kind(THANK_JOB)
def thank(key: str) -> Callable[[], None]:
    """Enqueue the emails of the day after a meeting. The key is "meeting:day"."""
    return partial(thanks_enqueue, key=key)


@job_kind(DIGEST_JOB)
def write_digests(key: str) -> Callable[[], None]:
    """Enqueue the weekly emails. The key is the Monday of the week."""
    return partial(digests_enqueue, day=key)


@job_kind(CHECK_IN_LINK_JOB, listed=False)
def send_check_in_link(key: str) -> Callable[[], None]:
    """Email a personal link that was requested on the check-in page. The key is the request."""
    return partial(check_in_links_send, key=key)
