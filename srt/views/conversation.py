"""The conversation: starting and planning it, the network's own words, the cards without answers."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import person_of
from networks.access import Permission, may, roles_in_network
from srt.access import opened_wave_access
from srt.formatting import day_in_words
from srt.forms.conversation import CardsForm, ConversationDayForm, OwnWordsForm
from srt.models import WaveNetwork
from srt.selectors.results import conversation_cards, conversation_sides, result_page
from srt.selectors.running_order import guards, running_order
from srt.services.conversation import cards_write, conversation_plan, conversation_start, own_words_write


@require_POST
@opened_wave_access(Permission.WRITE_WORDS)
def conversation_start_now(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """The network talks now: everyone in it sees the picture. From the page of the screen it goes on there."""
    try:
        conversation_start(wave_network=row, actor=person_of(request))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        if request.POST.get("to") == "screen":
            return redirect("srt:screen", row.network_id, row.wave_id)
        messages.success(request, _("Everyone who takes part sees the picture now."))
    return redirect("srt:result", row.network_id, row.wave_id)


@require_POST
@opened_wave_access(Permission.WRITE_WORDS)
def conversation_day(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """Set the day of the conversation ahead, or take it back."""
    form = ConversationDayForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError(form.errors["day"][0])
        conversation_plan(wave_network=row, day=form.cleaned_data["day"], actor=person_of(request))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _day_told(form.cleaned_data["day"], row))
    return redirect("srt:result", row.network_id, row.wave_id)


def _day_told(day: date | None, row: WaveNetwork) -> str:
    if day is not None:
        return _("The day is kept. That day everyone who takes part sees the picture.")
    shown_on = day_in_words(row.wave.shown_on)
    return _("No day is set now. Everyone sees the picture when you begin, and on %(day)s at the latest.") % {
        "day": shown_on
    }


@require_http_methods(["GET", "HEAD", "POST"])
@opened_wave_access(Permission.WRITE_WORDS)
def own_words(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """Write the network's own sentence, or change it."""
    form = OwnWordsForm(request.POST if request.method == "POST" else None, initial={"words": row.own_words})
    if request.method == "POST" and form.is_valid():
        try:
            own_words_write(wave_network=row, words=form.cleaned_data["words"], actor=person_of(request))
        except ValidationError as refusal:
            form.add_error("words", refusal.messages[0])
        else:
            messages.success(request, _("Your words are kept."))
            return redirect("srt:result", row.network_id, row.wave_id)
    return render(request, "srt/results/own_words.html", {"row": row, "network": row.network, "form": form})


@require_safe
@opened_wave_access(Permission.SEE_PICTURE)
def conversation(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """The same conversation without answers: a card per dimension, in the network's own words."""
    context = {
        "row": row,
        "network": row.network,
        "page": result_page(row, roles_in_network(request.user, row.network)),
        "facilitates": may(roles_in_network(request.user, row.network), Permission.WRITE_WORDS),
        "sides": conversation_sides(row),
        "cards": conversation_cards(row),
        "running_order": running_order(with_picture=False),
        "guards": guards(),
    }
    return render(request, "srt/results/conversation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opened_wave_access(Permission.WRITE_WORDS)
def cards(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """Write what the network says on the cards."""
    sides = conversation_sides(row)
    initial = CardsForm.initial_of(conversation_cards(row))
    form = CardsForm(request.POST if request.method == "POST" else None, sides=sides, initial=initial)
    if request.method == "POST" and form.is_valid():
        cards_write(wave_network=row, cards=form.cards, actor=person_of(request))
        messages.success(request, _("Your words are kept."))
        return redirect("srt:conversation", row.network_id, row.wave_id)
    return render(request, "srt/results/cards.html", {"row": row, "network": row.network, "sides": sides, "form": form})
