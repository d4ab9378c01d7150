"""Questionnaires, for staff: the versions there are, what differs between them, and taking in a new one."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import person_of, staff_only
from srt.definition import InstrumentDefinition, InstrumentError
from srt.definition.comparison import compare
from srt.forms.instruments import InstrumentFileForm
from srt.models import Instrument
from srt.selectors.instruments import (
    definition_view,
    instrument_groups,
    instrument_version,
    kept_upload,
    newest_version,
)
from srt.services.instruments import (
    instrument_known,
    instrument_upload_cancel,
    instrument_upload_confirm,
    instrument_upload_keep,
)


@require_safe
@staff_only
def versions(request: HttpRequest) -> HttpResponse:
    """List every questionnaire with its versions."""
    return render(request, "srt/instruments/versions.html", {"groups": instrument_groups(_language())})


@require_safe
@staff_only
def version(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """Show one version in all its languages."""
    instrument = instrument_version(code, version)
    context = {"instrument": instrument, "view": definition_view(instrument.definition, _language())}
    return render(request, "srt/instruments/version.html", context)


@require_safe
@staff_only
def comparison(request: HttpRequest, code: str, older: int, version: int) -> HttpResponse:
    """Show what differs between two versions of a questionnaire."""
    old, new = instrument_version(code, older), instrument_version(code, version)
    return render(request, "srt/instruments/comparison.html", {"instrument": new, **_compared(old, new.definition)})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file and go on to a look at it. Nothing is taken in yet."""
    form = InstrumentFileForm(request.POST, request.FILES) if request.method == "POST" else InstrumentFileForm()
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"]
        known = instrument_known(data)
        if known is not None:
            messages.info(request, _("This version is here already. Nothing was changed."))
            return redirect("srt:instrument_version", known.code, known.version)
        try:
            kept = instrument_upload_keep(data=data, file_name=form.file_name, actor=person_of(request))
        except InstrumentError as error:
            problems = error.problems
        else:
            return redirect("srt:instrument_upload_look", kept.pk)
    return render(request, "srt/instruments/upload.html", {"form": form, "problems": problems})


@require_safe
@staff_only
def upload_look(request: HttpRequest, upload_pk: int) -> HttpResponse:
    """Show a file as the version that it would be, and what differs from the newest one."""
    kept = kept_upload(by=request.user, pk=upload_pk)
    newest = newest_version(kept.definition.code)
    compared = _compared(newest, kept.definition) if newest else {}
    context = {"kept": kept, "view": definition_view(kept.definition, _language()), **compared}
    return render(request, "srt/instruments/look.html", context)


@require_POST
@staff_only
def upload_confirm(request: HttpRequest, upload_pk: int) -> HttpResponse:
    """Make a version of the file."""
    kept = kept_upload(by=request.user, pk=upload_pk)
    try:
        loaded = instrument_upload_confirm(kept=kept, actor=person_of(request))
    except InstrumentError as error:
        messages.error(request, " ".join(error.problems))
        return redirect("srt:instrument_upload_look", upload_pk)
    messages.success(request, _("The questionnaire is here. New rounds can use it."))
    return redirect("srt:instrument_version", loaded.instrument.code, loaded.instrument.version)


@require_POST
@staff_only
def upload_cancel(request: HttpRequest, upload_pk: int) -> HttpResponse:
    """Forget the file."""
    instrument_upload_cancel(kept=kept_upload(by=request.user, pk=upload_pk), actor=person_of(request))
    messages.success(request, _("The file is gone. Nothing was changed."))
    return redirect("srt:instrument_versions")


def _compared(old: Instrument, new: InstrumentDefinition) -> dict[str, Any]:
    return {"older": old, "newer": new, "comparison": compare(old.definition, new, _language())}


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
