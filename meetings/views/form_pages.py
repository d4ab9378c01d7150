"""Helpers for the pages around a meeting: a page with one form, and views for both accounts and personal links."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import View
from meetings.access import Visit, invitee_access, meeting_access
from networks.access import Permission
from networks.forms import save_form

FORM_METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class FormPage:
    """The texts and links around a form. `done` is shown on the page at `back`; `remove_url` deletes the object."""

    title: str
    back: str
    submit: str = ""
    lede: str = ""
    permission: str = "SEE_MEETING"
    done: str = ""
    remove_url: str = ""
    remove_text: str = ""


def form_page_view(
    request: HttpRequest,
    visit: Visit,
    form: forms.Form,
    act: Callable[..., object],
    form_page: FormPage,
    **more: Any,
) -> HttpResponse:
    """Show a form on its own page, or call `act` with the valid data and redirect back."""
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: act(**form.cleaned_data)):
        if form_page.done:
            messages.success(request, form_page.done)
        return redirect(form_page.back)
    return render(request, "meetings/form_page.html", {"visit": visit, "form": form, "form_page": form_page, **more})


def act_and_redirect(request: HttpRequest, act: Callable[[], object], back: str, done: str = "") -> HttpResponse:
    """Call `act` and redirect to `back`, with `done` or the reasons of a ValidationError as message."""
    try:
        act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        if done:
            messages.success(request, done)
    return redirect(back)


def account_and_link_views(permission: Permission, view: View, *, methods: list[str]) -> tuple[View, View]:
    """Return the view `(request, visit, …)` twice: for signed-in people and for holders of a personal link."""

    @wraps(view)
    def with_permission(request: HttpRequest, visit: Visit, **kwargs: Any) -> HttpResponse:
        visit.require(permission)
        return view(request, visit, **kwargs)

    guard = {("POST",): require_POST, ("GET", "HEAD"): require_safe}.get(tuple(methods)) or require_http_methods(
        methods
    )
    return guard(meeting_access(permission)(view)), guard(invitee_access(with_permission))


def account_and_link_pages(view: View) -> tuple[View, View]:
    """Return a read-only page, by account and by link, for people who may see the meeting."""
    return account_and_link_views(Permission.SEE_MEETING, view, methods=["GET", "HEAD"])


def account_and_link_forms(permission: Permission, view: View) -> tuple[View, View]:
    """Return a page with a form, by account and by link."""
    return account_and_link_views(permission, view, methods=FORM_METHODS)


def account_and_link_actions(permission: Permission, view: View) -> tuple[View, View]:
    """Return a POST-only view, by account and by link."""
    return account_and_link_views(permission, view, methods=["POST"])
