"""Services for programmes and their backgrounds, roles, study years and networks."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import AccountInvitation, User
from audit.selectors import audit_lines
from networks import services
from networks.models import Network, Programme, ProgrammeRole
from networks.terms import PACKS, term

pytestmark = pytest.mark.django_db


def create(**changes) -> Programme:
    return services.programme_create(**{"slug": "nieuw", "coordinator_email": "nadine.bos@example.org", **changes})


@pytest.mark.portable
def test_new_programme_has_backgrounds_study_year_and_coordinator():
    programme = create(name="Nieuw programma")
    assert [one.code for one in programme.backgrounds.all()] == [
        "student",
        "teacher",
        "teacher_educator",
        "researcher",
        "expert",
        "school_leader",
        "learning_supporter",
        "other",
    ]
    assert [one.name("nl") for one in programme.backgrounds.all()][2] == "lerarenopleider"
    assert programme.study_years.count() == 1
    coordinator = programme.roles.get().person
    assert (coordinator.email, coordinator.first_name) == ("nadine.bos@example.org", "Nadine")
    assert AccountInvitation.objects.filter(person=coordinator).exists()


def test_existing_slug_is_refused():
    create()
    with pytest.raises(ValidationError) as refused:
        create()
    assert "slug" in refused.value.message_dict


@pytest.mark.parametrize(
    "changes", [{"slug": "met spatie"}, {"coordinator_email": "nadine"}, {"language": "fr"}, {"slug": "x" * 61}]
)
def test_invalid_programme_creates_nothing(changes):
    with pytest.raises(ValidationError):
        create(**changes)
    assert not Programme.objects.exists()
    assert not User.objects.exists()


def update(cast, **changes) -> Programme:
    given = {"name": "Werkplaats", "language": "nl", "research_partner": "", "minimum_group": 5}
    return services.programme_update(programme=cast.werkplaats, actor=cast["Nadia"], **{**given, **changes})


def test_changed_settings_write_an_audit_line(cast):
    assert update(cast, research_partner="Lectoraat X").research_partner == "Lectoraat X"
    assert len(audit_lines(programme_key=cast.werkplaats.pk)) == 1


def test_smallest_group_can_only_grow(cast):
    assert update(cast, minimum_group=8).minimum_group == 8
    with pytest.raises(ValidationError) as refused:
        update(cast, minimum_group=7)
    assert "minimum_group" in refused.value.message_dict


def test_word_is_set(cast):
    services.programme_word_set(
        programme=cast.werkplaats, actor=cast["Nadia"], word="network", entry=PACKS["network"][1].entry
    )
    assert term(Programme.objects.get(pk=cast.werkplaats.pk), "network", "our") == "onze werkplaats"


@pytest.mark.parametrize("name", ["Iris", "Amira", "Wouter", "Pieter", "Stella"])
def test_settings_require_a_coordinator(cast, name):
    actor = cast[name]
    with pytest.raises(PermissionDenied):
        services.programme_word_set(programme=cast.werkplaats, actor=actor, word="year", entry=PACKS["year"][1].entry)
    with pytest.raises(PermissionDenied):
        services.study_year_add(programme=cast.werkplaats, actor=actor, first_year=2030)
    with pytest.raises(PermissionDenied):
        services.background_add(programme=cast.werkplaats, actor=actor, name_nl="x", name_en="x")
    with pytest.raises(PermissionDenied):
        services.programme_role_grant(
            programme=cast.werkplaats, actor=actor, email="x@example.org", first_name="X", role="coordinator"
        )
    with pytest.raises(PermissionDenied):
        services.network_create(programme=cast.werkplaats, actor=actor, name="X")


def test_study_year_is_added_only_once(cast):
    services.study_year_add(programme=cast.werkplaats, actor=cast["Nadia"], first_year=2030)
    with pytest.raises(ValidationError):
        services.study_year_add(programme=cast.werkplaats, actor=cast["Nadia"], first_year=2030)


def test_background_code_never_changes(cast):
    made = services.background_add(
        programme=cast.werkplaats, actor=cast["Nadia"], name_nl="pabodocent", name_en="Lecturer at a college"
    )
    services.background_update(
        background=made, actor=cast["Nadia"], name_nl="docent", name_en="Lecturer", target_min=1, target_max=3
    )
    made.refresh_from_db()
    assert (made.code, made.name("nl"), made.target_max) == ("lecturer_at_a_college", "docent", 3)


def test_reversed_target_is_refused(cast):
    student = cast.werkplaats.backgrounds.get(code="student")
    with pytest.raises(ValidationError) as refused:
        services.background_update(
            background=student, actor=cast["Nadia"], name_nl="s", name_en="s", target_min=4, target_max=2
        )
    assert "target_max" in refused.value.message_dict


def test_used_background_cannot_be_removed(cast):
    with pytest.raises(ValidationError):
        services.background_remove(background=cast.werkplaats.backgrounds.get(code="student"), actor=cast["Nadia"])
    unused = services.background_add(programme=cast.werkplaats, actor=cast["Nadia"], name_nl="ouder", name_en="parent")
    services.background_remove(background=unused, actor=cast["Nadia"])
    assert not cast.werkplaats.backgrounds.filter(code="parent").exists()


def grant(cast, **changes) -> ProgrammeRole:
    given = {"email": "yara@example.org", "first_name": "Yara", "role": "preparation_team"}
    return services.programme_role_grant(programme=cast.werkplaats, actor=cast["Nadia"], **{**given, **changes})


def test_role_grant_sends_invitation_and_writes_audit_line(cast):
    granted = grant(cast)
    assert AccountInvitation.objects.filter(person=granted.person).exists()
    assert "Yara" in audit_lines(programme_key=cast.werkplaats.pk)[0].sentence


def test_role_is_granted_only_once(cast):
    grant(cast)
    with pytest.raises(ValidationError) as refused:
        grant(cast)
    assert "email" in refused.value.message_dict


def test_last_coordinator_cannot_be_revoked(cast):
    role = cast.werkplaats.roles.get(role="coordinator")
    with pytest.raises(ValidationError):
        services.programme_role_revoke(role=role, actor=cast["Nadia"])
    grant(cast, role="coordinator")
    services.programme_role_revoke(role=role, actor=cast["Nadia"])
    assert cast.werkplaats.roles.get(role="coordinator").person.email == "yara@example.org"


def test_network_gets_a_unique_slug(cast):
    made = [services.network_create(programme=cast.werkplaats, actor=cast["Nadia"], name="Rekenen") for _ in range(2)]
    assert [network.slug for network in made] == ["rekenen-2", "rekenen-3"]


def test_reversed_term_is_refused(cast):
    with pytest.raises(ValidationError) as refused:
        services.network_create(
            programme=cast.werkplaats,
            actor=cast["Nadia"],
            name="X",
            starts_on=date(2026, 9, 1),
            ends_on=date(2026, 8, 31),
        )
    assert "ends_on" in refused.value.message_dict


@pytest.mark.parametrize("field", ["starts_on", "ends_on"])
@pytest.mark.parametrize("day", [date(1, 1, 1), date(1999, 12, 31), date(2101, 1, 1), date.max])
def test_term_outside_this_century_is_refused(cast, field, day):
    open_term = {"starts_on": None, "ends_on": None, field: day}
    with pytest.raises(ValidationError) as refusal:
        services.network_update(network=cast.burgerschap, actor=cast["Nadia"], **open_term)
    assert field in refusal.value.error_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        Network.objects.filter(pk=cast.burgerschap.pk).update(**open_term)


def test_facilitator_updates_only_the_content_of_a_network(cast):
    services.network_update(network=cast.burgerschap, actor=cast["Iris"], theme="Oneens zijn")
    assert Network.objects.get(pk=cast.burgerschap.pk).theme == "Oneens zijn"
    with pytest.raises(PermissionDenied):
        services.network_update(network=cast.burgerschap, actor=cast["Iris"], name="Anders")


def test_participant_cannot_update_a_network(cast):
    with pytest.raises(PermissionDenied):
        services.network_update(network=cast.burgerschap, actor=cast["Amira"], theme="x")
