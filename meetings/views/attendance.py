"""Saying who was there."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings.access import Visit, meeting_access
from meetings.forms.attendance import AttendanceForm
from meetings.selectors.attendance import attendance_part, attendance_rows
from meetings.selectors.page import meeting_page
from meetings.services.attendance import attendance_write
from networks.access import Permission
from networks.forms import post_data, save_form


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_access(Permission.SEE_WHO_COMES)
def attendance(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask who leads who was there, by name; nothing is added up."""
    form = AttendanceForm(post_data(request), attendance_rows(visit.meeting))
    write = partial(attendance_write, meeting=visit.meeting, actor=visit.person)
    others = "the_others" in request.POST
    if form.is_valid() and save_form(form, lambda: write(said=form.said(the_others_were_there=others))):
        messages.success(request, _("Saved."))
        return redirect(visit.url("meeting"))
    context = {"visit": visit, "page": meeting_page(visit), "form": form, "part": attendance_part(visit)}
    return render(request, "meetings/attendance.html", context)
