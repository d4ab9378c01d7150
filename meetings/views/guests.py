"""Single people at one meeting."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings.access import Visit, meeting_access
from meetings.forms.kinds import GuestForm
from meetings.selectors.guests import guest_lines, guest_of
from meetings.selectors.page import meeting_page
from meetings.services.guests import guest_add, guest_remove
from networks.access import Permission
from networks.forms import post_data, save_form


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_access(Permission.PLAN_MEETINGS)
def guests(request: HttpRequest, visit: Visit) -> HttpResponse:
    """List who was added by hand, and invite one more."""
    form = GuestForm(post_data(request))
    add = partial(guest_add, meeting=visit.meeting, actor=visit.person)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: add(**form.cleaned_data)):
        messages.success(request, _("Invited. The message holds a link of their own."))
        return redirect(visit.url("guests"))
    context = {"visit": visit, "page": meeting_page(visit), "form": form, "guests": guest_lines(visit.meeting)}
    return render(request, "meetings/guests.html", context)


@require_POST
@meeting_access(Permission.PLAN_MEETINGS)
def guest_take_off(request: HttpRequest, visit: Visit, invitee_pk: int) -> HttpResponse:
    """Take somebody off the list who was added by hand."""
    invitee = guest_of(visit.meeting, invitee_pk)
    if invitee is None:
        raise Http404
    try:
        guest_remove(invitee=invitee, actor=visit.person)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Taken off the list. They get a message, and their calendar follows."))
    return redirect(visit.url("guests"))
