"""Collect everything a person can reach: every page by GET, with its headers, and every email they received.

`collect` walks the URL configuration with all existing keys, so new routes and rows are visited automatically. A route
with an unknown parameter fails, so that none is forgotten.
"""

import io
import itertools
import re
import zipfile
from collections import Counter
from dataclasses import dataclass

from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import URLPattern

from accounts.checks import routes
from accounts.models import User
from networks.models import Background, Network, Participation, Programme, ProgrammeRole
from networks.worksheets import XLSX_TYPE
from srt.models import Wave, WaveInvitation, WaveNetwork
from srt.selectors.questionnaire import link_token
from srt.selectors.waves import join_token

# Pages of packages, and pages with many keys that are unrelated to the survey.
ELSEWHERE = ("admin/", "accounts/", "i18n/", "demo/", "welcome/", "language/")
# Layers below the survey, as import-linter checks. Networks and accounts are visited nevertheless.
BELOW = (
    "ogo.",
    "meetings.",
)
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
HEADERS = ("ETag", "Last-Modified", "Content-Length", "Content-Type", "Location", "HX-Refresh")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
# Differs between requests and carries no information: form tokens, seconds until sign-out.
NOISE = re.compile(
    r'value="[A-Za-z0-9]{64}"|"X-CSRFToken": "[A-Za-z0-9]{64}"|data-session-left="\d+"|<option value="\d+"'
)


@dataclass(frozen=True)
class Answer:
    """One page as a person received it."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str


def collect(person: User | None) -> dict[str, Answer]:
    """Return every page by address, as this person (None for an anonymous visitor) receives it."""
    client = Client()
    if person is not None:
        client.force_login(person)
    return {address: _answer(client, address) for address in addresses(person)}


def reachable(person: User) -> str:
    """Return all pages and emails that this person can read, as one text."""
    pages = [answer.body for answer in collect(person).values() if answer.status == 200]
    return "\n".join([*pages, *emails_to(person)])


def numbers(person: User) -> Counter[str]:
    """Return how often each number occurs in what this person can read."""
    return Counter(NUMBER.findall(reachable(person)))


def emails_to(person: User) -> list[str]:
    """Return the emails that this person received: subject and both bodies."""
    found = [message for message in mail.outbox if person.email in message.to]
    return [f"{message.subject}\n{message.body}\n{getattr(message, 'alternatives', '')}" for message in found]


def cached() -> str:
    """Return the contents of the cache table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache")
        return repr(cursor.fetchall())


def addresses(person: User | None) -> list[str]:
    """Return every address of our own routes, for all existing keys."""
    known = _known(person)
    found = []
    for route, _pattern in own_routes():
        names = PARAMETER.findall(route)
        found += [_filled(route, names, values) for values in itertools.product(*(known[name] for name in names))]
    return found


def own_routes() -> list[tuple[str, URLPattern]]:
    """Return the routes of our own apps, without packages and the layers below the survey."""
    return [
        (path, pattern)
        for path, pattern in routes()
        if not path.startswith(ELSEWHERE) and not pattern.callback.__module__.startswith(BELOW)
    ]


def _filled(route: str, names: list[str], values: tuple[object, ...]) -> str:
    for value in values:
        route = PARAMETER.sub(str(value), route, count=1)
    return "/" + route


def _known(person: User | None) -> dict[str, list[object]]:
    """Return the existing keys by parameter name; personal links only of this person."""
    invitations = WaveInvitation.objects.filter(person=person) if person else WaveInvitation.objects.none()
    joinable = WaveNetwork.objects.select_related("wave") if person else WaveNetwork.objects.none()
    mine = Participation.objects.filter(person=person) if person else Participation.objects.none()
    return {
        "network_pk": list(Network.objects.values_list("pk", flat=True)),
        "programme_pk": list(Programme.objects.values_list("pk", flat=True)),
        "wave_pk": list(Wave.objects.values_list("pk", flat=True)),
        "wave_network_pk": list(WaveNetwork.objects.values_list("pk", flat=True)),
        "participation_pk": list(mine.values_list("pk", flat=True)),
        "background_pk": list(Background.objects.values_list("pk", flat=True)[:1]),
        "role_pk": list(ProgrammeRole.objects.values_list("pk", flat=True)[:1]),
        "change_pk": [1],
        "import_pk": [1],
        "upload_pk": [1],
        "session_pk": [1],
        "code": ["samen-leren"],
        "version": [1],
        "older": [1],
        "number": [1, 2],
        "word": ["network"],
        "kind": ["radar", "dots"],
        "language": ["nl"],
        "file_format": ["png"],
        "token": [*(link_token(invitation) for invitation in invitations), *(join_token(row) for row in joinable)],
    }


def _answer(client: Client, address: str) -> Answer:
    response = client.get(address)
    headers = tuple((name, response.headers[name]) for name in HEADERS if name in response.headers)
    body = response.getvalue()
    text = _unpacked(body) if response.headers["Content-Type"] == XLSX_TYPE else body.decode(errors="replace")
    return Answer(response.status_code, headers, NOISE.sub("", text))


def _unpacked(workbook: bytes) -> str:
    """Return the parts of a workbook as text; tests/srt/test_result_table.py compares its exact bytes."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())
