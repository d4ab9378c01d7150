"""Handing over, the page for people who join, and buddies."""

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
from ogo.forms.handover import BuddyForm, HandoverForm
from ogo.selectors import handover as selectors
from ogo.selectors.getting_started import getting_started as getting_started_page
from ogo.services import handover as services
from ogo.views.form_pages import FORM_METHODS, initial_of


@require_safe
@network_access(Permission.SEE_WORK)
def getting_started(request: HttpRequest, network: Network) -> HttpResponse:
    """Show on one page what people who join need to know."""
    page = getting_started_page(network, request.user)
    return render(request, "ogo/getting_started.html", {"network": network, "page": page})


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
def handover(request: HttpRequest, network: Network) -> HttpResponse:
    """Write the reader's own handover."""
    own = selectors.own_handover(network, request.user)
    initial = initial_of(own, ("worked_on", "stands", "ask_until")) if own else None
    form = HandoverForm(post_data(request), initial=initial)
    write = partial(services.handover_write, network=network, actor=request.user)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: write(**form.cleaned_data)):
        messages.success(request, _("Your network can read it now."))
        return redirect(_page(network))
    return render(request, "ogo/handover.html", {"network": network, "form": form, "own": own})


@require_POST
@network_access(Permission.SHARE_IN_NETWORK)
def handover_remove(request: HttpRequest, network: Network) -> HttpResponse:
    """Remove the reader's own handover."""
    remove = partial(services.handover_remove, network=network, actor=request.user)
    return act_and_redirect(request, remove, _page(network), _("Removed."))


@require_POST
@network_access(Permission.SHARE_IN_NETWORK)
def buddy_offer(request: HttpRequest, network: Network, participation_pk: int) -> HttpResponse:
    """Become the buddy of someone who has just joined."""
    newcomer = selectors.member_of(network, participation_pk)
    offer = partial(services.buddy_offer, newcomer=newcomer, actor=request.user)
    return act_and_redirect(request, offer, _page(network))


@require_POST
@network_access(Permission.SHARE_IN_NETWORK)
def buddy_end(request: HttpRequest, network: Network, participation_pk: int) -> HttpResponse:
    """End being someone's buddy, or having one."""
    newcomer = selectors.member_of(network, participation_pk)
    end = partial(services.buddy_end, newcomer=newcomer, actor=request.user)
    return act_and_redirect(request, end, _page(network))


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
def buddy_choose(request: HttpRequest, network: Network, participation_pk: int) -> HttpResponse:
    """Choose the buddy of someone who has just joined."""
    newcomer = selectors.member_of(network, participation_pk)
    services.require_facilitator(request.user, network)
    there = selectors.buddy_of(newcomer)
    initial = {"buddy": there.buddy_id} if there else None
    form = BuddyForm(post_data(request), initial=initial, newcomer=newcomer)
    choose = partial(services.buddy_set, newcomer=newcomer, actor=request.user)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: choose(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect(_page(network))
    return render(request, "ogo/buddy_choose.html", {"network": network, "newcomer": newcomer, "form": form})


def _page(network: Network) -> str:
    return f"{reverse('ogo:getting_started', args=[network.pk])}#buddies"
