"""The pages about the people of a network."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from networks import services
from networks.models import Network, Participation

pytestmark = pytest.mark.django_db


def of(cast, name: str) -> Participation:
    return Participation.objects.get(person=cast[name], network=cast.burgerschap)


@pytest.fixture
def url(cast):
    """The address of a page of Burgerschap; about Amira where it is about one person."""

    def make(name: str, person: str = "Amira", network: Network | None = None) -> str:
        arguments = [(network or cast.burgerschap).pk]
        if name.startswith("participation"):
            arguments.append(of(cast, person).pk)
        return reverse(f"networks:{name}", args=arguments)

    return make


PAGES = ["people", "person_add", "participation", "participation_end", "needs_and_offers", "network_edit"]
FORMS = ["person_add", "participation", "participation_end", "needs_and_offers", "network_edit"]
ACTS = ["participation_reopen", "participation_invite"]


def test_the_pages_work_for_a_facilitator(as_, url):
    client = as_("Iris")
    assert {page: client.get(url(page)).status_code for page in PAGES} == dict.fromkeys(PAGES, 200)


@pytest.mark.parametrize("name", ["Otto", "Pieter", "Rosa", "Stella", "Hugo"])
def test_they_do_not_exist_for_an_outsider(as_, url, name):
    client = as_(name)
    assert {page: client.get(url(page)).status_code for page in PAGES} == dict.fromkeys(PAGES, 404)
    assert {act: client.post(url(act)).status_code for act in ACTS} == dict.fromkeys(ACTS, 404)


def test_who_is_not_signed_in_goes_to_the_sign_in_page(as_, url):
    client = as_(None)
    responses = [client.get(url(page)) for page in PAGES] + [client.post(url(act)) for act in ACTS]
    assert {response.url.partition("?")[0] for response in responses} == {reverse("account_login")}


def test_a_participant_hears_why_not(as_, url):
    client = as_("Bram")
    leading = ["person_add", "participation", "participation_end", "network_edit"]
    assert {page: client.get(url(page)).status_code for page in leading} == dict.fromkeys(leading, 403)
    assert {act: client.post(url(act)).status_code for act in ACTS} == dict.fromkeys(ACTS, 403)


def test_a_wrong_method_is_refused(as_, url):
    client = as_("Iris")
    assert {page: client.put(url(page)).status_code for page in FORMS} == dict.fromkeys(FORMS, 405)


def test_a_page_to_read_takes_no_post_and_an_act_no_get(as_, url):
    assert as_("Iris").post(url("people")).status_code == 405
    for act in ACTS:
        assert as_("Iris").get(url(act)).status_code == 405


def test_a_network_or_person_that_does_not_exist_is_not_found(as_, cast):
    client = as_("Nadia")
    assert client.get(reverse("networks:people", args=[999999])).status_code == 404
    assert client.get(reverse("networks:participation", args=[cast.burgerschap.pk, 999999])).status_code == 404


def test_a_person_of_another_network_is_not_found(as_, cast):
    sara = Participation.objects.get(person=cast["Sara"])
    for name in ("participation", "participation_end"):
        assert as_("Nadia").get(reverse(f"networks:{name}", args=[cast.burgerschap.pk, sara.pk])).status_code == 404


def test_a_facilitator_cannot_touch_a_facilitator(as_, url):
    assert as_("Iris").get(url("participation", "Iris")).status_code == 403
    assert as_("Iris").post(url("participation_end", "Iris"), {"when": "now"}).status_code == 403
    assert as_("Nadia").get(url("participation", "Iris")).status_code == 200


@pytest.mark.parametrize("name", ["Amira", "Iris", "Nadia", "Wouter", "Greet"])
def test_everyone_in_and_around_the_network_sees_who_takes_part_by_first_name(as_, url, name):
    html = as_(name).get(url("people")).content.decode()
    assert html.index("Amira Voorbeeld") < html.index("Iris Voorbeeld") < html.index("Umut Voorbeeld")


@pytest.mark.parametrize(
    ("name", "sees"), [("Bram", True), ("Iris", True), ("Nadia", False), ("Wouter", False), ("Greet", False)]
)
def test_what_people_bring_stays_in_the_network(as_, url, cast, name, sees):
    Participation.objects.filter(pk=of(cast, "Amira").pk).update(offers="kringgesprekken", seeks="onderzoek opzetten")
    html = as_(name).get(url("people")).content.decode()
    assert ("kringgesprekken" in html) is sees
    assert ("onderzoek opzetten" in html) is sees


@pytest.mark.parametrize(("name", "sees"), [("Nadia", True), ("Iris", False), ("Amira", False), ("Wouter", False)])
def test_the_wanted_numbers_are_for_coordinators(as_, url, name, sees):
    html = as_(name).get(url("people")).content.decode()
    assert ('data-visible-to="oversee_programme"' in html) is sees


def test_addresses_are_not_in_the_list(as_, url):
    for name in ("Amira", "Iris", "Nadia"):
        assert "@example.org" not in as_(name).get(url("people")).content.decode()


@pytest.fixture
def typed(cast):
    return {
        "email": "yara@example.org",
        "first_name": "Yara",
        "background": cast.werkplaats.backgrounds.get(code="teacher").pk,
        "organisation": "De Rank",
        "role": "participant",
        "from_date": timezone.localdate().isoformat(),
    }


def test_adding_somebody_puts_them_in_the_list(as_, url, typed):
    response = as_("Iris").post(url("person_add"), typed, follow=True)
    assert response.redirect_chain[-1][0] == url("people")
    assert "Yara" in response.content.decode()


def test_a_wrong_form_keeps_what_was_typed(as_, url, typed):
    response = as_("Iris").post(url("person_add"), {**typed, "email": "yara"})
    assert response.status_code == 200
    assert 'value="De Rank"' in response.content.decode()
    assert not Participation.objects.filter(person__first_name="Yara").exists()


def test_what_the_service_refuses_stands_at_its_field(as_, url, typed):
    response = as_("Iris").post(url("person_add"), {**typed, "email": "amira@example.org"})
    assert list(response.context["form"].errors) == ["email"]


def test_a_facilitator_cannot_choose_facilitator_by_hand(as_, url, typed):
    response = as_("Iris").post(url("person_add"), {**typed, "role": "facilitator"})
    assert list(response.context["form"].errors) == ["role"]


def test_the_name_of_an_existing_account_is_not_in_the_answer(as_, url, typed):
    response = as_("Iris").post(url("person_add"), {**typed, "email": "otto@example.org", "first_name": "Yara"})
    messages = [str(message) for message in response.wsgi_request._messages]
    assert "Yara" in messages[0]
    assert "Otto" not in messages[0]


def test_a_change_is_saved(as_, url, cast, typed):
    as_("Nadia").post(url("participation"), {**typed, "organisation": "Nieuwe school"})
    assert Participation.objects.filter(person=cast["Amira"], organisation__name="Nieuwe school").exists()


def test_a_change_with_an_error_keeps_what_was_typed(as_, url, typed):
    response = as_("Nadia").post(url("participation"), {**typed, "organisation": "Nieuw", "until": "2000-01-01"})
    assert list(response.context["form"].errors) == ["until"]
    assert 'value="Nieuw"' in response.content.decode()


def test_ending_now_and_undoing_it(as_, url, cast):
    client = as_("Iris")
    assert client.post(url("participation_end"), {"when": "now", "last_day": "2000-01-01"}).status_code == 302
    assert as_("Amira").get(url("people")).status_code == 404
    assert url("participation_reopen") in client.get(url("people")).content.decode()
    client.post(url("participation_reopen"))
    assert as_("Amira").get(url("people")).status_code == 200


def test_ending_after_a_day_asks_for_the_day(as_, url):
    response = as_("Iris").post(url("participation_end"), {"when": "later"})
    assert list(response.context["form"].errors) == ["last_day"]


def test_undoing_what_cannot_be_undone_says_so(as_, url, cast):
    response = as_("Iris").post(url("participation_reopen"), follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_inviting_somebody_with_an_account_says_so(as_, url):
    response = as_("Iris").post(url("participation_invite"), follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_needs_and_offers_are_saved(as_, url, cast):
    as_("Amira").post(url("needs_and_offers"), {"seeks": "onderzoek", "offers": "gesprekken"})
    assert (of(cast, "Amira").seeks, of(cast, "Amira").offers) == ("onderzoek", "gesprekken")


@pytest.mark.parametrize("name", ["Nadia", "Wouter", "Greet"])
def test_who_does_not_take_part_has_no_lines(as_, url, name):
    assert as_(name).get(url("needs_and_offers")).status_code == 403


def test_a_line_that_is_too_long_is_kept_in_the_form(as_, url):
    response = as_("Amira").post(url("needs_and_offers"), {"seeks": "x" * 161, "offers": "gesprekken"})
    assert 'value="gesprekken"' in response.content.decode()


def test_who_comes_later_and_who_left_are_for_who_manages_people(as_, url, cast, typed):
    later = (timezone.localdate() + timedelta(days=9)).isoformat()
    as_("Iris").post(url("person_add"), {**typed, "from_date": later})
    assert "Yara" in as_("Iris").get(url("people")).content.decode()
    assert "Yara" not in as_("Amira").get(url("people")).content.decode()


def test_who_joined_and_left_has_its_days(as_, url, cast):
    services.participation_end(participation=of(cast, "Amira"), actor=cast["Nadia"])
    changes = as_("Bram").get(url("people")).context["changes"]
    assert changes[0].left == ["Amira Voorbeeld"]
    assert "Amira Voorbeeld" in changes[-1].joined
    assert "Greet Voorbeeld" not in changes[-1].joined


def test_a_facilitator_changes_the_theme_and_not_the_name(as_, url, cast):
    as_("Iris").post(url("network_edit"), {"theme": "Oneens zijn", "practice_question": "", "name": "Anders"})
    cast.burgerschap.refresh_from_db()
    assert (cast.burgerschap.theme, cast.burgerschap.name) == ("Oneens zijn", "Burgerschap")


def test_a_coordinator_changes_the_term(as_, url, cast):
    client = as_("Nadia")
    typed = {"name": "Burgerschap", "starts_on": "2024-09-01", "ends_on": "2024-08-01"}
    assert list(client.post(url("network_edit"), typed).context["form"].errors) == ["ends_on"]
    client.post(url("network_edit"), {**typed, "ends_on": "2030-07-31"})
    cast.burgerschap.refresh_from_db()
    assert str(cast.burgerschap.ends_on) == "2030-07-31"


@pytest.mark.parametrize("name", ["Nadia", "Amira"])
def test_the_page_takes_as_many_queries_for_many_people(as_, url, cast, queries_of, name):
    client = as_(name)
    before = queries_of(lambda: client.get(url("people")))
    for number in range(10):
        services.participation_add(
            network=cast.burgerschap,
            actor=cast["Nadia"],
            email=f"p{number}@example.org",
            first_name=f"P{number}",
            background=cast.werkplaats.backgrounds.all()[number % 8],
            organisation=f"School {number}",
            from_date=timezone.localdate(),
            invite=False,
        )
    assert queries_of(lambda: client.get(url("people"))) == before
