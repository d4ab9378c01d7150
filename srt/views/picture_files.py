"""Pictures to take along: asking for one, waiting for it, downloading it; and the table beside them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import person_of
from networks.access import Permission
from networks.sheets import SHEET_TYPE
from networks.views.attachment import attachment
from srt.access import opened_wave_access
from srt.forms.picture_files import PictureChoiceForm
from srt.models import WaveNetwork
from srt.selectors.picture_files import picture_choice
from srt.selectors.result_table import result_table
from srt.services.picture_files import picture_file_request


@require_POST
@opened_wave_access(Permission.SEE_PICTURE_WITH_WORDS)
def picture_take(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """Ask for a picture: a file that is there already is downloaded at once."""
    form = PictureChoiceForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a picture, a kind of file and a language."))
        return redirect("srt:result", row.network_id, row.wave_id)
    choice = picture_file_request(wave_network=row, actor=person_of(request), **form.cleaned_data)
    route = "srt:picture_download" if choice.is_ready else "srt:picture_file"
    return redirect(route, row.network_id, row.wave_id, choice.chosen_kind, choice.language, choice.file_format)


@require_safe
@opened_wave_access(Permission.SEE_PICTURE_WITH_WORDS)
def picture_file(request: HttpRequest, row: WaveNetwork, kind: str, language: str, file_format: str) -> HttpResponse:
    """Show how far a picture is: to be asked for, being made, or there."""
    choice = picture_choice(
        wave_network=row, person=person_of(request), kind=kind, language=language, file_format=file_format
    )
    if request.headers.get("HX-Request") and not choice.is_working:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if request.headers.get("HX-Request"):
        return render(request, "srt/results/fragments/picture_working.html", {"row": row, "choice": choice})
    context = {
        "choice": choice,
        "page": choice.page,
        "row": row,
        "network": row.network,
        "wave": row.wave,
        "take_form": PictureChoiceForm(
            auto_id="take-%s", initial={"kind": kind, "language": language, "file_format": file_format}
        ),
    }
    return render(request, "srt/results/picture_file.html", context)


@require_safe
@opened_wave_access(Permission.SEE_PICTURE_WITH_WORDS)
def picture_download(
    request: HttpRequest, row: WaveNetwork, kind: str, language: str, file_format: str
) -> HttpResponse:
    """Download a picture, for who sees it at this moment."""
    choice = picture_choice(
        wave_network=row, person=person_of(request), kind=kind, language=language, file_format=file_format
    )
    if choice.file is None or choice.file.content is None:
        raise Http404
    return attachment(bytes(choice.file.content), choice.content_type, choice.file_name)


@require_safe
@opened_wave_access(Permission.SEE_PICTURE_WITH_WORDS)
def result_table_download(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """Download the table of a result as a workbook, for who sees the picture at this moment."""
    table = result_table(wave_network=row, person=person_of(request))
    return attachment(table.content, SHEET_TYPE, table.file_name)
