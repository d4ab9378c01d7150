"""The pages for coordinators of a programme: networks, settings, words, backgrounds, roles, years, log."""

import pytest
from django.urls import reverse

from networks import services
from networks.models import Network, Participation, Programme, ProgrammeRole, StudyYear

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(cast):
    """Return a function that gives the URL of a page of the Werkplaats, with the objects that it needs."""

    def make(name: str, programme: Programme | None = None) -> str:
        arguments = [(programme or cast.werkplaats).pk]
        if name == "word":
            arguments.append("network")
        elif name in {"background", "background_remove"}:
            arguments.append(cast.werkplaats.backgrounds.get(code="student").pk)
        elif name == "role_revoke":
            arguments.append(cast.werkplaats.roles.get(role="preparation_team").pk)
        return reverse(f"networks:{name}", args=arguments)

    return make


READ = ["network_list", "words", "backgrounds", "log"]
FORMS = ["network_add", "settings", "word", "background_add", "background", "roles", "role_revoke", "study_years"]
PAGES = READ + FORMS
ACTS = ["background_remove", "people_export"]


def statuses(client, url) -> dict[str, int]:
    """Responses that are the same for every page and action."""
    read = {page: client.get(url(page)).status_code for page in PAGES}
    return read | {act: client.post(url(act)).status_code for act in ACTS}


def test_pages_open_for_a_coordinator(as_, url):
    client = as_("Nadia")
    assert {page: client.get(url(page)).status_code for page in PAGES} == dict.fromkeys(PAGES, 200)


@pytest.mark.parametrize("name", ["Otto", "Pieter", "Iris", "Amira", "Stella"])
def test_pages_are_not_found_without_a_programme_role(as_, url, name):
    assert statuses(as_(name), url) == dict.fromkeys(PAGES + ACTS, 404)


@pytest.mark.parametrize("name", ["Wouter", "Rosa", "Abel"])
def test_other_programme_role_is_refused_with_a_reason(as_, url, name):
    assert statuses(as_(name), url) == dict.fromkeys(PAGES + ACTS, 403)


def test_anonymous_visitor_is_redirected_to_sign_in(as_, url):
    client = as_(None)
    responses = [client.get(url(page)) for page in PAGES] + [client.post(url(act)) for act in ACTS]
    assert {response.url.partition("?")[0] for response in responses} == {reverse("account_login")}


def test_wrong_method_is_refused(as_, url):
    client = as_("Nadia")
    assert [client.post(url(page)).status_code for page in READ] == [405] * len(READ)
    assert [client.put(url(page)).status_code for page in FORMS] == [405] * len(FORMS)
    assert [client.get(url(act)).status_code for act in ACTS] == [405] * len(ACTS)


def test_unknown_object_is_not_found(as_, cast):
    client = as_("Nadia")
    assert client.get(reverse("networks:settings", args=[999999])).status_code == 404
    assert client.get(reverse("networks:word", args=[cast.werkplaats.pk, "school"])).status_code == 404
    for name in ("background", "role_revoke"):
        assert client.get(reverse(f"networks:{name}", args=[cast.werkplaats.pk, 999999])).status_code == 404


def test_object_of_another_programme_is_not_found(as_, cast):
    student = cast.point.backgrounds.get(code="student")
    role = cast.point.roles.get()
    assert as_("Nadia").get(reverse("networks:background", args=[cast.werkplaats.pk, student.pk])).status_code == 404
    assert as_("Nadia").post(reverse("networks:role_revoke", args=[cast.werkplaats.pk, role.pk])).status_code == 404
    assert ProgrammeRole.objects.filter(pk=role.pk).exists()


def test_network_is_created(as_, url):
    response = as_("Nadia").post(url("network_add"), {"name": "Muziek", "theme": "Samen zingen"})
    assert response.url == reverse("networks:people", args=[Network.objects.get(slug="muziek").pk])


def test_invalid_network_keeps_the_input(as_, url):
    typed = {"name": "Muziek", "theme": "Samen zingen", "starts_on": "2026-09-01", "ends_on": "2026-08-01"}
    response = as_("Nadia").post(url("network_add"), typed)
    assert list(response.context["form"].errors) == ["ends_on"]
    assert 'value="Samen zingen"' in response.content.decode()
    assert not Network.objects.filter(slug="muziek").exists()


def test_settings_are_saved(as_, url, cast):
    typed = {"name": "Werkplaats", "language": "en", "research_partner": "Lectoraat", "minimum_group": 6}
    typed["reply_to"] = "bureau@example.org"
    as_("Nadia").post(url("settings"), typed)
    cast.werkplaats.refresh_from_db()
    assert (cast.werkplaats.name, cast.werkplaats.minimum_group) == ("Werkplaats", 6)
    assert cast.werkplaats.sender.reply_to == "bureau@example.org"


def test_smaller_group_is_an_error_of_its_field(as_, url):
    typed = {"name": "Werkplaats", "language": "nl", "research_partner": "Lectoraat", "minimum_group": 4}
    response = as_("Nadia").post(url("settings"), typed)
    assert list(response.context["form"].errors) == ["minimum_group"]
    assert 'value="Lectoraat"' in response.content.decode()


def test_chosen_word_appears_on_pages(as_, url):
    client = as_("Nadia")
    client.post(url("word"), {"pack": "werkplaats"})
    assert "Werkplaatsen" in client.get(url("network_list")).content.decode()


