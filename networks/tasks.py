"""Background work of this app."""

from collections.abc import Callable
from functools import partial

from jobs.registry import job_kind
from networks.services.people_import import (
    EXPIRE_JOB,
    INVITE_JOB,
    NOTIFY_JOB,
    imported_participation_notify,
    imported_person_invite,
    people_imports_expire,
)


@job_kind(EXPIRE_JOB)
def expire_people_import(key: str) -> Callable[[], None]:
    """Forget a file of people that was uploaded a day ago and not confirmed."""
    return partial(people_imports_expire, key=int(key))


@job_kind(INVITE_JOB)
def invite_imported_person(key: str) -> Callable[[], None]:
    """Invite one person who came in by a file. The key is person, programme and who imported (0: nobody)."""
    person, programme, actor = (int(part) for part in key.split("."))
    return partial(imported_person_invite, person_key=person, programme_key=programme, actor_key=actor)


@job_kind(NOTIFY_JOB)
def notify_imported_participation(key: str) -> Callable[[], None]:
    """Tell somebody who was here already that a file let them take part in a network. The key is the participation."""
    return partial(imported_participation_notify, participation_key=int(key))
