"""Downloads of a result: request, wait for and download a chart file, and download the table."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import person_of
from networks.access import Permission
from networks.views.attachment import attachment
from networks.worksheets import XLSX_TYPE
from srt.access import opened_wave_access
from srt.forms.chart_files import ChartFileForm
from srt.models import WaveNetwork
from srt.selectors.chart_files import chart_file_choice
from srt.selectors.result_table import result_table
from srt.services import chart_files as chart_file_service
from srt.views.results import page_shown


@require_POST
@opened_wave_access(Permission.SEE_RESULTS_WITH_STATEMENT)
def chart_file_request(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """Request a chart file; redirect to the download if it already exists."""
    form = ChartFileForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a picture, a file type and a language."))
        return redirect("srt:result", row.network_id, row.wave_id)
    choice = chart_file_service.chart_file_request(wave_network=row, actor=person_of(request), **form.cleaned_data)
    route = "srt:chart_file_download" if choice.is_ready else "srt:chart_file"
    return redirect(route, row.network_id, row.wave_id, choice.chosen_kind, choice.language, choice.file_format)


@require_safe
@opened_wave_access(Permission.SEE_RESULTS_WITH_STATEMENT)
def chart_file(request: HttpRequest, row: WaveNetwork, kind: str, language: str, file_format: str) -> HttpResponse:
    """Show whether a chart file is missing, being made or ready."""
    choice = chart_file_choice(
        wave_network=row, person=person_of(request), kind=kind, language=language, file_format=file_format
    )
    if request.headers.get("HX-Request") and not choice.is_working:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if request.headers.get("HX-Request"):
        return render(request, "srt/results/fragments/chart_file_progress.html", {"row": row, "choice": choice})
    context = {
        "choice": choice,
        "page": choice.page,
        "row": row,
        "network": row.network,
        "wave": row.wave,
        "file_form": ChartFileForm(
            auto_id="file-%s", initial={"kind": kind, "language": language, "file_format": file_format}
        ),
    }
    return render(request, "srt/results/chart_file.html", context)


@require_safe
@opened_wave_access(Permission.SEE_RESULTS_WITH_STATEMENT)
def chart_file_download(
    request: HttpRequest, row: WaveNetwork, kind: str, language: str, file_format: str
) -> HttpResponse:
    """Download a chart file. Raises Http404 if it has not been made."""
    choice = chart_file_choice(
        wave_network=row, person=person_of(request), kind=kind, language=language, file_format=file_format
    )
    if choice.file is None or choice.file.content is None:
        raise Http404
    page_shown(choice.page)
    return attachment(bytes(choice.file.content), choice.content_type, choice.file_name)


@require_safe
@opened_wave_access(Permission.SEE_RESULTS_WITH_STATEMENT)
def result_table_download(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """Download the results table as a workbook."""
    table = result_table(wave_network=row, person=person_of(request))
    page_shown(table.page)
    return attachment(table.content, XLSX_TYPE, table.file_name)
