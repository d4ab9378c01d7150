"""Names and addresses with characters that nobody can see, at every way in and every way out."""

import io
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import User
from accounts.services import (
    PersonEntry,
    account_invitation_accept,
    account_invitation_send,
    people_get_or_create,
    person_get_or_create,
    person_update,
)
from jobs.services import jobs_run_due
from meetings.services.guests import guest_add
from networks import services
from networks.models import Network, Organisation, Participation, PeopleImport
from networks.people_file import people_rows
from networks.people_plan import people_plan
from tests.meetings.meeting_cases import meeting_make
from tests.networks.test_people_import import HEADER, apply, line, plan

pytestmark = pytest.mark.django_db

ZERO_WIDTH, DIRECTION, OVERRIDE = "\u200b", "\u200e", "\u202e"


def add(cast, **fields):
    options = {"email": "yara@example.org", "first_name": "Yara", "from_date": timezone.localdate(), **fields}
    background = cast.werkplaats.backgrounds.get(code="teacher")
    return services.participation_add(network=cast.rekenen, actor=cast["Nadia"], background=background, **options)


def spoil(person: User, **values: str) -> None:
    """Store values as rows from before the fields of accounts/fields.py may have them."""
    with connection.cursor() as cursor:
        for column, value in values.items():
            cursor.execute(f"UPDATE accounts_user SET {column} = %s WHERE id = %s", [value, person.pk])  # noqa: S608 - column names of the test


# Ways in


@pytest.mark.parametrize("typed", [f"amira@example.org{ZERO_WIDTH}", f"{DIRECTION}Amira@example.org"])
def test_every_way_in_finds_the_same_account(cast, typed):
    meeting = meeting_make(cast.rekenen, cast["Hugo"])
    assert person_get_or_create(email=typed, first_name="Amira") == (cast["Amira"], False)
    assert people_get_or_create(people=[PersonEntry(typed, "Amira")], language="nl") == {
        "amira@example.org": cast["Amira"]
    }
    assert guest_add(meeting=meeting, actor=cast["Hugo"], email=typed, display_name="A").person == cast["Amira"]
    assert add(cast, email=typed, first_name="Amira").person == cast["Amira"]


def test_import_with_zero_width_space_in_an_address_makes_no_second_account(cast):
    rows = [line(email=f"amira@example.org{ZERO_WIDTH}", first_name="Amira", last_name="Voorbeeld")]
    found = plan(cast, *rows)
    assert not found.new_people
    assert found.notes == ["We haalden 1 onzichtbaar teken weg."]
    assert [step.row.removed for step in found.steps] == [1]
    apply(cast, *rows)
    assert cast["Amira"].participations.filter(network=cast.rekenen).exists()


@pytest.mark.parametrize("address", ["\u0130brahim@example.org", "\u0131\u015f\u0131k@example.org"])
def test_turkish_letter_in_an_address_is_refused_in_the_preview(cast, address):
    found = plan(cast, line(email=address))
    assert [(problem.column, problem.value) for problem in found.problems] == [("email", address)]
    assert "gewone letter" in found.problems[0].message


def test_turkish_name_is_imported_as_written(cast):
    apply(cast, line(first_name="\u0130brahim", last_name="Y\u0131ld\u0131z"))
    assert User.objects.get(email="yara@example.org").full_name == "\u0130brahim Y\u0131ld\u0131z"


def test_first_name_of_invisible_characters_is_refused(cast, as_):
    assert "niemand kan zien" in plan(cast, line(first_name="\u2060\u3164")).problems[0].message
    page = reverse("networks:person_add", args=[cast.rekenen.pk])
    response = as_("Nadia").post(page, {"first_name": "\u2060\u3164", "email": "yara@example.org"})
    assert "niemand kan zien" in response.context["form"].errors["first_name"][0]


def test_bulk_writes_are_clean(cast):
    Organisation.objects.bulk_create([Organisation(programme=cast.werkplaats, name=f"De\nRank\x01{OVERRIDE}")])
    assert cast.werkplaats.organisations.filter(name="De Rank").exists()
    Network.objects.filter(pk=cast.rekenen.pk).update(name="Re\ufffeke\uffffnen\x85", theme="a\r\n\r\nb")
    cast.rekenen.refresh_from_db()
    assert (cast.rekenen.name, cast.rekenen.theme) == ("Rekenen", "a b")


def test_saved_object_has_the_stored_value(cast):
    person = User.objects.create_user(f" Yara@example.org{DIRECTION}", first_name=f"Ya\x01ra{OVERRIDE}")
    assert (person.email, str(person)) == ("yara@example.org", "Yara")


