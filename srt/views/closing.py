"""Close a wave by hand."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import person_of
from accounts.formatting import join_facts
from networks.access import Permission
from srt.access import programme_wave_access
from srt.forms.closing import CloseForm
from srt.models import Wave
from srt.selectors.closing import networks_without_chart
from srt.selectors.waves import wave_title
from srt.services import closing as closing_service


@require_http_methods(["GET", "HEAD", "POST"])
@programme_wave_access(Permission.RUN_WAVE)
def wave_close(request: HttpRequest, wave: Wave) -> HttpResponse:
    """Explain what closing does, ask for confirmation, then close the wave."""
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            closing_service.wave_close(wave=wave, actor=person_of(request))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The questionnaire has been closed. The pictures are being made."))
            return redirect("srt:programme_statements", wave.programme_id)
    context = {
        "wave": wave,
        "programme": wave.programme,
        "form": form,
        "round_title": wave_title(wave),
        "kicker": join_facts(wave.programme.name, wave.study_year),
        "without_chart": networks_without_chart(wave),
        "is_open": wave.opened_at is not None and wave.closed_at is None,
    }
    return render(request, "srt/closing/close.html", context)
