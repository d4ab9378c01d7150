"""The phases of a network: where it is, which scheme it follows, and changes of its phases."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.language import active_language
from meetings.views.form_pages import FORM_METHODS, act_and_redirect
from networks.access import Permission, may, network_access, roles_in_network
from networks.forms import post_data, save_form
from networks.models import Network
from ogo.forms.tracks import BackForm, DatesForm, SchemeChoiceForm
from ogo.selectors.schemes import scheme_choices
from ogo.selectors.track_pages import BackPage, ChoicePage, CyclePage
from ogo.selectors.track_plans import phases_fingerprint
from ogo.selectors.tracks import cycle_contents, cycle_of, deleted_cycles, newer_scheme, require_track, track_of
from ogo.services import cycles, scheme_moves, tracks

HOME = "ogo:where_we_are"


@require_safe
@network_access(Permission.SEE_TRACK)
def where_we_are(request: HttpRequest, network: Network) -> HttpResponse:
    """Show the phases of a network, and the one it is in."""
    roles = roles_in_network(request.user, network)
    view = track_of(network, sees_work=may(roles, Permission.SEE_WORK))
    leads = may(roles, Permission.LEAD)
    context = {
        "network": network,
        "view": view,
        "phase": view.current.phase if view and view.current else None,
        "leads": leads,
        "sees_work": may(roles, Permission.SEE_WORK),
        "sees_activities": may(roles, Permission.SEE_ACTIVITIES),
        "newer": newer_scheme(view.track) if view and leads else None,
        "deleted": deleted_cycles(network) if leads else [],
    }
    return render(request, "ogo/where_we_are.html", context)


@require_http_methods(FORM_METHODS)
@network_access(Permission.LEAD)
def track_choose(request: HttpRequest, network: Network) -> HttpResponse:
    """Choose a scheme, or move to another one: first a preview, and with `use` the choice."""
    view, choices = track_of(network), scheme_choices(network.programme)
    given = post_data(request) or (request.GET if "scheme" in request.GET else None)
    form = SchemeChoiceForm(given, choices=choices, moves=view is not None)
    page = ChoicePage(network, view, choices)
    if form.is_valid():
        page.choose(form)
        if "use" in request.POST and save_form(form, partial(_choose, network, request.user, page)):
            messages.success(request, _("Saved. You can change every date."))
            return redirect(HOME, network.pk)
    return render(request, "ogo/track_choose.html", {"network": network, "form": form, "page": page})


def _choose(network: Network, actor: Any, page: ChoicePage) -> None:
    if page.moves:
        scheme_moves.track_move(network=network, actor=actor, key=page.key)
    else:
        tracks.track_choose(network=network, actor=actor, key=page.key, cycles=page.cycles)


@require_http_methods(FORM_METHODS)
@network_access(Permission.LEAD)
def phase_dates(request: HttpRequest, network: Network) -> HttpResponse:
    """Change the first and last days of the phases."""
    view = require_track(network)
    form = DatesForm(post_data(request), phases=view.phases)
    change = partial(tracks.phases_set_dates, network=network, actor=request.user, read=request.POST.get("read", ""))
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: change(dates=form.dates())):
        messages.success(request, _("Saved."))
        return redirect(HOME, network.pk)
    context = {
        "network": network,
        "view": view,
        "form": form,
        "read": phases_fingerprint([phase.phase for phase in view.phases]),
    }
    return render(request, "ogo/phase_dates.html", context)


@require_http_methods(FORM_METHODS)
@network_access(Permission.LEAD)
def phase_back(request: HttpRequest, network: Network) -> HttpResponse:
    """Go back to an earlier phase, with a word why."""
    page = BackPage(require_track(network))
    form = BackForm(post_data(request), phases=page.phases, language=active_language(), initial=page.initial)
    back = partial(tracks.phase_go_back, network=network, actor=request.user)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: back(**form.cleaned_data)):
        messages.success(request, _("Saved. What comes after has moved on."))
        return redirect(HOME, network.pk)
    return render(request, "ogo/phase_back.html", {"network": network, "form": form, "page": page})


@require_http_methods(FORM_METHODS)
@network_access(Permission.LEAD)
def cycle_add(request: HttpRequest, network: Network) -> HttpResponse:
    """Show where a new cycle would go, or add it."""
    page = CyclePage(require_track(network))
    if request.method == "POST":
        add = partial(cycles.cycle_add, network=network, actor=request.user, read=request.POST.get("read", ""))
        return act_and_redirect(request, add, page.back, _("The cycle has been added."))
    return render(request, "ogo/cycle_add.html", {"network": network, "page": page})


@require_http_methods(FORM_METHODS)
@network_access(Permission.LEAD)
def cycle_delete(request: HttpRequest, network: Network, cycle_pk: int) -> HttpResponse:
    """Ask whether a cycle should be deleted, and what is in it, or delete it."""
    cycle = cycle_of(network, cycle_pk, or_deleted=request.method == "POST")
    page = CyclePage(require_track(network))
    if request.method == "POST":
        delete = partial(cycles.cycle_delete, cycle=cycle, actor=request.user)
        return act_and_redirect(request, delete, page.back, _("Deleted. You can restore it for 30 days."))
    context = {"network": network, "cycle": cycle, "contents": cycle_contents(cycle)}
    return render(request, "ogo/cycle_delete.html", {**context, "page": page, "phases": page.named(cycle)})


@require_POST
@network_access(Permission.LEAD)
def cycle_restore(request: HttpRequest, network: Network, cycle_pk: int) -> HttpResponse:
    """Restore a deleted cycle."""
    page = CyclePage(require_track(network))
    restore = partial(cycles.cycle_restore, cycle=cycle_of(network, cycle_pk, or_deleted=True), actor=request.user)
    return act_and_redirect(request, restore, page.back, _("The cycle has been restored."))
