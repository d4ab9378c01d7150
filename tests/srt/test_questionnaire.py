"""The pages of the questionnaire: what a person with a link can do, and what everybody else is told."""

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
def test_every_page_opens_without_signing_in(client, amira, route):
    assert client.get(url(amira, route)).status_code == 200


@pytest.mark.parametrize("number", range(1, 6))
def test_every_page_of_statements_has_at_most_eight_of_whole_dimensions(client, amira, number):
    text = client.get(page_url(amira, number)).content.decode()
    assert text.count("<fieldset") == [8, 5, 8, 8, 3][number - 1]


@pytest.mark.parametrize("number", [0, 6, 999])
def test_a_page_that_does_not_exist_is_not_found(client, amira, number):
    assert client.get(page_url(amira, number)).status_code == 404


def test_opening_pages_changes_nothing(client, amira):
    for route in PAGES:
        client.get(url(amira, route))
    client.get(page_url(amira))
    assert not DraftResponse.objects.exists()


def test_pages_are_not_stored_and_send_no_referrer(client, amira):
    for address in (url(amira), page_url(amira, 999)):
        response = client.get(address)
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"


def test_answers_that_no_view_gives_are_not_stored_and_send_no_referrer_either(amira, monkeypatch):
    """A form without its token, a wrong method, more than is read, and a mistake of ours."""

    def broken(*args, **kwargs):
        raise RuntimeError

    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    lenient = Client(raise_request_exception=False)
    answers = [browser.post(page_url(amira)), lenient.put(page_url(amira)), lenient.post(page_url(amira), TOO_MUCH)]
    monkeypatch.setattr("srt.views.questionnaire.item_lines", broken)
    answers.append(lenient.get(page_url(amira)))
    assert [given.status_code for given in answers] == [403, 405, 400, 500]
    for given in answers:
        assert (given["Referrer-Policy"], given["Cache-Control"]) == ("no-referrer", "no-store")


def test_a_form_can_be_posted_from_a_page_that_sends_no_referrer(amira):
    strict = Client(enforce_csrf_checks=True)
    strict.get(url(amira))
    token = strict.cookies["csrftoken"].value
    response = strict.post(url(amira), {"csrfmiddlewaretoken": token}, HTTP_ORIGIN="null")
    assert response.status_code == 302


@pytest.mark.parametrize("token", ["nonsense", "1-aaaaaaaaaaaaaaaaaaaaaa", "999999-aaaaaaaaaaaaaaaaaaaaaa", "-", "1-"])
def test_a_wrong_link_says_what_to_do(client, amira, token):
    response = client.get(reverse("srt:questionnaire_intro", args=[token]))
    assert response.status_code == 404
    assert "Deze link werkt niet" in response.content.decode()


def test_an_outdated_link_and_a_withdrawn_invitation_look_like_a_wrong_one(client, cast, amira):
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
    """Return a page without what differs anyhow: the way back of the language switch and the token of the form."""
    text = response.content.decode().replace(response.wsgi_request.get_full_path(), "")
    return response.status_code, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_before_closing_has_run_the_page_does_not_claim_that_answers_are_gone(client, wave, amira):
    close_by_time(wave)
    response = client.get(url(amira))
    assert response.status_code == 410
    assert "Hier staat niets meer" not in response.content.decode()


def test_after_closing_nothing_stands_there_any_more(client, wave, amira):
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
def test_posting_after_closing_time_is_refused_with_words(client, wave, amira, route, args):
    close_by_time(wave)
    response = client.post(url(amira, route, *args), {"p01": "3"})
    assert response.status_code == 410
    assert "gesloten" in response.content.decode()
    assert not DraftResponse.objects.exists()


@pytest.mark.parametrize("route", ["questionnaire_about", "questionnaire_thanks"])
def test_pages_that_only_say_something_take_no_post(client, amira, route):
    assert client.post(url(amira, route)).status_code == 405


@pytest.mark.parametrize("route", ["questionnaire_save", "questionnaire_decline"])
def test_acts_take_no_get(client, amira, route):
    assert client.get(url(amira, route)).status_code == 405


def test_the_first_page_says_who_sees_what(client, wave, amira):
    text = client.get(url(amira)).content.decode()
    for words in ["32 uitspraken", "acht minuten", "Ook je facilitator niet.", "vijf of meer mensen", "voorlopige"]:
        assert words in text


def test_a_student_reads_that_who_assesses_sees_nothing(client, cast, wave):
    text = client.get(url(invitation_of(wave, cast["Bram"]))).content.decode()
    assert "Wie jou beoordeelt, ziet hier niets van." in text


def test_a_process_only_round_asks_less(client, cast):
    invitation = invitation_of(wave_make(cast, scope="process"), cast["Amira"])
    text = client.get(url(invitation)).content.decode()
    assert "13 uitspraken over jullie netwerk. Het kost ongeveer vier minuten." in text
    assert client.get(page_url(invitation, 3)).status_code == 404


def test_a_network_under_five_is_told_before_answering(client, cast, wave, amira):
    WaveInvitation.objects.exclude(pk__in=[row.pk for row in WaveInvitation.objects.all()[:3]] + [amira.pk]).delete()
    assert "Jullie zijn met minder dan vijf" in client.get(url(amira)).content.decode()


