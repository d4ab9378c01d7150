"""The pages of a questionnaire, opened with a personal link."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import signed_in
from accounts.language import active_language
from srt.access import questionnaire_access
from srt.definition import PageOfItems
from srt.formatting import format_day, format_moment
from srt.forms.questionnaire import PostedAnswers, StartForm, posted_answers
from srt.selectors.questionnaire import (
    Questionnaire,
    about_questionnaire,
    describe_conflicts,
    intro_texts,
    invitation_of,
    item_lines,
    link_token,
    page_texts,
)
from srt.selectors.waves import response_bracket
from srt.services.answers import AnswersRefusedError, answers_save, answers_submit, answers_withdraw
from srt.services.invitations import invitation_decline


@require_safe
@signed_in
def own_questionnaire(request: HttpRequest, wave_network_pk: int) -> HttpResponse:
    """Redirect a signed-in person to their own questionnaire. Raises Http404 if they were not invited."""
    invitation = invitation_of(request.user, wave_network_pk)
    if invitation is None:
        raise Http404
    return redirect("srt:questionnaire_intro", link_token(invitation))


@require_http_methods(["GET", "HEAD", "POST"])
@questionnaire_access
def questionnaire_intro(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Introduce the questionnaire; on start, save the research consent and go to the first unfinished page."""
    if request.method == "POST":
        form = StartForm(request.POST)
        consent = form.is_valid() and form.cleaned_data["consent"]
        answers_save(invitation=questionnaire.invitation, changes={}, consent=consent)
        return _to(questionnaire, "srt:questionnaire_page", questionnaire.resume_page)
    bracket = response_bracket(questionnaire.invitation.wave_network).words
    texts = intro_texts(questionnaire, active_language())
    return _render(request, "intro", questionnaire, {"texts": texts, "bracket": bracket})


@require_POST
@questionnaire_access
def questionnaire_decline(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Record that the person will not fill this in, or undo that; nobody else sees it."""
    declined = request.POST.get("declined") != "0"
    invitation_decline(invitation=questionnaire.invitation, declined=declined)
    return _to(questionnaire, "srt:questionnaire_intro")


@require_safe
@questionnaire_access
def questionnaire_about(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Show the sources of the questionnaire."""
    return _render(request, "about", questionnaire, {"about": about_questionnaire(questionnaire, active_language())})


@require_http_methods(["GET", "HEAD", "POST"])
@questionnaire_access
def questionnaire_page(request: HttpRequest, questionnaire: Questionnaire, number: int) -> HttpResponse:
    """Show a page of statements; save the posted answers and continue, or show the page again with its problems."""
    if not 1 <= number <= len(questionnaire.pages):
        raise Http404
    here = questionnaire.pages[number - 1]
    if request.method != "POST":
        return _page(request, questionnaire, here)
    post_data = posted_answers(request.POST, here)
    try:
        saved = answers_save(
            invitation=questionnaire.invitation,
            changes=post_data.changes,
            shown=post_data.shown,
            revision=post_data.revision,
        )
    except AnswersRefusedError as refusal:
        return _page(request, questionnaire, here, post_data, refusal.problems)
    if saved.elsewhere:
        problems = describe_conflicts(questionnaire, saved.elsewhere, active_language())
        return _page(request, questionnaire, here, post_data, problems)
    return _continue(request, questionnaire, here, post_data)


@require_POST
@questionnaire_access
def questionnaire_save(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Autosave one answer: return JSON with the new revision, or a message with status 422."""
    post_data = posted_answers(request.POST)
    try:
        saved = answers_save(
            invitation=questionnaire.invitation, changes=post_data.changes, revision=post_data.revision
        )
    except AnswersRefusedError as refusal:
        return JsonResponse({"message": " ".join(refusal.problems.values())}, status=422)
    return JsonResponse({"revision": saved.revision})


@require_http_methods(["GET", "HEAD", "POST"])
@questionnaire_access
def questionnaire_review(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Show all answers before submitting. Submitting again has no effect."""
    problem = ""
    if request.method == "POST":
        try:
            answers_submit(invitation=questionnaire.invitation)
        except AnswersRefusedError as refusal:
            problem = refusal.problems[""]
        else:
            return _to(questionnaire, "srt:questionnaire_thanks")
    language = active_language()
    pages = [
        (here, page_texts(questionnaire, here, language), item_lines(questionnaire, here.items, language))
        for here in questionnaire.pages
    ]
    return _render(request, "review", questionnaire, {"pages": pages, "problem": problem}, 422 if problem else 200)


@require_safe
@questionnaire_access
def questionnaire_thanks(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Thank the person and explain what comes next and how to change or withdraw their answers."""
    if not questionnaire.submitted:
        return _to(questionnaire, "srt:questionnaire_intro")
    bracket = response_bracket(questionnaire.invitation.wave_network).words
    return _render(request, "thanks", questionnaire, {"bracket": bracket})


@require_http_methods(["GET", "HEAD", "POST"])
@questionnaire_access
def questionnaire_withdraw(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Ask for confirmation, then delete all answers."""
    if request.method != "POST":
        return _render(request, "withdraw", questionnaire, {})
    answers_withdraw(invitation=questionnaire.invitation)
    messages.success(request, _("Your answers have been deleted. We haven’t kept a copy."))
    return _to(questionnaire, "srt:questionnaire_intro")


def _page(
    request: HttpRequest,
    questionnaire: Questionnaire,
    here: PageOfItems,
    post_data: PostedAnswers | None = None,
    problems: Mapping[str, str] | None = None,
) -> HttpResponse:
    language = active_language()
    posted = post_data.changes if post_data else {}
    lines = item_lines(questionnaire, here.items, language, posted=posted, problems=problems)
    context = {
        "page": here,
        "texts": page_texts(questionnaire, here, language),
        "lines": lines,
        "shown": questionnaire.answers_of(here),
        "problems": problems or {},
    }
    return _render(request, "page", questionnaire, context, 422 if problems else 200)


def _render(
    request: HttpRequest, template: str, questionnaire: Questionnaire, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """Render a page with the dates that every page shows."""
    context = {
        "questionnaire": questionnaire,
        "closes": format_moment(questionnaire.wave.closes_at),
        "shown_on": format_day(questionnaire.wave.shown_on),
        "talk_on": format_day(questionnaire.talk_on) if questionnaire.talk_on else "",
        **context,
    }
    return render(request, f"srt/questionnaire/{template}.html", context, status=status)


def _continue(
    request: HttpRequest, questionnaire: Questionnaire, here: PageOfItems, post_data: PostedAnswers
) -> HttpResponse:
    if post_data.cleared:
        url = reverse("srt:questionnaire_page", args=[questionnaire.token, here.number])
        return HttpResponseRedirect(f"{url}#{post_data.cleared}")
    if post_data.direction == "later":
        messages.success(request, _("Saved. Use the same link to continue where you left off, on any device."))
        return _to(questionnaire, "srt:questionnaire_intro")
    number = here.number + (-1 if post_data.direction == "previous" else 1)
    if number < 1:
        return _to(questionnaire, "srt:questionnaire_intro")
    if post_data.direction == "review" or number > len(questionnaire.pages):
        return _to(questionnaire, "srt:questionnaire_review")
    return _to(questionnaire, "srt:questionnaire_page", number)


def _to(questionnaire: Questionnaire, route: str, *args: int) -> HttpResponse:
    return redirect(route, questionnaire.token, *args)
