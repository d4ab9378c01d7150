"""What the small pages around a meeting share: one form with a head, and the two doors."""

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
class Sheet:
    """The words around one form: `back` is where it leads, `done` is said there, `remove_url` takes the thing away."""

    title: str
    back: str
    submit: str = ""
    lede: str = ""
    permission: str = "SEE_MEETING"
    done: str = ""
    remove_url: str = ""
    remove_text: str = ""


def sheet_view(
    request: HttpRequest,
    visit: Visit,
    form: forms.Form,
    act: Callable[..., object],
    sheet: Sheet,
    **more: Any,
) -> HttpResponse:
    """Show a form on a page of its own, or carry out what was filled in and go back."""
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: act(**form.cleaned_data)):
        if sheet.done:
            messages.success(request, sheet.done)
        return redirect(sheet.back)
    return render(request, "meetings/sheet.html", {"visit": visit, "form": form, "sheet": sheet, **more})


def act_and_return(request: HttpRequest, act: Callable[[], object], back: str, done: str = "") -> HttpResponse:
    """Carry out one act and go back; what is refused is said there."""
    try:
        act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        if done:
            messages.success(request, done)
    return redirect(back)


def both_doors(permission: Permission, view: View, *, methods: list[str]) -> tuple[View, View]:
    """Return a view `(request, visit, …)` behind both doors: for who signed in, and by personal link."""

    @wraps(view)
    def with_right(request: HttpRequest, visit: Visit, **kwargs: Any) -> HttpResponse:
        visit.require(permission)
        return view(request, visit, **kwargs)

    guard = {("POST",): require_POST, ("GET", "HEAD"): require_safe}.get(tuple(methods)) or require_http_methods(
        methods
    )
    return guard(meeting_access(permission)(view)), guard(invitee_access(with_right))


def both_see(view: View) -> tuple[View, View]:
    """Return a page behind both doors, for who may see the meeting."""
    return both_doors(Permission.SEE_MEETING, view, methods=["GET", "HEAD"])


def both_fill_in(permission: Permission, view: View) -> tuple[View, View]:
    """Return a page with a form behind both doors."""
    return both_doors(permission, view, methods=FORM_METHODS)


def both_act(permission: Permission, view: View) -> tuple[View, View]:
    """Return an act behind both doors."""
    return both_doors(permission, view, methods=["POST"])
