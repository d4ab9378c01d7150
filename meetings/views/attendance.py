"""Recording who was at a meeting."""

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
from meetings.services.attendance import attendance_record
from networks.access import Permission
from networks.forms import post_data, save_form


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_access(Permission.SEE_REPLIES)
def attendance(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Let the people who lead the meeting record attendance, person by person and without totals."""
    form = AttendanceForm(post_data(request), attendance_rows(visit.meeting))
    write = partial(attendance_record, meeting=visit.meeting, actor=visit.person)
    others = "the_others" in request.POST
    if form.is_valid() and save_form(form, lambda: write(attendance=form.attendance(others_were_there=others))):
        messages.success(request, _("Saved."))
        return redirect(visit.url("meeting"))
    context = {"visit": visit, "page": meeting_page(visit), "form": form, "part": attendance_part(visit)}
    return render(request, "meetings/attendance.html", context)
