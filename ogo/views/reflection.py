"""Looking back on a phase."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.views.form_pages import act_and_redirect
from networks.access import Permission, network_access
from networks.forms import post_data, save_form
from networks.models import Network
from ogo.forms.reflection import OwnLineForm, ReflectionForm
from ogo.models import PhaseReflection
from ogo.selectors import reflection as selectors
from ogo.services import reflection as services
from ogo.services.fingerprint import fingerprint
from ogo.views.form_pages import FORM_METHODS, gone_returns_text, initial_of

GONE = gone_returns_text("ogo:where_we_are")


@require_safe
@network_access(Permission.SEE_TRACK)
def look_back(request: HttpRequest, network: Network, phase_pk: int) -> HttpResponse:
    """Show what a network did and learned in a phase, and the lines that participants added."""
    page = selectors.look_back(network, phase_pk, request.user)
    return render(request, "ogo/look_back.html", {"network": network, "page": page})


@require_http_methods(FORM_METHODS)
@network_access(Permission.LEAD)
@GONE
def look_back_write(request: HttpRequest, network: Network, phase_pk: int) -> HttpResponse:
    """Write the look back on a phase, and close the phase. The notes of its meetings are proposed."""
    look = selectors.phase_look(network, phase_pk)
    proposed = initial_of(look.reflection, services.FIELDS) if look.reflection else {}
    proposed["did"] = proposed.get("did") or selectors.what_we_did(network, look.phase)
    form = ReflectionForm(post_data(request), initial=proposed)
    closes, seen = request.POST.get("close") == "yes", request.GET.get("seen")
    write = partial(
        services.reflection_write, phase=look.phase, actor=request.user, closes=closes, expected_fingerprint=seen
    )
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: write(**form.cleaned_data)):
        messages.success(request, _("This phase is closed. You can always open it again.") if closes else _("Saved."))
        return redirect(look.url)
    page = selectors.look_back(network, phase_pk, request.user)
    now = page.look.reflection or PhaseReflection(phase=look.phase)
    is_stale = form.is_bound and form.has_error("__all__", code="stale")
    context = {"network": network, "page": page, "form": form, "action": f"?seen={fingerprint(now, services.FIELDS)}"}
    return render(request, "ogo/look_back_write.html", context | {"meanwhile": now if is_stale else None})


@require_POST
@network_access(Permission.LEAD)
def phase_reopen(request: HttpRequest, network: Network, phase_pk: int) -> HttpResponse:
    """Open a closed phase again."""
    look = selectors.phase_look(network, phase_pk)
    reopen = partial(services.phase_reopen, phase=look.phase, actor=request.user)
    return act_and_redirect(request, reopen, look.url, _("This phase is open again."))


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
@GONE
def look_back_line(request: HttpRequest, network: Network, phase_pk: int) -> HttpResponse:
    """Write the reader's own line before the network looks back."""
    look = selectors.phase_look(network, phase_pk)
    own = selectors.own_line(look.phase, request.user)
    form = OwnLineForm(post_data(request), initial={"text": own.text} if own else None)
    write = partial(services.reflection_line_write, phase=look.phase, actor=request.user)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: write(**form.cleaned_data)):
        messages.success(request, _("Your network can read it now."))
        return redirect(look.url)
    return render(request, "ogo/look_back_line.html", {"network": network, "look": look, "form": form, "own": own})


@require_POST
@network_access(Permission.SHARE_IN_NETWORK)
def look_back_line_remove(request: HttpRequest, network: Network, phase_pk: int) -> HttpResponse:
    """Remove the reader's own line."""
    look = selectors.phase_look(network, phase_pk)
    remove = partial(services.reflection_line_remove, phase=look.phase, actor=request.user)
    return act_and_redirect(request, remove, reverse("ogo:look_back", args=[network.pk, phase_pk]), _("Removed."))
