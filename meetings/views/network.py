"""What a network has beside its meetings: its places, what people tell, and the programme's kinds of parts."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import View
from meetings.access import Visit, invitee_access
from meetings.forms.page import BlockKindForm, PlacesForm, TellingForm
from meetings.models.places import PLACES
from meetings.not_found import not_found_page
from meetings.selectors.network import TellingsVisit, kinds_of_programme, network_places, own_telling, tellings_of
from meetings.services.block_kinds import block_kind_add, block_kind_rename
from meetings.services.places import places_set
from meetings.services.tellings import telling_add, telling_change, telling_remove
from meetings.views.sheets import FORM_METHODS
from networks.access import Permission, network_access, programme_access
from networks.forms import post_data, save_form
from networks.models import Network, Programme


@require_http_methods(FORM_METHODS)
@network_access(Permission.LEAD)
def places(request: HttpRequest, network: Network) -> HttpResponse:
    """Say where the network finds itself: call, chat, folder, map."""
    found = network_places(network)
    initial = {name: getattr(found, name) for name in PLACES} if found else {}
    form = PlacesForm(post_data(request), initial=initial)
    keep = partial(places_set, network=network, actor=request.user)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: keep(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("meetings:meetings", network.pk)
    return render(request, "meetings/places.html", {"network": network, "form": form})


def _tellings(request: HttpRequest, visit: TellingsVisit) -> HttpResponse:
    """Show what people tell, and tell something."""
    form = TellingForm(post_data(request))
    add = partial(telling_add, network=visit.network, actor=visit.person)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: add(**form.cleaned_data)):
        messages.success(request, _("Your network can read it now."))
        return redirect(visit.url("tellings"))
    return render(request, "meetings/tellings.html", {"visit": visit, "form": form, "lines": tellings_of(visit)})


def _telling(request: HttpRequest, visit: TellingsVisit, telling_pk: int) -> HttpResponse:
    """Change one's own words."""
    found = own_telling(visit, telling_pk)
    form = TellingForm(post_data(request), initial={"text": found.text})
    change = partial(telling_change, telling=found, actor=visit.person)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: change(**form.cleaned_data)):
        return redirect(visit.url("tellings"))
    return render(
        request,
        "meetings/telling.html",
        {
            "visit": visit,
            "form": form,
            "back_url": visit.url("tellings"),
            "remove_url": visit.url("telling_remove", found.pk),
        },
    )


def _telling_remove(request: HttpRequest, visit: TellingsVisit, telling_pk: int) -> HttpResponse:
    """Take one's own words away."""
    telling_remove(telling=own_telling(visit, telling_pk), actor=visit.person)
    messages.success(request, _("It is gone."))
    return redirect(visit.url("tellings"))


def _of_network(view: View) -> View:
    """Open one of the views above for who signed in and takes part."""

    @network_access(Permission.SHARE_IN_NETWORK)
    def signed(request: HttpRequest, network: Network, **kwargs: Any) -> HttpResponse:
        visit = TellingsVisit.of_network(request.user, network)
        try:
            return view(request, visit, **kwargs)
        except Http404:
            return not_found_page(request, back=visit.url("tellings"), by_link=False)

    return signed


def _of_link(view: View) -> View:
    """Open one of the views above by the personal link of a meeting, for who takes part in its network."""

    @invitee_access
    def linked(request: HttpRequest, visit: Visit, **kwargs: Any) -> HttpResponse:
        return view(request, TellingsVisit.of_link(visit), **kwargs)

    return linked


tellings = require_http_methods(FORM_METHODS)(_of_network(_tellings))
link_tellings = require_http_methods(FORM_METHODS)(_of_link(_tellings))
telling = require_http_methods(FORM_METHODS)(_of_network(_telling))
link_telling = require_http_methods(FORM_METHODS)(_of_link(_telling))
telling_take_away = require_POST(_of_network(_telling_remove))
link_telling_take_away = require_POST(_of_link(_telling_remove))


@require_http_methods(FORM_METHODS)
@programme_access(Permission.MANAGE_PROGRAMME)
def block_kinds(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Show the kinds of parts that an agenda can have, and add an own one."""
    form = BlockKindForm(post_data(request))
    add = partial(block_kind_add, programme=programme, actor=request.user)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: add(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("meetings:block_kinds", programme.pk)
    context = {"programme": programme, "form": form, "kinds": kinds_of_programme(programme)}
    return render(request, "meetings/block_kinds.html", context)


@require_http_methods(FORM_METHODS)
@programme_access(Permission.MANAGE_PROGRAMME)
def block_kind(request: HttpRequest, programme: Programme, kind_pk: int) -> HttpResponse:
    """Give a kind other names."""
    kind = get_object_or_404(kinds_of_programme(programme), pk=kind_pk)
    kind.programme = programme
    form = BlockKindForm(post_data(request), initial={"name_nl": kind.name_nl, "name_en": kind.name_en})
    rename = partial(block_kind_rename, kind=kind, actor=request.user)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: rename(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("meetings:block_kinds", programme.pk)
    return render(request, "meetings/block_kind.html", {"programme": programme, "form": form, "kind": kind})
