"""Replying to an invitation, with an account or by personal link."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meetings.access import Visit, invitee_access, meeting_access
from meetings.services.answers import invitee_answer
from networks.access import Permission


def _answer(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Save the reply and return to the page that asked for it: the meeting's or the network's."""
    try:
        invitee_answer(meeting=visit.meeting, actor=visit.person, answer=request.POST.get("answer", ""))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Your reply has been saved. You can change it until the meeting is over."))
    if "from_network" in request.POST and not visit.token and visit.meeting.network_id is not None:
        return redirect("overview:network", visit.meeting.network_id)
    return redirect(visit.url("meeting"))


answer = require_POST(meeting_access(Permission.JOIN_MEETING)(_answer))
link_answer = require_POST(invitee_access(_answer))
