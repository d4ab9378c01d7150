"""Saying oneself that one is there: the code on the screen, and where it leads."""

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
from meetings.selectors.check_in import code_screen, has_check_in, meeting_of_screen, own_attendance, phase_or_404
from meetings.selectors.page import meeting_page
from meetings.services.check_in import Phase, check_in_set, here_link_ask
from meetings.services.check_in import check_in as keep_check_in
from meetings.views.sheets import FORM_METHODS, both_fill_in
from networks.access import Permission, network_access
from networks.forms import post_data, save_form
from networks.models import Network


def _check_in(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take the code on the screen; who scanned it finds it filled in."""
    phase = phase_or_404(visit.meeting)
    form = CheckInForm(post_data(request), initial={"code": request.GET.get("code", "")[:12]})
    kept: list[bool] = []

    def keep() -> None:
        kept.append(keep_check_in(meeting=visit.meeting, actor=visit.person, **form.cleaned_data).was_there)

    if request.method == "POST" and form.is_valid() and save_form(form, keep):
        _say(request, was_there=kept[0], is_early=phase == Phase.EARLY)
        return redirect(visit.url("meeting"))
    page = meeting_page(visit)
    context = {"visit": visit, "page": page, "form": form, "phase": phase, "said": own_attendance(visit)}
    return render(request, "meetings/check_in.html", context)


def _say(request: HttpRequest, *, was_there: bool, is_early: bool) -> None:
    """Say what stands now."""
    if not was_there:
        messages.info(request, _("Who leads said that you are not there. That stands; tell them when it is not so."))
    elif is_early:
        messages.success(request, _("You are early. It is kept, and counts from the beginning."))
    else:
        messages.success(request, _("Welcome. It is kept that you are there."))


check_in, link_check_in = both_fill_in(Permission.JOIN_MEETING, _check_in)


@require_safe
@meeting_access(Permission.SEE_WHO_COMES)
def check_in_screen(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the code large, for the screen in the room; another one every minute."""
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
    """Lead who is signed in and invited to the code; others type their address. The answer is the same for each."""
    meeting = meeting_of_screen(token)
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
    here_link_ask(meeting=meeting, email=form.cleaned_data["email"])
    return redirect(f"{reverse('meetings:here', args=[token])}?sent")


def _ask(request: HttpRequest, meeting: Meeting, form: AddressForm, *, is_sent: bool) -> HttpResponse:
    context = {"where": meeting.where, "form": form, "is_sent": is_sent}
    return render(request, "meetings/here.html", context, status=422 if form.errors else 200)


@require_http_methods(FORM_METHODS)
@network_access(Permission.LEAD)
def check_in_setting(request: HttpRequest, network: Network) -> HttpResponse:
    """Let people say by a code that they are there, or not."""
    form = CheckInSettingForm(post_data(request), initial={"is_on": has_check_in(network)})
    if request.method == "POST" and form.is_valid():
        check_in_set(network=network, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("meetings:meetings", network.pk)
    return render(request, "meetings/check_in_setting.html", {"network": network, "form": form})
