"""The year plan of a network: propose, show, extend, publish, discard and copy it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.access import Visit, meeting_access
from meetings.formatting import format_moment
from meetings.forms.meeting import MeetingForm, new_meeting_initial
from meetings.forms.plan import OWN, CopyPlanForm, PlanForm, plan_form
from meetings.models import Meeting, YearPlan
from meetings.planning import BUILT_IN_PATTERNS
from meetings.selectors.meetings import latest_meeting
from meetings.selectors.year import (
    manages_calendar,
    networks_to_plan,
    proposal_page,
    study_year_of,
    study_years_of,
    year_page,
)
from meetings.services import year_plan
from meetings.services.year_plan_copy import CopiedPlan, year_plan_copy
from meetings.views.form_pages import FORM_METHODS, act_and_redirect
from meetings.views.meetings import warn_about_date
from networks.access import Permission, may, network_access, roles_in_network
from networks.forms import post_data, save_form
from networks.models import Network


@require_http_methods(FORM_METHODS)
@network_access(Permission.PLAN_MEETINGS)
def plan(request: HttpRequest, network: Network) -> HttpResponse:
    """Offer year patterns, show the proposal of the chosen one, or save it as drafts."""
    pattern = request.GET.get("pattern", "")
    context: dict[str, Any] = {"network": network, "manages": manages_calendar(request.user, network)}
    if pattern not in {*BUILT_IN_PATTERNS, OWN} or not study_years_of(network):
        return render(request, "meetings/plan_choose.html", {**context, "years": study_years_of(network)})
    form = plan_form(network, pattern, request.POST or request.GET)
    if form.is_valid() and "save" in request.POST:
        if form.seen == request.POST.get("seen") and save_form(form, lambda: _save(request, network, form)):
            messages.success(request, _("The plan is saved as drafts. No one has been notified yet."))
            return redirect("meetings:year", network.pk, form.cleaned_data["study_year"].pk)
        if not form.errors:
            messages.warning(request, _("Your choices have changed. Check the dates again before you save them."))
    page = proposal_page(network, form.cleaned_data.get("study_year"), form.blocked, form.proposal)
    return render(request, "meetings/plan.html", {**context, "form": form, "pattern": pattern, "page": page})


def _save(request: HttpRequest, network: Network, form: PlanForm) -> None:
    data = form.cleaned_data
    year_plan.year_plan_create(
        network=network, study_year=data["study_year"], actor=request.user, slots=form.proposal, place=data["place"]
    )


@require_safe
@network_access(Permission.SEE_NETWORK)
def year(request: HttpRequest, network: Network, year_pk: int) -> HttpResponse:
    """Show the year of a network, as a list and as a calendar."""
    plans = may(roles_in_network(request.user, network), Permission.PLAN_MEETINGS)
    page = year_page(network, study_year_of(network, year_pk), request.user, plans=plans)
    context = {"network": network, "page": page, "plans": plans, "manages": manages_calendar(request.user, network)}
    return render(request, "meetings/year.html", context)


@require_http_methods(FORM_METHODS)
@network_access(Permission.PLAN_MEETINGS)
def year_add(request: HttpRequest, network: Network, year_pk: int) -> HttpResponse:
    """Add a draft to the plan of a year."""
    study_year, made = study_year_of(network, year_pk), list[Meeting]()
    form = MeetingForm(post_data(request), initial=new_meeting_initial(network, latest_meeting(network)))
    add = partial(year_plan.year_plan_add, network=network, study_year=study_year, actor=request.user)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: made.append(add(**form.values()))):
        messages.success(request, _("It is in the plan. No one has been notified yet."))
        warn_about_date(request, made[0])
        return redirect("meetings:year", network.pk, year_pk)
    return render(request, "meetings/year_add.html", {"network": network, "form": form, "study_year": study_year})


@require_http_methods(FORM_METHODS)
@network_access(Permission.PLAN_MEETINGS)
def year_publish(request: HttpRequest, network: Network, year_pk: int) -> HttpResponse:
    """Explain what publishing does, or publish all drafts of the plan."""
    study_year = study_year_of(network, year_pk)
    plan = get_object_or_404(YearPlan, network=network, study_year=study_year)
    if request.method != "POST":
        page = year_page(network, study_year, request.user, plans=True)
        return render(request, "meetings/year_publish.html", {"network": network, "page": page})
    try:
        count = year_plan.year_plan_publish(plan=plan, actor=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("meetings:meetings", network.pk)
    if count:
        text = ngettext("%(n)s meeting has been published.", "%(n)s meetings have been published.", count) % {
            "n": count
        }
        messages.success(request, text + " " + _("Everyone will get a message."))
    else:
        messages.info(request, _("This plan has already been published."))
    return redirect("meetings:year", network.pk, year_pk)


@require_http_methods(FORM_METHODS)
@network_access(Permission.PLAN_MEETINGS)
def year_discard(request: HttpRequest, network: Network, year_pk: int) -> HttpResponse:
    """Explain what discarding does, or delete all drafts of the plan."""
    study_year = study_year_of(network, year_pk)
    plan = get_object_or_404(YearPlan, network=network, study_year=study_year)
    if request.method != "POST":
        page = year_page(network, study_year, request.user, plans=True)
        return render(request, "meetings/year_discard.html", {"network": network, "page": page})
    discard = partial(year_plan.year_plan_discard, plan=plan, actor=request.user)
    back = reverse("meetings:meetings", args=[network.pk])
    return act_and_redirect(request, discard, back, _("The drafts have been deleted. No one had been notified."))


@require_http_methods(FORM_METHODS)
@network_access(Permission.PLAN_MEETINGS)
def year_copy(request: HttpRequest, network: Network, year_pk: int) -> HttpResponse:
    """Copy a plan to other networks or another year as drafts, and show which dates had to move."""
    study_year, found = study_year_of(network, year_pk), list[CopiedPlan]()
    targets = networks_to_plan(request.user, network)
    form = CopyPlanForm(post_data(request), network=network, study_year=study_year, targets=targets)
    copy = partial(year_plan_copy, network=network, study_year=study_year, actor=request.user)
    sent = request.method == "POST" and form.is_valid()
    if sent and save_form(form, lambda: found.extend(copy(**form.cleaned_data))):
        _show_copies(request, found)
        first = found[0].plan
        return redirect("meetings:year", first.network_id, first.study_year_id)
    return render(request, "meetings/year_copy.html", {"network": network, "form": form, "study_year": study_year})


def _show_copies(request: HttpRequest, copies: list[CopiedPlan]) -> None:
    for copy in copies:
        words = {"network": copy.plan.network.name, "year": copy.plan.study_year, "n": copy.count}
        text = ngettext(
            "%(n)s draft for %(network)s in %(year)s.", "%(n)s drafts for %(network)s in %(year)s.", copy.count
        )
        messages.success(request, text % words)
        for meeting in copy.moved:
            messages.info(request, _("Moved out of a holiday: %(moment)s.") % {"moment": format_moment(meeting)})
        for meeting in copy.left_out:
            words = {"moment": format_moment(meeting)}
            messages.warning(request, _("No free week was found for: %(moment)s.") % words)


@require_POST
@meeting_access(Permission.PLAN_MEETINGS)
def meeting_shift(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Move a draft to the next or previous free week."""
    weeks = -1 if request.POST.get("weeks") == "-1" else 1
    try:
        moved = year_plan.meeting_shift(meeting=visit.meeting, actor=visit.person, weeks=weeks)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Moved to %(moment)s.") % {"moment": format_moment(moved)})
    if visit.meeting.plan is None:
        return redirect(visit.url("meeting"))
    response = redirect("meetings:year", visit.meeting.plan.network_id, visit.meeting.plan.study_year_id)
    response["Location"] += f"#meeting-{visit.meeting.pk}"
    return response
