"""The agenda: arranging it as who plans; putting something on it and leading as anybody who is invited."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings.access import Visit, meeting_access
from meetings.forms.page import BlockForm, ProposalForm, PurposeForm
from meetings.models import AgendaBlock
from meetings.selectors.agenda import (
    is_first_of_network,
    kinds_of,
    leads_before,
    people_for,
    run_sheet_to_start_from,
)
from meetings.selectors.expectations import expectations_offered, expectations_part
from meetings.selectors.nudge import Suggestion, suggestion_for
from meetings.selectors.page import meeting_page
from meetings.services import agenda as services
from meetings.services.meeting import meeting_change
from meetings.services.run_sheet import run_sheet_copy
from meetings.views.sheets import FORM_METHODS, Sheet, act_and_return, both_act, both_fill_in, sheet_view
from networks.access import Permission
from networks.forms import post_data, save_form


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.PLAN_MEETINGS)
def agenda(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Arrange the agenda: add at the end, order, change, remove, give proposals a place."""
    form = BlockForm(post_data(request), kinds=kinds_of(visit.meeting), people=people_for(visit.meeting))
    page = meeting_page(visit)
    add = partial(services.block_add, meeting=visit.meeting, actor=visit.person)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: add(**form.cleaned_data)):
        return redirect(f"{visit.url('agenda')}#add")
    return render(
        request,
        "meetings/agenda.html",
        {
            "visit": visit,
            "page": page,
            "form": form,
            "leads": leads_before(visit.meeting),
            "start_from": run_sheet_to_start_from(visit.meeting),
            "expectations": expectations_offered(visit.meeting, page.agenda),
        },
    )


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.PLAN_MEETINGS)
def block(request: HttpRequest, visit: Visit, block_pk: int) -> HttpResponse:
    """Change one block."""
    found = _block(visit, block_pk)
    names = ("title", "minutes", "kind", "lead", "note")
    form = BlockForm(
        post_data(request),
        initial={name: getattr(found, name) for name in names},
        kinds=kinds_of(visit.meeting),
        people=people_for(visit.meeting, who_has_it=found.lead_id),
    )
    sheet = Sheet(
        title=_("Change this part"),
        back=visit.url("agenda"),
        remove_url=visit.url("block_remove", found.pk),
        remove_text=_("Take it off the agenda"),
    )
    return sheet_view(request, visit, form, partial(services.block_change, block=found, actor=visit.person), sheet)


@require_POST
@meeting_access(Permission.PLAN_MEETINGS)
def block_move(request: HttpRequest, visit: Visit, block_pk: int) -> HttpResponse:
    """Move a block one place up or down."""
    up = request.POST.get("direction") == "up"
    move = partial(services.block_move, block=_block(visit, block_pk), actor=visit.person, up=up)
    return act_and_return(request, move, f"{visit.url('agenda')}#block-{block_pk}")


@require_POST
@meeting_access(Permission.PLAN_MEETINGS)
def block_place(request: HttpRequest, visit: Visit, block_pk: int) -> HttpResponse:
    """Give a proposal a place."""
    place = partial(services.block_place, block=_block(visit, block_pk), actor=visit.person)
    return act_and_return(request, place, visit.url("agenda"), _("It has a place on the agenda now."))


def _block_remove(request: HttpRequest, visit: Visit, block_pk: int) -> HttpResponse:
    remove = partial(services.block_remove, block=_block(visit, block_pk), actor=visit.person)
    back = visit.url("agenda" if visit.may(Permission.PLAN_MEETINGS) else "meeting")
    return act_and_return(request, remove, back, _("It is off the agenda."))


block_remove, link_block_remove = both_act(Permission.SHARE_AT_MEETING, _block_remove)


@require_POST
@meeting_access(Permission.PLAN_MEETINGS)
def block_expectations(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Put what people expect of each other on the agenda: of a first meeting, or to look at again half-way."""
    part = expectations_part(visit.meeting)
    add = partial(
        services.block_add,
        meeting=visit.meeting,
        actor=visit.person,
        title=part.title,
        note=part.note,
        minutes=part.minutes,
    )
    return act_and_return(request, add, visit.url("agenda"))


@require_POST
@meeting_access(Permission.PLAN_MEETINGS)
def run_sheet_start(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Begin with the latest run sheet."""
    source = run_sheet_to_start_from(visit.meeting)
    if source is None:
        messages.info(request, _("There is no earlier agenda to begin with."))
        return redirect(visit.url("agenda"))
    copy = partial(run_sheet_copy, meeting=visit.meeting, source=source, actor=visit.person)
    return act_and_return(request, copy, visit.url("agenda"), _("This is last time’s agenda. Change what you like."))


def _block_propose(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Put something on the agenda."""
    sheet = Sheet(
        title=_("Put something on the agenda"),
        lede=_("A question, an example, something to try out. Who plans gives it a place."),
        submit=_("Put it on the agenda"),
        back=visit.url("meeting"),
        done=_("It stands with the agenda. Who plans gives it a place."),
    )
    propose = partial(services.block_propose, meeting=visit.meeting, actor=visit.person)
    return sheet_view(request, visit, ProposalForm(post_data(request)), propose, sheet)


def _block_take(request: HttpRequest, visit: Visit, block_pk: int) -> HttpResponse:
    take = partial(services.block_take, block=_block(visit, block_pk), actor=visit.person)
    return act_and_return(request, take, visit.url("meeting"), _("You lead this part."))


def _block_let_go(request: HttpRequest, visit: Visit, block_pk: int) -> HttpResponse:
    let_go = partial(services.block_let_go, block=_block(visit, block_pk), actor=visit.person)
    return act_and_return(request, let_go, visit.url("meeting"), _("Somebody else can lead this part now."))


block_propose, link_block_propose = both_fill_in(Permission.JOIN_MEETING, _block_propose)
block_take, link_block_take = both_act(Permission.JOIN_MEETING, _block_take)
block_let_go, link_block_let_go = both_act(Permission.JOIN_MEETING, _block_let_go)


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.PLAN_MEETINGS)
def purpose(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Say what the meeting is for, and choose on site or online with a suggestion beside it."""
    names = ("purpose", "aims", "mode", "mode_reason")
    form = PurposeForm(post_data(request), initial={name: getattr(visit.meeting, name) for name in names})
    change = partial(meeting_change, meeting=visit.meeting, actor=visit.person)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: change(**form.cleaned_data)):
        asks_why = _differs(form.cleaned_data, _suggestion(visit, form.cleaned_data))
        messages.success(request, _("Saved."))
        return redirect(visit.url("purpose" if asks_why else "meeting"))
    shown = {name: getattr(visit.meeting, name) for name in names}
    context = {"visit": visit, "page": meeting_page(visit), "form": form, "suggestion": _suggestion(visit, shown)}
    return render(request, "meetings/purpose.html", context)


def _suggestion(visit: Visit, given: dict[str, Any]) -> Suggestion | None:
    return suggestion_for(aims=given["aims"], purpose=given["purpose"], is_first=is_first_of_network(visit.meeting))


def _differs(given: dict[str, Any], suggestion: Suggestion | None) -> bool:
    """Return whether somebody chose otherwise than suggested and has not said why yet."""
    return suggestion is not None and given["mode"] != suggestion.mode and not given["mode_reason"]


def _block(visit: Visit, pk: int) -> AgendaBlock:
    """Return a block of this meeting; 404 for another's."""
    block = get_object_or_404(visit.meeting.blocks.select_related("kind", "lead"), pk=pk)
    block.meeting = visit.meeting
    return block