def test_a_newcomer_gets_a_hint_and_others_do_not(client, cast, wave, amira):
    hint = "Je doet nog niet zo lang mee."
    assert hint not in client.get(page_url(amira)).content.decode()
    WaveInvitation.objects.filter(pk=amira.pk).update(is_newcomer=True)
    assert hint in client.get(page_url(amira)).content.decode()


def test_starting_keeps_the_box_for_research_and_goes_to_the_first_page(client, amira):
    response = client.post(url(amira), {"consent": "on"})
    assert response["Location"] == page_url(amira, 1)
    assert draft().consent


def test_the_box_for_research_may_stay_empty(client, amira):
    client.post(url(amira), {})
    assert not draft().consent


def test_who_comes_back_goes_on_at_the_first_open_page(client, amira):
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
def test_every_way_out_of_a_page_keeps_what_was_answered(client, amira, number, go, target):
    response = client.post(page_url(amira, number), {"p01": "4", "go": go})
    assert response["Location"] == url(amira) + target
    assert draft().answers[0] == "4"


def test_an_answer_can_be_cleared_without_javascript(client, amira):
    client.post(page_url(amira), {"p01": "4", "p02": "5"})
    shown = {"shown": "45------", "revision": "1"}
    response = client.post(page_url(amira), {"p01": "4", "p02": "5", "clear": "p02", **shown})
    assert response["Location"] == f"{page_url(amira)}#p02"
    assert draft().answers[:2] == "4-"


def test_an_answer_that_autosave_kept_can_be_cleared_on_the_page_from_before(client, amira):
    client.post(url(amira, "questionnaire_save"), {"p01": "4", "revision": "0"})
    client.post(page_url(amira), {"p01": "4", "clear": "p01", "shown": "--------", "revision": "0"})
    assert draft().answers[0] == "-"


def test_an_answer_outside_the_scale_is_told_at_its_statement_and_changes_nothing(client, amira):
    response = client.post(page_url(amira), {"p01": "4", "p02": "9"})
    assert response.status_code == 422
    assert 'id="p02-error"' in response.content.decode()
    assert not DraftResponse.objects.exists()


def test_what_was_typed_stays_on_the_page_after_a_refusal(client, amira):
    text = client.post(page_url(amira), {"p01": "4", "p02": "9"}).content.decode()
    assert is_chosen(text, "p01", "4")


def test_an_item_of_another_questionnaire_is_refused_with_words(client, amira):
    response = client.post(page_url(amira), {"p01": "4", "z01": "3"})
    assert response.status_code == 422
    assert "hoort bij een andere vragenlijst" in response.content.decode()
    assert not DraftResponse.objects.exists()


def test_two_tabs_lose_nothing(client, amira):
    page = {"shown": "--------", "revision": "0"}
    client.post(page_url(amira), {"p01": "2", "p02": "2", **page})
    response = client.post(page_url(amira), {"p01": "5", "p03": "3", **page})
    text = response.content.decode()
    assert "In een ander venster koos je “oneens”" in text
    assert is_chosen(text, "p01", "5")
    assert draft().answers[:3] == "223"


def test_the_second_tab_decides_when_it_goes_on(client, amira):
    client.post(page_url(amira), {"p01": "2", "shown": "--------", "revision": "0"})
    client.post(page_url(amira), {"p01": "5", "shown": "--------", "revision": "0"})
    client.post(page_url(amira), {"p01": "5", "shown": "2-------", "revision": "1"})
    assert draft().answers[0] == "5"


def test_autosave_keeps_one_answer_and_says_the_revision(client, amira):
    response = client.post(url(amira, "questionnaire_save"), {"p01": "4", "revision": "0"})
    assert response.json() == {"revision": 1}
    assert draft().answers[0] == "4"


def test_autosave_of_something_wrong_is_refused_with_words(client, amira):
    response = client.post(url(amira, "questionnaire_save"), {"p01": "7"})
    assert response.status_code == 422
    assert "hoort niet bij de keuzes" in response.json()["message"]


@pytest.mark.parametrize("status", [404, 410])
def test_autosave_hears_in_json_that_it_is_over(client, wave, amira, status):
    link = url(amira, "questionnaire_save")
    if status == 404:
        WaveInvitation.objects.all().delete()
    else:
        close_by_time(wave)
    response = client.post(link, {"p01": "4"}, HTTP_ACCEPT="application/json")
    assert response.status_code == status
    assert response.json()["message"]


def test_the_overview_names_what_is_open_with_a_way_to_it(client, amira):
    client.post(page_url(amira), {f"p0{number}": "4" for number in range(1, 9)})
    text = client.get(url(amira, "questionnaire_review")).content.decode()
    assert "24 uitspraken zijn nog open. Dat mag." in text
    assert f'{page_url(amira, 2)}#p09"' in text


def test_sending_leads_to_thanks(client, cast, wave, amira):
    answer(wave, cast["Amira"], "4", submit=False)
    response = client.post(url(amira, "questionnaire_review"))
    assert response["Location"] == url(amira, "questionnaire_thanks")
    assert draft().submitted


