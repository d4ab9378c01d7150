"""Guests, who are invited to one meeting only."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings.access import Visit, meeting_access
from meetings.forms.kinds import GuestForm
from meetings.selectors.guests import guest_lines, guest_of, guests_undelivered
from meetings.selectors.page import meeting_page
from meetings.services import guests as services
from meetings.views.form_pages import FORM_METHODS, act_and_redirect
from networks.access import Permission
from networks.forms import post_data, save_form


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.PLAN_MEETINGS)
def guests(request: HttpRequest, visit: Visit) -> HttpResponse:
    """List the guests of a meeting, or invite another one."""
    form = GuestForm(post_data(request))
    add = partial(services.guest_add, meeting=visit.meeting, actor=visit.person)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: add(**form.cleaned_data)):
        messages.success(request, _("Invited. The message contains a personal link."))
        return redirect(visit.url("guests"))
    context = {
        "visit": visit,
        "page": meeting_page(visit),
        "form": form,
        "guests": guest_lines(visit.meeting),
        "undelivered": guests_undelivered(visit.meeting),
    }
    return render(request, "meetings/guests.html", context)


@require_POST
@meeting_access(Permission.PLAN_MEETINGS)
def guest_remove(request: HttpRequest, visit: Visit, invitee_pk: int) -> HttpResponse:
    """Withdraw the invitation of a guest."""
    invitee = guest_of(visit.meeting, invitee_pk)
    if invitee is None:
        raise Http404
    remove = partial(services.guest_remove, invitee=invitee, actor=visit.person)
    done = _("Removed from the list. They will get a message and the meeting is removed from their calendar.")
    return act_and_redirect(request, remove, visit.url("guests"), done)
