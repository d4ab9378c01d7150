"""The presenter view: the conversation step by step in full screen, open to everyone in the network."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from networks.access import Permission, roles_in_network
from srt.access import opened_wave_access
from srt.models import WaveNetwork
from srt.selectors.presenter import presenter_view
from srt.selectors.results import result_page
from srt.views.results import page_shown


@require_safe
@opened_wave_access(Permission.SEE_RESULTS)
def presenter(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """Show one step of the conversation, or the start page if the conversation has not begun.

    Everyone in the room can see the step, so the conversation has to be started first.
    """
    page = page_shown(result_page(row, roles_in_network(request.user, row.network)))
    if page.part not in {"chart", "no_chart"}:
        return redirect("srt:result", row.network_id, row.wave_id)
    context = {"page": page, "row": row, "network": row.network}
    if not page.talked:
        return render(request, "srt/presenter/begin.html", context)
    shown = presenter_view(page, request.GET.get("step", ""))
    if shown is None:
        raise Http404
    return render(request, "srt/presenter/step.html", {**context, "presenter": shown, "step": shown.step})