def test_preview_shows_names_as_they_were_read_and_what_was_removed(cast, as_):
    text = "\n".join([HEADER, line(first_name="Joost"), line(first_name=f"Zoë{ZERO_WIDTH}", email="zoe.b@example.org")])
    upload = services.people_import_store(
        programme=cast.werkplaats, actor=cast["Nadia"], file_name="a.csv", content=text.encode("cp1252", "ignore")
    )
    html = as_("Nadia").get(reverse("networks:people_import_preview", args=[cast.werkplaats.pk, upload.pk]))
    assert "Zo lezen we de namen: Zoë Smit, Joost Smit." in html.content.decode()
    PeopleImport.objects.filter(pk=upload.pk).update(content=text)
    html = as_("Nadia").get(reverse("networks:people_import_preview", args=[cast.werkplaats.pk, upload.pk]))
    assert html.content.decode().count("We haalden 1 onzichtbaar teken weg.") == 2


def test_plan_that_has_nothing_wrong_is_carried_out(cast):
    dirty = line(
        first_name="Ya\x01ra", last_name=f"{OVERRIDE}Smit\ufffe", organisation="De\u2028Rank", email=" A@B.nl "
    )
    rows = people_rows(f"{HEADER}\n{dirty}")
    assert not people_plan(programme=cast.werkplaats, rows=rows).wrong
    services.people_import_apply(programme=cast.werkplaats, rows=rows, actor=cast["Nadia"], invite=False)
    stored = Participation.objects.get(person__email="a@b.nl")
    assert (stored.person.full_name, str(stored.organisation)) == ("Yara Smit", "De Rank")


# Ways out


@pytest.mark.parametrize("sign", ["\x01", "\ufffe", "\x0b"])
def test_old_name_with_a_control_character_leaves_files_and_pages_readable(cast, as_, sign):
    spoil(cast["Sara"], last_name=f"Ja{sign}nsen")
    export = reverse("networks:people_export", args=[cast.werkplaats.pk])
    sheet = load_workbook(io.BytesIO(as_("Nadia").post(export, {"format": "xlsx"}).content)).active
    assert "Jansen" in {cell.value for row in sheet for cell in row}
    assert "Jansen" in as_("Nadia").post(export, {"format": "csv"}).content.decode("utf-8-sig")
    assert as_("Nadia").get(reverse("networks:people", args=[cast.rekenen.pk])).status_code == 200


def test_full_width_formula_is_neutralised_in_the_export(cast, as_):
    User.objects.filter(pk=cast["Sara"].pk).update(last_name="\uff1dHYPERLINK(1)")
    export = reverse("networks:people_export", args=[cast.werkplaats.pk])
    assert "'\uff1dHYPERLINK(1)" in as_("Nadia").post(export, {"format": "csv"}).content.decode("utf-8-sig")


def test_line_break_in_a_name_adds_no_paragraph_to_an_email(cast, mailoutbox):
    add(cast, first_name="Yara\n\nKlik hier: https://example.com\n\n")
    jobs_run_due()
    assert len(mailoutbox) == 1
    assert "\n\nKlik hier" not in mailoutbox[0].body


def test_old_address_with_a_direction_mark_gets_its_email(cast, mailoutbox):
    added = add(cast)
    spoil(added.person, email=f"{DIRECTION}yara@example.org", first_name="Ya\x01ra")
    jobs_run_due()
    assert [email.to for email in mailoutbox] == [["yara@example.org"]]


# Names of which nothing is left

BLANK_NAMES = ["\u200b", "\u2060\u3164", "\u0301\u0308", "\U0001d159", "\U00016fe4", "\ue000", "\u202e\u202c", "\u3000"]


@pytest.mark.parametrize("name", BLANK_NAMES, ids=ascii)
def test_name_that_nobody_can_see_is_refused_at_every_way_in(cast, as_, name):
    meeting = meeting_make(cast.rekenen, cast["Hugo"])
    ways: list[Callable[[], object]] = [
        lambda: add(cast, first_name=name),
        lambda: guest_add(meeting=meeting, actor=cast["Hugo"], email="gast@example.org", display_name=name),
        lambda: person_update(
            person=cast["Amira"], actor=cast["Amira"], first_name=name, infix="", last_name="", language="nl"
        ),
        lambda: services.programme_role_grant(
            programme=cast.werkplaats, actor=cast["Nadia"], email="rol@example.org", first_name=name, role="assessor"
        ),
    ]
    for way in ways:
        with pytest.raises(ValidationError):
            way()
    as_("Amira").post(reverse("accounts:profile"), {"first_name": name, "language": "nl"})
    assert User.objects.get(pk=cast["Amira"].pk).first_name == "Amira"
    assert [problem.column for problem in plan(cast, line(first_name=name)).problems] == ["first_name"]


def test_name_that_nobody_can_see_accepts_no_invitation(cast):
    person, _new = person_get_or_create(email="yara@example.org", first_name="Yara")
    invitation = account_invitation_send(person=person, actor=None, programme_name="Werkplaats")
    assert invitation is not None
    with pytest.raises(ValidationError):
        account_invitation_accept(invitation=invitation, first_name="\u0301", infix="", last_name="", language="nl")


def test_database_refuses_a_name_that_nobody_can_see(cast):
    with pytest.raises(IntegrityError, match="accounts_user_has_a_first_name"):
        User.objects.create(email="yara@example.org", first_name="\u200b\u0301")
