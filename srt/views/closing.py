"""Closing a wave by hand."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import person_of
from networks.access import Permission
from srt.access import programme_wave_access
from srt.forms.closing import CloseForm
from srt.models import Wave
from srt.selectors.closing import networks_without_picture
from srt.selectors.waves import wave_title
from srt.services.closing import wave_close


@require_http_methods(["GET", "HEAD", "POST"])
@programme_wave_access(Permission.RUN_WAVE)
def wave_close_page(request: HttpRequest, wave: Wave) -> HttpResponse:
    """Say what closing does and ask for a tick; then close."""
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            wave_close(wave=wave, actor=person_of(request))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The questionnaire is closed. The pictures are being made."))
            return redirect("srt:programme_pictures", wave.programme_id)
    context = {
        "wave": wave,
        "programme": wave.programme,
        "form": form,
        "round_title": wave_title(wave),
        "kicker": f"{wave.programme.name} · {wave.study_year}",
        "without_picture": networks_without_picture(wave),
        "is_open": wave.opened_at is not None and wave.closed_at is None,
    }
    return render(request, "srt/closing/close.html", context)
