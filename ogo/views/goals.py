"""The goals of a network and of its members."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import person_of
from meetings.views.form_pages import FORM_METHODS, act_and_redirect
from networks.access import Permission, network_access
from networks.forms import post_data, save_form
from networks.models import Network
from ogo.circles import Circle
from ogo.forms.goals import GoalForm, LookForm, goal_initial
from ogo.selectors.goals import goal_page, goals_page, is_student, look_of
from ogo.services import goals as services


@require_safe
@network_access(Permission.SEE_TRACK)
def goals(request: HttpRequest, network: Network) -> HttpResponse:
    """Show the goals that the reader may read, with a line for a goal of their own."""
    page = goals_page(network, request.user, request.GET.get("page"))
    return render(request, "ogo/goals.html", {"network": network, "page": page})


@require_http_methods(FORM_METHODS)
@network_access(Permission.LEAD)
def goal_add(request: HttpRequest, network: Network) -> HttpResponse:
    """Write down a goal of the whole network."""
    form = GoalForm(post_data(request), is_collective=True, is_new=True)
    add = partial(services.goal_set, network=network, actor=person_of(request))
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: add(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("ogo:goals", network.pk)
    return render(request, "ogo/goal_add.html", {"network": network, "form": form})


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
def own_goal_add(request: HttpRequest, network: Network) -> HttpResponse:
    """Write down a goal of one's own, from the line on the page of goals or with everything else."""
    student = is_student(network, request.user)
    initial = {"circle": Circle.ME}
    form = GoalForm(post_data(request), initial=initial, is_collective=False, is_new=True, is_student=student)
    add = partial(services.own_goal_add, network=network, actor=person_of(request))
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: add(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("ogo:goals", network.pk)
    return render(request, "ogo/own_goal_add.html", {"network": network, "form": form, "is_student": student})


@require_safe
@network_access(Permission.SEE_TRACK)
def goal(request: HttpRequest, network: Network, goal_pk: int) -> HttpResponse:
    """Show a goal with the looks at it."""
    page = goal_page(network, request.user, goal_pk, request.GET.get("page"))
    form = LookForm(is_own=page.is_own)
    return render(request, "ogo/goal.html", {"network": network, "page": page, "form": form})


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
def goal_look_add(request: HttpRequest, network: Network, goal_pk: int) -> HttpResponse:
    """Write down where a goal is now."""
    page = goal_page(network, request.user, goal_pk)
    if not page.may_look:
        raise PermissionDenied(_("Only the person who wrote this can change it."))
    form = LookForm(post_data(request), is_own=page.is_own)
    add = partial(services.goal_look_add, goal=page.goal, actor=person_of(request))
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: add(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("ogo:goal", network.pk, page.goal.pk)
    return render(request, "ogo/goal_look_add.html", {"network": network, "page": page, "form": form})


@require_http_methods(FORM_METHODS)
@network_access(Permission.SEE_TRACK)
def goal_edit(request: HttpRequest, network: Network, goal_pk: int) -> HttpResponse:
    """Change a goal; a person who saves after someone else sees both texts."""
    page = goal_page(network, request.user, goal_pk)
    services.require_goal(goal=page.goal, actor=person_of(request))
    is_collective = page.goal.is_collective
    form = GoalForm(
        post_data(request),
        initial=goal_initial(page.goal),
        is_collective=is_collective,
        is_new=False,
        is_student=page.is_student,
    )
    seen = request.GET.get("seen")
    change = partial(services.goal_change, goal=page.goal, actor=person_of(request), expected_fingerprint=seen)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: change(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("ogo:goal", network.pk, page.goal.pk)
    context = {
        "network": network,
        "page": page,
        "form": form,
        "action": f"?seen={services.goal_fingerprint(page.goal)}",
        "is_stale": form.has_error(NON_FIELD_ERRORS, services.STALE),
    }
    return render(request, "ogo/goal_edit.html", context)


@require_POST
@network_access(Permission.SEE_TRACK)
def goal_remove(request: HttpRequest, network: Network, goal_pk: int) -> HttpResponse:
    """Delete a goal."""
    page = goal_page(network, request.user, goal_pk)
    remove = partial(services.goal_remove, goal=page.goal, actor=person_of(request))
    return act_and_redirect(request, remove, reverse("ogo:goals", args=[network.pk]), _("Removed."))


@require_POST
@network_access(Permission.SEE_TRACK)
def goal_look_remove(request: HttpRequest, network: Network, goal_pk: int, look_pk: int) -> HttpResponse:
    """Delete a look that the reader wrote."""
    look = look_of(network, request.user, goal_pk, look_pk)
    services.goal_look_remove(look=look, actor=person_of(request))
    messages.success(request, _("Removed."))
    return redirect("ogo:goal", network.pk, goal_pk)
