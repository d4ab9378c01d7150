from django.http import HttpResponse
from django.utils.http import content_disposition_header

CSV_TYPE = "text/csv; charset=utf-8"


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    """Return a response that the browser downloads under this name."""
    disposition = str(content_disposition_header(as_attachment=True, filename=name))
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})
