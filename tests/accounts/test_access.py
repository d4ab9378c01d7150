"""Deny by default: a view without declared access prevents start-up."""

import importlib

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.http import HttpResponse
from django.urls import path, reverse

from accounts import checks
from accounts.access import public, signed_in, staff_only
from accounts.checks import check_access_declared, refuse_undeclared_routes, undeclared_routes
from config import urls

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def view(request):
    return HttpResponse("in")


@pytest.fixture
def undeclared_route(monkeypatch):
    """A route in the URL configuration whose view declares no access."""
    monkeypatch.setattr(checks, "get_resolver", lambda: Resolver([*urls.urlpatterns, path("forgotten/", view)]))


class Resolver:
    def __init__(self, patterns):
        self.url_patterns = patterns


def test_every_route_declares_its_access():
    assert undeclared_routes() == []


def test_view_without_access_is_reported():
    def declared_view(request):
        return view(request)

    assert undeclared_routes([path("a/", view), path("b/", public(declared_view))]) == ["a/"]


def test_system_check_fails_on_an_undeclared_route(undeclared_route):
    assert [error.id for error in check_access_declared(None)] == ["leerweb.E001"]
    with pytest.raises(SystemCheckError, match="forgotten/"):
        call_command("check")


def test_server_does_not_start_with_an_undeclared_route(undeclared_route):
    with pytest.raises(ImproperlyConfigured, match="forgotten/"):
        refuse_undeclared_routes()
    with pytest.raises(ImproperlyConfigured, match="forgotten/"):
        importlib.reload(importlib.import_module("config.wsgi"))


def test_signed_in_redirects_others_to_sign_in(rf, cast):
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/x/")
    request.user = AnonymousUser()
    assert signed_in(view)(request)["Location"] == f"{reverse('account_login')}?next=/x/"
    request.user = cast["Amira"]
    assert signed_in(view)(request).content == b"in"


def test_staff_only_is_404_for_others(rf, cast):
    from django.http import Http404

    request = rf.get("/x/")
    request.user = cast["Nadia"]
    with pytest.raises(Http404):
        staff_only(view)(request)
    request.user = cast["Stella"]
    assert staff_only(view)(request).content == b"in"
