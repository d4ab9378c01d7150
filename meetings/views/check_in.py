"""Checking in at a meeting with the code on the screen."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import personal_link
from accounts.forms.address import AddressForm
from accounts.limits import visit_allowed
from meetings.access import Visit, meeting_access
from meetings.forms.check_in import CheckInForm, CheckInSettingForm
from meetings.models import Meeting
from meetings.selectors.attendance import is_invited
from meetings.selectors.check_in import code_screen, has_check_in, meeting_by_qr_token, own_attendance, phase_or_404
from meetings.selectors.page import meeting_page
from meetings.services import check_in as services
from meetings.timing import Phase
from meetings.views.form_pages import FORM_METHODS, account_and_link_forms
from networks.access import Permission, network_access
from networks.forms import post_data, save_form
from networks.models import Network


def _check_in(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Check the visitor in with the code on the screen, prefilled when they scanned it."""
    phase = phase_or_404(visit.meeting)
    form = CheckInForm(post_data(request), initial={"code": request.GET.get("code", "")[:12]})
    saved: list[bool] = []

    def save() -> None:
        saved.append(services.check_in(meeting=visit.meeting, actor=visit.person, **form.cleaned_data).was_there)

    if request.method == "POST" and form.is_valid() and save_form(form, save):
        _show_result(request, was_there=saved[0], is_early=phase == Phase.EARLY)
        return redirect(visit.url("meeting"))
    page = meeting_page(visit)
    context = {"visit": visit, "page": page, "form": form, "phase": phase, "attendance": own_attendance(visit)}
    return render(request, "meetings/check_in.html", context)


def _show_result(request: HttpRequest, *, was_there: bool, is_early: bool) -> None:
    if not was_there:
        messages.info(
            request,
            _("The person leading the meeting has recorded that you aren’t there. Let them know if that’s wrong."),
        )
    elif is_early:
        messages.success(request, _("You’re early. You’re checked in from the start of the meeting."))
    else:
        messages.success(request, _("Welcome. You’re checked in."))


check_in, link_check_in = account_and_link_forms(Permission.JOIN_MEETING, _check_in)


@require_safe
@meeting_access(Permission.SEE_REPLIES)
def check_in_screen(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the current code in large type, for a shared screen. The code changes every minute."""
    phase = phase_or_404(visit.meeting)
    context = {"visit": visit, "page": meeting_page(visit), "phase": phase}
    if not phase.is_open:
        return render(request, "meetings/check_in_closed.html", context)
    response = render(request, "meetings/check_in_screen.html", {**context, "screen": code_screen(visit.meeting)})
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(FORM_METHODS)
@personal_link
def here(request: HttpRequest, token: str) -> HttpResponse:
    """Open the check-in page for an invitee with an account, or email other visitors their personal link.

    The response is the same for every address, so it doesn't reveal who is invited.
    """
    meeting = meeting_by_qr_token(token)
    if meeting is None:
        return render(request, "meetings/wrong_link.html", status=404)
    if request.method != "POST":
        if is_invited(meeting, request.user):
            query = urlencode({"code": request.GET.get("code", "")[:12]})
            return redirect(f"{reverse('meetings:check_in', args=[meeting.pk])}?{query}")
        return _ask(request, meeting, AddressForm(), is_sent="sent" in request.GET)
    if not visit_allowed("meetings.here", get_adapter().get_client_ip(request)):
        return render(request, "429.html", status=429)
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _ask(request, meeting, form, is_sent=False)
    services.check_in_link_request(meeting=meeting, email=form.cleaned_data["email"])
    return redirect(f"{reverse('meetings:here', args=[token])}?sent")


def _ask(request: HttpRequest, meeting: Meeting, form: AddressForm, *, is_sent: bool) -> HttpResponse:
    context = {"where": meeting.where, "form": form, "is_sent": is_sent}
    return render(request, "meetings/here.html", context, status=422 if form.errors else 200)


@require_http_methods(FORM_METHODS)
@network_access(Permission.LEAD)
def check_in_setting(request: HttpRequest, network: Network) -> HttpResponse:
    """Turn check-in by code on or off for a network."""
    form = CheckInSettingForm(post_data(request), initial={"is_on": has_check_in(network.pk)})
    if request.method == "POST" and form.is_valid():
        services.check_in_set(network=network, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("meetings:meetings", network.pk)
    return render(request, "meetings/check_in_setting.html", {"network": network, "form": form})