def test_a_double_click_on_sending_leads_to_thanks_as_well(client, cast, wave, amira):
    answer(wave, cast["Amira"], "4", submit=False)
    client.post(url(amira, "questionnaire_review"))
    assert client.post(url(amira, "questionnaire_review"))["Location"] == url(amira, "questionnaire_thanks")
    assert DraftResponse.objects.filter(submitted=True).count() == 1


def test_nothing_cannot_be_sent(client, amira):
    response = client.post(url(amira, "questionnaire_review"))
    assert response.status_code == 422
    assert "je hebt nog niets ingevuld" in response.content.decode()


def test_thanks_are_for_who_sent(client, amira):
    assert client.get(url(amira, "questionnaire_thanks"))["Location"] == url(amira)


def test_thanks_name_the_day_of_the_picture_and_the_band(client, cast, wave, amira):
    answer(wave, cast["Amira"], "4")
    text = client.get(url(amira, "questionnaire_thanks")).content.decode()
    assert "minder dan vijf mensen" in text
    assert f"Uiterlijk op {wave.shown_on.day} " in text


def test_thanks_name_the_day_of_the_conversation_when_it_is_planned(client, cast, wave, amira):
    answer(wave, cast["Amira"], "4")
    row = amira.wave_network
    row.conversation_at = timezone.now() + timedelta(days=30)
    row.save(update_fields=["conversation_at"])
    assert "bekijken jullie samen het beeld" in client.get(url(amira, "questionnaire_thanks")).content.decode()


def test_who_sent_can_still_change_or_take_back(client, cast, wave, amira):
    answer(wave, cast["Amira"], "4")
    text = client.get(url(amira)).content.decode()
    assert url(amira, "questionnaire_review") in text
    assert url(amira, "questionnaire_withdraw") in text


def test_taking_back_asks_first_and_then_deletes(client, cast, wave, amira):
    answer(wave, cast["Amira"], "4")
    client.get(url(amira, "questionnaire_withdraw"))
    assert DraftResponse.objects.exists()
    assert client.post(url(amira, "questionnaire_withdraw"))["Location"] == url(amira)
    assert not DraftResponse.objects.exists()


def test_saying_no_by_the_page_and_taking_it_back(client, amira):
    client.post(url(amira, "questionnaire_decline"), {"declined": "1"})
    assert "Je vult deze niet in" in client.get(url(amira)).content.decode()
    client.post(url(amira, "questionnaire_decline"), {"declined": "0"})
    assert "Je vult deze niet in" not in client.get(url(amira)).content.decode()


def test_the_page_is_in_the_language_of_the_person(client, cast, amira):
    cast["Amira"].language = "en"
    cast["Amira"].save(update_fields=["language"])
    text = client.get(page_url(amira)).content.decode()
    assert '<html lang="en">' in text
    assert "strongly disagree" in text


def test_a_warning_comes_before_time_runs_out(client, wave, amira):
    assert "Sluit binnenkort" not in client.get(page_url(amira)).content.decode()
    Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now() + timedelta(hours=3))
    assert "Sluit binnenkort" in client.get(page_url(amira)).content.decode()


def test_the_first_submit_button_of_a_page_goes_on(client, amira):
    text = client.get(page_url(amira)).content.decode()
    form = text[text.index("data-autosave-url") :]
    assert form.index('name="go" value="next"') < form.index('name="clear"')


def test_a_signed_in_person_is_taken_to_the_own_questionnaire(client, cast, amira):
    client.force_login(cast["Amira"])
    response = client.get(reverse("srt:own_questionnaire", args=[amira.wave_network_id]))
    assert response["Location"] == url(amira)


@pytest.mark.parametrize("name", ["Otto", "Nadia", "Hugo"])
def test_who_was_not_invited_finds_no_questionnaire(client, cast, amira, name):
    client.force_login(cast[name])
    assert client.get(reverse("srt:own_questionnaire", args=[amira.wave_network_id])).status_code == 404


def test_own_questionnaires_wait_on_the_home_page_until_closing(cast, wave, amira):
    (survey,) = open_surveys(cast["Amira"])
    assert (survey.network_name, survey.minutes, survey.state) == ("Burgerschap", 8, "new")
    answer(wave, cast["Amira"], "4")
    assert open_surveys(cast["Amira"])[0].state == "submitted"
    close_by_time(wave)
    assert open_surveys(cast["Amira"]) == []


def test_a_questionnaire_that_somebody_said_no_to_does_not_wait(cast, amira):
    invitation_decline(invitation=amira, declined=True)
    assert open_surveys(cast["Amira"]) == []


def test_a_page_of_statements_asks_the_database_no_more_when_it_is_filled(client, cast, wave, amira):
    client.get(page_url(amira))
    with CaptureQueriesContext(connection) as empty:
        client.get(page_url(amira))
    answer(wave, cast["Amira"], "4")
    with CaptureQueriesContext(connection) as filled:
        client.get(page_url(amira))
    assert len(filled) == len(empty) <= 3
