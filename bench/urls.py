"""The product's routes, and one that does nothing: what Django itself costs."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as product


def empty(request: HttpRequest) -> HttpResponse:
    """Answer with nothing, after all the middleware of a real page."""
    return HttpResponse()


urlpatterns = [path("bench/empty/", empty, name="bench-empty"), *product]
