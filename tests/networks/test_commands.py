"""The commands `create_programme` and `import_people`."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AccountInvitation
from jobs.services import jobs_run_due
from networks.models import Participation, Programme
from networks.people_file import MAX_BYTES

pytestmark = pytest.mark.django_db

SAMPLE = Path(__file__).resolve().parents[2] / "demo" / "samples" / "people.csv"


def run(*arguments: object) -> str:
    out = StringIO()
    call_command(*[str(one) for one in arguments], stdout=out)
    return out.getvalue()


@pytest.fixture
def werkplaats():
    run("create_programme", "academische-werkplaats", "--coordinator", "nadia.bos@example.org", "--name", "Werkplaats")
    return Programme.objects.get()


def test_programme_is_created(werkplaats):
    assert werkplaats.name == "Werkplaats"
    assert werkplaats.roles.get().person.email == "nadia.bos@example.org"


def test_existing_programme_is_refused_with_a_reason(werkplaats):
    with pytest.raises(CommandError, match="academische-werkplaats"):
        run("create_programme", "academische-werkplaats", "--coordinator", "x@example.org")
    assert werkplaats.roles.count() == 1


def test_invalid_address_is_refused_with_a_reason():
    with pytest.raises(CommandError, match="email"):
        run("create_programme", "nieuw", "--coordinator", "nadia")


def test_second_import_changes_nothing(werkplaats):
    assert "100 created" in run("import_people", SAMPLE)
    assert "0 created, 0 changed, 100 unchanged" in run("import_people", SAMPLE, "--programme", werkplaats.slug)


def test_dry_run_changes_nothing(werkplaats):
    out = run("import_people", SAMPLE, "--dry-run")
    assert "100 created" in out
    assert "iris.zandbergen@example.org" in out
    assert not Participation.objects.exists()


def test_import_sends_no_invitations_by_default(werkplaats):
    run("import_people", SAMPLE)
    jobs_run_due()
    assert [one.person.email for one in AccountInvitation.objects.all()] == ["nadia.bos@example.org"]


def test_import_with_invite_sends_invitations(werkplaats):
    run("import_people", SAMPLE, "--invite")
    jobs_run_due()
    assert AccountInvitation.objects.count() == 101


def test_every_bad_row_is_named(werkplaats, tmp_path):
    bad = tmp_path / "people.csv"
    bad.write_text(SAMPLE.read_text().replace("floris.dijkhuis@", "floris.dijkhuis").replace("expert", "wizard", 1))
    with pytest.raises(CommandError) as refused:
        run("import_people", bad)
    assert "line 3, email, “floris.dijkhuisexample.org”" in str(refused.value)
    assert "wizard" in str(refused.value)
    assert not Participation.objects.exists()


def test_rows_of_another_programme_are_refused(werkplaats):
    run("create_programme", "point", "--coordinator", "p@example.org")
    with pytest.raises(CommandError, match="programme"):
        run("import_people", SAMPLE, "--programme", "point")


def test_unknown_programme_error_says_how_to_create_it():
    with pytest.raises(CommandError, match="create_programme academische-werkplaats"):
        run("import_people", SAMPLE)


def test_large_file_is_refused_before_it_is_read(werkplaats, tmp_path):
    large = tmp_path / "people.csv"
    with large.open("wb") as file:
        file.truncate(25 * MAX_BYTES)
    with pytest.raises(CommandError, match="2 MB"):
        run("import_people", large)


def test_error_names_the_missing_file(werkplaats, tmp_path):
    with pytest.raises(CommandError, match=r"missing\.csv"):
        run("import_people", tmp_path / "missing.csv")
