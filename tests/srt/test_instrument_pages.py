"""Questionnaires for staff: preview, add and compare; uploads are deleted after a day."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from jobs.services import jobs_run_due
from networks.yaml_files import SIZE_LIMIT
from srt.definition import provisional_instrument_bytes
from srt.models import Instrument, InstrumentUpload
from srt.services.instruments import instrument_load, instrument_upload_confirm, instrument_upload_store
from tests.srt.definitions import second_version
from tests.srt.instrument_pages import BROKEN

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

UPLOAD, LIST = reverse("srt:instrument_upload"), reverse("srt:instrument_versions")


@pytest.fixture
def stella(client, cast):
    """Return a client signed in as staff, with the provisional questionnaire loaded."""
    instrument_load(data=provisional_instrument_bytes())
    client.force_login(cast["Stella"])
    return client


def send(client, data: bytes):
    return client.post(UPLOAD, {"file": SimpleUploadedFile("vragenlijst.yaml", data)}, follow=True)


def step(name: str) -> str:
    return reverse(f"srt:instrument_upload_{name}", args=[InstrumentUpload.objects.get().pk])


def test_list_has_all_versions_with_links_to_comparisons(stella):
    instrument_load(data=second_version())
    page = stella.get(LIST).content.decode()
    assert reverse("srt:instrument_version", args=["samen-leren", 2]) in page
    assert reverse("srt:instrument_comparison", args=["samen-leren", 1, 2]) in page


def test_menu_shows_questionnaires_to_staff_only(stella, cast):
    assert f'href="{LIST}"' in stella.get("/").content.decode()
    stella.force_login(cast["Nadia"])
    assert f'href="{LIST}"' not in stella.get("/").content.decode()


def test_upload_previews_both_languages_and_changes_nothing(stella):
    page = send(stella, second_version())
    html = page.content.decode()
    assert page.redirect_chain[-1][0] == step("preview")
    assert "In al onze bijeenkomsten" in html
    assert "What it gives you" in html
    assert "Vragen voor het gesprek" in html
    assert Instrument.objects.count() == 1


def test_preview_compares_with_the_newest_version(stella):
    comparison = send(stella, second_version()).context["comparison"]
    assert [change.place for change in comparison.wording] == ["p01"]
    assert [change.place for change in comparison.reversal] == ["p02"]


def test_preview_of_a_new_questionnaire_compares_with_nothing(stella):
    data = provisional_instrument_bytes().replace(b"code: samen-leren\n", b"code: ander\n")
    assert "comparison" not in send(stella, data).context


def test_confirm_adds_the_version_and_deletes_the_upload(stella, cast):
    send(stella, second_version())
    response = stella.post(step("confirm"))
    assert response.headers["Location"] == reverse("srt:instrument_version", args=["samen-leren", 2])
    assert Instrument.objects.get(version=2).source.encode() == second_version()
    assert AuditEntry.objects.filter(code="srt.instrument_loaded").latest("pk").actor == cast["Stella"]
    assert not InstrumentUpload.objects.exists()


def test_double_confirm_adds_one_version(stella):
    send(stella, second_version())
    confirm = step("confirm")
    assert [stella.post(confirm).status_code for _ in range(2)] == [302, 404]
    assert Instrument.objects.count() == 2


def test_confirm_is_rejected_if_the_version_was_added_meanwhile(stella):
    send(stella, second_version())
    instrument_load(data=second_version() + b"\n")
    response = stella.post(step("confirm"), follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert InstrumentUpload.objects.exists()


def test_cancel_deletes_the_upload(stella):
    send(stella, second_version())
    stella.post(step("cancel"))
    assert not InstrumentUpload.objects.exists()
    assert Instrument.objects.count() == 1


def test_upload_is_deleted_after_a_day(stella):
    send(stella, second_version())
    with patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(days=1, minutes=1)):
        jobs_run_due()
    assert not InstrumentUpload.objects.exists()


def test_upload_lists_every_problem_with_its_place(stella):
    page = send(stella, BROKEN)
    assert len(page.context["problems"]) > 3
    assert any(problem.startswith("version:") for problem in page.context["problems"])
    assert not InstrumentUpload.objects.exists()


def test_same_version_with_other_content_is_rejected(stella):
    data = second_version().replace(b"\nversion: 2\n", b"\nversion: 1\n")
    assert "versie 1 bestaat al" in " ".join(send(stella, data).context["problems"])


def test_uploading_a_known_file_redirects_to_its_version(stella):
    page = send(stella, provisional_instrument_bytes())
    assert page.redirect_chain[-1][0] == reverse("srt:instrument_version", args=["samen-leren", 1])


@pytest.mark.parametrize("data", [b"", b"#" * (SIZE_LIMIT + 1)])
def test_empty_and_oversized_files_are_rejected_at_the_field(stella, data):
    assert send(stella, data).context["form"].errors["file"]


def test_markup_in_an_uploaded_file_is_escaped(stella):
    page = send(stella, second_version().replace(b"In al onze", b"<script>alert(1)</script> in al onze"))
    assert "&lt;script&gt;" in page.content.decode()
    assert "<script>alert" not in page.content.decode()


def test_upload_is_404_for_other_staff(stella, cast):
    send(stella, second_version())
    cast["Otto"].is_staff = True
    cast["Otto"].save(update_fields=["is_staff"])
    stella.force_login(cast["Otto"])
    assert stella.get(step("preview")).status_code == 404
    assert stella.post(step("confirm")).status_code == 404


def test_instrument_services_check_permission(cast):
    with pytest.raises(PermissionDenied):
        instrument_upload_store(data=second_version(), file_name="x", actor=cast["Nadia"])
    upload = instrument_upload_store(data=second_version(), file_name="x", actor=cast["Stella"])
    with pytest.raises(PermissionDenied):
        instrument_upload_confirm(upload=upload, actor=cast["Nadia"])


def test_unknown_version_is_404(stella):
    for address in ("samen-leren/versions/9/", "anders/versions/1/", "samen-leren/versions/1/to/9/"):
        assert stella.get(f"/instruments/{address}").status_code == 404


def test_instrument_pages_reject_wrong_methods(stella):
    send(stella, second_version())
    assert {stella.get(step(name)).status_code for name in ("confirm", "cancel")} == {405}
    assert {stella.post(address).status_code for address in (LIST, step("preview"))} == {405}
