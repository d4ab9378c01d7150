"""Production as docker-compose.yml and the Dockerfile start it, on an empty database, without the containers."""

from __future__ import annotations

import http.client
import json
import os
import re
import secrets
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml
from django.db import connection

from tests.fixtures.mail import MailServer
from tests.fixtures.worker import ROOT, database_url

pytestmark = [pytest.mark.worker, pytest.mark.slow("a whole production is set up")]

HOST = "leerweb.example.org"
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
PATIENCE = 120


class Production:
    """The processes of one installation, and a client in front of its proxy."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.environment = environment
        self.log = log
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.processes: list[subprocess.Popen[bytes]] = []
        self.cookies: SimpleCookie = SimpleCookie()

    def run(self, *command: str) -> None:
        """Run one command and wait for it, as `docker compose run` would."""
        done = subprocess.run(  # noqa: S603 - our own program
            inside(command), cwd=ROOT, env=self.environment, check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def start(self, *command: str) -> None:
        """Start a process that keeps running."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 - our own program
                inside(command), cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self.processes.append(process)

    def stop(self) -> list[int]:
        """End every process as `docker compose stop` does, and return the exit codes."""
        for process in self.processes:
            process.terminate()
        return [process.wait(timeout=PATIENCE) for process in self.processes]

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """Return status and body of a request as it comes from the proxy, with the cookies of a browser."""
        headers = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
        headers |= {"Cookie": "; ".join(f"{name}={one.value}" for name, one in self.cookies.items())}
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{HOST}"}
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        line.request(method, path, urlencode(fields or {}), headers)
        answer = line.getresponse()
        for cookie in answer.msg.get_all("Set-Cookie", []):
            self.cookies.load(cookie)
        body = answer.read().decode()
        line.close()
        return answer.status, body

    def wait(self, until: Callable[[], Any], what: str) -> None:
        """Return as soon as a condition holds; fail with the processes' output if it does not."""
        end = time.monotonic() + PATIENCE
        while not until():
            if time.monotonic() > end or any(process.poll() is not None for process in self.processes):
                pytest.fail(f"Waited for {what}.\n{self.log.read_text(encoding='utf-8')[-4000:]}")
            time.sleep(0.2)

    def is_up(self) -> bool:
        """Return whether the health page reports that all is well."""
        try:
            return self.ask("GET", "/health/")[0] == http.HTTPStatus.OK
        except OSError:
            return False


def inside(command: tuple[str, ...]) -> list[str]:
    """Return a command with its programs from this environment, as it would find them inside the image."""
    return [str(Path(sys.executable).with_name(command[0])), *command[1:]]


@pytest.fixture
def production(transactional_db: None, broker: str, tmp_path: Path) -> Iterator[tuple[Production, MailServer]]:
    """Return an installation on its own database, with the values that .env.example asks for, and its mail server."""
    name = f"production_{secrets.token_hex(4)}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    mail = MailServer()
    here = {key: value for key, value in os.environ.items() if not key.startswith(("LEERWEB_", "DJANGO_"))}
    environment = here | {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "LEERWEB_DATABASE": database_url().replace(f"/{connection.settings_dict['NAME']}?", f"/{name}?"),
        "LEERWEB_BROKER": broker,
        "LEERWEB_HOSTS": HOST,
        "LEERWEB_BASE_URL": f"https://{HOST}",
        "LEERWEB_SECRET_KEY": secrets.token_hex(32),
        "LEERWEB_FROM": f"leerweb@{HOST}",
        "LEERWEB_SMTP_HOST": "127.0.0.1",
        "LEERWEB_SMTP_PORT": str(mail.port),
        "LEERWEB_SMTP_TLS": "no",
    }
    found = Production(environment, tmp_path / "production.log")
    try:
        yield found, mail
    finally:
        found.stop()
        mail.stop()
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_compose_installation_lets_the_first_coordinator_in(production):
    site, mail = production
    build = re.findall(r"manage\.py collectstatic[^\\\n]*", DOCKERFILE)
    site.run("python", *shlex.split(build[0]))
    site.run(*COMPOSE["migrate"]["command"])
    serve = json.loads(re.findall(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)[0])
    site.start(*serve, "--bind", f"127.0.0.1:{site.port}", "--worker-tmp-dir", str(site.log.parent))
    site.start(*COMPOSE["worker"]["command"])
    site.wait(site.is_up, "the web")

    site.run("python", "manage.py", "load_instrument")
    site.run("python", "manage.py", "create_programme", "proef", "--coordinator", "nadia@example.org")
    site.wait(lambda: mail.mailbox.messages_to("nadia@example.org"), "the letter")
    [email] = mail.mailbox.messages_to("nadia@example.org")
    text = next(part.get_payload(decode=True) for part in email.walk() if part.get_content_type() == "text/plain")
    link = re.findall(rf"https://{HOST}(/welcome/\S+/)", text.decode())[0]

    status, page = site.ask("GET", link)
    assert status == 200
    stylesheet = re.findall(r'href="(/static/css/[^"]+\.css)"', page)[0]
    assert site.ask("GET", stylesheet)[0] == 200
    nadia = {"first_name": "Nadia", "last_name": "Bouzid", "language": "nl", "password": "vier vrolijke vogels"}
    assert site.ask("POST", link, form_of(page) | nadia)[0] == 302

    site.cookies.clear()
    _status, page = site.ask("GET", "/accounts/login/")
    wrong = {"login": "nadia@example.org", "password": "drie vrolijke vogels"}
    assert site.ask("POST", "/accounts/login/", form_of(page) | wrong)[0] == 200
    right = wrong | {"password": "vier vrolijke vogels"}
    assert site.ask("POST", "/accounts/login/", form_of(page) | right)[0] == 302
    assert site.stop() == [0, 0]
    assert "Traceback" not in site.log.read_text(encoding="utf-8")


def form_of(page: str) -> dict[str, str]:
    """Return the token of a page's form."""
    return {"csrfmiddlewaretoken": re.findall(r'csrfmiddlewaretoken" value="([^"]+)', page)[0]}
