"""Personal data: everything that leads to a person is declared, shown, downloadable and erased."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy

from accounts import registry
from accounts.checks import check_personal_data, declared_in, paths_to_people, undeclared_paths
from accounts.models import AccountInvitation, User
from accounts.registry import declare, own_data_sources, personal_data
from accounts.retention import Expiry, by_job
from accounts.selectors import own_data
from accounts.services import person_erase
from accounts.tasks import PurgeError, purge
from audit.models import AuditEntry
from audit.selectors import audit_lines
from mailing import registry as mailing_registry
from mailing.models import ShownMessage
from mailing.registry import email_type_label
from meetings.models import MeetingInvitee
from networks.models import Participation, ProgrammeRole
from tests.cast import ROLES, TASKS
from tests.world import NEW_PERSON, SEEKS, STATEMENT

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

PAGE, DOWNLOAD, ERASE = (reverse(f"accounts:{name}") for name in ("own_data", "own_data_download", "erase"))
PEOPLE = sorted({name for name in ROLES.values() if name})


def rows_in_file(person: User, code: str) -> list[dict[str, Any]]:
    """Return the rows of one section of a person's file."""
    found: list[dict[str, Any]] = next(
        section["rows"] for section in own_data(person=person)["sections"] if section["code"] == code
    )
    return found


def hints() -> dict[str, str]:
    """Return what the start-up check reports, with the hint that names the file to edit."""
    return {error.msg: str(error.hint) for error in check_personal_data(None)}


def declared_otherwise(monkeypatch, code: str, **changes: Any) -> None:
    """Change one declaration for the duration of a test."""
    data = next(data for data in personal_data() if data.code == code)
    monkeypatch.setitem(registry._declarations, code, replace(data, **changes))


# Declarations


def test_inventory_has_no_gaps():
    assert hints() == {}


@pytest.mark.parametrize("field", [models.ForeignKey, models.OneToOneField])
def test_model_on_participation_must_be_declared(field):
    with isolate_apps("networks"):

        class Goal(models.Model):  # noqa: DJ008 - never has rows
            participation = field(Participation, on_delete=models.CASCADE, related_name="+")

            class Meta:
                app_label = "networks"

        assert list(undeclared_paths([Goal])) == [(Goal, "participation__person")]
        assert declared_in(Goal) == "networks/personal_data.py"


def test_model_two_foreign_keys_from_participation_must_be_declared():
    with isolate_apps("networks"):

        class Goal(models.Model):  # noqa: DJ008 - never has rows
            participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")

            class Meta:
                app_label = "networks"

        class Step(models.Model):  # noqa: DJ008 - never has rows
            goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")

            class Meta:
                app_label = "networks"

        assert list(undeclared_paths([Step])) == [(Step, "goal__participation__person")]


def test_many_to_many_to_people_must_be_declared():
    with isolate_apps("networks"):

        class Team(models.Model):  # noqa: DJ008 - never has rows
            members = models.ManyToManyField(User, related_name="+")

            class Meta:
                app_label = "networks"

        through: Any = Team.members.through
        assert list(undeclared_paths([through])) == [(through, "user")]


def test_check_names_path_and_file_of_undeclared_model(monkeypatch):
    with isolate_apps("networks"):

        class Goal(models.Model):  # noqa: DJ008 - never has rows
            participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")

            class Meta:
                app_label = "networks"

    # A stand-in for the check only: Django reads the real registry when it needs the relations of a model.
    found = {"get_app_config": apps.get_app_config, "get_app_configs": apps.get_app_configs}
    monkeypatch.setattr("accounts.checks.apps", SimpleNamespace(get_models=lambda **_options: [Goal], **found))
    monkeypatch.setattr("accounts.checks.excuses", dict)
    [[message, hint]] = hints().items()
    assert message == "networks.Goal.participation__person leads to a person and is not declared."
    assert "networks/personal_data.py" in hint


@pytest.mark.parametrize("code", [data.code for data in personal_data() if data.person not in {"", "pk"}])
def test_removing_a_declaration_fails_the_check(monkeypatch, code):
    data = registry._declarations[code]
    others = [other for other in personal_data() if (other.model, other.person) != (data.model, data.person)]
    # A new dictionary: putting a removed key back would change the order of erasure.
    monkeypatch.setattr(registry, "_declarations", {other.code: other for other in others})
    assert f"{data.model._meta.label}.{data.person} leads to a person and is not declared." in hints()


