"""The room: a QR code on the screen, and the page where everyone types their own address."""

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
from srt.selectors.waves import room_by_token, room_token
from srt.services.room import room_link_ask, room_visit_allowed


@require_safe
@network_wave_access(Permission.LEAD)
def room(request: HttpRequest, wave_network: WaveNetwork) -> HttpResponse:
    """Show the QR code for a screen in the room, while the wave is open."""
    if not wave_network.wave.is_open():
        return render(request, "srt/room/not_open.html", {"wave_network": wave_network})
    link = settings.LEERWEB_BASE_URL + reverse("srt:room_link", args=[room_token(wave_network)])
    return render(request, "srt/room/screen.html", {"wave_network": wave_network, "link": link, "qr": qr_svg(link)})


@require_http_methods(["GET", "HEAD", "POST"])
@personal_link
def room_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take an address and send the own link there; the answer is the same for every address."""
    wave_network = room_by_token(token)
    if wave_network is None:
        return render(request, "srt/questionnaire/wrong_link.html", status=404)
    if not wave_network.wave.is_open():
        return render(request, "srt/room/closed.html", {"wave_network": wave_network}, status=410)
    if request.method != "POST":
        return _ask(request, wave_network, AddressForm(), is_sent="sent" in request.GET)
    if not room_visit_allowed(place=get_adapter().get_client_ip(request)):
        return render(request, "429.html", status=429)
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _ask(request, wave_network, form, is_sent=False)
    room_link_ask(wave_network=wave_network, email=form.cleaned_data["email"])
    return redirect(f"{reverse('srt:room_link', args=[token])}?sent")


def _ask(request: HttpRequest, wave_network: WaveNetwork, form: AddressForm, *, is_sent: bool) -> HttpResponse:
    context = {"wave_network": wave_network, "form": form, "is_sent": is_sent}
    return render(request, "srt/room/ask.html", context, status=422 if form.errors else 200)
