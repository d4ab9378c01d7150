"""URLs with numbers that no database can hold are 404, never a server error."""

import re

import pytest
from django.test import Client

from accounts.checks import routes
from srt.selectors.questionnaire import link_token
from tests.srt.wave_cases import invitation_of, row_of, wave_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

NUMBER = re.compile(r"<int:(\w+)>")
OTHERS = {
    "word": "network",
    "kind": "radar",
    "language": "nl",
    "file_format": "png",
    "address": "iris@example.org",
    "code": "samen-leren",
    "key": "problem-wall",
}


@pytest.mark.parametrize("number", [2**31, 2**63, 10**30])
def test_too_large_number_in_url_is_404(cast, number):
    wave = wave_make(cast)
    real = {
        "network_pk": cast.burgerschap.pk,
        "programme_pk": cast.werkplaats.pk,
        "wave_pk": wave.pk,
        "wave_network_pk": row_of(wave, cast.burgerschap).pk,
    }
    iris, nadia = Client(), Client()
    iris.force_login(cast["Iris"])
    nadia.force_login(cast["Nadia"])
    for address in addresses(real, number, link_token(invitation_of(wave, cast["Iris"]))):
        assert {client.get(address).status_code for client in (iris, nadia)} <= {302, 403, 404, 405, 410}, address


def addresses(real: dict[str, int], number: int, token: str) -> list[str]:
    """Return a URL for every route with a number: once with all numbers too large, once with only the last."""
    found = []
    for path, _pattern in routes():
        names = NUMBER.findall(path)
        if not names or path.startswith(("admin/", "accounts/")):
            continue
        for given in ({}, {name: key for name, key in real.items() if name != names[-1]}):
            values = {**OTHERS, "token": token, **dict.fromkeys(names, number), **given}
            found.append("/" + re.sub(r"<\w+:(\w+)>", r"{\1}", path).format(**values))
    return found