def test_custom_word_is_saved(as_, url, cast):
    typed = {"pack": "own", "article": "de", "nl_one": "kring", "nl_many": "kringen", "en_one": "circle"}
    response = as_("Nadia").post(url("word"), typed)
    assert list(response.context["form"].errors) == ["en_many"]
    assert 'value="kringen"' in response.content.decode()
    as_("Nadia").post(url("word"), {**typed, "en_many": "circles"})
    cast.werkplaats.refresh_from_db()
    assert cast.werkplaats.words["network"]["nl"] == {"one": "kring", "many": "kringen", "article": "de"}
    assert 'value="kring"' in as_("Nadia").get(url("word")).content.decode()


def test_background_is_added_and_edited(as_, url, cast):
    as_("Nadia").post(url("background_add"), {"name_nl": "ouder", "name_en": "parent", "target_min": "1"})
    made = cast.werkplaats.backgrounds.get(code="parent")
    page = reverse("networks:background", args=[cast.werkplaats.pk, made.pk])
    as_("Nadia").post(page, {"name_nl": "ouders", "name_en": "parents", "target_min": "", "target_max": "3"})
    made.refresh_from_db()
    assert (made.name_nl, made.target_min, made.target_max) == ("ouders", None, 3)
    as_("Nadia").post(reverse("networks:background_remove", args=[cast.werkplaats.pk, made.pk]))
    assert not cast.werkplaats.backgrounds.filter(code="parent").exists()


def test_invalid_target_keeps_the_input(as_, url):
    typed = {"name_nl": "ouder", "name_en": "parent", "target_min": "4", "target_max": "2"}
    response = as_("Nadia").post(url("background_add"), typed)
    assert list(response.context["form"].errors) == ["target_max"]
    assert 'value="ouder"' in response.content.decode()


def test_removing_a_used_background_shows_an_error(as_, url, cast):
    response = as_("Nadia").post(url("background_remove"), follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert cast.werkplaats.backgrounds.filter(code="student").exists()


def test_role_is_granted(as_, url, cast):
    as_("Nadia").post(url("roles"), {"email": "yara@example.org", "first_name": "Yara", "role": "assessor"})
    assert cast.werkplaats.roles.filter(role="assessor", person__email="yara@example.org").exists()


def test_invalid_address_keeps_the_input(as_, url):
    response = as_("Nadia").post(url("roles"), {"email": "yara", "first_name": "Yara", "role": "assessor"})
    assert list(response.context["form"].errors) == ["email"]
    assert 'value="Yara"' in response.content.decode()


def test_role_is_revoked(as_, url, cast):
    as_("Nadia").post(url("role_revoke"))
    assert not cast.werkplaats.roles.filter(role="preparation_team").exists()


def test_revoking_the_last_coordinator_shows_an_error(as_, cast):
    role = cast.werkplaats.roles.get(role="coordinator")
    page = reverse("networks:role_revoke", args=[cast.werkplaats.pk, role.pk])
    response = as_("Nadia").post(page, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert ProgrammeRole.objects.filter(pk=role.pk).exists()


def test_revoking_own_role_redirects_home(as_, cast):
    ProgrammeRole.objects.create(programme=cast.werkplaats, person=cast["Iris"], role="coordinator")
    role = cast.werkplaats.roles.get(role="coordinator", person=cast["Nadia"])
    response = as_("Nadia").post(reverse("networks:role_revoke", args=[cast.werkplaats.pk, role.pk]))
    assert response.url == reverse("overview:home")


def test_next_study_year_is_proposed_and_added(as_, url, cast):
    proposal = as_("Nadia").get(url("study_years")).context["form"]["first_year"].value()
    assert proposal == cast.year.first_year + 1
    as_("Nadia").post(url("study_years"), {"first_year": proposal})
    response = as_("Nadia").post(url("study_years"), {"first_year": proposal})
    assert list(response.context["form"].errors) == ["first_year"]
    assert StudyYear.objects.filter(programme=cast.werkplaats).count() == 2


def test_log_reads_as_sentences(as_, url, cast):
    services.network_create(programme=cast.werkplaats, actor=cast["Nadia"], name="Muziek")
    html = as_("Nadia").get(url("log")).content.decode()
    assert "Nadia Voorbeeld" in html
    assert "Muziek" in html


def test_log_excludes_other_programmes(as_, url, cast):
    services.network_create(programme=cast.point, actor=cast["Pieter"], name="Geheim")
    assert "Geheim" not in as_("Nadia").get(url("log")).content.decode()


def test_network_list_query_count_is_constant(as_, url, cast, queries_of):
    client = as_("Nadia")
    before = queries_of(lambda: client.get(url("network_list")))
    for number in range(10):
        network = services.network_create(programme=cast.werkplaats, actor=None, name=f"N{number}")
        iris = Participation.objects.get(person=cast["Iris"], network=cast.burgerschap)
        iris.pk, iris.network = None, network
        iris.save()
    assert queries_of(lambda: client.get(url("network_list"))) == before


def test_network_list_names_the_facilitators(as_, url):
    lines = as_("Nadia").get(url("network_list")).context["lines"]
    assert [(line.name, line.facilitators) for line in lines] == [
        ("Burgerschap", "Iris Voorbeeld"),
        ("Rekenen", "Hugo Voorbeeld"),
    ]
