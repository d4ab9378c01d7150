"""Access decorators of the survey: waves by programme or network, questionnaires by personal link."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.access import View, personal_link
from accounts.language import language_activate_for_link
from networks.access import Permission, network_access, programme_access
from networks.models import Network, Programme
from srt.models import ChartFile, Release, Wave, WaveNetwork
from srt.selectors.questionnaire import invitation_by_token, questionnaire_of
from srt.services.answers import InvitationGoneError, WaveClosedError


def programme_wave_access(permission: Permission) -> Callable[[View], View]:
    """Guard a view `(request, wave, …)` at a route with `programme_pk` and `wave_pk`.

    Raises Http404 for a wave of another programme.
    """

    def decorate(view: View) -> View:
        @programme_access(permission)
        @wraps(view)
        def guarded(request: HttpRequest, programme: Programme, wave_pk: int, **kwargs: Any) -> HttpResponse:
            waves = Wave.objects.select_related("programme", "study_year", "instrument")
            wave = waves.filter(programme=programme, pk=wave_pk).first()
            if wave is None:
                raise Http404
            return view(request, wave, **kwargs)

        return guarded

    return decorate


def network_wave_access(permission: Permission) -> Callable[[View], View]:
    """Guard a view `(request, wave_network, …)` at a route with `network_pk` and `wave_pk`.

    Raises Http404 for a wave in which the network does not take part.
    """

    def decorate(view: View) -> View:
        @network_access(permission)
        @wraps(view)
        def guarded(request: HttpRequest, network: Network, wave_pk: int, **kwargs: Any) -> HttpResponse:
            rows = WaveNetwork.objects.select_related("wave__programme", "wave__study_year", "wave__instrument")
            wave_network = rows.filter(network=network, wave__pk=wave_pk).first()
            if wave_network is None:
                raise Http404
            wave_network.network = network
            return view(request, wave_network, **kwargs)

        return guarded

    return decorate


def opened_wave_access(permission: Permission) -> Callable[[View], View]:
    """Guard a view like `network_wave_access`.

    Also raises Http404 for a wave that has not opened, because it may still be cancelled, and if the view finds no
    release or no such chart file.
    """

    def decorate(view: View) -> View:
        @network_wave_access(permission)
        @wraps(view)
        def guarded(request: HttpRequest, row: WaveNetwork, **kwargs: Any) -> HttpResponse:
            if row.wave.opened_at is None:
                raise Http404
            try:
                return view(request, row, **kwargs)
            except (Release.DoesNotExist, ChartFile.DoesNotExist):
                raise Http404 from None

        return guarded

    return decorate


def questionnaire_access(view: View) -> View:
    """Guard a view `(request, questionnaire, …)` by the personal link, and use the language of the person invited.

    An invalid or outdated link and a withdrawn invitation give the same page (404); a closed wave gives another (410).
    """

    @personal_link
    @wraps(view)
    def guarded(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        invitation = invitation_by_token(token)
        if invitation is None:
            return _wrong_link(request)
        language_activate_for_link(request, invitation.person)
        wave = invitation.wave_network.wave
        if not wave.is_open():
            return _closed(request, wave)
        try:
            return view(request, questionnaire_of(invitation), **kwargs)
        except WaveClosedError:
            return _closed(request, wave)
        except InvitationGoneError:
            return _wrong_link(request)

    return guarded


def _wrong_link(request: HttpRequest) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"message": _("This link doesn’t work (any more).")}, status=404)
    return render(request, "srt/questionnaire/wrong_link.html", status=404)


def _closed(request: HttpRequest, wave: Wave) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"message": _("The questionnaire is closed and no longer accepts answers.")}, status=410)
    wave.refresh_from_db(fields=["closed_at", "closes_at"])
    return render(request, "srt/questionnaire/closed.html", {"wave": wave}, status=410)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("accept", "").startswith("application/json")
