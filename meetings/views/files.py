"""Shared by the pages that take and hand out files."""

from typing import Any, Protocol
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from meetings.file_people import has_photo_position, people_named
from meetings.services.file_checks import MAX_SIZE


class StoredFile(Protocol):
    """A file in the database."""

    name: str
    content_type: str
    content: bytes | memoryview


def upload_read(file: Any) -> bytes:
    """Return the content of an upload, or enough of it for the service to refuse a file that is too large."""
    content: bytes = file.read(MAX_SIZE + 1)
    return content


def file_download(file: StoredFile) -> HttpResponse:
    """Return a file as an attachment, so that a browser never renders what another person uploaded."""
    response = HttpResponse(bytes(file.content), content_type=file.content_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def people_notice(request: HttpRequest, content: bytes, content_type: str) -> None:
    """Tell the person who uploads a file whom it names, if a photo in it says where it was taken, and what to do."""
    if people := people_named(content, content_type):
        text = _(
            "The properties, comments or changes in this file name %(people)s, and everyone who opens it can see that. "
            "If you don’t want that, remove the file here, clear them in the program that made it, and add it again."
        )
        messages.info(request, text % {"people": ", ".join(people)})
    if has_photo_position(content, content_type):
        text = _(
            "A photo in this file says where it was taken, and everyone who opens it can see that. If you don’t want "
            "that, remove the file here, take a screenshot of the photo and use that in the file, and add it again."
        )
        messages.info(request, text)
