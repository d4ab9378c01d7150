"""Limits are per account first: thirty people in one school share an address on the internet."""

from allauth.account import app_settings as of_accounts
from allauth.mfa import app_settings as of_second_steps

# Of signing in by telephone number, which there is not here.
NOT_HERE = {"change_phone", "verify_phone"}
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def a_minute(limit: str) -> float:
    """How often a minute "5/3m/ip" allows."""
    count, window, _per = limit.split("/")
    return int(count) * 60 / (int(window[:-1] or 1) * SECONDS[window[-1]])


def test_no_limit_per_address_is_lower_than_three_hundred_a_minute():
    limits = {**of_accounts.RATE_LIMITS, **of_second_steps.RATE_LIMITS}
    found = [(name, one) for name, text in limits.items() if name not in NOT_HERE for one in text.split(",")]
    assert [(name, one) for name, one in found if one.endswith("/ip") and a_minute(one) < 300] == []


def test_signing_in_codes_and_new_passwords_are_limited_per_account_too():
    for name in ("login_failed", "request_login_code", "reset_password", "confirm_email"):
        assert any(one.endswith("/key") for one in of_accounts.RATE_LIMITS[name].split(",")), name
