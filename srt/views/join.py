"""Joining a questionnaire together: a QR code for the big screen, and the page that emails people their own link."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import personal_link
from accounts.forms.address import AddressForm
from accounts.qr import qr_svg
from networks.access import Permission
from srt.access import network_wave_access
from srt.models import WaveNetwork
from srt.selectors.waves import join_token, wave_network_by_join_token
from srt.services.join import join_link_request, join_visit_allowed


@require_safe
@network_wave_access(Permission.LEAD)
def join_code(request: HttpRequest, wave_network: WaveNetwork) -> HttpResponse:
    """Show the QR code of the join page while the wave is open."""
    if not wave_network.wave.is_open():
        return render(request, "srt/join/not_open.html", {"wave_network": wave_network})
    link = settings.LEERWEB_BASE_URL + reverse("srt:join_page", args=[join_token(wave_network)])
    return render(request, "srt/join/code.html", {"wave_network": wave_network, "link": link, "qr": qr_svg(link)})


@require_http_methods(["GET", "HEAD", "POST"])
@personal_link
def join_page(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for an email address and send the personal link to it; the response is the same for every address."""
    wave_network = wave_network_by_join_token(token)
    if wave_network is None:
        return render(request, "srt/questionnaire/wrong_link.html", status=404)
    if not wave_network.wave.is_open():
        return render(request, "srt/join/closed.html", {"wave_network": wave_network}, status=410)
    if request.method != "POST":
        return _ask(request, wave_network, AddressForm(), is_sent="sent" in request.GET)
    if not join_visit_allowed(place=get_adapter().get_client_ip(request)):
        return render(request, "429.html", status=429)
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _ask(request, wave_network, form, is_sent=False)
    join_link_request(wave_network=wave_network, email=form.cleaned_data["email"])
    return redirect(f"{reverse('srt:join_page', args=[token])}?sent")


def _ask(request: HttpRequest, wave_network: WaveNetwork, form: AddressForm, *, is_sent: bool) -> HttpResponse:
    context = {"wave_network": wave_network, "form": form, "is_sent": is_sent}
    return render(request, "srt/join/ask.html", context, status=422 if form.errors else 200)
