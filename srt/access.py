"""The doors of the survey: waves through their programme or network, questionnaires through a personal link."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from accounts.access import View, personal_link
from networks.access import Need, network_door, programme_door
from networks.models import Network, Programme
from srt.models import Wave, WaveNetwork


def programme_wave_door(need: Need) -> Callable[[View], View]:
    """Open a view `(request, wave, …)` at a route with `programme_pk` and `wave_pk`; 404 for another's wave."""

    def decorate(view: View) -> View:
        @programme_door(need)
        @wraps(view)
        def guarded(request: HttpRequest, programme: Programme, wave_pk: int, **kwargs: Any) -> HttpResponse:
            waves = Wave.objects.select_related("programme", "study_year", "instrument")
            wave = waves.filter(programme=programme, pk=wave_pk).first()
            if wave is None:
                raise Http404
            return view(request, wave, **kwargs)

        return guarded

    return decorate


def network_wave_door(need: Need) -> Callable[[View], View]:
    """Open a view `(request, wave_network, …)` at a route with `network_pk` and `wave_pk`."""

    def decorate(view: View) -> View:
        @network_door(need)
        @wraps(view)
        def guarded(request: HttpRequest, network: Network, wave_pk: int, **kwargs: Any) -> HttpResponse:
            rows = WaveNetwork.objects.select_related("wave__programme", "wave__study_year", "wave__instrument")
            wave_network = rows.filter(network=network, wave=wave_pk).first()
            if wave_network is None:
                raise Http404
            wave_network.network = network
            return view(request, wave_network, **kwargs)

        return guarded

    return decorate


def link_door(view: View) -> View:
    """Let in who holds a personal link or the link of a room; the view checks the token.

    Exempt from the CSRF cookie: no cookie gives any right here, the token in the address does, and nobody else knows
    it. The cookie would shut people out, since a page that sends no referrer posts with `Origin: null`.
    """
    return csrf_exempt(personal_link(view))
