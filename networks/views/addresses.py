"""Other addresses for people who lost their mailbox: asked for by one person, confirmed by another."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import person_of, staff_only
from accounts.models import User
from accounts.selectors import person_by_email
from networks import forms, services
from networks.access import Permission, programme_access
from networks.models import AddressChange, Programme
from networks.selectors.address import address_changes
from networks.services.address import programme_of
from networks.views.people import FORM_METHODS


@require_http_methods(FORM_METHODS)
@programme_access(Permission.MANAGE_PROGRAMME)
def addresses(request: HttpRequest, programme: Programme) -> HttpResponse:
    """List the requests for another address in a programme, and add one."""
    form = forms.AddressChangeForm(forms.post_data(request))
    if request.method == "POST" and form.is_valid() and _ask(request, form, lambda _person: programme):
        return redirect("networks:addresses", programme.pk)
    changes = address_changes(programme)
    return render(request, "networks/addresses.html", {"programme": programme, "form": form, "changes": changes})


@require_http_methods(FORM_METHODS)
@staff_only
def staff_addresses(request: HttpRequest) -> HttpResponse:
    """List the requests for another address in all programmes, and add one."""
    form = forms.AddressChangeForm(forms.post_data(request))
    if request.method == "POST" and form.is_valid() and _ask(request, form, programme_of):
        return redirect("networks:staff_addresses")
    changes = address_changes()
    return render(request, "networks/addresses.html", {"programme": None, "form": form, "changes": changes})


def _ask(request: HttpRequest, form: Any, programme_for: Callable[[User], Programme | None]) -> bool:
    """Ask for another address for the person whose address was entered; return False with an error in the form."""
    person = person_by_email(email=form.cleaned_data["email"])
    programme = programme_for(person) if person is not None else None
    if person is None or programme is None:
        form.add_error("email", _("Nobody here has this address."))
        return False

    def ask() -> None:
        change = services.address_change_ask(
            programme=programme, actor=person_of(request), person=person, address=form.cleaned_data["address"]
        )
        text = _("Asked. Someone else has to confirm it.") if change else _("Saved. A new invitation is on its way.")
        messages.success(request, text)

    return forms.save_form(form, ask)


@require_POST
@programme_access(Permission.MANAGE_PROGRAMME)
def address_confirm(request: HttpRequest, programme: Programme, change_pk: int) -> HttpResponse:
    """Give a person the address that someone else asked for."""
    _handle(request, get_object_or_404(programme.address_changes, pk=change_pk), services.address_change_confirm)
    return redirect("networks:addresses", programme.pk)


@require_POST
@programme_access(Permission.MANAGE_PROGRAMME)
def address_withdraw(request: HttpRequest, programme: Programme, change_pk: int) -> HttpResponse:
    """Reject a request for another address."""
    _handle(request, get_object_or_404(programme.address_changes, pk=change_pk), services.address_change_withdraw)
    return redirect("networks:addresses", programme.pk)


@require_POST
@staff_only
def staff_address_confirm(request: HttpRequest, change_pk: int) -> HttpResponse:
    """Give a person the address that a coordinator asked for, as staff."""
    _handle(request, get_object_or_404(AddressChange, pk=change_pk), services.address_change_confirm)
    return redirect("networks:staff_addresses")


@require_POST
@staff_only
def staff_address_withdraw(request: HttpRequest, change_pk: int) -> HttpResponse:
    """Reject a request for another address, as staff."""
    _handle(request, get_object_or_404(AddressChange, pk=change_pk), services.address_change_withdraw)
    return redirect("networks:staff_addresses")


def _handle(request: HttpRequest, change: AddressChange, service: Callable[..., object]) -> None:
    try:
        service(change=change, actor=person_of(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Saved."))
