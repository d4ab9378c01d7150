"""A form that was posted after its session had ended or changed: saved until its owner reviews it and sends it again.

It is stored in the new session of the same browser, for the same person and for an hour. Files, passwords and the forms
of signing in, which ask for codes, are never stored.
"""

import sys
import time
from dataclasses import dataclass
from types import ModuleType
from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import resolve, reverse
from django.utils.choices import flatten_choices
from django.utils.http import urlencode
from django.utils.translation import gettext as _

SAVED_FORM = "leerweb_saved_form"
STORED_SECONDS = 3600
MAX_CHARACTERS = 100_000
# Never stored, whatever form they belong to. A sealed file was not typed, and may contain people's answers.
SECRET_PARTS = ("password", "credential", "csrfmiddlewaretoken", "sealed")
SIGN_IN_PAGES = "/accounts/"


@dataclass(frozen=True)
class SavedForm:
    """A posted form: the path it was posted to, its (name, value) pairs in order, and why it was not accepted.

    `signed_in_elsewhere`: someone signed in in another tab. Otherwise the session had ended.
    """

    path: str
    fields: list[tuple[str, str]]
    signed_in_elsewhere: bool = False


def saved_form_store(request: HttpRequest, response: HttpResponse, *, person_pk: int) -> HttpResponse:
    """Save a posted form if `response` redirects it to the sign-in page; return the redirect that leads back to it.

    The form has passed the CSRF check by then, since a view answered it.
    """
    sign_in = reverse("account_login")
    is_sign_in = response.status_code == 302 and response.headers["Location"].startswith(sign_in)
    fields = storable_fields(request) if is_sign_in and request.method == "POST" else []
    if not fields or request.path.startswith(SIGN_IN_PAGES):
        return response
    _store(request, fields, person_pk=person_pk)
    return HttpResponseRedirect(f"{sign_in}?{urlencode({'next': reverse('accounts:saved_form')})}")


def saved_form_keep(request: HttpRequest) -> bool:
    """Save a posted form that has lost its CSRF token; return whether it could be saved.

    Call it only for a form that a page of this site posted. Its owner sees it before it is sent again.
    """
    fields = storable_fields(request)
    if not fields or request.path.startswith(SIGN_IN_PAGES):
        return False
    _store(request, fields, person_pk=request.user.pk, signed_in_elsewhere=True)
    return True


def _store(
    request: HttpRequest, fields: list[tuple[str, str]], *, person_pk: int | None, signed_in_elsewhere: bool = False
) -> None:
    request.session[SAVED_FORM] = {
        "person": person_pk,
        "until": int(time.time()) + STORED_SECONDS,
        "path": request.get_full_path(),
        "fields": fields,
        "signed_in_elsewhere": signed_in_elsewhere,
    }


def saved_form_exists(session: Any) -> bool:
    """Return whether this browser's session holds a saved form."""
    return SAVED_FORM in session


def saved_form_get(request: HttpRequest) -> SavedForm | None:
    """Return the saved form of the person who is signed in; discard an expired one and that of another person."""
    stored = request.session.get(SAVED_FORM)
    if stored is None:
        return None
    if stored["person"] != request.user.pk or stored["until"] < time.time():
        saved_form_discard(request.session)
        return None
    fields = [(name, value) for name, value in stored["fields"]]
    return SavedForm(stored["path"], fields, stored["signed_in_elsewhere"])


def saved_form_discard(session: Any) -> None:
    """Delete the saved form."""
    session.pop(SAVED_FORM, None)


def saved_form_discard_if_sent(request: HttpRequest) -> None:
    """Delete the saved form if this request posts to the same path."""
    stored = request.session.get(SAVED_FORM)
    if stored is not None and request.method == "POST" and request.get_full_path() == stored["path"]:
        saved_form_discard(request.session)


def storable_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the posted fields that may be stored; none if there are files or too many characters."""
    if request.FILES:
        return []
    fields = [
        (name, str(value))
        for name, values in request.POST.lists()
        if not any(part in name.lower() for part in SECRET_PARTS)
        for value in values
    ]
    return fields if sum(len(name) + len(value) for name, value in fields) <= MAX_CHARACTERS else []


def saved_form_lines(saved: SavedForm) -> list[tuple[str, str]]:
    """Return a (label, text) pair for each field that can be shown in words.

    Choices among database rows are left out, since their names might not be the reader's to see. Of a field that its
    form class does not declare, only free text is shown, without a label.
    """
    declared = _declared_fields(saved)
    lines = [_line(declared.get(name), value.strip()) for name, value in saved.fields]
    return [(label, text) for label, text in lines if text]


def _line(field: forms.Field | None, value: str) -> tuple[str, str]:
    if field is None:
        return "", value if " " in value else ""
    label = str(field.label or "")
    if isinstance(field, forms.ModelChoiceField):
        return label, ""
    if isinstance(field, forms.ChoiceField):
        choices: Any = flatten_choices(cast("Any", field.choices))
        return label, next((str(text) for key, text in choices if str(key) == value), "")
    return label, _("yes") if isinstance(field, forms.BooleanField) else value


def _declared_fields(saved: SavedForm) -> dict[str, forms.Field]:
    """Return the fields of the form class, among those the view's module imports, that best matches the saved names."""
    names = {name for name, _value in saved.fields}
    view_module = sys.modules[resolve(saved.path.partition("?")[0]).func.__module__]
    imported = [
        each
        for value in vars(view_module).values()
        for each in (vars(value).values() if isinstance(value, ModuleType) else [value])
    ]
    forms_fields = [
        getattr(each, "base_fields", {})
        for each in imported
        if isinstance(each, type) and issubclass(each, forms.BaseForm)
    ]
    return max(forms_fields, key=lambda fields: len(names & fields.keys()), default={})
