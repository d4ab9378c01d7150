"""Meetings of a programme itself, and informal moments that anybody in a network can start."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meetings.access import Visit, invitee_access
from meetings.forms.kinds import USUAL, MomentForm, ProgrammeMeetingForm
from meetings.models import Meeting
from meetings.selectors.kinds import programme_meetings
from meetings.selectors.page import meeting_page
from meetings.services.meeting import meeting_create
from meetings.services.moments import moment_start
from networks.access import Permission, network_access, programme_access
from networks.forms import post_data, save_form
from networks.models import Network, Programme

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@programme_access(Permission.PLAN_PROGRAMME_MEETINGS)
def of_programme(request: HttpRequest, programme: Programme) -> HttpResponse:
    """List the meetings of a programme itself: what comes, and what was."""
    page = programme_meetings(programme, request.user)
    return render(request, "meetings/kinds/of_programme.html", {"programme": programme, "page": page})


@require_http_methods(FORM_METHODS)
@programme_access(Permission.PLAN_PROGRAMME_MEETINGS)
def of_programme_add(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Make a meeting of a programme as a draft, whose page says who will be invited."""
    form = ProgrammeMeetingForm(post_data(request), programme, request.user, initial=USUAL)
    if request.method == "POST" and form.is_valid():
        made: list[Meeting] = []
        network = form.cleaned_data.get("network")
        create = partial(meeting_create, programme=programme, network=network, actor=request.user)
        if save_form(form, lambda: made.append(create(**form.values()))):
            return redirect("meetings:meeting", made[0].pk)
    return render(request, "meetings/kinds/of_programme_add.html", {"programme": programme, "form": form})


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
def moment_add(request: HttpRequest, network: Network) -> HttpResponse:
    """Start an informal moment in one's own network."""
    form = MomentForm(post_data(request), initial=USUAL)
    start = partial(moment_start, network=network, actor=request.user)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: start(**form.values())):
        messages.success(request, _("It is planned. Everybody in the network gets a message."))
        return redirect("meetings:meetings", network.pk)
    return render(request, "meetings/kinds/moment_add.html", {"network": network, "form": form})


@require_http_methods(FORM_METHODS)
@invitee_access
def link_moment_add(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Start an informal moment in the network of a meeting, by personal link."""
    visit.require(Permission.JOIN_MEETING)
    form = MomentForm(post_data(request), initial=USUAL)
    context = {"visit": visit, "page": meeting_page(visit), "form": form, "network": visit.meeting.network}
    start = partial(moment_start, network=visit.meeting.network, actor=visit.person)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: start(**form.values())):
        messages.success(request, _("It is planned. Everybody in the network gets a message."))
        return redirect(visit.url("meeting"))
    return render(request, "meetings/kinds/moment_add.html", context)
