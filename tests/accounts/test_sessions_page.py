"""The page with a person's sessions."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from accounts.templatetags.account_tags import browser
from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

LIST, PROFILE = reverse("usersessions_list"), reverse("accounts:profile")
FIREFOX = "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"
# User agents and the names that people know them by.
AGENTS = [
    (FIREFOX, "Firefox op Windows"),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) CriOS/137.0 Safari/604.1", "Chrome op iPhone"),
    ("Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) FxiOS/140.0 Mobile/15E148 Safari/605.1.15", "Firefox op iPad"),
    ("Mozilla/5.0 (Linux; Android 14) SamsungBrowser/25.0 Chrome/121.0 Safari", "Samsung Internet op Android"),
    ("Mozilla/5.0 (Windows NT 10.0) Chrome/138.0 Safari/537.36 Edg/138.0", "Edge op Windows"),
    ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.5 Safari/605.1.15", "Safari op Mac"),
    ("Mozilla/5.0 (X11; CrOS x86_64 14541) Chrome/138.0 Safari/537.36", "Chrome op Chromebook"),
    ("curl/8.5", "onbekend"),
    ("", "onbekend"),
]  # fmt: skip


@pytest.fixture
def signed_in(cast):
    """Return a function that signs a person in with a user agent."""

    def sign_in(name: str = "Amira", agent: str = FIREFOX) -> Client:
        client = Client(headers={"user-agent": agent})
        client.post(reverse("account_login"), {"login": f"{name.lower()}@example.org", "password": PASSWORD})
        return client

    return sign_in


def session_of(client: Client) -> str:
    """Return the URL that ends the session of this client."""
    session = UserSession.objects.get(session_key=client.session.session_key)
    return reverse("accounts:session_end", args=[session.pk])


@pytest.mark.parametrize(("agent", "words"), AGENTS)
def test_browser_filter_names_browser_and_system(agent, words):
    assert browser(agent) == words


def test_ended_session_is_signed_out_at_its_next_request(signed_in):
    elsewhere, here = signed_in(), signed_in()
    ended = here.post(session_of(elsewhere), follow=True)
    assert "Je bent daar uitgelogd." in ended.content.decode()
    assert elsewhere.get(PROFILE).url.startswith(reverse("account_login"))
    assert here.get(PROFILE).status_code == 200


def test_other_sessions_continue(signed_in):
    first, second, here = signed_in(), signed_in(), signed_in()
    here.post(session_of(first))
    assert [client.get(PROFILE).status_code for client in (first, second, here)] == [302, 200, 200]


def test_current_session_is_marked_and_offers_sign_out(signed_in):
    here = signed_in()
    page = here.get(LIST).content.decode()
    assert "dit apparaat" in page
    assert "Hier uitloggen" in page
    assert session_of(here) not in page
    assert here.post(session_of(here)).status_code == 404
    assert here.get(PROFILE).status_code == 200


def test_page_has_a_button_for_each_other_session(signed_in):
    elsewhere, here = signed_in(agent=AGENTS[1][0]), signed_in()
    page = here.get(LIST).content.decode()
    assert f'action="{session_of(elsewhere)}"' in page
    assert "Daar uitloggen: Chrome op iPhone" in page


def test_session_of_another_person_cannot_be_ended(signed_in):
    brams, amiras = signed_in("Bram"), signed_in()
    assert amiras.post(session_of(brams)).status_code == 404
    assert brams.get(PROFILE).status_code == 200


def test_ending_a_session_twice_is_404(signed_in):
    elsewhere, here = signed_in(), signed_in()
    address = session_of(elsewhere)
    assert [here.post(address).status_code for _ in range(2)] == [302, 404]


def test_ending_a_session_requires_post_and_sign_in(signed_in):
    here = signed_in()
    assert here.get(session_of(here)).status_code == 405
    assert Client().post(session_of(here)).headers["Location"].startswith(reverse("account_login"))
