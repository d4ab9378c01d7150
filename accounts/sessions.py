"""How long somebody stays signed in: two weeks, and for who can see or change much, a working day.

Floors above say who that is by `short_session_for`; staff always. For a session the answer is taken at sign-in, and
again when somebody gets such a task while signed in (`services.sessions_shorten`): it shortens a session and gives no
right, so that no page asks for it again.
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
# How long `seen` may be behind: not every page writes the session.
SEEN_STEP = 5 * 60


@dataclass(frozen=True)
class Limits:
    """Seconds that a session lasts: without a page being opened, and altogether."""

    idle: int
    absolute: int


USUAL = Limits(idle=14 * 24 * 3600, absolute=14 * 24 * 3600)
SHORTER = Limits(idle=2 * 3600, absolute=12 * 3600)


def short_session_for(predicate: Predicate) -> Predicate:
    """Register who gets short sessions; registering one twice changes nothing."""
    if predicate not in _predicates:
        _predicates.append(predicate)
    return predicate


def guards_much(user: User) -> bool:
    """Return whether somebody can see or change much: staff, and whom a floor above names."""
    return user.is_staff or any(predicate(user) for predicate in _predicates)


def session_goes_on(session: Any, user: User, *, now: float | None = None) -> bool:
    """Note that a page is opened in a session, or return False when it has lasted long enough."""
    now = time.time() if now is None else now
    if STARTED not in session:
        session[STARTED] = session[SEEN] = int(now)
        session[SHORT] = guards_much(user)
        return True
    limits = SHORTER if session.get(SHORT) else USUAL
    if now - session[STARTED] > limits.absolute or now - session[SEEN] > limits.idle:
        return False
    if now - session[SEEN] > SEEN_STEP and session.get(SHORT):
        session[SEEN] = int(now)
    return True


def session_shorten(session: Any, *, now: float | None = None) -> None:
    """Make a running session a short one; it counts as a page that was opened just now."""
    session[SHORT] = True
    session[SEEN] = int(time.time() if now is None else now)


def seconds_left(session: Any, *, now: float | None = None) -> int | None:
    """Return how long a short session goes on when no page is opened; None for the usual one."""
    if STARTED not in session or not session.get(SHORT):
        return None
    now = time.time() if now is None else now
    ends_at = min(session[STARTED] + SHORTER.absolute, session[SEEN] + SHORTER.idle)
    return max(0, int(ends_at - now))


def session_prolong(session: Any, *, now: float | None = None) -> None:
    """Count as a page that was opened just now."""
    if STARTED in session:
        session[SEEN] = int(time.time() if now is None else now)