@pytest.mark.parametrize(
    ("expires", "problem"),
    [
        (None, "does not say when its rows expire"),
        (Expiry(gettext_lazy("Until %(period)s after that"), timedelta(days=1)), "that nothing enforces"),
        (by_job("meetings.purge_posts", words=""), "which no tasks.py registers"),
    ],
)
def test_term_without_deletion_fails_the_check(monkeypatch, expires, problem):
    declared_otherwise(monkeypatch, "meetings.posts", expires=expires)
    [[message, hint]] = hints().items()
    assert message.startswith("The declaration of personal data meetings.posts")
    assert problem in message
    assert hint == "Edit meetings/personal_data.py."


@pytest.mark.parametrize("changes", [{"columns": {}}, {"on_erase": None}, {"person": "owner"}])
def test_incomplete_declaration_fails_the_check(monkeypatch, changes):
    declared_otherwise(monkeypatch, "meetings.posts", **changes)
    assert "Edit meetings/personal_data.py." in hints().values()


def test_excuse_of_an_unknown_path_fails_the_check(monkeypatch):
    monkeypatch.setitem(registry._excuses, "networks.Goal.person", "Was removed.")
    assert list(hints()) == ["networks.Goal.person is excused and does not lead to a person."]


def test_model_of_lower_layer_is_declared_by_accounts():
    assert declared_in(AuditEntry) == "accounts/personal_data.py"


def test_code_cannot_be_declared_twice():
    with pytest.raises(ValueError, match="declared twice"):
        declare(personal_data()[0])


def test_failing_purge_does_not_stop_the_others(monkeypatch):
    called: list[str] = []

    def fail() -> None:
        raise RuntimeError

    first, last = personal_data()[0].code, personal_data()[-1].code
    declared_otherwise(monkeypatch, first, expires=Expiry("", service=fail))
    declared_otherwise(monkeypatch, last, expires=Expiry("", service=lambda: called.append(last)))
    with pytest.raises(PurgeError):
        purge("2026-11-26")
    assert called == [last]


# Own data, on the page and in the file


def test_every_row_has_exactly_the_declared_columns(world):
    for name in PEOPLE:
        for data in own_data_sources():
            for row in data.read(world.cast[name]):
                assert set(row.data) == set(data.columns), data.code
                assert set(row.words) <= set(data.columns), data.code


def test_every_section_is_shown_to_someone_in_the_cast(world):
    shown = {data.code for name in PEOPLE for data in own_data_sources() if data.read(world.cast[name])}
    # The demo, a browser, the admin, replies, account invitations, lost mailboxes and packages have tests of their own.
    elsewhere = {"mailing.shown_messages", "accounts.sessions", "admin.log", "accounts.invitation"}
    elsewhere |= {"meetings.answers", "networks.added", "networks.address"}
    packages = {"mfa.authenticators", "socialaccount.accounts"}
    unseen = {data.code for data in own_data_sources()} - shown - packages
    assert unseen == elsewhere, "Add a row of each new section to tests/world.py"


def test_every_email_type_has_a_label():
    for email_type in mailing_registry._builders:
        for language in ("nl", "en"):
            with translation.override(language):
                assert email_type_label(email_type) != email_type


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", PEOPLE)
def test_everyone_sees_and_downloads_their_own_data(world, client, name, language):
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


def test_file_has_codes_and_page_has_words(world, client):
    amira = world.cast["Amira"]
    [taking_part] = rows_in_file(amira, "networks.participations")
    assert (taking_part["background"], taking_part["role"]) == ("teacher", "participant")
    client.force_login(amira)
    page = client.get(PAGE).content.decode()
    assert 'data-label="Rol">leraar</td>' in page
    assert SEEKS in page


def test_file_has_answers_of_open_questionnaire_only(world):
    amira = world.cast["Amira"]
    answers = rows_in_file(amira, "srt.answers")
    assert len(answers) == 13
    assert {answer["year"] for answer in answers} == {str(world.cast.year)}
    assert len(rows_in_file(amira, "srt.invitations")) == 3


