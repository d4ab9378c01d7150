from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain that the form was open too long or that cookies are off."""
    return render(request, "403_csrf.html", status=403)
