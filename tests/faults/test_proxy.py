"""The web behind the Caddy of docker-compose.yml: slow visitors delay no one, and its log has no personal links."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.test_production import HOST, PATIENCE, Production, production  # noqa: F401 - a fixture
from tests.fixtures.worker import ROOT
from tests.services.processes import free_port, wait_until

pytestmark = [pytest.mark.worker, pytest.mark.slow("starts gunicorn and Caddy on a database of their own")]

SLOW_VISITORS = 40
MAX_BODY = 25_000_000  # in the Caddyfile
LINK = "/survey/a-link-that-nobody-should-read/"


@dataclass
class Proxy:
    """A running Caddy: its port, and its log file."""

    port: int
    log: Path

    def get(self, path: str, *, timeout: float = 10) -> int:
        """Return the status of a GET request."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)) as connection:
            connection.request("GET", path, headers={"Host": HOST, "User-Agent": "browser-of-amira"})
            return connection.getresponse().status

    def begin_post(self, length: int) -> socket.socket:
        """Send the head of a POST request to the sign-in form and the first byte of its body."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        head = f"POST /accounts/login/ HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: {length}\r\n"
        # A form with files: Django reads all of it, however long.
        connection.sendall(f"{head}Content-Type: multipart/form-data; boundary=l\r\n\r\n-".encode())
        return connection


@pytest.fixture
def proxy(production, tmp_path: Path) -> Iterator[tuple[Proxy, Production]]:  # noqa: F811 - the fixture
    """Run the web of an installation behind Caddy with our Caddyfile, without TLS."""
    site, _mail = production
    site.run("python", "manage.py", "migrate", "--noinput")
    site.run("python", "manage.py", "collectstatic", "--noinput")
    serve = ["gunicorn", "--config", "config/gunicorn.py", "config.wsgi:application"]
    site.start(*serve, "--bind", f"127.0.0.1:{site.port}", "--worker-tmp-dir", str(tmp_path))
    found = Proxy(free_port(), tmp_path / "caddy.log")
    caddy = start_caddy(found, site.port, tmp_path)
    try:
        wait_until(lambda: answers(found), seconds=PATIENCE, what="the web behind Caddy")
        yield found, site
    finally:
        caddy.kill()  # a graceful stop would wait for the slow visitors
        caddy.wait(timeout=PATIENCE)


def start_caddy(proxy: Proxy, web_port: int, home: Path) -> subprocess.Popen[bytes]:
    """Start Caddy. It listens on HTTP and passes every visit on as HTTPS, as in production."""
    caddyfile = (ROOT / "Caddyfile").read_text(encoding="utf-8")
    upstream = "reverse_proxy {$LEERWEB_WEB:web:8000} {"
    assert upstream in caddyfile
    config = home / "Caddyfile"
    caddyfile = caddyfile.replace(upstream, f"{upstream}\n\t\theader_up X-Forwarded-Proto https")
    config.write_text("{\n\tadmin off\n" + caddyfile.split("{\n", 1)[1], encoding="utf-8")
    environment = {
        "LEERWEB_HOSTS": f"http://{HOST}:{proxy.port}",
        "LEERWEB_WEB": f"127.0.0.1:{web_port}",
        "HOME": str(home),
        "XDG_DATA_HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "PATH": os.environ["PATH"],
    }
    command = [str(Path(sys.executable).with_name("caddy")), "run", "--config", str(config)]
    with proxy.log.open("wb") as log:
        return subprocess.Popen(command, env=environment, stdout=log, stderr=log)  # noqa: S603 - a locked package


def answers(proxy: Proxy) -> bool:
    """Return whether the health page can be reached."""
    try:
        return proxy.get("/health/") == http.HTTPStatus.OK
    except OSError:
        return False


def test_slow_visitors_delay_no_one(proxy):
    caddy, _site = proxy
    slow = [caddy.begin_post(1000) for _ in range(SLOW_VISITORS)]
    for _ in range(3):
        for connection in slow:
            connection.sendall(b"o")
        assert caddy.get("/accounts/login/") == 200
        time.sleep(1)
    for connection in slow:
        connection.close()


def test_large_file_on_a_slow_line_arrives_whole(proxy):
    caddy, _site = proxy
    connection = caddy.begin_post(3_000_000)
    for _ in range(30):
        connection.sendall(b"o" * 99_999)
        time.sleep(0.1)
    connection.sendall(b"o" * (3_000_000 - 1 - 30 * 99_999))
    # Django has read all of it: it refuses a form without a token only after the whole body.
    assert connection.recv(100).startswith(b"HTTP/1.1 403")
    connection.close()


def test_visitors_who_stop_halfway_a_file_that_is_too_large_delay_no_one(proxy):
    caddy, _site = proxy
    stopped = [caddy.begin_post(30_000_000) for _ in range(20)]
    for connection in stopped:
        connection.sendall(b"o" * (MAX_BODY - 1))
    assert caddy.get("/accounts/login/") == 200
    for connection in stopped:
        connection.close()


def test_error_log_has_no_personal_link(proxy):
    caddy, site = proxy
    site.stop()
    site.processes.clear()
    assert caddy.get(LINK) == 502
    log = caddy.log.read_text(encoding="utf-8")
    assert "connection refused" in log
    assert not [secret for secret in (LINK, "browser-of-amira", HOST) if secret in log.partition("refused")[2]]
    assert LINK not in log
