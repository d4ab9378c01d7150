"""How often something may be done: per person, per address, per place on the internet."""

from datetime import timedelta
from hashlib import sha256

from django.core.cache import cache
from django.utils import timezone

EMAILS_PER_ADDRESS = 3
ADDRESS_WINDOW = timedelta(minutes=10)
# Thirty people in one school share an address on the internet.
VISITS_PER_PLACE = 300
PLACE_WINDOW = timedelta(minutes=1)


def allowed(action: str, key: str, limit: int, window: timedelta) -> bool:
    """Count one act and return whether it is within the limit. The cache holds a hash, never the address itself.

    Call outside a transaction that a refusal rolls back, or the act is not counted.
    """
    # The window is part of the name: counting up keeps a row in the cache alive, so its end by itself never comes.
    number = int(timezone.now().timestamp() // window.total_seconds())
    name = f"limits.{action}.{number}.{sha256(key.encode()).hexdigest()}"
    cache.add(name, 0, window.total_seconds())
    try:
        count = cache.incr(name)
    except ValueError:  # the row ended between the two lines
        return True
    cache.touch(name, window.total_seconds())
    return count <= limit


def email_allowed(action: str, key: str) -> bool:
    """Count an email that somebody asked for at an address of theirs, and return whether it may be sent."""
    return allowed(f"{action}.address", key, EMAILS_PER_ADDRESS, ADDRESS_WINDOW)


def visit_allowed(action: str, place: str) -> bool:
    """Count one request from an address on the internet, and return whether it is within the limit."""
    return allowed(f"{action}.place", place, VISITS_PER_PLACE, PLACE_WINDOW)
