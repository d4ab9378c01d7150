"""The questionnaire pages: what a person with a link can do, and what other visitors see."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from srt.models import DraftResponse, Wave, WaveInvitation
from srt.selectors.questionnaire import link_token, open_surveys
from srt.services.invitations import invitation_decline, invitations_renew
from tests.srt.wave_cases import answer, invitation_of, wave_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

TOO_MUCH = dict.fromkeys((f"p{number}" for number in range(2000)), "3")
PAGES = ["questionnaire_intro", "questionnaire_about", "questionnaire_review", "questionnaire_withdraw"]


@pytest.fixture
def wave(cast):
    return wave_make(cast)


@pytest.fixture
def amira(cast, wave):
    return invitation_of(wave, cast["Amira"])


def url(invitation, route="questionnaire_intro", *args):
    return reverse(f"srt:{route}", args=[link_token(invitation), *args])


def page_url(invitation, number=1):
    return url(invitation, "questionnaire_page", number)


def draft():
    return DraftResponse.objects.get()


def is_chosen(text, code, value):
    return re.search(rf'name="{code}"\s+value="{value}"\s+checked', text)


def close_by_time(wave):
    Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.parametrize("route", PAGES)
def test_questionnaire_pages_open_without_signing_in(client, amira, route):
    assert client.get(url(amira, route)).status_code == 200


@pytest.mark.parametrize("number", range(1, 6))
def test_page_has_at_most_eight_statements_of_whole_dimensions(client, amira, number):
    text = client.get(page_url(amira, number)).content.decode()
    assert text.count("<fieldset") == [8, 5, 8, 8, 3][number - 1]


@pytest.mark.parametrize("number", [0, 6, 999])
def test_unknown_page_is_404(client, amira, number):
    assert client.get(page_url(amira, number)).status_code == 404


def test_opening_questionnaire_pages_changes_nothing(client, amira):
    for route in PAGES:
        client.get(url(amira, route))
    client.get(page_url(amira))
    assert not DraftResponse.objects.exists()


def test_questionnaire_pages_are_not_cached_and_send_no_referrer(client, amira):
    for address in (url(amira), page_url(amira, 999)):
        response = client.get(address)
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"


def test_error_responses_are_not_cached_and_send_no_referrer(amira, monkeypatch):
    """Covers a form from another site, a wrong method, an oversized body and a server error."""

    def broken(*args, **kwargs):
        raise RuntimeError

    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    lenient = Client(raise_request_exception=False)
    elsewhere = browser.post(page_url(amira), headers={"Sec-Fetch-Site": "cross-site"})
    answers = [elsewhere, lenient.put(page_url(amira)), lenient.post(page_url(amira), TOO_MUCH)]
    monkeypatch.setattr("srt.views.questionnaire.item_lines", broken)
    answers.append(lenient.get(page_url(amira)))
    assert [given.status_code for given in answers] == [403, 405, 400, 500]
    for given in answers:
        assert (given["Referrer-Policy"], given["Cache-Control"]) == ("no-referrer", "no-store")


def test_form_can_be_posted_without_a_referrer(amira):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(url(amira), HTTP_ORIGIN="null")
    assert response.status_code == 302


@pytest.mark.parametrize("token", ["nonsense", "1-aaaaaaaaaaaaaaaaaaaaaa", "999999-aaaaaaaaaaaaaaaaaaaaaa", "-", "1-"])
def test_wrong_link_explains_what_to_do(client, amira, token):
    response = client.get(reverse("srt:questionnaire_intro", args=[token]))
    assert response.status_code == 404
    assert "Deze link werkt niet" in response.content.decode()


def test_link_of_a_closed_account_looks_like_a_wrong_link(client, amira):
    amira.person.is_active = False
    amira.person.save(update_fields=["is_active"])
    for address in (url(amira), page_url(amira), url(amira, "questionnaire_review")):
        assert client.get(address).status_code == 404


def test_outdated_and_withdrawn_links_look_like_wrong_links(client, cast, amira):
    wrong = client.get(reverse("srt:questionnaire_intro", args=["999999-aaaaaaaaaaaaaaaaaaaaaa"]))
    old = url(amira)
    invitations_renew(person=cast["Amira"])
    outdated = client.get(old)
    new = url(invitation_of(amira.wave_network.wave, cast["Amira"]))
    WaveInvitation.objects.all().delete()
    withdrawn = client.get(new)
    seen = {strip_path(response) for response in (wrong, outdated, withdrawn)}
    assert len(seen) == 1


def strip_path(response):
    """Return a page without the path in the language switch and the CSRF token, which always differ."""
    text = response.content.decode().replace(response.wsgi_request.get_full_path(), "")
    return response.status_code, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_ended_wave_does_not_claim_that_answers_are_separated(client, wave, amira):
    close_by_time(wave)
    response = client.get(url(amira))
    assert response.status_code == 410
    assert "Hier staat niets meer" not in response.content.decode()


def test_closed_wave_shows_no_answers(client, wave, amira):
    close_by_time(wave)
    Wave.objects.update(closed_at=timezone.now())
    text = client.get(url(amira)).content.decode()
    assert "Hier staat niets meer" in text
    assert "Dat klopt: we kunnen jouw antwoord niet meer vinden." in text


@pytest.mark.parametrize(
    ("route", "args"),
    [
        ("questionnaire_intro", []),
        ("questionnaire_page", [1]),
        ("questionnaire_review", []),
        ("questionnaire_withdraw", []),
        ("questionnaire_decline", []),
        ("questionnaire_save", []),
    ],
)
def test_post_after_closing_time_is_rejected_with_a_message(client, wave, amira, route, args):
    close_by_time(wave)
    response = client.post(url(amira, route, *args), {"p01": "3"})
    assert response.status_code == 410
    assert "gesloten" in response.content.decode()
    assert not DraftResponse.objects.exists()


@pytest.mark.parametrize("route", ["questionnaire_about", "questionnaire_thanks"])
def test_read_only_questionnaire_pages_reject_post(client, amira, route):
    assert client.post(url(amira, route)).status_code == 405


@pytest.mark.parametrize("route", ["questionnaire_save", "questionnaire_decline"])
def test_questionnaire_actions_reject_get(client, amira, route):
    assert client.get(url(amira, route)).status_code == 405


def test_intro_explains_who_sees_what(client, wave, amira):
    text = client.get(url(amira)).content.decode()
    for words in [
        "32 uitspraken",
        "acht\N{NO-BREAK SPACE}minuten",
        "Ook je facilitator niet.",
        "vijf of meer mensen",
        "voorlopige",
    ]:
        assert words in text


def test_intro_tells_students_that_assessors_see_nothing(client, cast, wave):
    text = client.get(url(invitation_of(wave, cast["Bram"]))).content.decode()
    assert "Wie jou beoordeelt, ziet hier niets van." in text


def test_process_only_wave_has_fewer_statements(client, cast):
    invitation = invitation_of(wave_make(cast, scope="process"), cast["Amira"])
    text = client.get(url(invitation)).content.decode()
    assert "13 uitspraken over jullie netwerk. Het kost ongeveer vier\N{NO-BREAK SPACE}minuten." in text
    assert client.get(page_url(invitation, 3)).status_code == 404


def test_intro_warns_networks_under_five(client, cast, wave, amira):
    WaveInvitation.objects.exclude(pk__in=[row.pk for row in WaveInvitation.objects.all()[:3]] + [amira.pk]).delete()
    assert "Jullie zijn met minder dan vijf" in client.get(url(amira)).content.decode()


def test_hint_is_shown_to_newcomers_only(client, cast, wave, amira):
    hint = "Je doet nog niet zo lang mee."
    assert hint not in client.get(page_url(amira)).content.decode()
    WaveInvitation.objects.filter(pk=amira.pk).update(is_newcomer=True)
    assert hint in client.get(page_url(amira)).content.decode()


def test_start_saves_the_research_consent(client, amira):
    response = client.post(url(amira), {"consent": "on"})
    assert response["Location"] == page_url(amira, 1)
    assert draft().consent


def test_research_consent_is_optional(client, amira):
    client.post(url(amira), {})
    assert not draft().consent


def test_returning_person_continues_at_the_first_unfinished_page(client, amira):
    client.post(page_url(amira, 1), {f"p0{number}": "4" for number in range(1, 9)})
    assert "Verder waar je was" in client.get(url(amira)).content.decode()
    assert client.post(url(amira))["Location"] == page_url(amira, 2)


@pytest.mark.parametrize(
    ("number", "go", "target"),
    [
        (1, "next", "page/2/"),
        (5, "next", "review/"),
        (2, "previous", "page/1/"),
        (1, "previous", ""),
        (3, "later", ""),
        (3, "nonsense", "page/4/"),
    ],
)
def test_every_button_of_a_page_saves_its_answers(client, amira, number, go, target):
    response = client.post(page_url(amira, number), {"p01": "4", "go": go})
    assert response["Location"] == url(amira) + target
    assert draft().answers[0] == "4"


def test_answer_can_be_cleared_without_javascript(client, amira):
    client.post(page_url(amira), {"p01": "4", "p02": "5"})
    shown = {"shown": "45------", "revision": "1"}
    response = client.post(page_url(amira), {"p01": "4", "p02": "5", "clear": "p02", **shown})
    assert response["Location"] == f"{page_url(amira)}#p02"
    assert draft().answers[:2] == "4-"


def test_autosaved_answer_can_be_cleared_on_the_older_page(client, amira):
    client.post(url(amira, "questionnaire_save"), {"p01": "4", "revision": "0"})
    client.post(page_url(amira), {"p01": "4", "clear": "p01", "shown": "--------", "revision": "0"})
    assert draft().answers[0] == "-"


def test_answer_off_the_scale_is_reported_at_its_statement(client, amira):
    response = client.post(page_url(amira), {"p01": "4", "p02": "9"})
    assert response.status_code == 422
    assert 'id="p02-error"' in response.content.decode()
    assert not DraftResponse.objects.exists()


def test_posted_answers_stay_on_the_page_after_an_error(client, amira):
    text = client.post(page_url(amira), {"p01": "4", "p02": "9"}).content.decode()
    assert is_chosen(text, "p01", "4")


def test_item_of_another_questionnaire_is_rejected_with_a_message(client, amira):
    response = client.post(page_url(amira), {"p01": "4", "z01": "3"})
    assert response.status_code == 422
    assert "hoort bij een andere vragenlijst" in response.content.decode()
    assert not DraftResponse.objects.exists()


def test_conflicting_tabs_lose_no_answers(client, amira):
    page = {"shown": "--------", "revision": "0"}
    client.post(page_url(amira), {"p01": "2", "p02": "2", **page})
    response = client.post(page_url(amira), {"p01": "5", "p03": "3", **page})
    text = response.content.decode()
    assert "In een ander venster koos je “oneens”" in text
    assert is_chosen(text, "p01", "5")
    assert draft().answers[:3] == "223"


def test_second_tab_overrides_after_the_warning(client, amira):
    client.post(page_url(amira), {"p01": "2", "shown": "--------", "revision": "0"})
    client.post(page_url(amira), {"p01": "5", "shown": "--------", "revision": "0"})
    client.post(page_url(amira), {"p01": "5", "shown": "2-------", "revision": "1"})
    assert draft().answers[0] == "5"


def test_autosave_saves_one_answer_and_returns_the_revision(client, amira):
    response = client.post(url(amira, "questionnaire_save"), {"p01": "4", "revision": "0"})
    assert response.json() == {"revision": 1}
    assert draft().answers[0] == "4"


def test_autosave_rejects_invalid_answers_with_a_message(client, amira):
    response = client.post(url(amira, "questionnaire_save"), {"p01": "7"})
    assert response.status_code == 422
    assert "hoort niet bij de keuzes" in response.json()["message"]


@pytest.mark.parametrize("status", [404, 410])
def test_autosave_gets_json_when_the_questionnaire_is_unavailable(client, wave, amira, status):
    link = url(amira, "questionnaire_save")
    if status == 404:
        WaveInvitation.objects.all().delete()
    else:
        close_by_time(wave)
    response = client.post(link, {"p01": "4"}, HTTP_ACCEPT="application/json")
    assert response.status_code == status
    assert response.json()["message"]


def test_review_links_to_unanswered_statements(client, amira):
    client.post(page_url(amira), {f"p0{number}": "4" for number in range(1, 9)})
    text = client.get(url(amira, "questionnaire_review")).content.decode()
    assert "24 uitspraken zijn nog open. Dat mag." in text
    assert f'{page_url(amira, 2)}#p09"' in text


def test_submit_redirects_to_thanks(client, cast, wave, amira):
    answer(wave, cast["Amira"], "4", submit=False)
    response = client.post(url(amira, "questionnaire_review"))
    assert response["Location"] == url(amira, "questionnaire_thanks")
    assert draft().submitted


def test_double_submit_redirects_to_thanks(client, cast, wave, amira):
    answer(wave, cast["Amira"], "4", submit=False)
    client.post(url(amira, "questionnaire_review"))
    assert client.post(url(amira, "questionnaire_review"))["Location"] == url(amira, "questionnaire_thanks")
    assert [draft.submitted for draft in DraftResponse.objects.all()] == [True]


def test_empty_questionnaire_cannot_be_submitted(client, amira):
    response = client.post(url(amira, "questionnaire_review"))
    assert response.status_code == 422
    assert "je hebt nog niets ingevuld" in response.content.decode()


def test_thanks_page_requires_submission(client, amira):
    assert client.get(url(amira, "questionnaire_thanks"))["Location"] == url(amira)


def test_thanks_page_names_the_chart_date_and_the_bracket(client, cast, wave, amira):
    answer(wave, cast["Amira"], "4")
    text = client.get(url(amira, "questionnaire_thanks")).content.decode()
    assert "minder dan vijf mensen" in text
    assert f"Uiterlijk op {wave.shown_on.day} " in text


def test_thanks_page_names_the_planned_conversation(client, cast, wave, amira):
    answer(wave, cast["Amira"], "4")
    row = amira.wave_network
    row.conversation_at = timezone.now() + timedelta(days=30)
    row.save(update_fields=["conversation_at"])
    assert "bekijken jullie samen het beeld" in client.get(url(amira, "questionnaire_thanks")).content.decode()


def test_submitted_answers_can_be_changed_or_withdrawn(client, cast, wave, amira):
    answer(wave, cast["Amira"], "4")
    text = client.get(url(amira)).content.decode()
    assert url(amira, "questionnaire_review") in text
    assert url(amira, "questionnaire_withdraw") in text


def test_withdraw_asks_for_confirmation_then_deletes(client, cast, wave, amira):
    answer(wave, cast["Amira"], "4")
    client.get(url(amira, "questionnaire_withdraw"))
    assert DraftResponse.objects.exists()
    assert client.post(url(amira, "questionnaire_withdraw"))["Location"] == url(amira)
    assert not DraftResponse.objects.exists()


def test_decline_can_be_undone(client, amira):
    client.post(url(amira, "questionnaire_decline"), {"declined": "1"})
    assert "Je vult deze niet in" in client.get(url(amira)).content.decode()
    client.post(url(amira, "questionnaire_decline"), {"declined": "0"})
    assert "Je vult deze niet in" not in client.get(url(amira)).content.decode()


def test_page_is_in_the_language_of_the_person(client, cast, amira):
    cast["Amira"].language = "en"
    cast["Amira"].save(update_fields=["language"])
    text = client.get(page_url(amira)).content.decode()
    assert '<html lang="en">' in text
    assert "strongly disagree" in text


def test_page_warns_shortly_before_closing(client, wave, amira):
    assert "Sluit binnenkort" not in client.get(page_url(amira)).content.decode()
    Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now() + timedelta(hours=3))
    assert "Sluit binnenkort" in client.get(page_url(amira)).content.decode()


def test_enter_on_a_page_continues(client, amira):
    text = client.get(page_url(amira)).content.decode()
    form = text[text.index("data-autosave-url") :]
    assert form.index('name="go" value="next"') < form.index('name="clear"')


def test_own_questionnaire_redirects_to_the_personal_link(client, cast, amira):
    client.force_login(cast["Amira"])
    response = client.get(reverse("srt:own_questionnaire", args=[amira.wave_network_id]))
    assert response["Location"] == url(amira)


@pytest.mark.parametrize("name", ["Otto", "Nadia", "Hugo"])
def test_own_questionnaire_is_404_without_an_invitation(client, cast, amira, name):
    client.force_login(cast[name])
    assert client.get(reverse("srt:own_questionnaire", args=[amira.wave_network_id])).status_code == 404


def test_open_surveys_lists_questionnaires_until_closing(cast, wave, amira):
    (survey,) = open_surveys(cast["Amira"])
    assert (survey.network_name, survey.minutes, survey.state) == ("Burgerschap", 8, "new")
    answer(wave, cast["Amira"], "4")
    assert open_surveys(cast["Amira"])[0].state == "submitted"
    close_by_time(wave)
    assert open_surveys(cast["Amira"]) == []


def test_open_surveys_leaves_out_declined_questionnaires(cast, amira):
    invitation_decline(invitation=amira, declined=True)
    assert open_surveys(cast["Amira"]) == []


def test_page_queries_do_not_grow_with_answers(client, cast, wave, amira):
    client.get(page_url(amira))
    with CaptureQueriesContext(connection) as empty:
        client.get(page_url(amira))
    answer(wave, cast["Amira"], "4")
    with CaptureQueriesContext(connection) as filled:
        client.get(page_url(amira))
    assert len(filled) == len(empty) <= 3
