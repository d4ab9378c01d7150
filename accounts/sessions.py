"""How long sessions last: two weeks, or a working day for people with access to sensitive data.

Higher layers register these people with `short_session_for`; staff are always included. It is decided at sign-in, and
again when a person gets such a role while signed in (`services.sessions_shorten`). It only shortens the session, so no
other page needs to check it.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User

Predicate = Callable[[User], bool]

_predicates: list[Predicate] = []

STARTED = "leerweb_started"
SEEN = "leerweb_seen"
SHORT = "leerweb_short"
# `SEEN` may lag this far behind, so that not every page view saves the session.
SEEN_STEP = 5 * 60


@dataclass(frozen=True)
class Limits:
    """The seconds that a session lasts: without activity, and in total."""

    idle: int
    absolute: int


USUAL = Limits(idle=14 * 24 * 3600, absolute=14 * 24 * 3600)
SHORTER = Limits(idle=2 * 3600, absolute=12 * 3600)


def short_session_for(predicate: Predicate) -> Predicate:
    """Register a predicate for people who get short sessions."""
    if predicate not in _predicates:
        _predicates.append(predicate)
    return predicate


def has_sensitive_access(user: User) -> bool:
    """Return whether a person can see or change sensitive data: staff, and the people a higher layer registers."""
    return user.is_staff or any(predicate(user) for predicate in _predicates)


def session_touch(session: Any, user: User, *, now: float | None = None) -> bool:
    """Record activity in a session; return False if the session has expired."""
    now = time.time() if now is None else now
    if STARTED not in session:
        session[STARTED] = session[SEEN] = int(now)
        session[SHORT] = has_sensitive_access(user)
        return True
    limits = SHORTER if session.get(SHORT) else USUAL
    if now - session[STARTED] > limits.absolute or now - session[SEEN] > limits.idle:
        return False
    if now - session[SEEN] > SEEN_STEP and session.get(SHORT):
        session[SEEN] = int(now)
    return True


def session_shorten(session: Any, *, now: float | None = None) -> None:
    """Apply the short limits to a running session, counting from now."""
    session[SHORT] = True
    session[SEEN] = int(time.time() if now is None else now)


def seconds_left(session: Any, *, now: float | None = None) -> int | None:
    """Return the seconds until a short session expires without activity, or None for a usual session."""
    if STARTED not in session or not session.get(SHORT):
        return None
    now = time.time() if now is None else now
    ends_at = min(session[STARTED] + SHORTER.absolute, session[SEEN] + SHORTER.idle)
    return max(0, int(ends_at - now))


def session_prolong(session: Any, *, now: float | None = None) -> None:
    """Record activity in a session now."""
    if STARTED in session:
        session[SEEN] = int(time.time() if now is None else now)
