"""The meetings of a network, and one meeting: seeing, making, changing, publishing, cancelling."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.access import Visit, invitee_access, meeting_access
from meetings.formatting import moment_in_words
from meetings.forms.meeting import MeetingForm, meeting_initial, new_meeting_initial
from meetings.models import Meeting
from meetings.selectors.clashes import notes_about
from meetings.selectors.meetings import latest_meeting, network_meetings
from meetings.selectors.page import meeting_page
from meetings.selectors.year import study_years_of
from meetings.services.meeting import meeting_cancel, meeting_change, meeting_create, meeting_publish
from meetings.views.sheets import act_and_return
from networks.access import Permission, denial_message, may, network_access, roles_in_network
from networks.forms import post_data, save_form
from networks.models import Network

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@network_access(Permission.SEE_NETWORK)
def meetings(request: HttpRequest, network: Network) -> HttpResponse:
    """List the meetings of a network: what comes, and what was."""
    plans = may(roles_in_network(request.user, network), Permission.PLAN_MEETINGS)
    page = network_meetings(network, request.user, with_drafts=plans)
    context = {"network": network, "page": page, "plans": plans, "years": study_years_of(network)}
    return render(request, "meetings/meetings.html", context)


@require_http_methods(FORM_METHODS)
@network_access(Permission.PLAN_MEETINGS)
def meeting_add(request: HttpRequest, network: Network) -> HttpResponse:
    """Plan one meeting: who is invited hears of it at once."""
    made: list[Meeting] = []
    form = MeetingForm(post_data(request), initial=new_meeting_initial(network, latest_meeting(network)))
    create = partial(meeting_create, programme=network.programme, network=network, actor=request.user, publish=True)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: made.append(create(**form.values()))):
        messages.success(request, _("The meeting is planned. Everybody gets a message."))
        tell_notes(request, made[0])
        return redirect("meetings:meetings", network.pk)
    return render(request, "meetings/meeting_add.html", {"network": network, "form": form})


def _meeting(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show a meeting."""
    return render(request, "meetings/meeting.html", {"visit": visit, "page": meeting_page(visit)})


meeting = require_safe(meeting_access(Permission.SEE_MEETING)(_meeting))
link_meeting = require_safe(invitee_access(_meeting))


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.PLAN_MEETINGS)
def meeting_edit(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Change when, where and what for; people hear of what their calendar shows."""
    meeting = visit.meeting
    form = MeetingForm(
        post_data(request),
        initial=meeting_initial(meeting),
        has_kind=meeting.is_draft and meeting.network_id is not None,
        floating=moment_in_words(meeting) if meeting.is_floating else "",
    )
    change = partial(meeting_change, meeting=meeting, actor=visit.person, seen=_seen(request))
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: change(**form.values())):
        messages.success(request, _("Saved."))
        tell_notes(request, meeting)
        return redirect(_year_url(meeting) if meeting.is_draft and meeting.plan else visit.url("meeting"))
    context = {"visit": visit, "form": form, "seen_url": f"?seen={meeting.sequence}"}
    return render(request, "meetings/meeting_edit.html", context)


def _seen(request: HttpRequest) -> int | None:
    """Return which state of the meeting the form was made from."""
    given = request.GET.get("seen", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else None


@require_POST
@meeting_access(Permission.PLAN_MEETINGS)
def meeting_announce(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Publish a draft."""
    try:
        meeting_publish(meeting=visit.meeting, actor=visit.person)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The meeting is planned. Everybody gets a message."))
    return redirect(visit.url("meeting"))


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.PLAN_MEETINGS)
def meeting_call_off(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Say what cancelling does, and cancel."""
    if request.method != "POST":
        return render(request, "meetings/meeting_cancel.html", {"visit": visit, "page": meeting_page(visit)})
    try:
        meeting_cancel(meeting=visit.meeting, actor=visit.person)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(visit.url("meeting"))
    if visit.meeting.is_draft:
        messages.success(request, _("The draft is gone. Nobody had heard of it."))
    else:
        messages.success(request, _("The meeting is off. Everybody gets a message."))
    if visit.meeting.is_draft and visit.meeting.plan:
        return redirect(_year_url(visit.meeting))
    if visit.meeting.network_id is None:
        return redirect("overview:programme", visit.meeting.programme_id)
    return redirect("meetings:meetings", visit.meeting.network_id)


@require_http_methods(FORM_METHODS)
@invitee_access
def link_meeting_call_off(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Call off, by personal link, the moment that one started oneself."""
    page = meeting_page(visit)
    if not page.is_own_moment:
        raise PermissionDenied(denial_message(Permission.PLAN_MEETINGS))
    if request.method != "POST":
        return render(request, "meetings/meeting_cancel.html", {"visit": visit, "page": page})
    call_off = partial(meeting_cancel, meeting=visit.meeting, actor=visit.person)
    return act_and_return(request, call_off, visit.url("meeting"), _("The meeting is off. Everybody gets a message."))


def _year_url(meeting: Meeting) -> str:
    """Return the page of the year in whose plan a meeting is."""
    plan = meeting.plan
    return reverse("meetings:year", args=[plan.network_id, plan.study_year_id]) if plan else ""


def tell_notes(request: HttpRequest, meeting: Meeting) -> None:
    """Tell who plans what there is to know about the date that was chosen; nothing is forbidden."""
    for note in notes_about(meeting, request.user):
        messages.warning(request, note)
