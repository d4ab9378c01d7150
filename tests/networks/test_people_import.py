"""Importing people: what a plan says, and that applying it is all or nothing."""

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
def test_the_sample_imports_and_a_second_time_changes_nothing(empty_programme):
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


def test_a_new_network_and_organisation_are_made_when_the_file_names_them(cast):
    apply(cast, line(network="muziek", network_name="Muziek"))
    network = Network.objects.get(slug="muziek")
    assert network.name == "Muziek"
    assert network.participations.filter(organisation__name="De Rank").exists()


def test_a_network_that_exists_keeps_its_name_and_the_preview_says_so(cast):
    planned = plan(cast, line(network_name="Rekenen en wiskunde"))
    assert counts(planned) == (1, 0, 0, 0)
    assert "Rekenen" in planned.notes[0]


def test_a_change_names_what_was_and_what_will_be(cast):
    apply(cast, line())
    planned = apply(cast, line(background="researcher", role="facilitator", organisation="", until="2025-07-31"))
    assert counts(planned) == (0, 1, 0, 0)
    assert len(planned.changed[0].what) == 4
    participation = Participation.objects.get(person__email="yara@example.org")
    assert (participation.background.code, participation.role) == ("researcher", "facilitator")
    assert (participation.organisation, participation.until) == (None, date(2025, 7, 31))


def test_an_organisation_in_other_capitals_is_the_same(cast):
    apply(cast, line())
    assert counts(plan(cast, line(organisation="DE RANK"))) == (0, 0, 1, 0)


def test_a_background_may_be_named_as_on_screen(cast):
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
def test_one_wrong_cell_is_named_and_stops_everything(cast, cells, column):
    with pytest.raises(PeopleRefusedError) as refused:
        apply(cast, line(email="other@example.org"), line(**cells))
    assert columns(refused.value.plan) == [(3, column)]
    assert not User.objects.filter(email="other@example.org").exists()


def test_every_wrong_row_is_named(cast):
    planned = plan(cast, line(email="x"), line(), line(background="wizard", email="b@example.org", role="owner"))
    assert columns(planned) == [(2, "email"), (4, "role"), (4, "background")]


def test_the_same_row_twice_is_wrong(cast):
    planned = plan(cast, line(), line())
    assert columns(planned) == [(3, "email")]
    assert "2" in planned.problems[0].message


def test_two_periods_that_overlap_are_wrong(cast):
    assert columns(plan(cast, line(), line(from_="2025-01-01"))) == [(3, "from")]


def test_two_periods_after_each_other_are_fine(cast):
    planned = apply(cast, line(until="2025-07-31"), line(from_="2025-08-01"))
    assert counts(planned) == (2, 0, 0, 0)


def test_the_same_person_in_two_networks_is_one_account(cast):
    planned = apply(cast, line(), line(network="burgerschap"))
    assert len(planned.new_people) == 1
    assert Participation.objects.filter(person__email="yara@example.org").count() == 2


def test_a_row_that_overlaps_with_what_is_there_is_wrong(cast):
    assert columns(plan(cast, line(email="sara@example.org", from_=timezone.localdate().isoformat()))) == [(2, "from")]


def test_a_period_can_be_closed_and_a_new_one_begun_in_one_file(cast):
    apply(cast, line())
    planned = apply(cast, line(until="2025-07-31"), line(from_="2025-08-01", role="facilitator"))
    assert counts(planned) == (1, 1, 0, 0)


def test_nobody_joins_a_network_after_its_end(cast):
    Network.objects.filter(pk=cast.rekenen.pk).update(ends_on=date(2024, 8, 31))
    assert columns(plan(cast, line())) == [(2, "from")]


def test_one_address_with_two_names_is_wrong(cast):
    assert columns(plan(cast, line(), line(network="burgerschap", first_name="Yasmin"))) == [(3, "email")]


def test_two_names_for_one_new_network_is_wrong(cast):
    planned = plan(
        cast,
        line(network="muziek", network_name="Muziek"),
        line(network="muziek", network_name="Dans", email="b@example.org"),
    )
    assert columns(planned) == [(3, "network_name")]


def test_the_name_of_an_existing_account_is_neither_changed_nor_in_the_plan(cast):
    apply(cast, line(email="OTTO@example.org", first_name="Iemand", last_name="Anders"))
    otto = User.objects.get(email="otto@example.org")
    assert otto.full_name == "Otto Voorbeeld"
    assert "Otto" not in str(plan(cast, line(email="otto@example.org", first_name="Iemand")).steps[0].row)


def test_markup_stays_text(cast):
    apply(cast, line(organisation="<script>alert(1)</script>"))
    assert Participation.objects.filter(organisation__name="<script>alert(1)</script>").exists()


def test_who_is_new_is_invited_and_who_has_an_account_is_told(cast):
    apply(cast, line(email="otto@example.org"), line(), invite=True)
    jobs_run_due()
    assert [one.person.email for one in AccountInvitation.objects.all()] == ["yara@example.org"]
    [told] = Email.objects.filter(email_type=JOINED)
    assert told.recipient.email == "otto@example.org"


def test_who_was_invited_before_and_never_came_gets_no_email_that_leads_to_signing_in(cast):
    apply(cast, line(), invite=True)
    apply(cast, line(network="burgerschap"), invite=True)
    jobs_run_due()
    assert AccountInvitation.objects.filter(person__email="yara@example.org").count() == 1
    assert not Email.objects.filter(email_type=JOINED).exists()


