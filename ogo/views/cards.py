"""Sources and good practices that participants bring."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import person_of
from networks.access import Permission, network_access
from networks.forms import post_data
from networks.models import Network
from ogo.forms.questions import CardForm
from ogo.models import SourceCard
from ogo.selectors.cards import card_of, card_page, cards_of, may_change_card
from ogo.selectors.listing import listing
from ogo.selectors.readers import Reader
from ogo.services import cards as card_services
from ogo.views.form_pages import FORM_METHODS, Edited, FormPage, form_page_view, gone_returns_text, initial_of


@require_safe
@network_access(Permission.SEE_WORK)
def cards(request: HttpRequest, network: Network) -> HttpResponse:
    """List the sources and good practices of a network."""
    found = listing(cards_of(network), request.GET, {"kind": SourceCard.Kind.choices})
    context = {"network": network, "listing": found, "writes": Reader.of(request.user, network).writes}
    return render(request, "ogo/cards.html", context)


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
def card_add(request: HttpRequest, network: Network) -> HttpResponse:
    """Add a source or a good practice."""
    form_page = FormPage(
        title=_("Bring a source or a good practice"),
        network=network,
        back=reverse("ogo:cards", args=[network.pk]),
        submit=_("Bring it"),
        done_url=_url,
        who=_("everyone in this network"),
    )
    add = partial(card_services.card_add, network=network, actor=person_of(request))
    return form_page_view(request, CardForm(post_data(request)), add, form_page)


@require_safe
@network_access(Permission.SEE_WORK)
def card(request: HttpRequest, network: Network, card_pk: int) -> HttpResponse:
    """Show a source or a good practice, and what is based on it."""
    context = {"network": network, "page": card_page(network, person_of(request), card_pk)}
    return render(request, "ogo/card.html", context)


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
@gone_returns_text("ogo:cards")
def card_edit(request: HttpRequest, network: Network, card_pk: int) -> HttpResponse:
    """Change a source or a good practice."""
    found = _changeable(request, network, card_pk)
    form = CardForm(post_data(request), initial=initial_of(found, card_services.FIELDS))
    form_page = FormPage(
        title=_("Change this card"),
        network=network,
        back=_url(found),
        remove_url=reverse("ogo:card_remove", args=[network.pk, found.pk]),
        remove_text=_("Remove this card"),
        who=_("everyone in this network"),
    )
    change = partial(card_services.card_change, card=found, actor=person_of(request))
    return form_page_view(request, form, change, form_page, Edited(found, card_services.FIELDS))


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
def card_remove(request: HttpRequest, network: Network, card_pk: int) -> HttpResponse:
    """Ask whether to remove a source or a good practice, or remove it."""
    found = _changeable(request, network, card_pk)
    if request.method == "POST":
        try:
            card_services.card_remove(card=found, actor=person_of(request))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(_url(found))
        messages.success(request, _("Removed."))
        return redirect("ogo:cards", network.pk)
    return render(request, "ogo/card_remove.html", {"network": network, "card": found, "back": _url(found)})


def _url(found: SourceCard) -> str:
    return reverse("ogo:card", args=[found.network_id, found.pk])


def _changeable(request: HttpRequest, network: Network, pk: int) -> SourceCard:
    """Return a card of this network that the reader may change. Raises Http404 or PermissionDenied."""
    found = card_of(network, pk)
    if not may_change_card(found, request.user):
        raise PermissionDenied(_("Only the person who brought this and the facilitator can change it."))
    return found
