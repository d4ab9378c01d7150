"""The product's routes, and an empty view that shows the cost of Django itself."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as product


def empty(request: HttpRequest) -> HttpResponse:
    """Return an empty response, after the middleware of a real page."""
    return HttpResponse()


urlpatterns = [path("bench/empty/", empty, name="bench-empty"), *product]
