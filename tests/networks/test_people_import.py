"""Importing people: the contents of a plan, and applying it completely or not at all."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import AccountInvitation, User
from accounts.services import PersonEntry, people_get_or_create
from audit.models import AuditEntry
from audit.selectors import audit_lines
from jobs.models import Job
from jobs.services import jobs_run_due
from mailing.models import Email
from meetings.models import MeetingInvitee
from networks import services
from networks.emails import JOINED
from networks.models import Network, Participation, PeopleImport, Programme
from networks.people_file import people_read, people_rows
from networks.people_plan import PeoplePlan, people_plan
from networks.services.people_import import PeopleRefusedError
from networks.tasks import expire_people_import
from networks.worksheets import WorksheetError
from srt.models import WaveInvitation
from tests.meetings.meeting_cases import meeting_make
from tests.srt.wave_cases import wave_make

pytestmark = pytest.mark.django_db

SAMPLE = Path(__file__).resolve().parents[2] / "demo" / "samples" / "people.csv"
COLUMNS = (
    *("programme", "network", "network_name", "first_name", "last_name", "email", "background", "role"),
    *("organisation", "from", "until"),
)
HEADER = ",".join(COLUMNS)


def line(**cells: str) -> str:
    given = {
        "programme": "academische-werkplaats",
        "network": "rekenen",
        "network_name": "",
        "first_name": "Yara",
        "last_name": "Smit",
        "email": "yara@example.org",
        "background": "teacher",
        "role": "participant",
        "organisation": "De Rank",
        "from": "2024-09-01",
        "until": "",
        **{key.rstrip("_"): value for key, value in cells.items()},
    }
    return ",".join(given[column] for column in COLUMNS)


def plan(cast, *lines: str) -> PeoplePlan:
    return people_plan(programme=cast.werkplaats, rows=people_rows("\n".join([HEADER, *lines])))


def apply(cast, *lines: str, actor: str = "Nadia", invite: bool = False) -> PeoplePlan:
    rows = people_rows("\n".join([HEADER, *lines]))
    return services.people_import_apply(programme=cast.werkplaats, rows=rows, actor=cast[actor], invite=invite)


def counts(plan: PeoplePlan) -> tuple[int, int, int, int]:
    return len(plan.created), len(plan.changed), len(plan.unchanged), len(plan.wrong)


def columns(plan: PeoplePlan) -> list[tuple[int, str]]:
    return [(problem.line, problem.column) for problem in plan.problems]


@pytest.fixture
def empty_programme(db) -> Programme:
    return services.programme_create(slug="academische-werkplaats", coordinator_email="nadia.bos@example.org")


@pytest.mark.portable
def test_sample_import_changes_nothing_the_second_time(empty_programme):
    rows = people_rows(people_read(SAMPLE.read_bytes()).text)

    def run() -> PeoplePlan:
        return services.people_import_apply(programme=empty_programme, rows=rows, actor=None, invite=False)

    first = run()
    assert counts(first) == (100, 0, 0, 0)
    assert (len(first.new_networks), len(first.new_people)) == (8, 100)
    assert Participation.objects.filter(network__programme=empty_programme).count() == 100
    before = (User.objects.count(), Participation.objects.count(), len(audit_lines(programme_key=empty_programme.pk)))
    assert counts(run()) == (0, 0, 100, 0)
    after = (User.objects.count(), Participation.objects.count(), len(audit_lines(programme_key=empty_programme.pk)))
    assert after == before


def test_new_network_and_organisation_are_created(cast):
    apply(cast, line(network="muziek", network_name="Muziek"))
    network = Network.objects.get(slug="muziek")
    assert network.name == "Muziek"
    assert network.participations.filter(organisation__name="De Rank").exists()


def test_existing_network_keeps_its_name_and_plan_notes_it(cast):
    planned = plan(cast, line(network_name="Rekenen en wiskunde"))
    assert counts(planned) == (1, 0, 0, 0)
    assert "Rekenen" in planned.notes[0]


def test_changed_row_updates_participation_and_describes_each_change(cast):
    apply(cast, line())
    planned = apply(cast, line(background="researcher", role="facilitator", organisation="", until="2025-07-31"))
    assert counts(planned) == (0, 1, 0, 0)
    assert len(planned.changed[0].what) == 4
    participation = Participation.objects.get(person__email="yara@example.org")
    assert (participation.background.code, participation.role) == ("researcher", "facilitator")
    assert (participation.organisation, participation.until) == (None, date(2025, 7, 31))


def test_organisation_is_matched_ignoring_case(cast):
    apply(cast, line())
    assert counts(plan(cast, line(organisation="DE RANK"))) == (0, 0, 1, 0)


def test_missing_optional_column_changes_nothing(cast):
    apply(cast, line(until="2025-07-31"))
    names = [name for name in COLUMNS if name not in {"network_name", "organisation", "until"}]
    cells = line().split(",")
    row = ",".join(cell for name, cell in zip(COLUMNS, cells, strict=True) if name in names)
    rows = people_rows("\n".join([",".join(names), row]))
    assert counts(people_plan(programme=cast.werkplaats, rows=rows)) == (0, 0, 1, 0)


def test_background_is_matched_by_its_name_on_screen(cast):
    apply(cast, line(background="lerarenopleider"))
    assert Participation.objects.get(person__email="yara@example.org").background.code == "teacher_educator"


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"email": "yara"}, "email"),
        ({"background": "wizard"}, "background"),
        ({"role": "owner"}, "role"),
        ({"from_": "31-2-2024"}, "from"),
        ({"until": "2024-08-31"}, "until"),
        ({"network": "onbekend"}, "network"),
        ({"programme": "point"}, "programme"),
        ({"first_name": ""}, "first_name"),
    ],
)
def test_wrong_cell_is_named_and_prevents_the_import(cast, cells, column):
    with pytest.raises(PeopleRefusedError) as refused:
        apply(cast, line(email="other@example.org"), line(**cells))
    assert columns(refused.value.plan) == [(3, column)]
    assert not User.objects.filter(email="other@example.org").exists()


def test_every_wrong_row_is_named(cast):
    planned = plan(cast, line(email="x"), line(), line(background="wizard", email="b@example.org", role="owner"))
    assert columns(planned) == [(2, "email"), (4, "role"), (4, "background")]


def test_repeated_row_is_wrong(cast):
    planned = plan(cast, line(), line())
    assert columns(planned) == [(3, "email")]
    assert "2" in planned.problems[0].message


def test_overlapping_periods_are_wrong(cast):
    assert columns(plan(cast, line(), line(from_="2025-01-01"))) == [(3, "from")]


def test_consecutive_periods_are_fine(cast):
    planned = apply(cast, line(until="2025-07-31"), line(from_="2025-08-01"))
    assert counts(planned) == (2, 0, 0, 0)


def test_person_in_two_networks_gets_one_account(cast):
    planned = apply(cast, line(), line(network="burgerschap"))
    assert len(planned.new_people) == 1
    assert Participation.objects.filter(person__email="yara@example.org").count() == 2


def test_row_overlapping_an_existing_participation_is_wrong(cast):
    assert columns(plan(cast, line(email="sara@example.org", from_=timezone.localdate().isoformat()))) == [(2, "from")]


def test_file_may_end_one_period_and_start_another(cast):
    apply(cast, line())
    planned = apply(cast, line(until="2025-07-31"), line(from_="2025-08-01", role="facilitator"))
    assert counts(planned) == (1, 1, 0, 0)


def test_participation_after_the_end_of_the_network_is_wrong(cast):
    Network.objects.filter(pk=cast.rekenen.pk).update(ends_on=date(2024, 8, 31))
    assert columns(plan(cast, line())) == [(2, "from")]


def test_address_with_two_names_is_wrong(cast):
    assert columns(plan(cast, line(), line(network="burgerschap", first_name="Yasmin"))) == [(3, "email")]


def test_new_network_with_two_names_is_wrong(cast):
    planned = plan(
        cast,
        line(network="muziek", network_name="Muziek"),
        line(network="muziek", network_name="Dans", email="b@example.org"),
    )
    assert columns(planned) == [(3, "network_name")]


def test_name_of_existing_account_stays_unchanged_and_hidden(cast):
    apply(cast, line(email="OTTO@example.org", first_name="OTTO", last_name="voorbeeld"))
    otto = User.objects.get(email="otto@example.org")
    assert otto.full_name == "Otto Voorbeeld"
    assert "Otto" not in str(plan(cast, line(email="otto@example.org", first_name="Iemand")).steps[0].row)


def test_markup_is_stored_as_text(cast):
    apply(cast, line(organisation="<script>alert(1)</script>"))
    assert Participation.objects.filter(organisation__name="<script>alert(1)</script>").exists()


def test_import_invites_new_people_and_notifies_existing_accounts(cast):
    apply(cast, line(email="otto@example.org", first_name="Otto", last_name="Voorbeeld"), line(), invite=True)
    jobs_run_due()
    assert [one.person.email for one in AccountInvitation.objects.all()] == ["yara@example.org"]
    [notification] = Email.objects.filter(email_type=JOINED)
    assert notification.recipient.email == "otto@example.org"


def test_invited_person_without_account_is_not_notified_again(cast):
    apply(cast, line(), invite=True)
    apply(cast, line(network="burgerschap"), invite=True)
    jobs_run_due()
    assert AccountInvitation.objects.filter(person__email="yara@example.org").count() == 1
    assert not Email.objects.filter(email_type=JOINED).exists()


def test_import_without_changes_notifies_nobody(cast):
    apply(cast, line(email="otto@example.org", first_name="Otto", last_name="Voorbeeld"), invite=False)
    apply(cast, line(email="otto@example.org", first_name="Otto", last_name="Voorbeeld"), invite=True)
    jobs_run_due()
    assert not Email.objects.filter(email_type=JOINED).exists()


def test_import_without_invite_sends_no_email(cast):
    apply(cast, line(email="otto@example.org", first_name="Otto", last_name="Voorbeeld"), line())
    jobs_run_due()
    assert not AccountInvitation.objects.exists()
    assert not Email.objects.filter(email_type=JOINED).exists()


def test_deleted_participant_is_not_invited(cast):
    apply(cast, line(), invite=True)
    Participation.objects.filter(person__email="yara@example.org").delete()
    jobs_run_due()
    assert not AccountInvitation.objects.exists()


@pytest.mark.parametrize("name", ["Iris", "Amira", "Wouter", "Pieter", "Rosa"])
def test_import_requires_a_coordinator(cast, name):
    with pytest.raises(PermissionDenied):
        apply(cast, line(), actor=name)


def test_import_writes_audit_lines_with_counts(cast):
    apply(cast, line(), line(email="b@example.org", first_name="Bo", role="facilitator"))
    sentences = [entry.sentence for entry in audit_lines(programme_key=cast.werkplaats.pk)]
    assert "2" in sentences[0]
    assert "Bo" in sentences[1]


@pytest.mark.parametrize(("name", "role"), [("Hugo", "participant"), ("Sara", "facilitator"), ("Daan", "guest")])
def test_role_change_by_import_is_logged_with_the_name(cast, name, role):
    there = Participation.objects.get(person=cast[name], network=cast.rekenen)
    cells = {"email": cast[name].email, "first_name": "Iemand", "background": there.background.code, "role": role}
    apply(cast, line(**cells, from_=there.from_date.isoformat()))
    entry = AuditEntry.objects.get(code=f"networks.became_{role}")
    assert (entry.details["person"], entry.details["person_key"]) == (f"{name} Voorbeeld", cast[name].pk)


def test_plan_query_count_is_constant(cast, queries_of):
    many = [line(email=f"p{number}@example.org", first_name=f"P{number}") for number in range(200)]
    assert [queries_of(lambda rows=rows: plan(cast, *rows)) for rows in (many, many[:1])] == [5, 5]


def test_import_query_count_is_constant_with_round_and_meetings(cast, queries_of):
    wave_make(cast, cast.rekenen)
    meeting_make(cast.rekenen, days=7)
    meeting_make(cast.rekenen, days=14)

    def queries(start: str, number: int) -> int:
        rows = [line(email=f"{start}{one}@example.org", first_name=f"P{one}") for one in range(number)]
        return int(queries_of(lambda: apply(cast, *rows, invite=True)))

    queries("first", 3)  # creates the organisation and the first emails of all meetings
    assert queries("few", 3) == queries("many", 60)
    assert WaveInvitation.objects.filter(person__email="many59@example.org").exists()
    assert MeetingInvitee.objects.filter(person__email="many59@example.org").count() == 2


@pytest.mark.portable
def test_address_in_other_case_is_the_same_person(cast):
    found = people_get_or_create(
        people=[
            PersonEntry("AMIRA@example.org", "Anders"),
            PersonEntry("Bo@example.org", "Bo"),
            PersonEntry("bo@example.org", "Bo"),
        ],
        language="nl",
    )
    assert found["amira@example.org"] == cast["Amira"]
    assert found["amira@example.org"].first_name == "Amira"
    assert User.objects.filter(email__iexact="bo@example.org").count() == 1
    assert EmailAddress.objects.filter(user=found["bo@example.org"], primary=True, verified=False).count() == 1


@pytest.mark.portable
def test_invalid_address_creates_no_person_at_all(cast):
    before = User.objects.count()
    with pytest.raises(ValidationError):
        people_get_or_create(
            people=[PersonEntry("bo@example.org", "Bo"), PersonEntry("no address", "No")], language="nl"
        )
    assert User.objects.count() == before


@pytest.mark.portable
def test_exported_file_imports_as_unchanged(cast):
    apply(
        cast,
        line(first_name="=Yara", last_name="-Smit", organisation="+De Rank"),
        line(email="b@example.org", first_name="'=Bo", until="2025-07-31"),
    )
    text = services.people_export(programme=cast.werkplaats, actor=cast["Nadia"], delimiter=";")
    assert ";=Yara" not in text
    planned = people_plan(programme=cast.werkplaats, rows=people_rows(text))
    everyone = Participation.objects.filter(network__programme=cast.werkplaats).count()
    assert counts(planned) == (0, 0, everyone, 0)


def store(cast, content: bytes = f"{HEADER}\n{line()}".encode()) -> PeopleImport:
    return services.people_import_store(
        programme=cast.werkplaats, actor=cast["Nadia"], file_name="people.csv", content=content
    )


def test_stored_file_expires_after_a_day(cast):
    upload = store(cast)
    job = Job.objects.get(kind="networks.expire_people_import")
    assert job.due_at - timezone.now() <= timedelta(days=1)
    for _repeat in range(2):
        expire = expire_people_import(job.key)
        assert expire is not None
        expire()
        assert not PeopleImport.objects.filter(pk=upload.pk).exists()


def test_confirm_applies_and_deletes_the_file(cast):
    services.people_import_confirm(upload=store(cast), actor=cast["Nadia"], invite=False)
    assert Participation.objects.filter(person__email="yara@example.org").exists()
    assert not PeopleImport.objects.exists()


def test_file_that_became_wrong_changes_nothing_and_stays_stored(cast):
    upload = store(cast)
    Network.objects.filter(pk=cast.rekenen.pk).update(slug="anders")
    with pytest.raises(PeopleRefusedError):
        services.people_import_confirm(upload=upload, actor=cast["Nadia"], invite=False)
    assert PeopleImport.objects.filter(pk=upload.pk).exists()


def test_unreadable_file_is_not_stored(cast):
    with pytest.raises(WorksheetError):
        store(cast, b"a,b,c\n1,2,3")
    assert not PeopleImport.objects.exists()
