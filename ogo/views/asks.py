"""Questions to everyone in a network: asked, answered, and shown all at once."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import person_of
from meetings.views.form_pages import FORM_METHODS
from networks.access import Permission, network_access
from networks.forms import post_data, save_form
from networks.models import Network
from ogo.access import ask_link_access
from ogo.forms.asks import AnswerForm, AskForm, answer_initial
from ogo.models import Ask, AskRecipient
from ogo.selectors.asks import ask_of, ask_page, asks_page, meetings_to_ask_for, moment_of, own_answer, shown_page
from ogo.services import asks as services

GOALS = "goals"


@require_safe
@network_access(Permission.SEE_WORK)
def asks(request: HttpRequest, network: Network) -> HttpResponse:
    """Show the questions that everyone in the network was asked."""
    page = asks_page(network, request.user, request.GET.get("page"))
    return render(request, "ogo/asks.html", {"network": network, "page": page})


@require_http_methods(FORM_METHODS)
@network_access(Permission.ASK_NETWORK)
def ask_add(request: HttpRequest, network: Network) -> HttpResponse:
    """Ask everyone a question; `?about=goals` starts the dialogue about the goals."""
    is_about_goals = request.GET.get("about") == GOALS
    kind = Ask.Kind.GOALS if is_about_goals else Ask.Kind.OPEN
    form = AskForm(post_data(request), kind=kind, meetings=meetings_to_ask_for(network))
    send = partial(services.ask_send, network=network, actor=person_of(request), kind=kind)
    sent: list[Ask] = []
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: sent.append(send(**form.cleaned_data))):
        messages.success(request, _("Sent. Everyone will get a message with a personal link."))
        return redirect("ogo:ask", network.pk, sent[0].pk)
    return render(request, "ogo/ask_add.html", {"network": network, "form": form, "is_about_goals": is_about_goals})


@require_safe
@network_access(Permission.SEE_WORK)
def ask(request: HttpRequest, network: Network, ask_pk: int) -> HttpResponse:
    """Show a question with the reader's own answer or, once they were shown, with everyone's."""
    page = ask_page(network, request.user, ask_pk)
    form = AnswerForm(initial=answer_initial(page.own), kind=page.ask.kind)
    return render(request, "ogo/ask.html", {"network": network, "page": page, "form": form})


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
def ask_answer(request: HttpRequest, network: Network, ask_pk: int) -> HttpResponse:
    """Answer a question, or change the answer."""
    page = ask_page(network, request.user, ask_pk)
    if page.is_shown and request.method != "POST":
        return redirect("ogo:ask", network.pk, page.ask.pk)
    form = AnswerForm(post_data(request), initial=answer_initial(page.own), kind=page.ask.kind)
    answer = partial(services.ask_answer, ask=page.ask, actor=person_of(request))
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: answer(**form.cleaned_data)):
        messages.success(request, _("Saved. You can change it until the answers are shown."))
        return redirect("ogo:ask", network.pk, page.ask.pk)
    return render(request, "ogo/ask_answer.html", {"network": network, "page": page, "form": form})


@require_http_methods(FORM_METHODS)
@network_access(Permission.ASK_NETWORK)
def ask_show(request: HttpRequest, network: Network, ask_pk: int) -> HttpResponse:
    """Ask for confirmation, then show all answers on the big screen and to everyone in the network."""
    found = ask_of(network, ask_pk)
    if request.method == "POST":
        services.ask_show(ask=found, actor=person_of(request))
        return redirect("ogo:ask_screen", network.pk, found.pk)
    return render(request, "ogo/ask_show.html", {"network": network, "ask": found})


@require_safe
@network_access(Permission.SEE_WORK)
def ask_screen(request: HttpRequest, network: Network, ask_pk: int) -> HttpResponse:
    """Show all answers in large type. Raises Http404 until they were shown."""
    page = shown_page(network, request.user, ask_pk)
    return render(request, "ogo/ask_screen.html", {"network": network, "page": page})


@require_http_methods(FORM_METHODS)
@network_access(Permission.ASK_NETWORK)
def ask_remove(request: HttpRequest, network: Network, ask_pk: int) -> HttpResponse:
    """Ask for confirmation, then delete a question with its answers."""
    found = ask_of(network, ask_pk)
    if request.method == "POST":
        services.ask_remove(ask=found, actor=person_of(request))
        messages.success(request, _("Removed."))
        return redirect("ogo:asks", network.pk)
    return render(request, "ogo/ask_remove.html", {"network": network, "ask": found})


@require_http_methods(FORM_METHODS)
@ask_link_access
def link_ask(request: HttpRequest, recipient: AskRecipient, token: str) -> HttpResponse:
    """Answer a question by personal link, without signing in; `?saved` shows what was saved."""
    found, person = recipient.ask, recipient.person
    own = own_answer(found, person)
    form = AnswerForm(post_data(request), initial=answer_initial(own), kind=found.kind)
    answer = partial(services.ask_answer, ask=found, actor=person)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: answer(**form.cleaned_data)):
        return redirect(f"{request.path}?saved")
    context = {
        "ask": found,
        "own": own,
        "form": form,
        "moment": moment_of(found),
        "is_about_goals": found.kind == Ask.Kind.GOALS,
        "is_saved": "saved" in request.GET and request.method != "POST",
    }
    return render(request, "ogo/link_ask.html", context)