def test_file_has_answers_to_invitations_once_they_are_given(world):
    amira = world.cast["Amira"]
    assert rows_in_file(amira, "meetings.answers") == []
    MeetingInvitee.objects.filter(person=amira).update(answer=MeetingInvitee.Answer.YES)
    assert {row["answer"] for row in rows_in_file(amira, "meetings.answers")} == {"yes"}


def test_file_has_the_networks_to_which_a_person_added_others(world):
    Participation.objects.filter(person=world.cast["Bram"]).update(added_by=world.cast["Nadia"])
    assert [row["network"] for row in rows_in_file(world.cast["Nadia"], "networks.added")] == ["Burgerschap"]


def test_file_has_no_names_of_other_people(world):
    names = [name for name in world.cast.people if name != "Nadia"]
    text = json.dumps(own_data(person=world.cast["Nadia"]), default=str, ensure_ascii=False)
    assert [name for name in [*names, NEW_PERSON] if f'"{name}' in text or f" {name} Voorbeeld" in text] == []


def test_download_is_logged_for_the_person_only(world, client):
    client.force_login(world.cast["Amira"])
    client.post(DOWNLOAD)
    assert AuditEntry.objects.get(code="accounts.own_data_taken").actor == world.cast["Amira"]
    lines = audit_lines(programme_key=world.cast.werkplaats.pk)
    assert [line for line in lines if "Amira" in line.actor] == []


def test_erasure_page_explains_and_changes_nothing(world, client):
    client.force_login(world.cast["Amira"])
    page = client.get(ERASE).content.decode()
    assert "nooit meegeteld" in page
    assert "niemand kan vinden welke van jou zijn" in page
    assert User.objects.filter(pk=world.cast["Amira"].pk).exists()


@pytest.mark.parametrize("name", [name for name in PEOPLE if TASKS.get(name) != "coordinator"])
def test_erasure_leaves_nothing_that_leads_to_the_person(world, name):
    person = world.cast[name]
    key, address = person.pk, person.email
    person_erase(person=person, actor=person)
    assert [path for model in apps.get_models(include_auto_created=True) for path in left_behind(model, key)] == []
    assert not ShownMessage.objects.filter(to=address).exists()
    assert f'"{name} Voorbeeld"' not in json.dumps(list(AuditEntry.objects.values_list("details", flat=True)))


def left_behind(model: type[models.Model], key: int) -> Iterable[str]:
    """Yield the fields by which rows of a model still lead to a person."""
    for field in (path[0].name for path in paths_to_people(model) if len(path) == 1):
        if model._default_manager.filter(**{field: key}).exists():
            yield f"{model._meta.label}.{field}"


def test_coordinator_can_be_erased_after_handing_over(world):
    nadia = world.cast["Nadia"]
    ProgrammeRole.objects.create(programme=world.cast.werkplaats, person=world.cast["Rosa"], role="coordinator")
    acts = AuditEntry.objects.filter(actor=nadia).count()
    person_erase(person=nadia, actor=nadia)
    lines = audit_lines(programme_key=world.cast.werkplaats.pk)
    assert not any("Nadia" in f"{line.actor} {line.sentence}" for line in lines)
    assert "Iemand die hier niet meer is" in {line.actor for line in lines}
    assert AuditEntry.objects.filter(actor=None, details__actor_erased=True).count() == acts


def test_programme_log_records_an_erasure_without_a_name(world):
    amira = world.cast["Amira"]
    before = len(audit_lines(programme_key=world.cast.werkplaats.pk))
    person_erase(person=amira, actor=amira)
    lines = audit_lines(programme_key=world.cast.werkplaats.pk)
    assert len(lines) == before + 1
    assert (lines[0].actor, lines[0].sentence) == ("", "wiste de gegevens van iemand die daarom vroeg")
    assert not any(line.sentence.startswith("wiste") for line in audit_lines(programme_key=world.cast.point.pk))


def test_network_statement_survives_the_erasure_of_its_author(world):
    iris = world.cast["Iris"]
    person_erase(person=iris, actor=iris)
    assert world.cast.burgerschap.wave_networks.filter(statement=STATEMENT).exists()


def test_sent_invitations_stay_without_the_name_of_the_sender(world):
    ProgrammeRole.objects.create(programme=world.cast.werkplaats, person=world.cast["Rosa"], role="coordinator")
    person_erase(person=world.cast["Nadia"], actor=world.cast["Nadia"])
    assert AccountInvitation.objects.get().invited_by is None
