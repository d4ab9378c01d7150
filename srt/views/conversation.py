"""The conversation about the results: its start and date, the network's statement, and reflections per dimension."""

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
from srt.formatting import format_day
from srt.forms.conversation import ConversationDayForm, ReflectionsForm, StatementForm
from srt.models import WaveNetwork
from srt.selectors.results import conversation_reflections, conversation_sides, result_page
from srt.selectors.running_order import advice, running_order
from srt.services import conversation as conversation_service


@require_POST
@opened_wave_access(Permission.WRITE_STATEMENT)
def conversation_start(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """Start the conversation, which shows the chart to all participants; return to the presenter view or the result."""
    try:
        conversation_service.conversation_start(wave_network=row, actor=person_of(request))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        if request.POST.get("to") == "presenter":
            return redirect("srt:presenter", row.network_id, row.wave_id)
        messages.success(request, _("All participants can see the picture now."))
    return redirect("srt:result", row.network_id, row.wave_id)


@require_POST
@opened_wave_access(Permission.WRITE_STATEMENT)
def conversation_day(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """Plan the conversation on a day, or clear the planned day."""
    form = ConversationDayForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError(form.errors["day"][0])
        conversation_service.conversation_plan(wave_network=row, day=form.cleaned_data["day"], actor=person_of(request))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _day_message(form.cleaned_data["day"], row))
    return redirect("srt:result", row.network_id, row.wave_id)


def _day_message(day: date | None, row: WaveNetwork) -> str:
    if day is not None:
        return _("The day has been saved. All participants can see the picture from that day.")
    shown_on = format_day(row.wave.shown_on)
    return _("No day has been chosen. Everyone will see the picture when you start, and on %(day)s at the latest.") % {
        "day": shown_on
    }


@require_http_methods(["GET", "HEAD", "POST"])
@opened_wave_access(Permission.WRITE_STATEMENT)
def statement(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """Write or change the network's statement."""
    form = StatementForm(request.POST if request.method == "POST" else None, initial={"words": row.statement})
    if request.method == "POST" and form.is_valid():
        try:
            conversation_service.statement_write(
                wave_network=row, statement=form.cleaned_data["words"], actor=person_of(request)
            )
        except ValidationError as refusal:
            form.add_error("words", refusal.messages[0])
        else:
            messages.success(request, _("Your words have been saved."))
            return redirect("srt:result", row.network_id, row.wave_id)
    return render(request, "srt/results/statement.html", {"row": row, "network": row.network, "form": form})


@require_safe
@opened_wave_access(Permission.SEE_RESULTS)
def conversation(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """Show the conversation without results: the questions and the network's reflections per dimension."""
    context = {
        "row": row,
        "network": row.network,
        "page": result_page(row, roles_in_network(request.user, row.network)),
        "facilitates": may(roles_in_network(request.user, row.network), Permission.WRITE_STATEMENT),
        "sides": conversation_sides(row),
        "reflections": conversation_reflections(row),
        "running_order": running_order(with_chart=False),
        "advice": advice(),
    }
    return render(request, "srt/results/conversation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opened_wave_access(Permission.WRITE_STATEMENT)
def reflections(request: HttpRequest, row: WaveNetwork) -> HttpResponse:
    """Write the network's reflections on each dimension."""
    sides = conversation_sides(row)
    initial = ReflectionsForm.initial_of(conversation_reflections(row))
    form = ReflectionsForm(request.POST if request.method == "POST" else None, sides=sides, initial=initial)
    if request.method == "POST" and form.is_valid():
        conversation_service.reflections_write(wave_network=row, reflections=form.reflections, actor=person_of(request))
        messages.success(request, _("Your words have been saved."))
        return redirect("srt:conversation", row.network_id, row.wave_id)
    return render(
        request, "srt/results/reflections.html", {"row": row, "network": row.network, "sides": sides, "form": form}
    )
