"""A file to take along, as an answer to a request."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

CSV_TYPE = "text/csv; charset=utf-8"


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    """Return a response that a browser saves under this name and never shows."""
    disposition = str(content_disposition_header(as_attachment=True, filename=name))
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})
