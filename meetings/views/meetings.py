"""The meetings of a network, and the life of one meeting: create, show, change, publish and cancel."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.access import Visit, invitee_access, meeting_access
from meetings.formatting import format_moment
from meetings.forms.meeting import MeetingForm, meeting_initial, new_meeting_initial
from meetings.models import Meeting
from meetings.selectors.clashes import date_warnings
from meetings.selectors.meetings import latest_meeting, network_meetings
from meetings.selectors.page import meeting_page
from meetings.selectors.year import study_years_of
from meetings.services import meeting as services
from meetings.views.form_pages import FORM_METHODS, act_and_redirect
from networks.access import Permission, may, network_access, roles_in_network
from networks.forms import post_data, save_form
from networks.models import Network


@require_safe
@network_access(Permission.SEE_NETWORK)
def meetings(request: HttpRequest, network: Network) -> HttpResponse:
    """List the upcoming and past meetings of a network."""
    plans = may(roles_in_network(request.user, network), Permission.PLAN_MEETINGS)
    page = network_meetings(network, request.user, with_drafts=plans)
    context = {"network": network, "page": page, "plans": plans, "years": study_years_of(network)}
    return render(request, "meetings/meetings.html", context)


@require_http_methods(FORM_METHODS)
@network_access(Permission.PLAN_MEETINGS)
def meeting_add(request: HttpRequest, network: Network) -> HttpResponse:
    """Create and publish a meeting, so that its invitees are notified at once."""
    made: list[Meeting] = []
    form = MeetingForm(post_data(request), initial=new_meeting_initial(network, latest_meeting(network)))
    create = partial(
        services.meeting_create, programme=network.programme, network=network, actor=request.user, publish=True
    )
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: made.append(create(**form.values()))):
        messages.success(request, _("The meeting has been published. Everyone will get a message."))
        warn_about_date(request, made[0])
        return redirect("meetings:meetings", network.pk)
    return render(request, "meetings/meeting_add.html", {"network": network, "form": form})


def _meeting(request: HttpRequest, visit: Visit) -> HttpResponse:
    return render(request, "meetings/meeting.html", {"visit": visit, "page": meeting_page(visit)})


meeting = require_safe(meeting_access(Permission.SEE_MEETING)(_meeting))
link_meeting = require_safe(invitee_access(_meeting))


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.PLAN_MEETINGS)
def meeting_edit(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Change a meeting. Invitees are notified of changes that affect their calendar."""
    meeting = visit.meeting
    form = MeetingForm(
        post_data(request),
        initial=meeting_initial(meeting),
        has_kind=meeting.is_draft and meeting.network_id is not None,
        window=format_moment(meeting) if meeting.is_date_undecided else "",
    )
    change = partial(services.meeting_change, meeting=meeting, actor=visit.person, expected_sequence=_seen(request))
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: change(**form.values())):
        messages.success(request, _("Saved."))
        warn_about_date(request, meeting)
        return redirect(_year_url(meeting) if meeting.is_draft and meeting.plan else visit.url("meeting"))
    context = {"visit": visit, "form": form, "seen_url": f"?seen={meeting.sequence}"}
    return render(request, "meetings/meeting_edit.html", context)


def _seen(request: HttpRequest) -> int | None:
    """Return the sequence number of the meeting that the form was rendered from, or None if unknown."""
    given = request.GET.get("seen", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else None


@require_POST
@meeting_access(Permission.PLAN_MEETINGS)
def meeting_publish(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Publish a draft and invite people."""
    publish = partial(services.meeting_publish, meeting=visit.meeting, actor=visit.person)
    done = _("The meeting has been published. Everyone will get a message.")
    return act_and_redirect(request, publish, visit.url("meeting"), done)


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.PLAN_MEETINGS)
def meeting_cancel(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Explain what cancelling does, or cancel the meeting. A draft is deleted instead."""
    if request.method != "POST":
        return render(request, "meetings/meeting_cancel.html", {"visit": visit, "page": meeting_page(visit)})
    try:
        services.meeting_cancel(meeting=visit.meeting, actor=visit.person)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(visit.url("meeting"))
    if visit.meeting.is_draft:
        messages.success(request, _("The draft has been deleted. No one had been notified."))
    else:
        messages.success(request, _("The meeting has been cancelled. Everyone will get a message."))
    if visit.meeting.is_draft and visit.meeting.plan:
        return redirect(_year_url(visit.meeting))
    if visit.meeting.network_id is None:
        return redirect("overview:programme", visit.meeting.programme_id)
    return redirect("meetings:meetings", visit.meeting.network_id)


def _year_url(meeting: Meeting) -> str:
    """Return the URL of the year plan of a meeting, or "" if it has none."""
    plan = meeting.plan
    return reverse("meetings:year", args=[plan.network_id, plan.study_year_id]) if plan else ""


def warn_about_date(request: HttpRequest, meeting: Meeting) -> None:
    """Warn the planner about holidays and clashes on the chosen date. Nothing is refused."""
    for warning in date_warnings(meeting, request.user):
        messages.warning(request, warning)
