"""The demo server, as a separate process."""

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
    """Create an empty demo database; return the environment variables that point to it."""
    found = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.demo",
        "LEERWEB_DATABASE": f"sqlite:///{tmp_path_factory.mktemp('demo')}/demo.sqlite3",
        "PYTHONUNBUFFERED": "1",
    }
    migrate = [sys.executable, "manage.py", "migrate", "-v0"]
    subprocess.run(migrate, cwd=ROOT, env=found, check=True)  # noqa: S603 - a fixed command
    return found


def serve(port: int, environment: dict[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 - a fixed command
        [sys.executable, "manage.py", "serve_demo", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def output_until(server: "subprocess.Popen[str]", text: str) -> str:
    assert server.stdout is not None
    output = ""
    for line in server.stdout:
        output += line
        if text in line:
            return output
    raise AssertionError(output)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_server_logs_no_paths_and_stops_on_a_signal(environment, ending):
    port = free_port()
    server = serve(port, environment)
    try:
        output = output_until(server, f"http://localhost:{port}")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=60) as answer:
            assert answer.status == 200
        before = time.monotonic()
        server.send_signal(ending)
        rest = server.communicate(timeout=120)[0]
        assert time.monotonic() - before < 20  # normally a second; far less than a worker's grace period
        assert server.returncode == 0
        assert not re.search(r"GET|/health/", output + rest)
    finally:
        server.kill()


def test_port_in_use_is_reported_without_traceback(environment):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        server = serve(port, environment)
        output = server.communicate(timeout=120)[0]
    assert f"Port {port} is in use" in output
    assert "Traceback" not in output
    assert server.returncode == 1
