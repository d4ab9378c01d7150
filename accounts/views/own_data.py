"""The pages about one's own data: view, download and erase it."""

from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import person_of, signed_in
from accounts.forms.person import ErasureForm
from accounts.selectors import erasure_blockers, own_data_sections
from accounts.services import own_data_export, person_erase

FILE_NAME = "leerweb.json"


@require_safe
@signed_in
def own_data(request: HttpRequest) -> HttpResponse:
    """Show all data about the signed-in person, in words."""
    return render(request, "accounts/own_data.html", {"sections": own_data_sections(person=person_of(request))})


@require_POST
@signed_in
def own_data_download(request: HttpRequest) -> HttpResponse:
    """Send all data about the signed-in person as a JSON file."""
    person = person_of(request)
    export = own_data_export(person=person, actor=person)
    response = JsonResponse(export, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def erase(request: HttpRequest) -> HttpResponse:
    """Explain what an erasure does. A POST with the person's own address, and their password again, erases them."""
    person = person_of(request)
    form = ErasureForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        return _erase_when_sure(request, form)
    return _erase_page(request, form)


def _erase(request: HttpRequest, form: ErasureForm) -> HttpResponse:
    person = person_of(request)
    try:
        person_erase(person=person, actor=person)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return _erase_page(request, form)
    logout(request)
    messages.success(request, _("Your data and your account have been erased."))
    return redirect("account_login")


# Asks people with a password for it again, then continues with the posted form.
_erase_when_sure: Callable[[HttpRequest, ErasureForm], HttpResponse] = reauthentication_required(_erase)


def _erase_page(request: HttpRequest, form: ErasureForm) -> HttpResponse:
    person = person_of(request)
    blockers = erasure_blockers(person=person)
    context = {"form": form, "blockers": blockers, "sections": own_data_sections(person=person)}
    return render(request, "accounts/erase.html", context)
