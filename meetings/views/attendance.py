"""Saying who was there."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings.access import Visit, meeting_door
from meetings.forms.attendance import AttendanceForm
from meetings.selectors.attendance import attendance_part, attendance_rows
from meetings.selectors.page import meeting_page
from meetings.services.attendance import attendance_write
from networks.access import Need
from networks.forms import carried_out, posted


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_door(Need.SEE_WHO_COMES)
def attendance(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask who leads who was there, by name; nothing is added up."""
    form = AttendanceForm(posted(request), attendance_rows(visit.meeting))
    write = partial(attendance_write, meeting=visit.meeting, actor=visit.person)
    others = "the_others" in request.POST
    if form.is_valid() and carried_out(form, lambda: write(said=form.said(the_others_were_there=others))):
        messages.success(request, _("Saved."))
        return redirect(visit.url("meeting"))
    context = {"visit": visit, "page": meeting_page(visit), "form": form, "part": attendance_part(visit)}
    return render(request, "meetings/attendance.html", context)
