"""Everything that somebody can reach: every page by GET as that person, with its headers, and every email they got.

`collect` walks the URL configuration with every key there is, so a new route or a new key is visited by itself. A route
with a parameter that is not known here fails, so that nobody forgets one.
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

# Pages of packages, and what has nothing of a survey and many keys.
ELSEWHERE = ("admin/", "accounts/", "i18n/", "demo/", "welcome/", "language/")
# Floors below the survey, held there by import-linter. Networks and accounts are visited all the same.
BELOW = ("meetings.",)
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
HEADERS = ("ETag", "Last-Modified", "Content-Length", "Content-Type", "Location", "HX-Refresh")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
# What differs from one request to the next and holds nothing: the token of a form, the seconds until sign-out.
NOISE = re.compile(
    r'value="[A-Za-z0-9]{64}"|"X-CSRFToken": "[A-Za-z0-9]{64}"|data-session-left="\d+"|<option value="\d+"'
)


@dataclass(frozen=True)
class Answer:
    """One page as somebody got it."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str


def collect(person: User | None) -> dict[str, Answer]:
    """Every page by its address, as this person (None: nobody signed in) gets it."""
    client = Client()
    if person is not None:
        client.force_login(person)
    return {address: _answer(client, address) for address in addresses(person)}


def reachable(person: User) -> str:
    """All that this person can read, as one text: pages that were not refused, and emails."""
    pages = [answer.body for answer in collect(person).values() if answer.status == 200]
    return "\n".join([*pages, *emails_to(person)])


def numbers(person: User) -> Counter[str]:
    """Every number that this person can reach, and how often."""
    return Counter(NUMBER.findall(reachable(person)))


def emails_to(person: User) -> list[str]:
    """The emails that this person got, subject and both texts."""
    found = [message for message in mail.outbox if person.email in message.to]
    return [f"{message.subject}\n{message.body}\n{getattr(message, 'alternatives', '')}" for message in found]


def cached() -> str:
    """What the cache table holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache")
        return repr(cursor.fetchall())


def addresses(person: User | None) -> list[str]:
    """Every address of our own routes, with every key of a parameter that there is."""
    known = _known(person)
    found = []
    for route, _pattern in own_routes():
        names = PARAMETER.findall(route)
        found += [_filled(route, names, values) for values in itertools.product(*(known[name] for name in names))]
    return found


def own_routes() -> list[tuple[str, URLPattern]]:
    """The routes that are ours and not a package's, nor of a floor below the survey that cannot know of answers."""
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
    """Every key by the name of its parameter; personal links are those of the person only."""
    invitations = WaveInvitation.objects.filter(person=person) if person else WaveInvitation.objects.none()
    rooms = WaveNetwork.objects.select_related("wave") if person else WaveNetwork.objects.none()
    mine = Participation.objects.filter(person=person) if person else Participation.objects.none()
    return {
        "network_pk": list(Network.objects.values_list("pk", flat=True)),
        "programme_pk": list(Programme.objects.values_list("pk", flat=True)),
        "wave_pk": list(Wave.objects.values_list("pk", flat=True)),
        "wave_network_pk": list(WaveNetwork.objects.values_list("pk", flat=True)),
        "participation_pk": list(mine.values_list("pk", flat=True)),
        "background_pk": list(Background.objects.values_list("pk", flat=True)[:1]),
        "role_pk": list(ProgrammeRole.objects.values_list("pk", flat=True)[:1]),
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
        "token": [*(link_token(invitation) for invitation in invitations), *(join_token(row) for row in rooms)],
    }


def _answer(client: Client, address: str) -> Answer:
    response = client.get(address)
    headers = tuple((name, response.headers[name]) for name in HEADERS if name in response.headers)
    body = response.getvalue()
    text = _unpacked(body) if response.headers["Content-Type"] == XLSX_TYPE else body.decode(errors="replace")
    return Answer(response.status_code, headers, NOISE.sub("", text))


def _unpacked(workbook: bytes) -> str:
    """What stands in a workbook, part by part; its exact bytes are in tests/srt/test_result_table.py."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())
