"""What is kept of somebody: nothing is forgotten, everything is shown, taken along, and erased."""

import json
from collections.abc import Iterable
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils import translation

from accounts.kept import NAME
from accounts.models import AccountInvitation, User
from accounts.registry import Section, covered_fields, kind_register, nothing_more, section_register, sections
from accounts.selectors import person_export
from accounts.services import person_erase
from audit.models import AuditEntry
from audit.selectors import audit_lines
from mailing import registry
from mailing.models import ShownMessage
from networks.models import ProgrammeRole
from tests.cast import ROLES, TASKS
from tests.world import NEW_PERSON, OWN_WORDS, SEEKS

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

PAGE, DOWNLOAD, ERASE = (reverse(f"accounts:{name}") for name in ("own_data", "own_data_download", "erase"))
PEOPLE = sorted({name for name in ROLES.values() if name})


def leads_to_people(model: Any) -> set[str]:
    """The fields of a model that lead to a person, as the registry names them."""
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    # A field with many people is rows of a table of its own, which is a model here.
    return {
        f"{model._meta.label}.{field.name}"
        for field in fields
        if field.related_model is User and not (field.many_to_many and field.remote_field.through._meta.auto_created)
    }


def all_models() -> Iterable[type[models.Model]]:
    return apps.get_models(include_auto_created=True)


def kept(person: User, code: str) -> list[dict[str, Any]]:
    """The rows of one section of somebody's export."""
    found: list[dict[str, Any]] = next(
        section["rows"] for section in person_export(person=person)["sections"] if section["code"] == code
    )
    return found


def test_every_field_that_leads_to_a_person_is_registered():
    assert {name for model in all_models() for name in leads_to_people(model)} == covered_fields()


@pytest.mark.parametrize("kind", [models.ForeignKey, models.OneToOneField, models.ManyToManyField])
def test_a_field_that_is_not_registered_is_found(kind):
    own = {} if kind is models.ManyToManyField else {"on_delete": models.CASCADE}
    name = f"Forgotten{kind.__name__}"
    body = {"__module__": __name__, "somebody": kind(User, related_name="+", **own)}
    try:
        forgotten: Any = type(name, (models.Model,), {**body, "Meta": type("Meta", (), {"app_label": "accounts"})})
        found = {field for model in all_models() for field in leads_to_people(model)} - covered_fields()
        assert any(field.startswith(f"{forgotten._meta.label}") for field in found)
    finally:
        for model in [key for key in apps.all_models["accounts"] if key.startswith(name.lower())]:
            del apps.all_models["accounts"][model]
        apps.clear_cache()
    assert {field for model in all_models() for field in leads_to_people(model)} == covered_fields()


def test_two_kinds_cannot_have_one_code():
    with pytest.raises(ValueError, match="registered twice"):
        section_register(Section("accounts.name", "", {}, lambda _person: [], nothing_more, "", NAME))
    with pytest.raises(ValueError, match="registered twice"):
        kind_register(NAME)


def test_every_row_has_what_its_columns_promise(world):
    for name in PEOPLE:
        for section in sections():
            for row in section.rows(world.cast[name]):
                assert set(row.data) == set(section.columns), section.code
                assert set(row.words) <= set(section.columns), section.code


def test_every_kind_is_shown_to_somebody(world):
    shown = {section.code for name in PEOPLE for section in sections() if section.rows(world.cast[name])}
    # What the demo, a browser, the admin and a file of people leave behind is made in tests of their own.
    elsewhere = {"mailing.shown_messages", "accounts.sessions", "admin.log", "accounts.invitation"}
    packages = {section.code for section in sections() if section.code.split(".")[0] in {"mfa", "socialaccount"}}
    assert {section.code for section in sections()} - shown - packages == elsewhere


def test_every_kind_of_letter_has_a_name():
    for kind in registry._builders:
        for language in ("nl", "en"):
            with translation.override(language):
                assert registry.letter_called(kind) != kind


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", PEOPLE)
def test_everyone_of_the_cast_sees_and_takes_along_what_is_kept_of_them(world, client, name, language):
    person = world.cast[name]
    User.objects.filter(pk=person.pk).update(language=language)
    client.force_login(person)
    assert person.email in client.get(PAGE).content.decode()
    response = client.post(DOWNLOAD)
    assert response.headers["Content-Disposition"] == 'attachment; filename="leerweb.json"'
    assert response.headers["Cache-Control"] == "no-store"
    file = json.loads(response.content)
    assert (file["format"], file["language"]) == ("leerweb.own-data.1", language)
    assert person.email in response.content.decode()


