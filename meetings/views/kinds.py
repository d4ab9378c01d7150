"""Meetings of a programme, and informal get-togethers that anyone in a network can start."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meetings.forms.kinds import INITIAL, InformalMeetingForm, ProgrammeMeetingForm
from meetings.models import Meeting
from meetings.selectors import kinds as selectors
from meetings.services.informal_meetings import informal_meeting_start
from meetings.services.meeting import meeting_create
from meetings.views.form_pages import FORM_METHODS
from networks.access import Permission, network_access, programme_access
from networks.forms import post_data, save_form
from networks.models import Network, Programme


@require_safe
@programme_access(Permission.PLAN_PROGRAMME_MEETINGS)
def programme_meetings(request: HttpRequest, programme: Programme) -> HttpResponse:
    """List the upcoming and past meetings of a programme."""
    page = selectors.programme_meetings(programme, request.user)
    return render(request, "meetings/programme_meetings.html", {"programme": programme, "page": page})


@require_http_methods(FORM_METHODS)
@programme_access(Permission.PLAN_PROGRAMME_MEETINGS)
def programme_meeting_add(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Create a programme meeting as a draft, whose page shows who will be invited."""
    form = ProgrammeMeetingForm(post_data(request), programme, request.user, initial=INITIAL)
    if request.method == "POST" and form.is_valid():
        made: list[Meeting] = []
        network = form.cleaned_data.get("network")
        create = partial(meeting_create, programme=programme, network=network, actor=request.user)
        if save_form(form, lambda: made.append(create(**form.values()))):
            return redirect("meetings:meeting", made[0].pk)
    return render(request, "meetings/programme_meeting_add.html", {"programme": programme, "form": form})


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
def informal_meeting_add(request: HttpRequest, network: Network) -> HttpResponse:
    """Start an informal get-together in a network, with an account."""
    form = InformalMeetingForm(post_data(request), initial=INITIAL)
    start = partial(informal_meeting_start, network=network, actor=request.user)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: start(**form.values())):
        messages.success(request, _("It has been published. Everyone in the network will get a message."))
        return redirect("meetings:meetings", network.pk)
    return render(request, "meetings/informal_meeting_add.html", {"network": network, "form": form})
