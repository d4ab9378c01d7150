"""The library of activities: finding one, its card, adding one's own, and choosing one for a meeting or a phase."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.views.form_pages import FORM_METHODS, act_and_redirect
from networks.access import Permission, network_access
from networks.forms import post_data, save_form
from networks.models import Network
from ogo.forms.activities import (
    ActivityChooseForm,
    ActivityFilterForm,
    ActivityForm,
    activity_initial,
    filter_initial,
)
from ogo.models import ActivityUse, Phase
from ogo.selectors.activities import (
    Card,
    card_of,
    cards_of,
    find,
    joined,
    may_plan,
    own_activity,
    wanted_of,
)
from ogo.selectors.activity_uses import (
    Target,
    meeting_of,
    notes_of,
    of_card,
    shared_notes,
    target_asked,
    targets_of,
)
from ogo.services.activities import activity_add as add_activity
from ogo.services.activities import (
    activity_change,
    activity_fingerprint,
    is_own,
    require_own,
)
from ogo.services.activities import activity_remove as remove_activity
from ogo.services.activity_uses import activity_choose as choose_activity
from ogo.services.activity_uses import activity_schedule as schedule_activity
from ogo.views.form_pages import gone_returns_text

PAGE_SIZE = 50


@require_http_methods(FORM_METHODS)
@network_access(Permission.SEE_ACTIVITIES)
def activities(request: HttpRequest, network: Network) -> HttpResponse:
    """Show the library, or the activities that were asked for. Asking is a POST that redirects to a query string.

    With a meeting or phase in the query string, activities are chosen for that.
    """
    target = target_asked(network, request.user, request.GET)
    chosen = target.query if target else ""
    form = ActivityFilterForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        return redirect(_library(network, joined(chosen, "find=yes", form.wanted.query)))
    wanted = wanted_of(network, target, request.GET)
    if request.method != "POST":
        form = ActivityFilterForm(initial=filter_initial(wanted))
    found = Paginator(find(cards_of(network.programme), wanted), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "network": network,
        "form": form,
        "page": found,
        "target": target,
        "chosen": chosen,
        "query": f"{joined(chosen, 'find=yes', wanted.query)}&",
        "is_filtered": bool(wanted.query),
        "plans": may_plan(request.user, network),
    }
    return render(request, "ogo/activities.html", context)


def _library(network: Network, query: str = "") -> str:
    """Return the URL of the library, with a query string."""
    url = reverse("ogo:activities", args=[network.pk])
    return f"{url}?{query}" if query else url


@require_safe
@network_access(Permission.SEE_ACTIVITIES)
def activity(request: HttpRequest, network: Network, key: str) -> HttpResponse:
    """Show the card of an activity, with what this network and other networks wrote about it."""
    card = card_of(network, key)
    plans = may_plan(request.user, network)
    uses = of_card(card.activity.pk if card.activity else None, card.starter)
    target = target_asked(network, request.user, request.GET)
    context = {
        "network": network,
        "card": card,
        "plans": plans,
        "target": target,
        "back_url": _library(network, target.query if target else ""),
        "notes": notes_of(network, request.user, uses, plans=plans),
        "shared": shared_notes(network, uses) if plans else [],
        "changes": plans and card.activity is not None and is_own(activity=card.activity, actor=request.user),
    }
    return render(request, "ogo/activity.html", context)


@require_http_methods(FORM_METHODS)
@network_access(Permission.CHOOSE_ACTIVITIES)
def activity_add(request: HttpRequest, network: Network) -> HttpResponse:
    """Add an activity to the library of the programme."""
    form = ActivityForm(post_data(request), initial=activity_initial(None))
    if request.method == "POST" and form.is_valid():
        add = partial(add_activity, network=network, actor=request.user)
        if save_form(form, lambda: add(**form.cleaned_data)):
            messages.success(request, _("It’s in the library now."))
            return redirect("ogo:activities", network.pk)
    context = {
        "network": network,
        "form": form,
        "title": _("Add your own activity"),
        "back_url": _library(network),
        "is_stale": False,
    }
    return render(request, "ogo/activity_form.html", context)


@require_http_methods(FORM_METHODS)
@network_access(Permission.CHOOSE_ACTIVITIES)
@gone_returns_text("ogo:activities")
def activity_edit(request: HttpRequest, network: Network, key: str) -> HttpResponse:
    """Change an activity that the visitor added."""
    found = own_activity(network, key)
    require_own(activity=found, network=network, actor=request.user)
    seen = request.GET.get("seen")
    form = ActivityForm(post_data(request), initial=activity_initial(found))
    if request.method == "POST" and form.is_valid():
        change = partial(
            activity_change, activity=found, network=network, actor=request.user, expected_fingerprint=seen
        )
        if save_form(form, lambda: change(**form.cleaned_data)):
            messages.success(request, _("Saved."))
            return redirect("ogo:activity", network.pk, key)
    card = card_of(network, key)
    current = activity_fingerprint(card.activity or found)
    context = {
        "network": network,
        "form": form,
        "card": card,
        "title": _("Change this activity"),
        "back_url": reverse("ogo:activity", args=[network.pk, key]),
        "action": f"?seen={current}",
        "is_stale": request.method == "POST" and seen not in {None, current},
    }
    return render(request, "ogo/activity_form.html", context)


@require_POST
@network_access(Permission.CHOOSE_ACTIVITIES)
def activity_remove(request: HttpRequest, network: Network, key: str) -> HttpResponse:
    """Take an activity that the visitor added out of the library."""
    remove = partial(remove_activity, activity=own_activity(network, key), network=network, actor=request.user)
    done = _("It’s no longer in the library. It stays where networks used it.")
    return act_and_redirect(request, remove, _library(network), done)


@require_http_methods(FORM_METHODS)
@network_access(Permission.CHOOSE_ACTIVITIES)
def activity_choose(request: HttpRequest, network: Network, key: str) -> HttpResponse:
    """Choose an activity for one of the upcoming meetings, or for a phase."""
    card = card_of(network, key)
    form = ActivityChooseForm(post_data(request), targets=targets_of(network, request.user))
    uses: list[ActivityUse] = []
    if request.method == "POST" and form.is_valid():
        choose = partial(_choose, network=network, target=form.chosen, card=card, actor=request.user)
        if save_form(form, lambda: uses.append(choose())):
            messages.success(request, _("Chosen. Afterwards you can write down how it went."))
            return redirect(_after(uses[0]))
    context = {"network": network, "card": card, "form": form, "has_targets": bool(form.targets)}
    return render(request, "ogo/activity_choose.html", context)


@require_POST
@network_access(Permission.CHOOSE_ACTIVITIES)
def activity_schedule(request: HttpRequest, network: Network, key: str, meeting_pk: int) -> HttpResponse:
    """Put an activity on the agenda of a meeting, and go to the agenda."""
    card = card_of(network, key)
    meeting = meeting_of(network, request.user, meeting_pk)
    try:
        use = schedule_activity(network=network, meeting=meeting, card=card, actor=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("meetings:agenda", meeting.pk)
    messages.success(request, _("It is on the agenda now."))
    return redirect(_after(use))


def _choose(*, network: Network, target: Target, card: Card, actor: Any) -> ActivityUse:
    if isinstance(target.place, Phase):
        return choose_activity(network=network, phase=target.place, card=card, actor=actor)
    return schedule_activity(network=network, meeting=target.place, card=card, actor=actor)


def _after(use: ActivityUse) -> str:
    """Return the URL at which the visitor sees what they chose."""
    if use.meeting_id is None:
        return reverse("ogo:activity_uses", args=[use.network_id])
    return f"{reverse('meetings:agenda', args=[use.meeting_id])}#block-{use.block_id}"
