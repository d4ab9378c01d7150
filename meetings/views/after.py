"""On the day and after it: the screen in the room, rounding off, and what somebody missed."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings.access import Visit, meeting_access
from meetings.forms.page import CloseForm
from meetings.selectors.page import meeting_page, next_meeting
from meetings.selectors.room import room_of
from meetings.services.notes import meeting_close, notes_state
from meetings.views.sheets import FORM_METHODS, Sheet, both_see, sheet_view
from networks.access import Permission
from networks.forms import post_data


def _room(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the part that is going on, large; `?part=2` shows another one by hand."""
    page = meeting_page(visit)
    return render(request, "meetings/room.html", {"visit": visit, "page": page, "room": room_of(page, request.GET)})


def _missed(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Tell in three minutes what a meeting brought, for who was not there."""
    following = next_meeting(visit.meeting, visit.person)
    context = {"visit": visit, "page": meeting_page(visit), "next": following}
    return render(request, "meetings/missed.html", context)


room, link_room = both_see(_room)
missed, link_missed = both_see(_missed)


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.PLAN_MEETINGS)
def meeting_round_off(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Write down what was done, how and why, and what people pick up."""
    meeting = visit.meeting
    sheet = Sheet(
        title=_("Round off"),
        lede=_("What you write appears on the page of the meeting. Leave empty what you like."),
        submit=_("Round off"),
        back=visit.url("meeting"),
        done=_("It stands on the page of the meeting."),
    )
    initial = {"what": meeting.notes_what, "how": meeting.notes_how, "why": meeting.notes_why}
    form = CloseForm(post_data(request), initial=initial)
    if meeting.network_id is None:
        del form.fields["tasks"]
    close = partial(meeting_close, meeting=meeting, actor=visit.person, seen=request.GET.get("seen"))
    return sheet_view(request, visit, form, close, sheet, action=f"?seen={notes_state(meeting)}")
