"""Import answers from an earlier year: choose a file, preview it, confirm."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import person_of
from networks.access import Permission, programme_access
from networks.models import Programme
from networks.study_years import current_first_year
from networks.views.attachment import CSV_TYPE, attachment
from networks.worksheets import bad_rows_write
from srt.answer_file import AnswerFileError
from srt.formatting import format_number
from srt.forms.past_answers import PastAnswersConfirmForm, PastAnswersForm
from srt.models import Wave
from srt.services import past_answers as services


@require_http_methods(["GET", "HEAD", "POST"])
@programme_access(Permission.RUN_WAVE)
def past_answers(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Ask for a file, then preview its contents or list its problems. Nothing is imported yet."""
    post_data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PastAnswersForm(*post_data, this_year=current_first_year())
    problems: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        chosen = _chosen(form)
        try:
            found = services.past_answers_read(programme=programme, **chosen)
        except AnswerFileError as error:
            problems = _problems(error, programme, chosen)
        except ValidationError as refusal:
            form.add_error("first_year", refusal.messages[0])
        else:
            sealed = PastAnswersConfirmForm.seal(programme, **chosen)
            notes = form.cleaned_data.get("notes", ())
            context = {"programme": programme, "counts": found.counts, "notes": notes, "sealed": sealed}
            return render(request, "srt/past_answers/preview.html", context)
    context = {
        "programme": programme,
        "form": form,
        "smallest_group": format_number(programme.minimum_group),
        **problems,
    }
    return render(request, "srt/past_answers/choose.html", context)


def _problems(error: AnswerFileError, programme: Programme, chosen: dict[str, Any]) -> dict[str, Any]:
    """Return the problems of an unusable file, sealing the file if there are more bad rows than the page shows."""
    bad_rows = error.bad_rows
    sealed = PastAnswersConfirmForm.seal(programme, **chosen) if bad_rows.more else ""
    return {"of_the_file": error.of_the_file, "bad_rows": bad_rows, "sealed": sealed}


@require_POST
@programme_access(Permission.RUN_WAVE)
def past_answers_bad_rows(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Download every rejected row of a file with its problems, as CSV."""
    form = PastAnswersConfirmForm(request.POST, programme=programme)
    if not form.is_valid():
        messages.error(request, str(form.errors["sealed"][0]))
        return redirect("srt:past_answers", programme.pk)
    try:
        services.past_answers_read(programme=programme, **form.cleaned_data["sealed"])
    except AnswerFileError as error:
        return attachment(bad_rows_write(error.bad_rows), CSV_TYPE, f"{programme.slug}-answers-to-correct.csv")
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("srt:past_answers", programme.pk)


@require_POST
@programme_access(Permission.RUN_WAVE)
def past_answers_confirm(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Import the previewed file."""
    form = PastAnswersConfirmForm(request.POST, programme=programme)
    try:
        if not form.is_valid():
            raise ValidationError(form.errors["sealed"][0])
        services.past_answers_import(programme=programme, actor=person_of(request), **form.cleaned_data["sealed"])
    except AnswerFileError as error:
        messages.error(request, str(error.problems[0]))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("The answers have been imported. The pictures are being made."))
        return redirect("srt:programme_statements", programme.pk)
    return redirect("srt:past_answers", programme.pk)


@require_POST
@programme_access(Permission.RUN_WAVE)
def past_answers_undo(request: HttpRequest, programme: Programme, wave_pk: int) -> HttpResponse:
    """Undo an import that nobody has seen the results of."""
    wave = get_object_or_404(Wave, programme=programme, pk=wave_pk)
    try:
        services.past_answers_undo(wave=wave, actor=person_of(request))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("The imported answers have been removed."))
    return redirect("srt:programme_statements", programme.pk)


def _chosen(form: PastAnswersForm) -> dict[str, Any]:
    data = form.cleaned_data
    return {"data": data["file"], "first_year": data["first_year"], "instrument": data["instrument"]}
