"""Production settings and the environment; `manage.py check --deploy` checks that they are safe."""

import json
import os
import subprocess
import sys

import pytest

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "LEERWEB_SECRET_KEY": "x" * 60,
    "LEERWEB_DATABASE": "sqlite:////nowhere/leerweb.sqlite3",
    "LEERWEB_SMTP_HOST": "localhost",
    "LEERWEB_FROM": "Leerweb <leerweb@example.org>",
}
NAMES = ("ALLOWED_HOSTS", "LEERWEB_BASE_URL", "LEERWEB_CALENDAR_DOMAIN", "ALLAUTH_TRUSTED_PROXY_COUNT")
SHOW = f"""
import json
from django.conf import settings
print(json.dumps({{name: getattr(settings, name) for name in {NAMES}}}))
"""


def settings_with(**given: str) -> dict[str, object]:
    """Return the settings in a new process with these variables."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LEERWEB_", "DJANGO_"))}
    command = [sys.executable, "-c", SHOW]
    environment = {**kept, **ENVIRONMENT, **given}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("hosts", ["leerweb.example.org", "leerweb.example.org, www.example.org"])
def test_links_use_the_first_host(hosts: str):
    found = settings_with(LEERWEB_HOSTS=hosts)
    assert found["LEERWEB_BASE_URL"] == "https://leerweb.example.org"
    assert found["LEERWEB_CALENDAR_DOMAIN"] == "leerweb.example.org"
    assert found["ALLOWED_HOSTS"] == [host.strip() for host in hosts.split(",")]


def test_base_url_calendar_domain_and_proxies_can_be_set():
    found = settings_with(
        LEERWEB_HOSTS="leerweb.example.org",
        LEERWEB_BASE_URL="https://other.example.org",
        LEERWEB_CALENDAR_DOMAIN="old.example.org",
        LEERWEB_PROXIES="2",
    )
    assert found["LEERWEB_BASE_URL"] == "https://other.example.org"
    assert found["LEERWEB_CALENDAR_DOMAIN"] == "old.example.org"
    assert found["ALLAUTH_TRUSTED_PROXY_COUNT"] == 2


def test_one_proxy_is_trusted_by_default():
    """Without it all visitors would share one address and its rate limits."""
    assert settings_with(LEERWEB_HOSTS="leerweb.example.org")["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1
