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
    """Return a function that gives the URL of a page of Burgerschap, about Amira if it is about one person."""

    def make(name: str, person: str = "Amira", network: Network | None = None) -> str:
        arguments = [(network or cast.burgerschap).pk]
        if name.startswith("participation"):
            arguments.append(of(cast, person).pk)
        return reverse(f"networks:{name}", args=arguments)

    return make


PAGES = ["people", "person_add", "participation", "participation_end", "needs_and_offers", "network_edit"]
FORMS = ["person_add", "participation", "participation_end", "needs_and_offers", "network_edit"]
ACTS = ["participation_reopen", "participation_invite"]


def test_pages_open_for_a_facilitator(as_, url):
    client = as_("Iris")
    assert {page: client.get(url(page)).status_code for page in PAGES} == dict.fromkeys(PAGES, 200)


@pytest.mark.parametrize("name", ["Otto", "Pieter", "Rosa", "Stella", "Hugo"])
def test_pages_are_not_found_for_an_outsider(as_, url, name):
    client = as_(name)
    assert {page: client.get(url(page)).status_code for page in PAGES} == dict.fromkeys(PAGES, 404)
    assert {act: client.post(url(act)).status_code for act in ACTS} == dict.fromkeys(ACTS, 404)


def test_anonymous_visitor_is_redirected_to_sign_in(as_, url):
    client = as_(None)
    responses = [client.get(url(page)) for page in PAGES] + [client.post(url(act)) for act in ACTS]
    assert {response.url.partition("?")[0] for response in responses} == {reverse("account_login")}


def test_participant_is_refused_with_a_reason(as_, url):
    client = as_("Bram")
    leading = ["person_add", "participation", "participation_end", "network_edit"]
    assert {page: client.get(url(page)).status_code for page in leading} == dict.fromkeys(leading, 403)
    assert {act: client.post(url(act)).status_code for act in ACTS} == dict.fromkeys(ACTS, 403)


def test_wrong_method_is_refused(as_, url):
    client = as_("Iris")
    assert {page: client.put(url(page)).status_code for page in FORMS} == dict.fromkeys(FORMS, 405)


def test_list_refuses_post_and_actions_refuse_get(as_, url):
    assert as_("Iris").post(url("people")).status_code == 405
    for act in ACTS:
        assert as_("Iris").get(url(act)).status_code == 405


def test_unknown_network_or_participation_is_not_found(as_, cast):
    client = as_("Nadia")
    assert client.get(reverse("networks:people", args=[999999])).status_code == 404
    assert client.get(reverse("networks:participation", args=[cast.burgerschap.pk, 999999])).status_code == 404


def test_participation_in_another_network_is_not_found(as_, cast):
    sara = Participation.objects.get(person=cast["Sara"])
    for name in ("participation", "participation_end"):
        assert as_("Nadia").get(reverse(f"networks:{name}", args=[cast.burgerschap.pk, sara.pk])).status_code == 404


def test_facilitator_cannot_manage_a_facilitator(as_, url):
    assert as_("Iris").get(url("participation", "Iris")).status_code == 403
    assert as_("Iris").post(url("participation_end", "Iris"), {"when": "now"}).status_code == 403
    assert as_("Nadia").get(url("participation", "Iris")).status_code == 200


@pytest.mark.parametrize("name", ["Amira", "Iris", "Nadia", "Wouter", "Greet"])
def test_list_is_by_first_name_for_every_role(as_, url, name):
    html = as_(name).get(url("people")).content.decode()
    assert html.index("Amira Voorbeeld") < html.index("Iris Voorbeeld") < html.index("Umut Voorbeeld")


@pytest.mark.parametrize(
    ("name", "sees"), [("Bram", True), ("Iris", True), ("Nadia", False), ("Wouter", False), ("Greet", False)]
)
def test_needs_and_offers_are_visible_only_in_the_network(as_, url, cast, name, sees):
    Participation.objects.filter(pk=of(cast, "Amira").pk).update(offers="kringgesprekken", seeks="onderzoek opzetten")
    html = as_(name).get(url("people")).content.decode()
    assert ("kringgesprekken" in html) is sees
    assert ("onderzoek opzetten" in html) is sees


@pytest.mark.parametrize(("name", "sees"), [("Nadia", True), ("Iris", False), ("Amira", False), ("Wouter", False)])
def test_targets_are_visible_only_to_coordinators(as_, url, name, sees):
    html = as_(name).get(url("people")).content.decode()
    assert ('data-visible-to="oversee_programme"' in html) is sees


def test_list_has_no_email_addresses(as_, url):
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


def test_added_person_appears_in_the_list(as_, url, typed):
    response = as_("Iris").post(url("person_add"), typed, follow=True)
    assert response.redirect_chain[-1][0] == url("people")
    assert "Yara" in response.content.decode()


