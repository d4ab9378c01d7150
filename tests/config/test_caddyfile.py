"""The limits in the Caddyfile; tests/faults/test_proxy.py tries them with a running Caddy."""

import re
from pathlib import Path

from meetings.services.file_checks import MAX_SIZE

CADDYFILE = (Path(__file__).resolve().parent.parent.parent / "Caddyfile").read_text(encoding="utf-8")


def megabytes(setting: str) -> int:
    """Return the value of a setting in bytes."""
    found = re.search(rf"^\s*{setting} (\d+)MB$", CADDYFILE, re.MULTILINE)
    assert found
    return int(found[1]) * 1_000_000


def test_request_that_is_too_large_never_reaches_a_thread_of_the_web():
    assert megabytes("request_buffers") > megabytes("max_size")


def test_largest_file_is_accepted_with_its_form():
    assert megabytes("max_size") > MAX_SIZE + 1_000_000
