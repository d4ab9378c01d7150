"""A page with one form about the work of a network, which shows both texts if someone else has just changed one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import View
from meetings.not_found import not_found_page
from networks.forms import save_form
from networks.models import Network
from ogo.services.fingerprint import fingerprint

FORM_METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class FormPage:
    """The texts and links around a form. `remove_url` is the page or action that deletes the row.

    `who` names the readers of what is typed, and is empty if the form itself asks for them. After saving, the reader
    goes to `done_url` of the saved row, or to `back`.
    """

    title: str
    back: str
    network: Network
    submit: str = ""
    lede: str = ""
    done: str = ""
    done_url: Callable[[Any], str] | None = None
    who: str = ""
    remove_url: str = ""
    remove_text: str = ""


@dataclass(frozen=True)
class Edited:
    """The row that a form changes, with the names of the fields of which a stale form is refused."""

    row: Model
    names: tuple[str, ...]

    def fingerprint(self) -> str:
        """Return the fingerprint of the row as it is stored now, or "" if it has just been deleted."""
        try:
            self.row.refresh_from_db()
        except ObjectDoesNotExist:
            return ""
        return fingerprint(self.row, self.names)

    def stored_texts(self, form: forms.Form) -> list[tuple[Any, str]]:
        """Return label and stored value of the fields in which the form differs from the row."""
        return [
            (form.fields[name].label, _shown(self.row, name))
            for name in self.names
            if name in form.fields and form.cleaned_data.get(name) != getattr(self.row, name)
        ]


def form_page_view(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[..., object],
    form_page: FormPage,
    edited: Edited | None = None,
) -> HttpResponse:
    """Show a form on its own page, or call `act` with the valid data and redirect.

    With `edited`, `act` also gets the fingerprint of the row that the reader saw, as `expected_fingerprint`.
    """
    saved: list[object] = []
    seen = {"expected_fingerprint": request.GET.get("seen")} if edited else {}

    def save() -> None:
        saved.append(act(**form.cleaned_data, **seen))

    if request.method == "POST" and form.is_valid() and save_form(form, save):
        if form_page.done:
            messages.success(request, form_page.done)
        return redirect(form_page.done_url(saved[0]) if form_page.done_url else form_page.back)
    context: dict[str, Any] = {"form": form, "form_page": form_page, "action": "", "stored_texts": []}
    if edited:
        context["action"] = f"?seen={edited.fingerprint()}"
        if form.is_bound and form.has_error(NON_FIELD_ERRORS, code="stale"):
            context["stored_texts"] = edited.stored_texts(form)
    return render(request, "ogo/form_page.html", context)


def gone_returns_text(back: str) -> Callable[[View], View]:
    """Show, for something that was just removed, the text that was typed, and lead back to the route `back`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, network: Network, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, network, **kwargs)
            except Http404:
                return not_found_page(request, back=reverse(back, args=[network.pk]), by_link=False)

        return kept

    return decorate


def initial_of(row: Model, names: Iterable[str]) -> dict[str, Any]:
    """Return the values of these fields of a row, as a form takes its initial values."""
    return {name: getattr(row, name) for name in names}


def _shown(row: Model, name: str) -> str:
    words = getattr(row, f"get_{name}_display", None)
    value = words() if words else getattr(row, name)
    return str(value) if value else "–"
