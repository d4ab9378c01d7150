"""A form that is posted after the session has ended."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts import sessions
from accounts.saved_form import SAVED_FORM, STORED_SECONDS
from accounts.sessions import USUAL
from tests.cast import PASSWORD
from tests.meetings.meeting_cases import meeting_make
from tests.srt.wave_cases import instrument_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

PROFILE, SAVED_PAGE = reverse("accounts:profile"), reverse("accounts:saved_form")
FORM = {"first_name": "Amira", "infix": "", "last_name": "de <b>Lange</b>", "language": "nl"}


def end_session(client, person):
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(PROFILE)
    session = client.session
    session[sessions.STARTED] -= USUAL.absolute + 60
    session.save()


def sign_in(client, response, address="amira@example.org"):
    return client.post(response.url, {"login": address, "password": PASSWORD})


def test_saved_form_is_shown_after_sign_in_and_saved_when_sent(client, cast):
    end_session(client, cast["Amira"])
    response = client.post(PROFILE, FORM)
    cast["Amira"].refresh_from_db()
    assert cast["Amira"].last_name == "Voorbeeld"
    assert "Je bent uitgelogd" in client.get(response.url).content.decode()
    assert sign_in(client, response).url == SAVED_PAGE
    page = client.get(SAVED_PAGE).content.decode()
    assert "de &lt;b&gt;Lange&lt;/b&gt;" in page
    assert f'action="{PROFILE}"' in page
    cast["Amira"].refresh_from_db()
    assert cast["Amira"].last_name == "Voorbeeld"
    client.post(PROFILE, FORM)
    cast["Amira"].refresh_from_db()
    assert cast["Amira"].last_name == "de <b>Lange</b>"
    assert SAVED_FORM not in client.session


def lines_after(client, person, address, form):
    """Post a form after the session ended, sign in, and return the lines that the page shows of it."""
    end_session(client, person)
    sign_in(client, client.post(address, form), person.email)
    return client.get(SAVED_PAGE).context["lines"]


def test_text_and_choices_are_shown_with_their_labels(client, cast):
    assert lines_after(client, cast["Amira"], PROFILE, FORM) == [
        ("Voornaam", "Amira"),
        ("Achternaam", "de <b>Lange</b>"),
        ("Taal van pagina’s en mails", "Nederlands"),
    ]


def test_form_is_found_through_a_module_that_the_view_imports(client, cast):
    address = reverse("networks:background_add", args=[cast.werkplaats.pk])
    lines = lines_after(client, cast["Nadia"], address, {"code": "docent", "name_nl": "Docent", "name_en": "Lecturer"})
    assert [text for _label, text in lines] == ["Docent", "Lecturer"]
    assert all(label for label, _text in lines)


def test_names_of_chosen_rows_are_not_shown(client, cast):
    instrument_make()
    form = {"networks": [cast.rekenen.pk], "scope": "process"}
    lines = lines_after(client, cast["Nadia"], reverse("srt:wave_new", args=[cast.werkplaats.pk]), form)
    assert len(lines) == 1
    assert lines[0][1] not in {"process", str(cast.rekenen.pk), "Rekenen"}


def test_value_of_a_button_is_sent_but_not_shown(client, cast):
    address = reverse("meetings:answer", args=[meeting_make(cast.burgerschap, days=7).pk])
    assert lines_after(client, cast["Amira"], address, {"answer": "yes"}) == []
    assert 'name="answer" value="yes"' in client.get(SAVED_PAGE).content.decode()


def test_free_text_without_a_known_form_is_shown_without_label(client, cast):
    address = reverse("networks:people_export", args=[cast.werkplaats.pk])
    lines = lines_after(client, cast["Nadia"], address, {"format": "xlsx", "note": "What we agreed"})
    assert lines == [("", "What we agreed")]


def test_another_person_on_the_same_computer_does_not_see_it(client, cast):
    end_session(client, cast["Amira"])
    response = client.post(PROFILE, FORM)
    sign_in(client, response, "bram@example.org")
    assert client.get(SAVED_PAGE).url == reverse("overview:home")
    assert SAVED_FORM not in client.session


def test_saved_form_is_discarded_on_request_and_after_an_hour(client, cast):
    end_session(client, cast["Amira"])
    sign_in(client, client.post(PROFILE, FORM))
    session = client.session
    assert session[SAVED_FORM]["until"] > 0
    client.post(SAVED_PAGE)
    assert SAVED_FORM not in client.session
    end_session(client, cast["Amira"])
    sign_in(client, client.post(PROFILE, FORM))
    session = client.session
    session[SAVED_FORM]["until"] -= STORED_SECONDS + 1
    session.save()
    assert client.get(SAVED_PAGE).url == reverse("overview:home")


@pytest.mark.parametrize(
    "form",
    [
        {"first_name": "x" * 200_000},
        {"first_name": "Amira", "file": SimpleUploadedFile("a.txt", b"a")},
        {"password": "geheim", "oldpassword": "geheim", "credential": "{}"},
    ],
)
def test_files_secrets_and_very_long_texts_are_not_stored(client, cast, form):
    end_session(client, cast["Amira"])
    response = client.post(PROFILE, form)
    assert response.url.startswith(reverse("account_login"))
    assert SAVED_FORM not in client.session


def test_get_request_returns_to_its_page_and_stores_nothing(client, cast):
    end_session(client, cast["Amira"])
    assert client.get(PROFILE).url == f"{reverse('account_login')}?next={PROFILE}"
    assert SAVED_FORM not in client.session


def test_form_without_csrf_token_is_not_stored(cast):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    end_session(client, cast["Amira"])
    assert client.post(PROFILE, FORM).status_code == 403
    assert SAVED_FORM not in client.session


def test_sealed_file_is_not_stored(client, cast):
    end_session(client, cast["Nadia"])
    client.post(reverse("srt:past_answers_confirm", args=[cast.werkplaats.pk]), {"sealed": "everybody's answers"})
    assert SAVED_FORM not in client.session
