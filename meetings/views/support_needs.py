"""Support needs: what a network arranges before it meets online."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings.access import Visit, meeting_access
from meetings.forms.online_readiness import SupportNeedForm
from meetings.selectors.agenda import assignable_people
from meetings.selectors.online_readiness import support_need_at
from meetings.services import support_needs
from meetings.views.form_pages import FORM_METHODS, FormPage, account_and_link_actions, act_and_redirect, form_page_view
from networks.access import Permission
from networks.forms import post_data


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.SEE_REPLIES)
def support_need_add(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Add something to arrange, with an owner and a due date."""
    form = SupportNeedForm(post_data(request), people=assignable_people(visit.meeting))
    add = partial(support_needs.support_need_add, meeting=visit.meeting, actor=visit.person)
    return form_page_view(request, visit, form, add, _form_page(visit))


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.SEE_REPLIES)
def support_need_edit(request: HttpRequest, visit: Visit, need_pk: int) -> HttpResponse:
    """Change something to arrange."""
    need = support_need_at(visit.meeting, need_pk)
    initial = {"text": need.text, "owner": need.owner_id, "due_on": need.due_on}
    people = assignable_people(visit.meeting, current_pk=need.owner_id)
    form = SupportNeedForm(post_data(request), people=people, initial=initial)
    change = partial(support_needs.support_need_change, need=need, meeting=visit.meeting, actor=visit.person)
    return form_page_view(request, visit, form, change, _form_page(visit, visit.url("support_need_remove", need.pk)))


@require_POST
@meeting_access(Permission.SEE_REPLIES)
def support_need_remove(request: HttpRequest, visit: Visit, need_pk: int) -> HttpResponse:
    """Remove something to arrange."""
    need = support_need_at(visit.meeting, need_pk)
    remove = partial(support_needs.support_need_remove, need=need, meeting=visit.meeting, actor=visit.person)
    return act_and_redirect(request, remove, visit.url("online_readiness"))


def _support_need_tick(request: HttpRequest, visit: Visit, need_pk: int) -> HttpResponse:
    """Tick something to arrange off, or untick it."""
    need, done = support_need_at(visit.meeting, need_pk), request.POST.get("done") == "yes"
    tick = partial(support_needs.support_need_tick, need=need, meeting=visit.meeting, actor=visit.person, done=done)
    return act_and_redirect(request, tick, visit.url("online_readiness"))


support_need_tick, link_support_need_tick = account_and_link_actions(Permission.JOIN_MEETING, _support_need_tick)


def _form_page(visit: Visit, remove_url: str = "") -> FormPage:
    return FormPage(
        title=_("Something to arrange"),
        lede=_("Write what is needed, not for whom. Everyone who is invited can read it."),
        back=visit.url("online_readiness"),
        permission="JOIN_MEETING",
        remove_url=remove_url,
        remove_text=_("Remove"),
    )
