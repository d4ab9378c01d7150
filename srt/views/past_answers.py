"""Taking in answers of an earlier year: choose a file, look at what it holds, import it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import person_of
from networks.access import Need, programme_door
from networks.models import Programme
from networks.services.programme import first_year_now
from srt.answer_file import AnswerFileError
from srt.forms.past_answers import PastAnswersConfirmForm, PastAnswersForm
from srt.services.past_answers import past_answers_import, past_answers_read
from srt.words import number_in_words

PROBLEMS_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@programme_door(Need.RUN_WAVE)
def past_answers(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Ask for a file; then show what it holds, or what is wrong with it. Nothing is imported here."""
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PastAnswersForm(*posted, this_year=first_year_now())
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        chosen = _chosen(form)
        try:
            found = past_answers_read(programme=programme, **chosen)
        except AnswerFileError as error:
            problems = [str(problem) for problem in error.problems]
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
        "problems": problems[:PROBLEMS_SHOWN],
        "more": len(problems),
        "smallest_group": number_in_words(programme.minimum_group),
    }
    return render(request, "srt/past_answers/choose.html", context)


@require_POST
@programme_door(Need.RUN_WAVE)
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
