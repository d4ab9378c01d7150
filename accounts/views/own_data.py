"""What is kept of somebody: to see, to take along, and to have erased."""

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
from accounts.selectors import erasure_obstacles, kept_sections
from accounts.services import person_erase, person_export_take

FILE_NAME = "leerweb.json"


@require_safe
@signed_in
def own_data(request: HttpRequest) -> HttpResponse:
    """Show everything that is kept of the reader, in words."""
    return render(request, "accounts/own_data.html", {"sections": kept_sections(person=person_of(request))})


@require_POST
@signed_in
def own_data_download(request: HttpRequest) -> HttpResponse:
    """Give everything that is kept of the reader as a JSON file."""
    person = person_of(request)
    export = person_export_take(person=person, actor=person)
    response = JsonResponse(export, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def erase(request: HttpRequest) -> HttpResponse:
    """Say what an erasure does; with POST, the own address and the password once more, erase."""
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
    messages.success(request, _("What was kept of you has been erased, and your account with it."))
    return redirect("account_login")


# Asks for the password once more, where somebody has one, and then goes on with what was posted.
_erase_when_sure: Callable[[HttpRequest, ErasureForm], HttpResponse] = reauthentication_required(_erase)


def _erase_page(request: HttpRequest, form: ErasureForm) -> HttpResponse:
    person = person_of(request)
    obstacles = erasure_obstacles(person=person)
    context = {"form": form, "obstacles": obstacles, "sections": kept_sections(person=person)}
    return render(request, "accounts/erase.html", context)
