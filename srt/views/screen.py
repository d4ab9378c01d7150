"""The conversation on a screen in the room: full screen, step by step, for whoever in the network holds the clicker."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from networks.access import Permission, roles_in_network
from srt.access import opened_wave_access
from srt.models import WaveNetwork
from srt.selectors.results import result_page
from srt.selectors.screen import screen_of


@require_safe
@opened_wave_access(Permission.SEE_PICTURE)
def screen(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """Show one step on the screen. What the room sees everyone may see, so the conversation has to begin first."""
    page = result_page(row, roles_in_network(request.user, row.network))
    if page.part not in {"picture", "no_picture"}:
        return redirect("srt:result", row.network_id, row.wave_id)
    context = {"page": page, "row": row, "network": row.network}
    if not page.talked:
        return render(request, "srt/screen/begin.html", context)
    shown = screen_of(page, request.GET.get("step", ""))
    if shown is None:
        raise Http404
    return render(request, "srt/screen/step.html", {**context, "screen": shown, "step": shown.step})
