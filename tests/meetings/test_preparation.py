"""Preparation, tasks and files of a meeting, by account and by personal link."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meetings.models import MeetingFile, MeetingInvitee, PreparationTick, Task
from meetings.services.file_checks import KINDS, MAX_SIZE, safe_name, type_by_content
from meetings.services.files import file_add, file_remove
from meetings.services.preparation import (
    preparation_add,
    preparation_change,
    preparation_remove,
    preparation_tick,
)
from meetings.services.tasks import task_add, task_claim, task_remove, task_tick
from tests.cast import Cast
from tests.meetings.meeting_cases import in_days, meeting_make
from tests.meetings.test_agenda import both_addresses


@pytest.fixture
def meeting(cast: Cast):
    """Return an upcoming meeting of Burgerschap."""
    return meeting_make(cast.burgerschap, cast["Iris"])


@pytest.fixture
def reading(cast: Cast, meeting):
    """Return something to read before the meeting."""
    return preparation_add(meeting=meeting, actor=cast["Iris"], text="Lees het stuk", minutes=20)


def page_of(client, meeting) -> str:
    return str(client.get(reverse("meetings:meeting", args=[meeting.pk])).content.decode())


def test_page_shows_the_total_preparation_time(cast: Cast, meeting, reading, as_):
    preparation_add(meeting=meeting, actor=cast["Iris"], text="Kijk even", minutes=5)
    assert "Vooraf (25&nbsp;min)" in page_of(as_("Amira"), meeting)


def test_preparation_is_ticked_and_unticked_by_account_and_link(cast: Cast, meeting, reading, as_):
    for number, address in enumerate(both_addresses("preparation_tick", meeting, cast["Amira"], reading.pk)):
        client = as_("Amira" if number == 0 else None)
        client.post(address, {"done": "yes"})
        assert PreparationTick.objects.filter(person=cast["Amira"]).count() == 1
        client.post(address, {"done": "no"})
        assert not PreparationTick.objects.exists()


def test_ticks_are_visible_to_their_owner_only(cast: Cast, meeting, reading, as_):
    preparation_tick(preparation=reading, actor=cast["Amira"], done=True)
    assert "tick-done" in page_of(as_("Amira"), meeting)
    assert [name for name in ("Iris", "Bram", "Nadia") if "tick-done" in page_of(as_(name), meeting)] == []


def test_preparation_is_changed_and_removed_by_planners_only(cast: Cast, reading):
    preparation_change(preparation=reading, actor=cast["Wouter"], text="Lees het andere stuk")
    for act in (preparation_remove, preparation_change):
        with pytest.raises(PermissionDenied):
            act(preparation=reading, actor=cast["Amira"])
    preparation_remove(preparation=reading, actor=cast["Iris"])


@pytest.mark.parametrize("fields", [{"minutes": 0}, {"minutes": 601}, {"text": ""}, {"link": "javascript:x"}])
def test_invalid_preparation_is_refused(cast: Cast, meeting, fields):
    with pytest.raises(ValidationError):
        preparation_add(meeting=meeting, actor=cast["Iris"], **({"text": "Lees", "minutes": 5} | fields))


def test_file_of_another_meeting_is_refused_as_preparation(cast: Cast, meeting):
    other = meeting_make(cast.burgerschap, cast["Iris"], days=20)
    file = file_add(meeting=other, actor=cast["Iris"], name="a.txt", content=b"tekst")
    with pytest.raises(ValidationError):
        preparation_add(meeting=meeting, actor=cast["Iris"], text="Lees", minutes=5, file=file)


def test_own_task_is_added_by_account_and_link(cast: Cast, meeting, as_):
    for number, address in enumerate(both_addresses("task_add", meeting, cast["Amira"])):
        client = as_("Amira" if number == 0 else None)
        client.post(address, {"text": f"Foto’s {number}", "due_on": in_days(9).isoformat()})
    assert list(Task.objects.order_by("pk").values_list("text", "owner__first_name")) == [
        ("Foto’s 0", "Amira"),
        ("Foto’s 1", "Amira"),
    ]


def test_task_is_ticked_and_unticked_by_account_and_link(cast: Cast, meeting, as_):
    task = task_add(meeting=meeting, actor=cast["Amira"], text="Foto’s", owner=cast["Amira"])
    for number, address in enumerate(both_addresses("task_tick", meeting, cast["Amira"], task.pk)):
        client = as_("Amira" if number == 0 else None)
        client.post(address, {"done": "yes"})
        assert Task.objects.filter(done_at__isnull=False).exists()
        client.post(address, {"done": "no"})
        assert Task.objects.filter(done_at__isnull=True).exists()


def test_unowned_task_is_claimed_once_by_personal_link(cast: Cast, meeting, client):
    task = task_add(meeting=meeting, actor=cast["Iris"], text="Koffie")
    client.post(both_addresses("task_claim", meeting, cast["Amira"], task.pk)[1])
    task.refresh_from_db()
    assert task.owner == cast["Amira"]
    with pytest.raises(ValidationError):
        task_claim(task=task, actor=cast["Bram"])


def test_task_is_removed_by_personal_link(cast: Cast, meeting, client):
    task = task_add(meeting=meeting, actor=cast["Amira"], text="Foto’s", owner=cast["Amira"])
    client.post(both_addresses("task_remove", meeting, cast["Amira"], task.pk)[1])
    assert not Task.objects.exists()


def test_ticking_a_task_just_removed_is_harmless(cast: Cast, meeting):
    task = task_add(meeting=meeting, actor=cast["Amira"], owner=cast["Amira"], text="Foto’s maken")
    Task.objects.filter(pk=task.pk).delete()
    task_tick(task=task, actor=cast["Amira"], done=True)
    assert not Task.objects.exists()


def test_task_of_another_person_cannot_be_ticked_or_removed(cast: Cast, meeting):
    task = task_add(meeting=meeting, actor=cast["Amira"], text="Foto’s", owner=cast["Amira"])
    for act in (
        lambda: task_tick(task=task, actor=cast["Bram"], done=True),
        lambda: task_remove(task=task, actor=cast["Bram"]),
    ):
        with pytest.raises(PermissionDenied):
            act()
    with pytest.raises(PermissionDenied):
        task_add(meeting=meeting, actor=cast["Bram"], text="Doe jij dit?", owner=cast["Amira"])
    task_tick(task=task, actor=cast["Iris"], done=True)


def test_earlier_open_tasks_are_shown_to_members_but_not_guests(cast: Cast, meeting, as_, client):
    held = meeting_make(cast.burgerschap, cast["Iris"], days=-7)
    task_add(meeting=held, actor=cast["Amira"], text="Foto’s van het muurtje", owner=cast["Amira"])
    assert "Foto’s van het muurtje" in page_of(as_("Amira"), meeting)
    MeetingInvitee.objects.create(meeting=meeting, person=cast["Greet"], source="manual")
    assert "Foto’s van het muurtje" not in page_of(as_("Greet"), meeting)


def office(*names: str, mimetype: str = "") -> bytes:
    """Return a zip archive with entries of these names."""
    held = BytesIO()
    with ZipFile(held, "w") as container:
        if mimetype:
            container.writestr("mimetype", mimetype)
        for name in names:
            container.writestr(name, "x")
    return held.getvalue()


def broken_inside(compression: int) -> bytes:
    """Return a zip archive with a valid directory whose entries are missing."""
    held, promised = BytesIO(), "application/vnd.oasis.opendocument.text"
    with ZipFile(held, "w", compression) as container:
        container.writestr("mimetype", promised)
    data = bytearray(held.getvalue())
    begin = len("mimetype") + 30  # after the head of the entry
    data[begin : begin + 12] = b"\xff" * 12
    return bytes(data)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"\xff\xd8\xff\xe0...", "image/jpeg"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        ("Gewoon tekst, met één accent".encode(), "text/plain"),
        ("tekst in een andere codering: é".encode("cp1252"), "text/plain"),
        ("“Zoë” kost € 5 – één café".encode("cp1252"), "text/plain"),
        (office("[Content_Types].xml", "word/document.xml"), next(k for k in KINDS if "wordprocessing" in k)),
        (office("[Content_Types].xml", "xl/workbook.xml"), next(k for k in KINDS if "spreadsheetml" in k)),
        (office("[Content_Types].xml", "ppt/presentation.xml"), next(k for k in KINDS if "presentationml" in k)),
        (office(mimetype="application/vnd.oasis.opendocument.text"), "application/vnd.oasis.opendocument.text"),
    ],
)
def test_file_type_follows_from_its_content(content, kind):
    assert type_by_content(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\0",
        b"<html><script>alert(1)</script>",
        b"  \n<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x7fELF",
        b"GIF89a\x01\0",
        office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        office("[Content_Types].xml", "word/document.xml", "word/VBAPROJECT.BIN"),
        office("[Content_Types].xml", "xl/workbook.xml", "xl/macrosheets/sheet1.xml"),
        office("Basic/Standard/Module1.xml", mimetype="application/vnd.oasis.opendocument.text"),
        office("Scripts/python/run.py", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        bytes(range(128, 256)) * 4,
        office("een.txt"),
        office(mimetype="application/epub+zip"),
        b"PK\x03\x04 broken",
        broken_inside(ZIP_DEFLATED),
        broken_inside(ZIP_LZMA),
    ],
)
def test_unsupported_file_is_refused(cast: Cast, meeting, content):
    with pytest.raises(ValidationError) as refusal:
        file_add(meeting=meeting, actor=cast["Amira"], name="stuk.pdf", content=content)
    assert "file" in refusal.value.error_dict


def test_file_over_ten_megabytes_is_refused(cast: Cast, meeting):
    with pytest.raises(ValidationError):
        file_add(meeting=meeting, actor=cast["Amira"], name="groot.txt", content=b"a" * (MAX_SIZE + 1))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("stuk.pdf", "stuk.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Amira\\stuk.PDF", "stuk.pdf"),
        ("foto.html", "foto.html.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie- x=1.pdf"),
        ("\u202efdp.exe", "fdp.exe.pdf"),
        ('“naam” "x".pdf', "“naam” -x-.pdf"),
        ("   ", "bestand.pdf"),
        ("é" * 300 + ".pdf", "é" * 120 + ".pdf"),
    ],
)
def test_file_name_is_sanitised(given, expected):
    assert safe_name(given, "application/pdf") == expected


def test_file_is_added_downloaded_and_removed_by_account_and_link(cast: Cast, meeting, as_):
    for number, address in enumerate(both_addresses("file_add", meeting, cast["Amira"])):
        client = as_("Amira" if number == 0 else None)
        client.post(address, {"file": SimpleUploadedFile("stuk één.txt", b"Stuk", content_type="text/html")})
        file = MeetingFile.objects.get()
        response = client.get(both_addresses("file", meeting, cast["Amira"], file.pk)[number])
        assert (response.content, response["Content-Type"]) == (b"Stuk", "text/plain")
        assert response["Content-Disposition"] == "attachment; filename*=UTF-8''stuk%20%C3%A9%C3%A9n.txt"
        assert response["X-Content-Type-Options"] == "nosniff"
        client.post(both_addresses("file_remove", meeting, cast["Amira"], file.pk)[number])
        assert not MeetingFile.objects.exists()


def test_file_of_another_person_is_removed_by_planners_only(cast: Cast, meeting):
    file = file_add(meeting=meeting, actor=cast["Amira"], name="stuk.txt", content=b"Stuk")
    with pytest.raises(PermissionDenied):
        file_remove(file=file, actor=cast["Bram"])
    file_remove(file=file, actor=cast["Iris"])
