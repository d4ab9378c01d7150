"""The answer for something that is not here any more: what was typed is shown once more, and a way back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.typed import typed_fields

# Fields in which somebody writes; choices and days are made again in a moment.
WRITTEN = ("title", "text", "note", "link")


def not_found_page(request: HttpRequest, *, back: str, by_link: bool) -> HttpResponse:
    """Say that somebody took it away. `back` is where it stood."""
    fields = typed_fields(request) if request.method == "POST" else []
    typed = [value for name, value in fields if name in WRITTEN and value.strip()]
    return render(request, "meetings/gone.html", {"back": back, "by_link": by_link, "typed": typed}, status=404)
