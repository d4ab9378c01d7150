"""Waves ("rounds" on screen), for the coordinators of a programme."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.language import active_language
from networks.access import Permission, programme_access
from networks.models import Programme
from networks.selectors.confirmation import people_to_confirm
from srt.access import programme_wave_access
from srt.emails.waves import email_preview
from srt.forms.waves import ExtendForm, WaveForm, add_refusal, extend_defaults
from srt.models import Wave
from srt.selectors.waves import (
    instrument_lines,
    networks_to_ask,
    people_to_invite,
    programme_waves,
    wave_page,
    young_networks,
)
from srt.services import waves as wave_service


@require_safe
@programme_access(Permission.RUN_WAVE)
def waves(request: HttpRequest, programme: Programme) -> HttpResponse:
    """List the waves of a programme."""
    return render(request, "srt/waves/list.html", {"programme": programme, "waves": programme_waves(programme)})


@require_http_methods(["GET", "HEAD", "POST"])
@programme_access(Permission.RUN_WAVE)
def wave_new(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Ask for the settings of a new wave, preview its invitation email, then open it."""
    form = WaveForm(request.POST or None, programme=programme)
    if request.method != "POST" or not form.is_valid():
        return _wave_new(request, programme, form)
    if "preview" in request.POST:
        return _wave_new(request, programme, form, preview=True)
    try:
        confirm = list(form.cleaned_data["confirm"])
        wave = wave_service.wave_open(
            programme=programme, actor=request.user, confirm=confirm, **form.service_arguments()
        )
    except ValidationError as refusal:
        add_refusal(form, refusal)
        return _wave_new(request, programme, form)
    messages.success(request, _("The round is ready."))
    return redirect("srt:wave", programme.pk, wave.pk)


@require_safe
@programme_wave_access(Permission.RUN_WAVE)
def wave(request: HttpRequest, wave: Wave) -> HttpResponse:
    """Show a wave and, while it is open, the response bracket per network."""
    return _wave(request, wave, ExtendForm(initial=extend_defaults(wave)))


@require_POST
@programme_wave_access(Permission.RUN_WAVE)
def wave_extend(request: HttpRequest, wave: Wave) -> HttpResponse:
    """Extend an open wave."""
    form = ExtendForm(request.POST)
    if not form.is_valid():
        return _wave(request, wave, form)
    try:
        wave_service.wave_extend(wave=wave, closes_at=form.closes_at, actor=request.user)
    except ValidationError as refusal:
        if not wave.is_open():  # the page of a closed wave has no form to show it in
            messages.error(request, " ".join(refusal.messages))
            return redirect("srt:wave", wave.programme_id, wave.pk)
        add_refusal(form, refusal)
        return _wave(request, wave, form)
    messages.success(request, _("The questionnaire will stay open longer."))
    return redirect("srt:wave", wave.programme_id, wave.pk)


@require_POST
@programme_wave_access(Permission.RUN_WAVE)
def wave_cancel(request: HttpRequest, wave: Wave) -> HttpResponse:
    """Cancel a wave that has not begun."""
    try:
        wave_service.wave_cancel(wave=wave, actor=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("srt:wave", wave.programme_id, wave.pk)
    messages.success(request, _("The planned round has been withdrawn. Nobody had been invited."))
    return redirect("srt:waves", wave.programme_id)


@require_safe
@programme_access(Permission.RUN_WAVE)
def instruments(request: HttpRequest, programme: Programme) -> HttpResponse:
    """List the available questionnaires."""
    return render(
        request,
        "srt/waves/instruments.html",
        {"programme": programme, "lines": instrument_lines(active_language())},
    )


def _wave_new(request: HttpRequest, programme: Programme, form: WaveForm, *, preview: bool = False) -> HttpResponse:
    context = {
        "programme": programme,
        "form": form,
        "young": young_networks(networks_to_ask(programme)),
        "preview": email_preview(programme, form.service_arguments(), request.user) if preview else "",
        "people": people_to_invite(form.cleaned_data["networks"]) if preview else 0,
        "unconfirmed": form.unconfirmed() if preview else [],
    }
    return render(request, "srt/waves/new.html", context, status=422 if form.errors else 200)


def _wave(request: HttpRequest, wave: Wave, form: ExtendForm) -> HttpResponse:
    context = {
        "page": wave_page(wave, active_language()),
        "wave": wave,
        "form": form,
        "to_confirm": people_to_confirm(wave.programme).count() if wave.is_open() else 0,
    }
    return render(request, "srt/waves/wave.html", context, status=422 if form.errors else 200)
