"""Rate limits are per account first: a class of thirty shares the IP address of its school."""

from allauth.account import app_settings as of_accounts
from allauth.mfa import app_settings as of_second_steps

# About phone numbers, which are not used here.
NOT_HERE = {"change_phone", "verify_phone"}
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def a_minute(limit: str) -> float:
    """Return the number of times per minute that a limit such as "5/3m/ip" allows."""
    count, window, _per = limit.split("/")
    return int(count) * 60 / (int(window[:-1] or 1) * SECONDS[window[-1]])


def test_limits_per_ip_allow_at_least_300_a_minute():
    limits = {**of_accounts.RATE_LIMITS, **of_second_steps.RATE_LIMITS}
    found = [(name, one) for name, text in limits.items() if name not in NOT_HERE for one in text.split(",")]
    assert [(name, one) for name, one in found if one.endswith("/ip") and a_minute(one) < 300] == []


def test_sign_in_is_also_limited_per_account():
    for name in ("login_failed", "request_login_code", "reset_password", "confirm_email"):
        assert any(one.endswith("/key") for one in of_accounts.RATE_LIMITS[name].split(",")), name
