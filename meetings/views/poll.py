"""Asking when it suits, saying so by both doors, and choosing a day."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings.access import Visit, invitee_access, meeting_access
from meetings.forms.poll import USUAL, MomentsForm, PollForm, moments_initial
from meetings.models import Meeting
from meetings.selectors.page import meeting_page
from meetings.services.poll import poll_ask, poll_close, poll_drop, poll_mark, poll_open
from networks.access import Permission, network_access
from networks.forms import post_data, save_form
from networks.models import Network

PREFIX = "option-"


@require_http_methods(["GET", "HEAD", "POST"])
@network_access(Permission.PLAN_MEETINGS)
def poll_add(request: HttpRequest, network: Network) -> HttpResponse:
    """Ask everybody in the network which of a few moments suit."""
    made: list[Meeting] = []
    form = PollForm(post_data(request), initial=USUAL)
    ask = partial(poll_open, network=network, actor=request.user)
    if (
        request.method == "POST"
        and form.is_valid()
        and save_form(form, lambda: made.append(ask(moments=form.moments(), **form.values())))
    ):
        messages.success(request, _("Asked. Everybody gets a message with a link of their own."))
        return redirect("meetings:meeting", made[0].pk)
    return render(request, "meetings/poll_add.html", {"network": network, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_access(Permission.PLAN_MEETINGS)
def poll_about(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask everybody who is invited when a meeting that exists would suit."""
    form = MomentsForm(post_data(request), initial=moments_initial(visit.meeting))
    ask = partial(poll_ask, meeting=visit.meeting, actor=visit.person)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: ask(moments=form.moments())):
        messages.success(request, _("Asked. Everybody gets a message with a link of their own."))
        return redirect(visit.url("meeting"))
    return render(request, "meetings/poll_about.html", {"visit": visit, "page": meeting_page(visit), "form": form})


@require_POST
@meeting_access(Permission.SEE_WHO_COMES)
def poll_stop(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Leave the meeting as it is."""
    drop = partial(poll_drop, meeting=visit.meeting, actor=visit.person)
    return _said(request, visit, drop, _("It stays as it is, and nobody is asked any more."))


def _poll_mark(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keep which days suit the reader."""
    sent = {name.removeprefix(PREFIX): mark for name, mark in request.POST.items() if name.startswith(PREFIX)}
    marks = {int(key): str(mark) for key, mark in sent.items() if key.isascii() and key.isdigit() and len(key) < 18}
    return _said(request, visit, lambda: poll_mark(meeting=visit.meeting, actor=visit.person, marks=marks), _("Saved."))


poll_say = require_POST(meeting_access(Permission.JOIN_MEETING)(_poll_mark))
link_poll_say = require_POST(invitee_access(_poll_mark))


@require_POST
@meeting_access(Permission.SEE_WHO_COMES)
def poll_choose(request: HttpRequest, visit: Visit, option_pk: int) -> HttpResponse:
    """Give the meeting one of the days."""
    close = partial(poll_close, meeting=visit.meeting, actor=visit.person, option_pk=option_pk)
    return _said(request, visit, close, _("The meeting has its day. Everybody gets a message."))


def _said(request: HttpRequest, visit: Visit, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, done)
    return redirect(visit.url("meeting"))
