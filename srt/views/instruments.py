"""Questionnaires, for staff: list and compare versions, and upload a new one."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import person_of, staff_only
from srt.definition import InstrumentDefinition, YamlFileError
from srt.definition.comparison import compare
from srt.forms.instruments import InstrumentFileForm
from srt.models import Instrument
from srt.selectors.instruments import (
    definition_view,
    get_instrument_or_404,
    get_upload_or_404,
    instrument_groups,
    newest_version,
)
from srt.services import instruments as instrument_service


@require_safe
@staff_only
def instrument_versions(request: HttpRequest) -> HttpResponse:
    """List every questionnaire with its versions."""
    return render(request, "srt/instruments/versions.html", {"groups": instrument_groups(_language())})


@require_safe
@staff_only
def instrument_version(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """Show one version in all its languages."""
    instrument = get_instrument_or_404(code, version)
    context = {"instrument": instrument, "view": definition_view(instrument.definition, _language())}
    return render(request, "srt/instruments/version.html", context)


@require_safe
@staff_only
def instrument_comparison(request: HttpRequest, code: str, older: int, version: int) -> HttpResponse:
    """Compare two versions of a questionnaire."""
    old, new = get_instrument_or_404(code, older), get_instrument_or_404(code, version)
    return render(request, "srt/instruments/comparison.html", {"instrument": new, **_compared(old, new.definition)})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def instrument_upload(request: HttpRequest) -> HttpResponse:
    """Accept a file and redirect to its preview. Nothing is added yet."""
    form = InstrumentFileForm(request.POST, request.FILES) if request.method == "POST" else InstrumentFileForm()
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"]
        known = instrument_service.instrument_known(data)
        if known is not None:
            messages.info(request, _("This version already exists. Nothing was changed."))
            return redirect("srt:instrument_version", known.code, known.version)
        try:
            upload = instrument_service.instrument_upload_store(
                data=data, file_name=form.file_name, actor=person_of(request)
            )
        except YamlFileError as error:
            problems = error.problems
        else:
            return redirect("srt:instrument_upload_preview", upload.pk)
    return render(request, "srt/instruments/upload.html", {"form": form, "problems": problems})


@require_safe
@staff_only
def instrument_upload_preview(request: HttpRequest, upload_pk: int) -> HttpResponse:
    """Preview an uploaded file as a new version and show how it differs from the newest one."""
    upload = get_upload_or_404(by=request.user, pk=upload_pk)
    newest = newest_version(upload.definition.code)
    compared = _compared(newest, upload.definition) if newest else {}
    context = {"upload": upload, "view": definition_view(upload.definition, _language()), **compared}
    return render(request, "srt/instruments/upload_preview.html", context)


@require_POST
@staff_only
def instrument_upload_confirm(request: HttpRequest, upload_pk: int) -> HttpResponse:
    """Add the uploaded file as a new version."""
    upload = get_upload_or_404(by=request.user, pk=upload_pk)
    try:
        loaded = instrument_service.instrument_upload_confirm(upload=upload, actor=person_of(request))
    except YamlFileError as error:
        messages.error(request, " ".join(error.problems))
        return redirect("srt:instrument_upload_preview", upload_pk)
    messages.success(request, _("The questionnaire has been added. New rounds can use it."))
    return redirect("srt:instrument_version", loaded.instrument.code, loaded.instrument.version)


@require_POST
@staff_only
def instrument_upload_cancel(request: HttpRequest, upload_pk: int) -> HttpResponse:
    """Discard an uploaded file."""
    instrument_service.instrument_upload_cancel(
        upload=get_upload_or_404(by=request.user, pk=upload_pk), actor=person_of(request)
    )
    messages.success(request, _("The file has been discarded. Nothing was changed."))
    return redirect("srt:instrument_versions")


def _compared(old: Instrument, new: InstrumentDefinition) -> dict[str, Any]:
    return {"older": old, "newer": new, "comparison": compare(old.definition, new, _language())}


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
