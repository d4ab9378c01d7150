"""The demo's server, as a process of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """An empty demo database, and the variables that point at it."""
    found = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.demo",
        "LEERWEB_DATABASE": f"sqlite:///{tmp_path_factory.mktemp('demo')}/demo.sqlite3",
        "PYTHONUNBUFFERED": "1",
    }
    migrate = [sys.executable, "manage.py", "migrate", "-v0"]
    subprocess.run(migrate, cwd=ROOT, env=found, check=True)  # noqa: S603 - our own
    return found


def serve(port: int, environment: dict[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 - our own
        [sys.executable, "manage.py", "serve_demo", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def said_until(server: "subprocess.Popen[str]", words: str) -> str:
    assert server.stdout is not None
    said = ""
    for line in server.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(said)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_writes_down_no_paths_and_ends_when_it_is_told_to(environment, ending):
    port = free_port()
    server = serve(port, environment)
    try:
        said = said_until(server, f"http://localhost:{port}")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=60) as answer:
            assert answer.status == 200
        before = time.monotonic()
        server.send_signal(ending)
        rest = server.communicate(timeout=120)[0]
        assert time.monotonic() - before < 20  # a second; on a busy machine more, and never what a worker is granted
        assert server.returncode == 0
        assert not re.search(r"GET|/health/", said + rest)
    finally:
        server.kill()


def test_a_port_that_is_taken_is_said_in_words(environment):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        server = serve(port, environment)
        said = server.communicate(timeout=120)[0]
    assert f"Port {port} is in use" in said
    assert "Traceback" not in said
    assert server.returncode == 1