def test_a_file_says_everything_in_codes_and_the_page_in_words(world, client):
    amira = world.cast["Amira"]
    [taking_part] = kept(amira, "networks.participations")
    assert (taking_part["background"], taking_part["role"]) == ("teacher", "participant")
    client.force_login(amira)
    page = client.get(PAGE).content.decode()
    assert 'data-label="Rol">leraar</td>' in page
    assert SEEKS in page


def test_a_file_holds_the_answers_of_an_open_questionnaire_and_of_no_other(world):
    amira = world.cast["Amira"]
    answers = kept(amira, "srt.answers")
    assert len(answers) == 13
    assert {answer["year"] for answer in answers} == {str(world.cast.year)}
    assert len(kept(amira, "srt.invitations")) == 3


def test_a_file_holds_nobody_elses_name(world):
    names = [name for name in world.cast.people if name != "Nadia"]
    text = json.dumps(person_export(person=world.cast["Nadia"]), default=str, ensure_ascii=False)
    assert [name for name in [*names, NEW_PERSON] if f'"{name}' in text or f" {name} Voorbeeld" in text] == []


def test_taking_along_is_noted_for_the_person_alone(world, client):
    client.force_login(world.cast["Amira"])
    client.post(DOWNLOAD)
    assert AuditEntry.objects.get(code="accounts.own_data_taken").actor == world.cast["Amira"]
    lines = audit_lines(programme_key=world.cast.werkplaats.pk)
    assert [line for line in lines if "Amira" in line.actor] == []


def test_the_page_of_an_erasure_says_what_happens_and_changes_nothing(world, client):
    client.force_login(world.cast["Amira"])
    page = client.get(ERASE).content.decode()
    assert "nooit meegeteld" in page
    assert "niemand kan vinden welke van jou zijn" in page
    assert User.objects.filter(pk=world.cast["Amira"].pk).exists()


@pytest.mark.parametrize("name", [name for name in PEOPLE if TASKS.get(name) != "coordinator"])
def test_everyone_of_the_cast_can_be_erased_and_nothing_leads_to_them_any_more(world, name):
    person = world.cast[name]
    key, address = person.pk, person.email
    person_erase(person=person, actor=person)
    assert [field for model in all_models() for field in left_behind(model, key)] == []
    assert not ShownMessage.objects.filter(to=address).exists()
    assert f'"{name} Voorbeeld"' not in json.dumps(list(AuditEntry.objects.values_list("details", flat=True)))


def left_behind(model: type[models.Model], key: int) -> list[str]:
    """The fields by which rows of a model still lead to a person."""
    names = [label.rpartition(".")[2] for label in leads_to_people(model)]
    return [f"{model._meta.label}.{name}" for name in names if model._default_manager.filter(**{name: key}).exists()]


def test_a_coordinator_who_handed_over_can_go(world):
    nadia = world.cast["Nadia"]
    ProgrammeRole.objects.create(programme=world.cast.werkplaats, person=world.cast["Rosa"], role="coordinator")
    acts = AuditEntry.objects.filter(actor=nadia).count()
    person_erase(person=nadia, actor=nadia)
    lines = audit_lines(programme_key=world.cast.werkplaats.pk)
    assert not any("Nadia" in f"{line.actor} {line.sentence}" for line in lines)
    assert "Iemand die hier niet meer is" in {line.actor for line in lines}
    assert AuditEntry.objects.filter(actor=None, details__actor_erased=True).count() == acts


def test_the_log_of_a_programme_tells_that_somebody_was_erased_and_not_who(world):
    amira = world.cast["Amira"]
    before = len(audit_lines(programme_key=world.cast.werkplaats.pk))
    person_erase(person=amira, actor=amira)
    lines = audit_lines(programme_key=world.cast.werkplaats.pk)
    assert len(lines) == before + 1
    assert (lines[0].actor, lines[0].sentence) == ("", "wiste wat er bewaard werd van iemand die daarom vroeg")
    assert not any(line.sentence.startswith("wiste") for line in audit_lines(programme_key=world.cast.point.pk))


def test_what_the_network_wrote_stays(world):
    iris = world.cast["Iris"]
    person_erase(person=iris, actor=iris)
    assert world.cast.burgerschap.wave_networks.filter(own_words=OWN_WORDS).exists()


def test_invitations_that_somebody_sent_stay_without_their_name(world):
    ProgrammeRole.objects.create(programme=world.cast.werkplaats, person=world.cast["Rosa"], role="coordinator")
    person_erase(person=world.cast["Nadia"], actor=world.cast["Nadia"])
    assert AccountInvitation.objects.get().invited_by is None
