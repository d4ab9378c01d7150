"""What a network arranges because something is not ready yet."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings.access import Visit, meeting_access
from meetings.forms.conditions import SupportNeedForm
from meetings.selectors.agenda import people_for
from meetings.selectors.conditions import support_need_at
from meetings.services import support_needs
from meetings.views.sheets import FORM_METHODS, Sheet, act_and_return, both_act, sheet_view
from networks.access import Permission
from networks.forms import post_data


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.SEE_WHO_COMES)
def support_need_add(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Write down what is arranged, who sees to it and before when."""
    form = SupportNeedForm(post_data(request), people=people_for(visit.meeting))
    add = partial(support_needs.support_need_add, meeting=visit.meeting, actor=visit.person)
    return sheet_view(request, visit, form, add, _sheet(visit))


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.SEE_WHO_COMES)
def support_need_edit(request: HttpRequest, visit: Visit, need_pk: int) -> HttpResponse:
    """Change or remove what is arranged."""
    need = support_need_at(visit.meeting, need_pk)
    initial = {"text": need.text, "owner": need.owner_id, "due_on": need.due_on}
    people = people_for(visit.meeting, who_has_it=need.owner_id)
    form = SupportNeedForm(post_data(request), people=people, initial=initial)
    change = partial(support_needs.support_need_change, need=need, meeting=visit.meeting, actor=visit.person)
    return sheet_view(request, visit, form, change, _sheet(visit, visit.url("support_need_remove", need.pk)))


@require_POST
@meeting_access(Permission.SEE_WHO_COMES)
def support_need_remove(request: HttpRequest, visit: Visit, need_pk: int) -> HttpResponse:
    """Let it go."""
    need = support_need_at(visit.meeting, need_pk)
    remove = partial(support_needs.support_need_remove, need=need, meeting=visit.meeting, actor=visit.person)
    return act_and_return(request, remove, visit.url("conditions"))


def _support_need_tick(request: HttpRequest, visit: Visit, need_pk: int) -> HttpResponse:
    """Tick it off, or take that back."""
    need, done = support_need_at(visit.meeting, need_pk), request.POST.get("done") == "yes"
    tick = partial(support_needs.support_need_tick, need=need, meeting=visit.meeting, actor=visit.person, done=done)
    return act_and_return(request, tick, visit.url("conditions"))


support_need_tick, link_support_need_tick = both_act(Permission.JOIN_MEETING, _support_need_tick)


def _sheet(visit: Visit, remove_url: str = "") -> Sheet:
    return Sheet(
        title=_("Something to arrange"),
        lede=_("Write what is needed, not for whom. Everybody who is invited reads it."),
        back=visit.url("conditions"),
        permission="JOIN_MEETING",
        remove_url=remove_url,
        remove_text=_("Let it go"),
    )
