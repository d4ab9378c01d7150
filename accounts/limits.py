"""Rate limits per email address and per IP address."""

from datetime import timedelta
from hashlib import sha256

from django.core.cache import cache
from django.utils import timezone

EMAILS_PER_ADDRESS = 3
ADDRESS_WINDOW = timedelta(minutes=10)
# Anyone who knows an address can ask for these emails. An address without an account gets a notice that it has none;
# all such addresses together have a ceiling too.
CODES_PER_ADDRESS_A_DAY = 20
NOTICES_PER_STRANGER_A_DAY = 3
NOTICES_TO_STRANGERS_A_DAY = 200
DAY = timedelta(days=1)
# A class of thirty shares the IP address of its school.
VISITS_PER_IP_ADDRESS = 300
IP_ADDRESS_WINDOW = timedelta(minutes=1)


def allowed(action: str, key: str, limit: int, window: timedelta) -> bool:
    """Count one action and return whether it is within the limit. The cache stores a hash of `key` only.

    Call it outside a transaction that a refusal rolls back, or the action is not counted.
    """
    # The window is part of the name, since incrementing keeps a cache entry alive beyond its timeout.
    name = f"limits.{action}.{window_number(window)}.{sha256(key.encode()).hexdigest()}"
    cache.add(name, 0, window.total_seconds())
    try:
        count = cache.incr(name)
    except ValueError:  # the entry expired between the two calls
        return True
    cache.touch(name, window.total_seconds())
    return count <= limit


def window_number(window: timedelta) -> int:
    """Return the number of the current window, counted from 1970."""
    return int(timezone.now().timestamp() // window.total_seconds())


def email_allowed(action: str, key: str) -> bool:
    """Count an email that was requested for an address, and return whether it may be sent."""
    return allowed(f"{action}.address", key, EMAILS_PER_ADDRESS, ADDRESS_WINDOW)


def visit_allowed(action: str, ip_address: str) -> bool:
    """Count a request from an IP address, and return whether it is within the limit."""
    return allowed(f"{action}.ip", ip_address, VISITS_PER_IP_ADDRESS, IP_ADDRESS_WINDOW)


def code_email_allowed(address: str, *, browser: str = "") -> bool:
    """Count an email with a code, and return whether this address may have another one today.

    `browser` identifies one in which the address has signed in before: it is counted apart.
    """
    return allowed("accounts.codes", f"{address.lower()} {browser}", CODES_PER_ADDRESS_A_DAY, DAY)


def stranger_email_allowed(address: str) -> bool:
    """Count a notice to an address without an account, and return whether it may be sent today."""
    return allowed("accounts.stranger", address.lower(), NOTICES_PER_STRANGER_A_DAY, DAY) and allowed(
        "accounts.strangers", "", NOTICES_TO_STRANGERS_A_DAY, DAY
    )
