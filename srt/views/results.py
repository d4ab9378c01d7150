"""The result of a network, the same page as a coordinator sees it, and the statements of all networks."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from networks.access import Permission, network_access, programme_access, roles_in_network
from networks.models import Network, Programme
from srt.access import opened_wave_access
from srt.forms.chart_files import ChartFileForm
from srt.forms.conversation import ConversationDayForm, StatementForm
from srt.models import WaveNetwork
from srt.selectors import results as selectors
from srt.selectors.questionnaire import has_open_invitation
from srt.selectors.results import (
    OUTSIDE,
    ResultPage,
    chart_state,
    describe_for_outsiders,
    describe_opening,
    result_page,
    statements_by_wave,
)
from srt.selectors.running_order import advice, running_order
from srt.services.past_answers import imported_waves_mark_seen


@require_safe
@network_access(Permission.SEE_RESULTS_WITH_STATEMENT)
def network_waves(request: HttpRequest, network: Network) -> HttpResponse:
    """List the rounds of a network with its statements, newest first."""
    waves = selectors.network_waves(network, request.user)
    return render(request, "srt/results/network_waves.html", {"network": network, "waves": waves})


@require_safe
@opened_wave_access(Permission.SEE_RESULTS_WITH_STATEMENT)
def result(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """Show the result of a network as this person may see it now."""
    page = page_shown(result_page(row, roles_in_network(request.user, row.network)))
    if page.part == "no_chart":
        return redirect("srt:conversation", row.network_id, row.wave_id)
    own = page.part == "open" and has_open_invitation(request.user, row.pk)
    return render(request, "srt/results/result.html", {**result_context(page), "own_questionnaire": own})


@require_safe
@opened_wave_access(Permission.SEE_RESULTS_WITH_STATEMENT)
def result_for_coordinator(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """Show members what a coordinator currently sees of this result."""
    return render(request, "srt/results/for_coordinator.html", result_context(page_shown(result_page(row, OUTSIDE))))


@require_safe
@opened_wave_access(Permission.SEE_RESULTS)
def result_progress(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """Return the waiting message while the chart is being drawn, else tell htmx to refresh the page."""
    page = result_page(row, roles_in_network(request.user, row.network))
    if page.part == "working" or (page.part == "chart" and not page.radar):
        return render(request, "srt/results/fragments/progress.html", {"row": row})
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_safe
@programme_access(Permission.OVERSEE_PROGRAMME)
def programme_statements(request: HttpRequest, programme: Programme) -> HttpResponse:
    """List the statements of all networks by name. Charts are only on each network's own page, never side by side."""
    context = {"programme": programme, "waves": statements_by_wave(programme)}
    return render(request, "srt/results/programme_statements.html", context)


def page_shown(page: ResultPage) -> ResultPage:
    """Return a page that is about to be shown, after recording that imported answers have been seen.

    This is the only thing that a GET records, because it cannot be undone: an import can be, until then. Raises Http404
    if the import was undone meanwhile.
    """
    if not imported_waves_mark_seen(page.unseen_imports):
        raise Http404
    return page


def result_context(page: ResultPage) -> dict[str, object]:
    """Return the template context of a result page."""
    row = page.row
    return {
        "page": page,
        "row": row,
        "network": row.network,
        "wave": row.wave,
        "words_instead": describe_opening(page.access) if page.is_inside else describe_for_outsiders(row, page.access),
        "day_form": ConversationDayForm(initial={"day": chart_state(row).conversation_on}),
        "file_form": ChartFileForm(auto_id="file-%s"),
        "statement_form": StatementForm(initial={"words": row.statement}),
        "running_order": running_order(),
        "advice": advice(),
    }
