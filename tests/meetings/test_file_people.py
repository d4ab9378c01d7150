"""The people in uploaded files: photos lose what they tell, documents are reported with the names in them."""

import zlib
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from meetings.file_people import people_named
from meetings.models import MeetingFile
from meetings.services.file_checks import KINDS, type_by_content
from meetings.services.files import file_add
from tests.cast import Cast
from tests.meetings.meeting_cases import meeting_make
from tests.meetings.test_agenda import both_addresses
from tests.meetings.test_image_metadata import SECRETS, photo

ODT = "application/vnd.oasis.opendocument.text"
META = (
    "<office:meta><meta:initial-creator>Sem</meta:initial-creator><dc:creator>Ans &amp; Bo</dc:creator></office:meta>"
)


def archive(**parts: str) -> bytes:
    """Return a zip archive with these parts; two underscores stand for a slash and one for a full stop."""
    held = BytesIO()
    with ZipFile(held, "w") as container:
        for name, text in parts.items():
            container.writestr(name.replace("__", "/").replace("_", "."), text)
    return held.getvalue()


def workbook() -> bytes:
    """Return a workbook with an author, an editor and a title."""
    made, held = Workbook(), BytesIO()
    made.properties.creator, made.properties.lastModifiedBy, made.properties.title = "Zoë Smit", "Jan Bos", "Rooster"
    made.save(held)
    return held.getvalue()


def packed_pdf(text: bytes) -> bytes:
    return b"%PDF-1.7 1 0 obj <</Type /ObjStm /Filter /FlateDecode>> stream\n" + zlib.compress(text) + b"\nendstream"


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (workbook(), ["Zoë Smit", "Jan Bos"]),
        (archive(mimetype=ODT, meta_xml=META), ["Sem", "Ans & Bo"]),
        (b"%PDF-1.4 <</Author (Jo \\(de Wit\\)) /Title (Rooster)>>", ["Jo (de Wit)"]),
        (b"%PDF-1.4 <</Author (Zo\\353 (school))>>", ["Zoë (school)"]),
        (b"%PDF-1.4 <</Author <FEFF005A006F00EB>>>", ["Zoë"]),
        (packed_pdf(b"<</Author (Zo\xeb)>>"), ["Zoë"]),
        ("%PDF-1.4 <dc:creator><rdf:Seq><rdf:li>Zoë</rdf:li></rdf:Seq></dc:creator>".encode(), ["Zoë"]),
        (b"%PDF-1.4 <</Author (Zo) /Encrypt 5 0 R>>", []),
        (b"%PDF-1.4 <</Author () /Title (Rooster)>>", []),
        (archive(mimetype=ODT), []),
        (b"Author: Zo", []),
    ],
)
def test_names_in_the_properties_of_a_document_are_found(content, names):
    kind = type_by_content(content)
    assert kind in KINDS
    assert people_named(content, kind) == names


def test_broken_document_names_nobody():
    whole = archive(mimetype=ODT, meta_xml=META)
    assert people_named(whole[:80], ODT) == []
    assert people_named(packed_pdf(b"<</Author (Zo)>>").replace(b"stream\nx", b"stream\ny"), "application/pdf") == []


@pytest.mark.parametrize("number", [0, 1])
def test_upload_says_whom_a_document_names(cast: Cast, as_, number):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    address = both_addresses("file_add", meeting, cast["Amira"])[number]
    client = as_("Amira" if number == 0 else None)
    page = client.post(address, {"file": SimpleUploadedFile("rooster.xlsx", workbook())}, follow=True)
    assert "Zoë Smit, Jan Bos" in page.content.decode()


def test_upload_page_says_what_is_removed_from_photos(cast: Cast, as_):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    page = as_("Amira").get(both_addresses("file_add", meeting, cast["Amira"])[0]).content.decode()
    assert "Uit foto’s halen we de plaats, de tijd en het toestel weg." in page


@pytest.mark.parametrize("content_type", ["image/jpeg", "image/png", "image/webp"])
def test_stored_image_has_no_metadata(cast: Cast, content_type):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    file_add(meeting=meeting, actor=cast["Amira"], name="plein", content=photo(content_type))
    stored = MeetingFile.objects.get()
    assert not [secret for secret in SECRETS if secret in bytes(stored.content)]
    assert stored.size == len(stored.content)


def test_damaged_image_is_refused(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    with pytest.raises(ValidationError, match="beschadigd"):
        file_add(meeting=meeting, actor=cast["Amira"], name="plein.png", content=photo("image/png")[:200])
