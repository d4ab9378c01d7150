"""Questions that people bring to their network."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import person_of
from networks.access import Permission, network_access
from networks.forms import post_data
from networks.models import Network
from ogo.forms.questions import QuestionChangeForm, QuestionForm
from ogo.models import Question
from ogo.selectors.listing import listing
from ogo.selectors.questions import (
    others_work,
    practice_questions,
    question_page,
    question_readable,
    questions_readable,
)
from ogo.selectors.readers import Reader
from ogo.services import questions as question_services
from ogo.views.form_pages import FORM_METHODS, Edited, FormPage, form_page_view, gone_returns_text, initial_of


@require_safe
@network_access(Permission.SEE_WORK)
def questions(request: HttpRequest, network: Network) -> HttpResponse:
    """List the questions that the reader may read, by kind and by where they stand."""
    filters = {"kind": Question.Kind.choices, "state": Question.State.choices}
    found = listing(questions_readable(network, request.user), request.GET, filters)
    context = {"network": network, "listing": found, "writes": Reader.of(request.user, network).writes}
    return render(request, "ogo/questions.html", context)


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
def question_add(request: HttpRequest, network: Network) -> HttpResponse:
    """Bring a question. `?from=` names the practice question from which it starts."""
    start = request.GET.get("from", "")
    starts = practice_questions(network, request.user).filter(pk=int(start)) if start.isdecimal() else None
    form = QuestionForm(post_data(request), starts=starts)
    if "based_on" in form.fields:
        form.initial = {"based_on": start, "kind": Question.Kind.RESEARCH}
    form_page = FormPage(
        title=_("Bring a question"),
        network=network,
        back=reverse("ogo:questions", args=[network.pk]),
        submit=_("Bring it"),
        done_url=_url,
    )
    return form_page_view(
        request, form, partial(question_services.question_add, network=network, actor=person_of(request)), form_page
    )


@require_safe
@network_access(Permission.SEE_WORK)
def question(request: HttpRequest, network: Network, question_pk: int) -> HttpResponse:
    """Show a question, where it stands and what came of it."""
    context = {"network": network, "page": question_page(network, person_of(request), question_pk)}
    return render(request, "ogo/question.html", context)


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
@gone_returns_text("ogo:questions")
def question_edit(request: HttpRequest, network: Network, question_pk: int) -> HttpResponse:
    """Change the reader's own question."""
    found = _own(request, network, question_pk)
    starts = _starts_of(found, request.user)
    form = QuestionChangeForm(post_data(request), initial=initial_of(found, question_services.FIELDS), starts=starts)
    form_page = FormPage(
        title=_("Change your question"),
        network=network,
        back=_url(found),
        remove_url=reverse("ogo:question_remove", args=[network.pk, found.pk]),
        remove_text=_("Remove this question"),
    )
    change = partial(question_services.question_change, question=found, actor=person_of(request))
    return form_page_view(request, form, change, form_page, Edited(found, question_services.FIELDS))


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
def question_remove(request: HttpRequest, network: Network, question_pk: int) -> HttpResponse:
    """Say what removing the reader's own question does, or remove it."""
    found = _own(request, network, question_pk)
    if request.method == "POST":
        question_services.question_remove(question=found, actor=person_of(request))
        messages.success(request, _("Removed."))
        return redirect("ogo:questions", network.pk)
    others, projects = others_work(found)
    context = {"network": network, "question": found, "questions": others, "projects": projects, "back": _url(found)}
    return render(request, "ogo/question_remove.html", context)


def _url(found: Question) -> str:
    return reverse("ogo:question", args=[found.network_id, found.pk])


def _starts_of(found: Question, user: Any) -> "QuerySet[Question] | None":
    """Return the questions from which this one can start, or None if its own start is hidden from the person."""
    choices = practice_questions(found.network, user, current_pk=found.based_on_id).exclude(pk=found.pk)
    return choices if not found.based_on_id or choices.filter(pk=found.based_on_id).exists() else None


def _own(request: HttpRequest, network: Network, pk: int) -> Question:
    """Return the reader's own question. Raises Http404 if they may not read it, PermissionDenied if another owns it."""
    found = question_readable(network, request.user, pk)
    if found.owner_id != request.user.pk:
        raise PermissionDenied(_("Only the person who brought this question can change it."))
    return found
