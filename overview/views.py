"""Home pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import signed_in


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Show what is there for this person."""
    return render(request, "overview/home.html")
