"""The pages that import people (file, preview, confirmation) and export them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AccountInvitation
from jobs.services import jobs_run_due
from networks.models import Participation, PeopleImport
from networks.people_file import MAX_BYTES
from networks.worksheets.problems import ROWS_SHOWN

pytestmark = pytest.mark.django_db

HEADER = "programme,network,network_name,first_name,last_name,email,background,role,organisation,from,until"
PREFIX = "academische-werkplaats,rekenen,,"


def row(number: int, **changes: str) -> str:
    cells = {"email": f"p{number}@example.org", "background": "teacher", **changes}
    return f"{PREFIX}P{number},Nieuw,{cells['email']},{cells['background']},participant,De Rank,2024-09-01,"


def file(*rows: str, header: str = HEADER) -> SimpleUploadedFile:
    return SimpleUploadedFile("mensen.csv", "\n".join([header, *rows]).encode(), content_type="text/csv")


@pytest.fixture
def upload(as_, cast):
    """Return a function that uploads a file, as the coordinator by default, and returns the response."""

    def send(*rows: str, name: str = "Nadia", **options: str):
        page = reverse("networks:people_import", args=[cast.werkplaats.pk])
        return as_(name).post(page, {"file": file(*rows, **options)})

    return send


@pytest.fixture
def page(cast):
    """Return a function that gives the URL of a step for the only stored file."""

    def make(step: str) -> str:
        return reverse(f"networks:people_import_{step}", args=[cast.werkplaats.pk, PeopleImport.objects.get().pk])

    return make


def test_upload_page_has_no_errors_at_first(as_, cast):
    page = reverse("networks:people_import", args=[cast.werkplaats.pk])
    assert not as_("Nadia").get(page).context["form"].errors


def test_upload_leads_to_a_preview_and_imports_nothing(as_, upload, page):
    assert upload(row(1), row(2)).url == page("preview")
    html = as_("Nadia").get(page("preview")).content.decode()
    assert "p1@example.org" in html
    assert not Participation.objects.filter(person__email="p1@example.org").exists()


def test_confirm_imports_and_invites_if_asked(as_, cast, upload, page):
    upload(row(1))
    as_("Nadia").post(page("confirm"), {"invite": "on"})
    assert Participation.objects.filter(person__email="p1@example.org").exists()
    jobs_run_due()
    assert AccountInvitation.objects.get().invited_by == cast["Nadia"]
    assert not PeopleImport.objects.exists()


def test_confirm_without_invite_invites_nobody(as_, upload, page):
    upload(row(1))
    as_("Nadia").post(page("confirm"))
    jobs_run_due()
    assert not AccountInvitation.objects.exists()


def test_confirm_twice_imports_once(as_, upload, page):
    upload(row(1))
    confirm = page("confirm")
    assert as_("Nadia").post(confirm).status_code == 302
    assert as_("Nadia").post(confirm).status_code == 404
    assert Participation.objects.filter(person__email="p1@example.org").count() == 1


def test_cancel_deletes_the_file(as_, upload, page):
    upload(row(1))
    as_("Nadia").post(page("cancel"))
    assert not PeopleImport.objects.exists()


def test_preview_with_wrong_rows_has_no_confirm_button(as_, upload, page):
    upload(row(1, background="wizard"), row(2))
    html = as_("Nadia").get(page("preview")).content.decode()
    assert "wizard" in html
    assert page("confirm") not in html


def test_confirm_of_a_file_with_wrong_rows_changes_nothing(as_, upload, page):
    upload(row(1, background="wizard"), row(2))
    response = as_("Nadia").post(page("confirm"), follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert not Participation.objects.filter(person__email="p2@example.org").exists()


def test_preview_hides_the_name_of_an_existing_account(as_, upload, page):
    upload(row(1, email="otto@example.org"))
    html = as_("Nadia").get(page("preview")).content.decode()
    assert "P1 Nieuw" in html
    assert "Otto" not in html


def test_preview_escapes_markup(as_, upload, page):
    upload(row(1, background="<script>alert(1)</script>"))
    assert "<script>alert(1)" not in as_("Nadia").get(page("preview")).content.decode()


@pytest.mark.parametrize("header", ["a,b,c", HEADER.replace("email", "mail")])
def test_wrong_header_is_an_error_of_the_field(upload, header):
    response = upload(row(1), header=header)
    assert list(response.context["form"].errors) == ["file"]
    assert not PeopleImport.objects.exists()


def test_empty_file_is_an_error_of_the_field(as_, cast):
    response = as_("Nadia").post(
        reverse("networks:people_import", args=[cast.werkplaats.pk]), {"file": SimpleUploadedFile("leeg.csv", b"")}
    )
    assert list(response.context["form"].errors) == ["file"]


def test_missing_file_is_an_error_of_the_field(as_, cast):
    response = as_("Nadia").post(reverse("networks:people_import", args=[cast.werkplaats.pk]))
    assert list(response.context["form"].errors) == ["file"]


def test_large_file_is_refused(as_, cast):
    large = SimpleUploadedFile("groot.csv", b"a" * (MAX_BYTES + 1))
    response = as_("Nadia").post(reverse("networks:people_import", args=[cast.werkplaats.pk]), {"file": large})
    assert "2 MB" in str(response.context["form"].errors)


def test_preview_of_a_thousand_rows_is_paginated(as_, upload, page, queries_of):
    upload(*[row(number) for number in range(1000)])
    client = as_("Nadia")
    response = client.get(page("preview") + "?page=20")
    assert response.context["page"].paginator.count == 1000
    assert "p999@example.org" in response.content.decode()
    many = queries_of(lambda: client.get(page("preview")))
    PeopleImport.objects.all().delete()
    upload(row(1))
    assert queries_of(lambda: client.get(page("preview"))) == many


def test_row_with_several_wrong_cells_is_listed_once(as_, upload, page):
    upload(row(1), row(2, email="geen-adres", background="wizard"))
    bad = as_("Nadia").get(page("preview")).context["plan"].bad_rows.rows
    assert [(one.line, one.says) for one in bad] == [(3, "P2 Nieuw, geen-adres")]
    assert [(one.columns, one.value) for one in bad[0].corrections] == [
        ("email", "geen-adres"),
        ("background", "wizard"),
    ]


def test_repeated_message_is_listed_once_per_row(as_, upload, page):
    upload("Nergens!,Niets!,,P1,Nieuw,p1@example.org,teacher,participant,De Rank,2024-09-01,")
    corrections = as_("Nadia").get(page("preview")).context["plan"].bad_rows.rows[0].corrections
    assert [(one.columns, one.value) for one in corrections] == [("programme en network", "Nergens!, Niets!")]


def test_only_the_first_wrong_rows_are_listed_but_all_can_be_downloaded(as_, upload, page):
    upload(*[row(number, background="=wizard") for number in range(ROWS_SHOWN + 12)])
    html = as_("Nadia").get(page("preview")).content.decode()
    assert html.count("“=wizard”") == ROWS_SHOWN
    assert "En nog 12 rijen." in html
    assert page("bad_rows") in html
    response = as_("Nadia").get(page("bad_rows"))
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Regel;Rij;Kolom;Wat er staat;Wat je kunt doen"
    assert len(lines) == 1 + ROWS_SHOWN + 12
    assert lines[1].startswith("2;P0 Nieuw, p0@example.org;background;'=wizard;")
    assert response["Content-Disposition"] == 'attachment; filename="academische-werkplaats-people-to-correct.csv"'


def test_few_wrong_rows_have_no_download(as_, upload, page):
    upload(row(1, background="wizard"))
    assert page("bad_rows") not in as_("Nadia").get(page("preview")).content.decode()


OTHERS = [("Wouter", 403), ("Iris", 404), ("Pieter", 404), ("Otto", 404)]


@pytest.mark.parametrize(("name", "status"), OTHERS)
def test_upload_requires_a_coordinator(as_, cast, upload, name, status):
    assert as_(name).get(reverse("networks:people_import", args=[cast.werkplaats.pk])).status_code == status
    assert upload(row(1), name=name).status_code == status


@pytest.mark.parametrize(("name", "status"), OTHERS)
def test_steps_require_a_coordinator(as_, upload, page, name, status):
    upload(row(1))
    assert as_(name).get(page("preview")).status_code == status
    assert as_(name).get(page("bad_rows")).status_code == status
    assert as_(name).post(page("confirm")).status_code == status
    assert as_(name).post(page("cancel")).status_code == status


def test_file_of_another_coordinator_is_not_found(as_, cast, upload, page):
    upload(row(1))
    cast.werkplaats.roles.create(person=cast["Iris"], role="coordinator")
    assert as_("Iris").get(page("preview")).status_code == 404
    assert as_("Iris").get(page("bad_rows")).status_code == 404


def test_anonymous_visitor_is_redirected_to_sign_in(as_, cast, upload, page):
    upload(row(1))
    for address in (page("preview"), reverse("networks:people_import", args=[cast.werkplaats.pk])):
        assert as_(None).get(address).url.startswith(reverse("account_login"))


def test_wrong_method_is_refused(as_, cast, upload, page):
    upload(row(1))
    assert as_("Nadia").post(page("preview")).status_code == 405
    assert as_("Nadia").post(page("bad_rows")).status_code == 405
    assert as_("Nadia").get(page("confirm")).status_code == 405
    assert as_("Nadia").get(page("cancel")).status_code == 405


def test_exported_file_previews_as_unchanged(as_, cast, upload, page):
    response = as_("Nadia").post(reverse("networks:people_export", args=[cast.werkplaats.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="academische-werkplaats-people.csv"'
    again = SimpleUploadedFile("terug.csv", response.content)
    as_("Nadia").post(reverse("networks:people_import", args=[cast.werkplaats.pk]), {"file": again})
    plan = as_("Nadia").get(page("preview")).context["plan"]
    assert (len(plan.created), len(plan.changed), len(plan.wrong)) == (0, 0, 0)
    assert len(plan.unchanged) == Participation.objects.filter(network__programme=cast.werkplaats).count()
