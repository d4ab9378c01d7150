"""Deny by default: views say who may come in, or nothing starts."""

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
def forgotten_route(monkeypatch):
    """A route whose view says nothing, in the running URL configuration."""
    monkeypatch.setattr(checks, "get_resolver", lambda: Resolver([*urls.urlpatterns, path("forgotten/", view)]))


class Resolver:
    def __init__(self, patterns):
        self.url_patterns = patterns


def test_every_route_of_the_product_says_who_may_come_in():
    assert undeclared_routes() == []


def test_a_view_that_says_nothing_is_found():
    def declared_view(request):
        return view(request)

    assert undeclared_routes([path("a/", view), path("b/", public(declared_view))]) == ["a/"]


def test_checks_fail_on_it(forgotten_route):
    assert [error.id for error in check_access_declared(None)] == ["leerweb.E001"]
    with pytest.raises(SystemCheckError, match="forgotten/"):
        call_command("check")


def test_a_server_does_not_start_with_it(forgotten_route):
    with pytest.raises(ImproperlyConfigured, match="forgotten/"):
        refuse_undeclared_routes()
    with pytest.raises(ImproperlyConfigured, match="forgotten/"):
        importlib.reload(importlib.import_module("config.wsgi"))


def test_signed_in_sends_others_to_the_sign_in_page(rf, cast):
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/x/")
    request.user = AnonymousUser()
    assert signed_in(view)(request)["Location"] == f"{reverse('account_login')}?next=/x/"
    request.user = cast["Amira"]
    assert signed_in(view)(request).content == b"in"


def test_staff_only_does_not_exist_for_others(rf, cast):
    from django.http import Http404

    request = rf.get("/x/")
    request.user = cast["Nadia"]
    with pytest.raises(Http404):
        staff_only(view)(request)
    request.user = cast["Stella"]
    assert staff_only(view)(request).content == b"in"
