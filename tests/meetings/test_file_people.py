"""The people in uploaded files: photos lose what they tell, documents are reported with the names in them."""

import zlib
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from meetings.file_people import has_photo_position, people_named
from meetings.image_metadata import metadata_remove
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


def archive(**parts: str | bytes) -> bytes:
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


COMMENT = b"1 0 obj <</Type /Annot /Subtype /%s /Contents (te moeilijk voor Kees) /T (Dirk)>> endobj"
NAMED_PARTS = {
    "word__comments_xml": '<w:comment w:id="0" w:author="Dirk" w:initials="D"><w:p/></w:comment>',
    "word__document_xml": '<w:ins w:id="1" w:author="Dirk"><w:r/></w:ins>',
    "word__people_xml": '<w15:person w15:author="Dirk"/>',
    "xl__comments1_xml": "<comments><authors><author>Dirk</author></authors></comments>",
    "xl__persons__person_xml": '<person displayName="Dirk" id="{1}" userId="dirk"/>',
    "ppt__commentAuthors_xml": '<p:cmAuthor id="1" name="Dirk" initials="D"/>',
    "ppt__authors_xml": '<p188:author id="{1}" name="Dirk" initials="D"/>',
    "content_xml": "<office:annotation><dc:creator>Dirk</dc:creator><text:p>Kees</text:p></office:annotation>",
}


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


@pytest.mark.parametrize("part", NAMED_PARTS)
def test_authors_of_comments_and_changes_are_found(part):
    assert people_named(archive(**{part: NAMED_PARTS[part]}), ODT) == ["Dirk"]


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (COMMENT % b"Text", ["Dirk"]),
        (COMMENT % b"Highlight", ["Dirk"]),
        (COMMENT % b"Widget", []),  # a field of a form
        (b"<</Author 12 0 R>> 112 0 obj (Jan) endobj 12 0 obj (Zo) endobj", ["Zo"]),
        (b"<</Author 12 0 R>>", []),
    ],
)
def test_commenters_and_referred_authors_of_a_pdf_are_found(content, names):
    assert people_named(b"%PDF-1.4 " + content, "application/pdf") == names


@pytest.mark.parametrize("content_type", ["image/jpeg", "image/png", "image/webp"])
def test_photo_with_a_position_in_a_document_is_found(content_type):
    extension = content_type.partition("/")[2]
    taken, cleaned = photo(content_type), metadata_remove(photo(content_type), content_type)
    assert has_photo_position(archive(**{f"word__media__image1_{extension}": taken}), ODT)
    assert not has_photo_position(archive(**{f"word__media__image1_{extension}": cleaned}), ODT)
    assert has_photo_position(b"%PDF-1.4 stream " + taken, "application/pdf")
    assert not has_photo_position(b"%PDF-1.4 stream " + cleaned, "application/pdf")


def test_upload_says_that_a_photo_in_it_tells_where_it_was_taken(cast: Cast, as_):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    address = both_addresses("file_add", meeting, cast["Amira"])[0]
    upload = SimpleUploadedFile("plein.pdf", b"%PDF-1.4 stream " + photo("image/jpeg"))
    page = as_("Amira").post(address, {"file": upload}, follow=True).content.decode()
    assert "In een foto in dit bestand staat waar die is gemaakt" in page


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
