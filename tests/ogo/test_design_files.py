"""Files of a version of a design."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.services.file_checks import MAX_SIZE
from ogo.models import DesignVersion, VersionFile
from ogo.services.design_files import MAX_FILES, version_file_add, version_file_remove
from ogo.services.designs import design_add, version_add
from tests.cast import Cast

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def version(cast: Cast) -> DesignVersion:
    """Return a version in Burgerschap, added by Amira."""
    design = design_add(network=cast.burgerschap, actor=cast["Amira"], title="Lessen")
    return version_add(design=design, actor=cast["Amira"], changed="Drie lessen")


def signed_in(cast: Cast, name: str) -> Client:
    """Return a client of a person of the cast."""
    client = Client()
    client.force_login(cast[name])
    return client


def url(name: str, version: DesignVersion, *more: int) -> str:
    """Return the address of a page about files of a version."""
    return reverse(f"ogo:{name}", args=[version.design.network_id, version.design_id, version.pk, *more])


def test_version_and_file_are_added_in_one_form(cast: Cast, version):
    address = reverse("ogo:version_add", args=[cast.burgerschap.pk, version.design_id])
    fields = {"changed": "Vier lessen", "file": SimpleUploadedFile("lessen.pdf", PDF)}
    signed_in(cast, "Bram").post(address, fields)
    file = VersionFile.objects.get()
    assert (file.name, file.version.number, file.added_by) == ("lessen.pdf", 2, cast["Bram"])


def test_version_with_a_refused_file_is_not_added(cast: Cast, version):
    address = reverse("ogo:version_add", args=[cast.burgerschap.pk, version.design_id])
    fields = {"changed": "Vier lessen", "file": SimpleUploadedFile("lessen.pdf", b"MZ\0")}
    response = signed_in(cast, "Bram").post(address, fields)
    assert "file" in response.context["form"].errors
    assert DesignVersion.objects.count() == 1


def test_file_is_downloaded_and_never_rendered(cast: Cast, version):
    file = version_file_add(version=version, actor=cast["Amira"], name="les één.pdf", content=PDF)
    response = signed_in(cast, "Bram").get(url("version_file", version, file.pk))
    assert response.content == PDF
    assert response["Content-Disposition"] == "attachment; filename*=UTF-8''les%20%C3%A9%C3%A9n.pdf"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("content", [b"MZ\0", b"<html></html>", b"", b"a" * (MAX_SIZE + 1)])
def test_file_that_is_not_accepted_is_refused(cast: Cast, version, content):
    with pytest.raises(ValidationError) as refusal:
        version_file_add(version=version, actor=cast["Amira"], name="les.pdf", content=content)
    assert "file" in refusal.value.error_dict


def test_file_is_named_by_its_content(cast: Cast, version):
    file = version_file_add(version=version, actor=cast["Amira"], name="../les.exe", content=PDF)
    assert file.name == "les.exe.pdf"


def test_number_of_files_is_limited(cast: Cast, version):
    for number in range(MAX_FILES):
        version_file_add(version=version, actor=cast["Amira"], name=f"{number}.txt", content=b"tekst %d" % number)
    with pytest.raises(ValidationError):
        version_file_add(version=version, actor=cast["Amira"], name="meer.txt", content=b"meer")


def test_files_are_added_and_removed_by_author_and_facilitators_only(cast: Cast, version):
    file = version_file_add(version=version, actor=cast["Iris"], name="les.pdf", content=PDF)
    for act in (
        lambda: version_file_add(version=version, actor=cast["Bram"], name="les.pdf", content=PDF),
        lambda: version_file_remove(file=file, actor=cast["Bram"]),
    ):
        with pytest.raises(PermissionDenied):
            act()
    signed_in(cast, "Amira").post(url("version_file_remove", version, file.pk))
    assert not VersionFile.objects.exists()


def test_uploader_reads_whom_the_file_names(cast: Cast, version):
    content = b"%PDF-1.7\n1 0 obj << /Author (Amira Voorbeeld) >> endobj\n%%EOF\n"
    fields = {"file": SimpleUploadedFile("les.pdf", content)}
    page = signed_in(cast, "Amira").post(url("version_file_add", version), fields, follow=True)
    assert "Amira Voorbeeld" in page.content.decode()