def test_invalid_form_keeps_the_input(as_, url, typed):
    response = as_("Iris").post(url("person_add"), {**typed, "email": "yara"})
    assert response.status_code == 200
    assert 'value="De Rank"' in response.content.decode()
    assert not Participation.objects.filter(person__first_name="Yara").exists()


def test_service_error_is_shown_at_its_field(as_, url, typed):
    response = as_("Iris").post(url("person_add"), {**typed, "email": "amira@example.org"})
    assert list(response.context["form"].errors) == ["email"]


def test_facilitator_cannot_post_the_facilitator_role(as_, url, typed):
    response = as_("Iris").post(url("person_add"), {**typed, "role": "facilitator"})
    assert list(response.context["form"].errors) == ["role"]


def test_response_hides_the_name_of_an_existing_account(as_, url, typed):
    response = as_("Iris").post(url("person_add"), {**typed, "email": "otto@example.org", "first_name": "Yara"})
    assert list(response.context["form"].errors) == ["email"]
    assert "Otto" not in response.content.decode()


def test_change_is_saved(as_, url, cast, typed):
    as_("Nadia").post(url("participation"), {**typed, "organisation": "Nieuwe school"})
    assert Participation.objects.filter(person=cast["Amira"], organisation__name="Nieuwe school").exists()


def test_invalid_change_keeps_the_input(as_, url, typed):
    response = as_("Nadia").post(url("participation"), {**typed, "organisation": "Nieuw", "until": "2000-01-01"})
    assert list(response.context["form"].errors) == ["until"]
    assert 'value="Nieuw"' in response.content.decode()


def test_participation_ends_now_and_can_be_reopened(as_, url, cast):
    client = as_("Iris")
    assert client.post(url("participation_end"), {"when": "now", "last_day": "2000-01-01"}).status_code == 302
    assert as_("Amira").get(url("people")).status_code == 404
    assert url("participation_reopen") in client.get(url("people")).content.decode()
    client.post(url("participation_reopen"))
    assert as_("Amira").get(url("people")).status_code == 200


def test_ending_later_requires_a_day(as_, url):
    response = as_("Iris").post(url("participation_end"), {"when": "later"})
    assert list(response.context["form"].errors) == ["last_day"]


def test_reopening_an_active_participation_shows_an_error(as_, url, cast):
    response = as_("Iris").post(url("participation_reopen"), follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_inviting_an_existing_account_shows_an_error(as_, url):
    response = as_("Iris").post(url("participation_invite"), follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_needs_and_offers_are_saved(as_, url, cast):
    as_("Amira").post(url("needs_and_offers"), {"seeks": "onderzoek", "offers": "gesprekken"})
    assert (of(cast, "Amira").seeks, of(cast, "Amira").offers) == ("onderzoek", "gesprekken")


@pytest.mark.parametrize("name", ["Nadia", "Wouter", "Greet"])
def test_needs_and_offers_require_participation(as_, url, name):
    assert as_(name).get(url("needs_and_offers")).status_code == 403


def test_too_long_line_stays_in_the_form(as_, url):
    response = as_("Amira").post(url("needs_and_offers"), {"seeks": "x" * 161, "offers": "gesprekken"})
    assert 'value="gesprekken"' in response.content.decode()


def test_upcoming_and_ended_people_are_visible_only_to_managers(as_, url, cast, typed):
    later = (timezone.localdate() + timedelta(days=9)).isoformat()
    as_("Iris").post(url("person_add"), {**typed, "from_date": later})
    assert "Yara" in as_("Iris").get(url("people")).content.decode()
    assert "Yara" not in as_("Amira").get(url("people")).content.decode()


def test_list_of_changes_has_a_line_per_day(as_, url, cast):
    services.participation_end(participation=of(cast, "Amira"), actor=cast["Nadia"])
    changes = as_("Bram").get(url("people")).context["changes"]
    assert changes[0].left == ["Amira Voorbeeld"]
    assert "Amira Voorbeeld" in changes[-1].joined
    assert "Greet Voorbeeld" not in changes[-1].joined


def test_facilitator_edits_the_theme_but_not_the_name(as_, url, cast):
    as_("Iris").post(url("network_edit"), {"theme": "Oneens zijn", "practice_question": "", "name": "Anders"})
    cast.burgerschap.refresh_from_db()
    assert (cast.burgerschap.theme, cast.burgerschap.name) == ("Oneens zijn", "Burgerschap")


def test_coordinator_edits_the_term(as_, url, cast):
    client = as_("Nadia")
    typed = {"name": "Burgerschap", "starts_on": "2024-09-01", "ends_on": "2024-08-01"}
    assert list(client.post(url("network_edit"), typed).context["form"].errors) == ["ends_on"]
    client.post(url("network_edit"), {**typed, "ends_on": "2030-07-31"})
    cast.burgerschap.refresh_from_db()
    assert str(cast.burgerschap.ends_on) == "2030-07-31"


@pytest.mark.parametrize("name", ["Nadia", "Amira"])
def test_list_query_count_is_constant(as_, url, cast, queries_of, name):
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
