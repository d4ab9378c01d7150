"""The page for something at a meeting that no longer exists. It returns what the visitor typed and leads back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.saved_form import storable_fields

# Fields with free text. Choices and dates are quickly made again.
TEXT_FIELDS = (
    *("title", "text", "note", "link", "answer", "approach", "findings", "says"),
    *("changed", "why", "description", "ground", "did", "learned", "takes_on", "worked_on", "stands"),
    *("aim", "steps", "materials", "worked", "stuck", "change"),
)


def not_found_page(request: HttpRequest, *, back: str, by_link: bool) -> HttpResponse:
    """Return the 404 page for an object that was removed. `back` is the page it belonged to."""
    fields = storable_fields(request) if request.method == "POST" else []
    typed = [value for name, value in fields if name in TEXT_FIELDS and value.strip()]
    return render(request, "meetings/not_found.html", {"back": back, "by_link": by_link, "typed": typed}, status=404)
