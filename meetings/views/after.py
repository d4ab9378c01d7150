"""A meeting on the day and afterwards: presenter view, notes and catching up."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings.access import Visit, meeting_access
from meetings.forms.page import CompleteForm
from meetings.selectors.page import meeting_page, next_meeting
from meetings.selectors.presenter import presenter_view
from meetings.services import notes
from meetings.views.form_pages import FORM_METHODS, FormPage, account_and_link_pages, form_page_view
from networks.access import Permission
from networks.forms import post_data


def _presenter(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the current agenda block in large type; `?part=2` shows another block."""
    page = meeting_page(visit)
    return render(
        request,
        "meetings/presenter.html",
        {"visit": visit, "page": page, "presenter": presenter_view(page, request.GET)},
    )


def _missed(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Summarise a meeting for someone who missed it."""
    following = next_meeting(visit.meeting, visit.person)
    context = {"visit": visit, "page": meeting_page(visit), "next": following}
    return render(request, "meetings/missed.html", context)


presenter, link_presenter = account_and_link_pages(_presenter)
missed, link_missed = account_and_link_pages(_missed)


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.PLAN_MEETINGS)
def meeting_complete(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Record what was done, how and why, and the tasks that people take on."""
    meeting = visit.meeting
    form_page = FormPage(
        title=_("Wrap up"),
        lede=_("Your notes appear on the meeting’s page. You can leave anything empty."),
        submit=_("Wrap up"),
        back=visit.url("meeting"),
        done=_("It is now on the meeting’s page."),
    )
    initial = {"what": meeting.notes_what, "how": meeting.notes_how, "why": meeting.notes_why}
    form = CompleteForm(post_data(request), initial=initial)
    if meeting.network_id is None:
        del form.fields["tasks"]
    complete = partial(
        notes.meeting_complete, meeting=meeting, actor=visit.person, expected_fingerprint=request.GET.get("seen")
    )
    return form_page_view(request, visit, form, complete, form_page, action=f"?seen={notes.notes_fingerprint(meeting)}")