def test_a_file_that_changes_nothing_tells_nobody(cast):
    apply(cast, line(email="otto@example.org"), invite=False)
    apply(cast, line(email="otto@example.org"), invite=True)
    jobs_run_due()
    assert not Email.objects.filter(email_type=JOINED).exists()


def test_without_asking_nobody_is_invited_or_told(cast):
    apply(cast, line(email="otto@example.org"), line())
    jobs_run_due()
    assert not AccountInvitation.objects.exists()
    assert not Email.objects.filter(email_type=JOINED).exists()


def test_who_is_gone_before_the_email_is_made_is_not_invited(cast):
    apply(cast, line(), invite=True)
    Participation.objects.filter(person__email="yara@example.org").delete()
    jobs_run_due()
    assert not AccountInvitation.objects.exists()


@pytest.mark.parametrize("name", ["Iris", "Amira", "Wouter", "Pieter", "Rosa"])
def test_importing_is_a_coordinators(cast, name):
    with pytest.raises(PermissionDenied):
        apply(cast, line(), actor=name)


def test_an_import_is_recorded_with_counts(cast):
    apply(cast, line(), line(email="b@example.org", first_name="Bo", role="facilitator"))
    sentences = [entry.sentence for entry in audit_lines(programme_key=cast.werkplaats.pk)]
    assert "2" in sentences[0]
    assert "Bo" in sentences[1]


@pytest.mark.parametrize(("name", "role"), [("Hugo", "participant"), ("Sara", "facilitator"), ("Daan", "guest")])
def test_a_task_that_a_file_changes_is_in_the_log_by_name_as_on_the_page(cast, name, role):
    there = Participation.objects.get(person=cast[name], network=cast.rekenen)
    cells = {"email": cast[name].email, "first_name": "Iemand", "background": there.background.code, "role": role}
    apply(cast, line(**cells, from_=there.from_date.isoformat()))
    entry = AuditEntry.objects.get(code=f"networks.became_{role}")
    assert (entry.details["person"], entry.details["person_key"]) == (f"{name} Voorbeeld", cast[name].pk)


def test_the_plan_takes_as_many_queries_for_many_rows(cast, queries_of):
    many = [line(email=f"p{number}@example.org", first_name=f"P{number}") for number in range(200)]
    assert [queries_of(lambda rows=rows: plan(cast, *rows)) for rows in (many, many[:1])] == [5, 5]


def test_importing_many_people_takes_as_many_queries_as_few_with_a_round_and_meetings_ahead(cast, queries_of):
    wave_make(cast, cast.rekenen)
    meeting_make(cast.rekenen, days=7)
    meeting_make(cast.rekenen, days=14)

    def queries(start: str, number: int) -> int:
        rows = [line(email=f"{start}{one}@example.org", first_name=f"P{one}") for one in range(number)]
        return int(queries_of(lambda: apply(cast, *rows, invite=True)))

    queries("first", 3)  # the school is made, the first letters of all meetings together are written
    assert queries("few", 3) == queries("many", 60)
    assert WaveInvitation.objects.filter(person__email="many59@example.org").exists()
    assert MeetingInvitee.objects.filter(person__email="many59@example.org").count() == 2


@pytest.mark.portable
def test_who_is_named_in_capitals_and_twice_is_one_person(cast):
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
def test_an_address_that_cannot_be_makes_nobody(cast):
    before = User.objects.count()
    with pytest.raises(ValidationError):
        people_get_or_create(
            people=[PersonEntry("bo@example.org", "Bo"), PersonEntry("no address", "No")], language="nl"
        )
    assert User.objects.count() == before


@pytest.mark.portable
def test_what_is_exported_imports_as_unchanged(cast):
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


def keep(cast, content: bytes = f"{HEADER}\n{line()}".encode()) -> PeopleImport:
    return services.people_import_store(
        programme=cast.werkplaats, actor=cast["Nadia"], file_name="people.csv", content=content
    )


def test_a_kept_file_is_forgotten_after_a_day(cast):
    upload = keep(cast)
    job = Job.objects.get(kind="networks.expire_people_import")
    assert job.due_at - timezone.now() <= timedelta(days=1)
    for _again in range(2):
        forget = expire_people_import(job.key)
        assert forget is not None
        forget()
        assert not PeopleImport.objects.filter(pk=upload.pk).exists()


def test_confirming_applies_and_forgets(cast):
    services.people_import_confirm(upload=keep(cast), actor=cast["Nadia"], invite=False)
    assert Participation.objects.filter(person__email="yara@example.org").exists()
    assert not PeopleImport.objects.exists()


def test_a_file_that_became_wrong_since_the_preview_changes_nothing_and_is_kept(cast):
    upload = keep(cast)
    Network.objects.filter(pk=cast.rekenen.pk).update(slug="anders")
    with pytest.raises(PeopleRefusedError):
        services.people_import_confirm(upload=upload, actor=cast["Nadia"], invite=False)
    assert PeopleImport.objects.filter(pk=upload.pk).exists()


def test_a_file_that_cannot_be_read_is_not_kept(cast):
    with pytest.raises(WorksheetError):
        keep(cast, b"a,b,c\n1,2,3")
    assert not PeopleImport.objects.exists()
