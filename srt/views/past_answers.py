"""Taking in answers of an earlier year: choose a file, look at what it holds, import it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import person_of
from networks.access import Permission, programme_access
from networks.bad_rows import BadRows, bad_rows_write
from networks.models import Programme
from networks.services.programme import first_year_now
from networks.views.attachment import CSV_TYPE, attachment
from srt.answer_file import AnswerFileError
from srt.formatting import number_in_words
from srt.forms.past_answers import PastAnswersConfirmForm, PastAnswersForm
from srt.services.past_answers import past_answers_import, past_answers_read


@require_http_methods(["GET", "HEAD", "POST"])
@programme_access(Permission.RUN_WAVE)
def past_answers(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Ask for a file; then show what it holds, or what is wrong with it. Nothing is imported here."""
    post_data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PastAnswersForm(*post_data, this_year=first_year_now())
    wrong: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        chosen = _chosen(form)
        try:
            found = past_answers_read(programme=programme, **chosen)
        except AnswerFileError as error:
            wrong = _wrong(error, programme, chosen)
        except ValidationError as refusal:
            form.add_error("first_year", refusal.messages[0])
        else:
            sealed = PastAnswersConfirmForm.seal(programme, **chosen)
            notes = form.cleaned_data.get("notes", ())
            context = {"programme": programme, "counts": found.counts, "notes": notes, "sealed": sealed}
            return render(request, "srt/past_answers/look.html", context)
    context = {
        "programme": programme,
        "form": form,
        "smallest_group": number_in_words(programme.minimum_group),
        **wrong,
    }
    return render(request, "srt/past_answers/choose.html", context)


def _wrong(error: AnswerFileError, programme: Programme, chosen: dict[str, Any]) -> dict[str, Any]:
    """Return what the page says about a file that cannot be used; sealed, when not every bad row has room on it."""
    bad_rows = BadRows(error.bad_rows)
    sealed = PastAnswersConfirmForm.seal(programme, **chosen) if bad_rows.more else ""
    return {"of_the_file": error.of_the_file, "bad_rows": bad_rows, "sealed": sealed}


@require_POST
@programme_access(Permission.RUN_WAVE)
def past_answers_bad_rows(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Give every row of a file that cannot be used, with what to mend, as a file."""
    form = PastAnswersConfirmForm(request.POST, programme=programme)
    if not form.is_valid():
        messages.error(request, str(form.errors["sealed"][0]))
        return redirect("srt:past_answers", programme.pk)
    try:
        past_answers_read(programme=programme, **form.cleaned_data["sealed"])
    except AnswerFileError as error:
        return attachment(bad_rows_write(error.bad_rows), CSV_TYPE, f"{programme.slug}-answers-to-mend.csv")
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("srt:past_answers", programme.pk)


@require_POST
@programme_access(Permission.RUN_WAVE)
def past_answers_confirm(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Import what was looked at."""
    form = PastAnswersConfirmForm(request.POST, programme=programme)
    try:
        if not form.is_valid():
            raise ValidationError(form.errors["sealed"][0])
        past_answers_import(programme=programme, actor=person_of(request), **form.cleaned_data["sealed"])
    except AnswerFileError as error:
        messages.error(request, str(error.problems[0]))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("The answers are imported. The pictures are being made."))
        return redirect("srt:programme_pictures", programme.pk)
    return redirect("srt:past_answers", programme.pk)


def _chosen(form: PastAnswersForm) -> dict[str, Any]:
    data = form.cleaned_data
    return {"data": data["file"], "first_year": data["first_year"], "instrument": data["instrument"]}
