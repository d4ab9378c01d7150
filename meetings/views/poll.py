"""Finding a date: ask when people can make it, take their answers and choose a day."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings.access import Visit, invitee_access, meeting_access
from meetings.forms.poll import INITIAL, MomentsForm, PollForm, moments_initial
from meetings.models import Meeting
from meetings.selectors.page import meeting_page
from meetings.services import poll as services
from meetings.views.form_pages import FORM_METHODS, act_and_redirect
from networks.access import Permission, network_access
from networks.forms import post_data, save_form
from networks.models import Network

PREFIX = "option-"


@require_http_methods(FORM_METHODS)
@network_access(Permission.PLAN_MEETINGS)
def poll_add(request: HttpRequest, network: Network) -> HttpResponse:
    """Create a meeting without a date and ask the network which of several dates work."""
    made: list[Meeting] = []
    form = PollForm(post_data(request), initial=INITIAL)
    ask = partial(services.poll_open, network=network, actor=request.user)
    if (
        request.method == "POST"
        and form.is_valid()
        and save_form(form, lambda: made.append(ask(moments=form.moments(), **form.values())))
    ):
        messages.success(request, _("Sent. Everyone will get a message with a personal link."))
        return redirect("meetings:meeting", made[0].pk)
    return render(request, "meetings/poll_add.html", {"network": network, "form": form})


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.PLAN_MEETINGS)
def poll_about(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask the invitees of an existing meeting which other dates work."""
    form = MomentsForm(post_data(request), initial=moments_initial(visit.meeting))
    ask = partial(services.poll_ask, meeting=visit.meeting, actor=visit.person)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: ask(moments=form.moments())):
        messages.success(request, _("Sent. Everyone will get a message with a personal link."))
        return redirect(visit.url("meeting"))
    return render(request, "meetings/poll_about.html", {"visit": visit, "page": meeting_page(visit), "form": form})


@require_POST
@meeting_access(Permission.SEE_REPLIES)
def poll_stop(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Stop the poll and leave the date as it is."""
    drop = partial(services.poll_drop, meeting=visit.meeting, actor=visit.person)
    return act_and_redirect(
        request, drop, visit.url("meeting"), _("The date stays as it is. No one is being asked any more.")
    )


def _poll_mark(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Save which dates work for the visitor."""
    sent = {name.removeprefix(PREFIX): mark for name, mark in request.POST.items() if name.startswith(PREFIX)}
    marks = {int(key): str(mark) for key, mark in sent.items() if key.isascii() and key.isdigit() and len(key) < 18}
    mark = partial(services.poll_mark, meeting=visit.meeting, actor=visit.person, marks=marks)
    return act_and_redirect(request, mark, visit.url("meeting"), _("Saved."))


poll_mark = require_POST(meeting_access(Permission.JOIN_MEETING)(_poll_mark))
link_poll_mark = require_POST(invitee_access(_poll_mark))


@require_POST
@meeting_access(Permission.SEE_REPLIES)
def poll_choose(request: HttpRequest, visit: Visit, option_pk: int) -> HttpResponse:
    """Give the meeting one of the suggested dates and close the poll."""
    close = partial(services.poll_close, meeting=visit.meeting, actor=visit.person, option_pk=option_pk)
    return act_and_redirect(request, close, visit.url("meeting"), _("The date is set. Everyone will get a message."))
