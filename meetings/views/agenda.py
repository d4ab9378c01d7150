"""The agenda: planners arrange it, invitees suggest blocks and offer to lead them."""

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
    assignable_people,
    is_first_of_network,
    kinds_of,
    leads_before,
    meeting_to_copy_agenda_from,
)
from meetings.selectors.expectations import OfferedBlock, expectations_offered, expectations_part
from meetings.selectors.goal_talk import goal_talk, goal_talk_offered
from meetings.selectors.mode_suggestion import ModeSuggestion, mode_suggestion
from meetings.selectors.page import meeting_page
from meetings.services import agenda as services
from meetings.services.meeting import meeting_change
from meetings.services.run_sheet import run_sheet_copy
from meetings.views.form_pages import (
    FORM_METHODS,
    FormPage,
    account_and_link_actions,
    account_and_link_forms,
    act_and_redirect,
    form_page_view,
)
from networks.access import Permission
from networks.forms import post_data, save_form


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.PLAN_MEETINGS)
def agenda(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the agenda with everything a planner can do to it, or append a block."""
    form = BlockForm(post_data(request), kinds=kinds_of(visit.meeting), people=assignable_people(visit.meeting))
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
            "start_from": meeting_to_copy_agenda_from(visit.meeting),
            "expectations": expectations_offered(visit.meeting, page.agenda),
            "goal_talk": goal_talk_offered(visit.meeting, page.agenda),
        },
    )


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.PLAN_MEETINGS)
def block(request: HttpRequest, visit: Visit, block_pk: int) -> HttpResponse:
    """Change an agenda block."""
    found = _block(visit, block_pk)
    names = ("title", "minutes", "kind", "lead", "note")
    form = BlockForm(
        post_data(request),
        initial={name: getattr(found, name) for name in names},
        kinds=kinds_of(visit.meeting),
        people=assignable_people(visit.meeting, current_pk=found.lead_id),
    )
    form_page = FormPage(
        title=_("Change part"),
        back=visit.url("agenda"),
        remove_url=visit.url("block_remove", found.pk),
        remove_text=_("Remove from the agenda"),
    )
    return form_page_view(
        request, visit, form, partial(services.block_change, block=found, actor=visit.person), form_page
    )


@require_POST
@meeting_access(Permission.PLAN_MEETINGS)
def block_move(request: HttpRequest, visit: Visit, block_pk: int) -> HttpResponse:
    """Move a block one position up or down."""
    up = request.POST.get("direction") == "up"
    move = partial(services.block_move, block=_block(visit, block_pk), actor=visit.person, up=up)
    return act_and_redirect(request, move, f"{visit.url('agenda')}#block-{block_pk}")


@require_POST
@meeting_access(Permission.PLAN_MEETINGS)
def block_schedule(request: HttpRequest, visit: Visit, block_pk: int) -> HttpResponse:
    """Add a suggested block to the agenda."""
    place = partial(services.block_schedule, block=_block(visit, block_pk), actor=visit.person)
    return act_and_redirect(request, place, visit.url("agenda"), _("It is on the agenda now."))


def _block_remove(request: HttpRequest, visit: Visit, block_pk: int) -> HttpResponse:
    remove = partial(services.block_remove, block=_block(visit, block_pk), actor=visit.person)
    back = visit.url("agenda" if visit.may(Permission.PLAN_MEETINGS) else "meeting")
    return act_and_redirect(request, remove, back, _("Removed from the agenda."))


block_remove, link_block_remove = account_and_link_actions(Permission.SHARE_AT_MEETING, _block_remove)


@require_POST
@meeting_access(Permission.PLAN_MEETINGS)
def block_expectations(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Add the block about mutual expectations that is offered at the first meeting and halfway through the year."""
    return _add_offered(request, visit, expectations_part(visit.meeting))


@require_POST
@meeting_access(Permission.PLAN_MEETINGS)
def block_goal_talk(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Add the block about the goals that is offered at the first two meetings and halfway through the year."""
    return _add_offered(request, visit, goal_talk())


def _add_offered(request: HttpRequest, visit: Visit, offered: OfferedBlock) -> HttpResponse:
    add = partial(
        services.block_add,
        meeting=visit.meeting,
        actor=visit.person,
        title=offered.title,
        note=offered.note,
        minutes=offered.minutes,
    )
    return act_and_redirect(request, add, visit.url("agenda"))


@require_POST
@meeting_access(Permission.PLAN_MEETINGS)
def run_sheet_start(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Copy the agenda of the latest earlier meeting."""
    source = meeting_to_copy_agenda_from(visit.meeting)
    if source is None:
        messages.info(request, _("There is no earlier agenda to start from."))
        return redirect(visit.url("agenda"))
    copy = partial(run_sheet_copy, meeting=visit.meeting, source=source, actor=visit.person)
    return act_and_redirect(
        request, copy, visit.url("agenda"), _("This is last time’s agenda. Change anything you like.")
    )


def _block_propose(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Suggest a block for the agenda."""
    form_page = FormPage(
        title=_("Suggest something for the agenda"),
        lede=_("A question, an example, something to try out. The person planning the meeting adds it to the agenda."),
        submit=_("Add to the agenda"),
        back=visit.url("meeting"),
        done=_("Suggested. The person planning the meeting can add it to the agenda."),
    )
    propose = partial(services.block_propose, meeting=visit.meeting, actor=visit.person)
    return form_page_view(request, visit, ProposalForm(post_data(request)), propose, form_page)


def _block_claim(request: HttpRequest, visit: Visit, block_pk: int) -> HttpResponse:
    take = partial(services.block_claim, block=_block(visit, block_pk), actor=visit.person)
    return act_and_redirect(request, take, visit.url("meeting"), _("You’re leading this part."))


def _block_release(request: HttpRequest, visit: Visit, block_pk: int) -> HttpResponse:
    let_go = partial(services.block_release, block=_block(visit, block_pk), actor=visit.person)
    return act_and_redirect(request, let_go, visit.url("meeting"), _("Someone else can lead this part now."))


block_propose, link_block_propose = account_and_link_forms(Permission.JOIN_MEETING, _block_propose)
block_claim, link_block_claim = account_and_link_actions(Permission.JOIN_MEETING, _block_claim)
block_release, link_block_release = account_and_link_actions(Permission.JOIN_MEETING, _block_release)


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.PLAN_MEETINGS)
def purpose(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Edit the purpose and the mode, with a suggestion for the mode that suits the purpose.

    A mode that differs from the suggestion brings the planner back here once, to add a reason.
    """
    names = ("purpose", "aims", "mode", "mode_reason")
    form = PurposeForm(post_data(request), initial={name: getattr(visit.meeting, name) for name in names})
    change = partial(meeting_change, meeting=visit.meeting, actor=visit.person)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: change(**form.cleaned_data)):
        needs_reason = _lacks_reason(form.cleaned_data, _suggestion(visit, form.cleaned_data))
        messages.success(request, _("Saved."))
        return redirect(visit.url("purpose" if needs_reason else "meeting"))
    shown = {name: getattr(visit.meeting, name) for name in names}
    context = {"visit": visit, "page": meeting_page(visit), "form": form, "suggestion": _suggestion(visit, shown)}
    return render(request, "meetings/purpose.html", context)


def _suggestion(visit: Visit, given: dict[str, Any]) -> ModeSuggestion | None:
    return mode_suggestion(aims=given["aims"], purpose=given["purpose"], is_first=is_first_of_network(visit.meeting))


def _lacks_reason(given: dict[str, Any], suggestion: ModeSuggestion | None) -> bool:
    """Return whether the chosen mode differs from the suggestion and has no reason yet."""
    return suggestion is not None and given["mode"] != suggestion.mode and not given["mode_reason"]


def _block(visit: Visit, pk: int) -> AgendaBlock:
    """Return a block of this meeting, or raise Http404."""
    block = get_object_or_404(visit.meeting.blocks.select_related("kind", "lead"), pk=pk)
    block.meeting = visit.meeting
    return block
