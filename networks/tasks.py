"""Jobs of this app."""

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
    """Delete a file of people that was not confirmed within a day."""
    return partial(people_imports_expire, key=int(key))


@job_kind(INVITE_JOB)
def invite_imported_person(key: str) -> Callable[[], None]:
    """Invite one imported person. The key is "person.programme.actor", where actor 0 is the command line."""
    person, programme, actor = (int(part) for part in key.split("."))
    return partial(imported_person_invite, person_key=person, programme_key=programme, actor_key=actor)


@job_kind(NOTIFY_JOB)
def notify_imported_participation(key: str) -> Callable[[], None]:
    """Notify a person with an account of an imported participation. The key is the participation."""
    return partial(imported_participation_notify, participation_key=int(key))
