"""A session that ends while somebody types: the notice before, and what they typed after."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts import sessions
from accounts.sessions import SHORTER, USUAL, seconds_left, session_goes_on, session_prolong
from accounts.typed import KEPT_SECONDS, TYPED
from tests.cast import PASSWORD
from tests.meetings.meeting_cases import meeting_make
from tests.srt.wave_cases import instrument_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

PROFILE, TYPED_PAGE = reverse("accounts:profile"), reverse("accounts:typed")
FORM = {"first_name": "Amira", "infix": "", "last_name": "de <b>Lange</b>", "language": "nl"}
START = 1_800_000_000.0


def end_session(client, person):
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(PROFILE)
    session = client.session
    session[sessions.STARTED] -= USUAL.absolute + 60
    session.save()


def sign_in(client, response, address="amira@example.org"):
    return client.post(response.url, {"login": address, "password": PASSWORD})


def test_what_was_typed_is_shown_after_sign_in_and_saved_when_it_is_sent(client, cast):
    end_session(client, cast["Amira"])
    response = client.post(PROFILE, FORM)
    cast["Amira"].refresh_from_db()
    assert cast["Amira"].last_name == "Voorbeeld"
    assert "Je bent uitgelogd" in client.get(response.url).content.decode()
    assert sign_in(client, response).url == TYPED_PAGE
    page = client.get(TYPED_PAGE).content.decode()
    assert "de &lt;b&gt;Lange&lt;/b&gt;" in page
    assert f'action="{PROFILE}"' in page
    cast["Amira"].refresh_from_db()
    assert cast["Amira"].last_name == "Voorbeeld"
    client.post(PROFILE, FORM)
    cast["Amira"].refresh_from_db()
    assert cast["Amira"].last_name == "de <b>Lange</b>"
    assert TYPED not in client.session


def typed_by(client, person, address, form, **headers):
    """Send a form after the session ended, sign in, and return what the page says of it."""
    end_session(client, person)
    sign_in(client, client.post(address, form, headers=headers), person.email)
    return client.get(TYPED_PAGE).context["shown"]


def test_a_box_is_named_by_its_label_and_a_choice_by_its_words(client, cast):
    assert typed_by(client, cast["Amira"], PROFILE, FORM) == [
        ("Voornaam", "Amira"),
        ("Achternaam", "de <b>Lange</b>"),
        ("Taal van pagina’s en berichten", "Nederlands"),
    ]


def test_boxes_to_tick_are_told_with_what_stands_beside_them(client, cast):
    instrument_make()
    form = {"networks": [cast.rekenen.pk], "sides": "process"}
    shown = typed_by(client, cast["Nadia"], reverse("srt:wave_new", args=[cast.werkplaats.pk]), form)
    assert ("Netwerken", "Rekenen") in shown
    assert all(value not in {"process", str(cast.rekenen.pk)} for _label, value in shown)


def test_a_button_that_posts_elsewhere_is_told_by_the_page_it_stands_on(client, cast):
    meeting = meeting_make(cast.burgerschap, days=7)
    page = reverse("meetings:meeting", args=[meeting.pk])
    address = reverse("meetings:answer", args=[meeting.pk])
    shown = typed_by(client, cast["Amira"], address, {"answer": "yes"}, referer=f"http://testserver{page}")
    assert [value for _label, value in shown] == ["Ik kom"]


@pytest.mark.parametrize("referer", ["https://elsewhere.example/", "http://testserver/nowhere/", ""])
def test_where_the_page_does_not_open_the_values_stand_there_as_they_are(client, cast, referer):
    address = reverse("networks:people_export", args=[cast.werkplaats.pk])
    shown = typed_by(client, cast["Nadia"], address, {"format": "xlsx"}, referer=referer)
    assert shown == [("", "xlsx")]


def test_somebody_else_at_the_same_computer_sees_nothing_of_it(client, cast):
    end_session(client, cast["Amira"])
    response = client.post(PROFILE, FORM)
    sign_in(client, response, "bram@example.org")
    assert client.get(TYPED_PAGE).url == reverse("overview:home")
    assert TYPED not in client.session


def test_it_is_thrown_away_when_asked_and_after_an_hour(client, cast):
    end_session(client, cast["Amira"])
    sign_in(client, client.post(PROFILE, FORM))
    session = client.session
    assert session[TYPED]["until"] > 0
    client.post(TYPED_PAGE)
    assert TYPED not in client.session
    end_session(client, cast["Amira"])
    sign_in(client, client.post(PROFILE, FORM))
    session = client.session
    session[TYPED]["until"] -= KEPT_SECONDS + 1
    session.save()
    assert client.get(TYPED_PAGE).url == reverse("overview:home")


@pytest.mark.parametrize(
    "form",
    [
        {"first_name": "x" * 200_000},
        {"first_name": "Amira", "file": SimpleUploadedFile("a.txt", b"a")},
        {"password": "geheim", "oldpassword": "geheim", "code": "123456"},
    ],
)
def test_files_secrets_and_very_long_texts_are_not_kept(client, cast, form):
    end_session(client, cast["Amira"])
    response = client.post(PROFILE, form)
    assert response.url.startswith(reverse("account_login"))
    assert TYPED not in client.session


def test_a_page_that_was_only_read_is_simply_opened_again(client, cast):
    end_session(client, cast["Amira"])
    assert client.get(PROFILE).url == f"{reverse('account_login')}?next={PROFILE}"
    assert TYPED not in client.session


def test_a_form_without_its_token_is_not_kept(cast):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    end_session(client, cast["Amira"])
    assert client.post(PROFILE, FORM).status_code == 403
    assert TYPED not in client.session


def test_seconds_count_down_to_the_nearer_end(cast):
    session: dict[str, object] = {}
    session_goes_on(session, cast["Stella"], now=START)
    assert seconds_left(session, now=START) == SHORTER.idle
    session_prolong(session, now=START + SHORTER.idle - 60)
    assert seconds_left(session, now=START + SHORTER.idle - 60) == SHORTER.idle
    session_prolong(session, now=START + SHORTER.absolute - 60)
    assert seconds_left(session, now=START + SHORTER.absolute - 60) == 60


def test_the_notice_is_for_short_sessions_and_shows_when_the_end_is_near(client, cast):
    client.force_login(cast["Amira"])
    assert "data-session-left" not in client.get(PROFILE).content.decode()
    client.force_login(cast["Nadia"])
    client.get(PROFILE)
    page = client.get(PROFILE).content.decode()
    assert "Je wordt straks uitgelogd" in page
    assert notice_is_hidden(page)
    session = client.session
    session[sessions.STARTED] -= SHORTER.absolute - 300
    session.save()
    assert not notice_is_hidden(client.get(PROFILE).content.decode())


def notice_is_hidden(page):
    return "hidden" in page.split("data-session-left")[1].split(">")[0]


def test_staying_counts_as_opening_a_page(client, cast):
    client.force_login(cast["Nadia"])
    client.get(PROFILE)
    session = client.session
    session[sessions.SEEN] -= 240
    session.save()
    assert client.post(reverse("accounts:stay")).json()["left"] > SHORTER.idle - 60


def test_a_file_that_a_page_holds_sealed_is_not_kept(client, cast):
    end_session(client, cast["Nadia"])
    client.post(reverse("srt:past_answers_confirm", args=[cast.werkplaats.pk]), {"sealed": "everybody's answers"})
    assert TYPED not in client.session
