"""Preparation, tasks and files of a meeting."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings.access import Visit, meeting_access
from meetings.forms.page import FileForm, PreparationForm, TaskForm
from meetings.models import Preparation
from meetings.selectors.agenda import assignable_people
from meetings.selectors.page import own_task_at, task_at
from meetings.services import files, preparation, tasks
from meetings.views.files import file_download, people_notice, upload_read
from meetings.views.form_pages import (
    FORM_METHODS,
    FormPage,
    account_and_link_actions,
    account_and_link_forms,
    account_and_link_pages,
    act_and_redirect,
    form_page_view,
)
from networks.access import Permission
from networks.forms import post_data


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.PLAN_MEETINGS)
def preparation_add(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Add something for everyone to prepare."""
    form_page = FormPage(
        title=_("Preparation"),
        lede=_("Everyone can tick it off for themselves. No one else can see that."),
        back=visit.url("meeting"),
    )
    form = PreparationForm(post_data(request), files=visit.meeting.files.defer("content"))
    return form_page_view(request, visit, form, partial(preparation.preparation_add, **_by(visit)), form_page)


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.PLAN_MEETINGS)
def preparation_edit(request: HttpRequest, visit: Visit, preparation_pk: int) -> HttpResponse:
    """Change a preparation."""
    found = _preparation(visit, preparation_pk)
    form_page = FormPage(
        title=_("Preparation"),
        back=visit.url("meeting"),
        remove_url=visit.url("preparation_remove", found.pk),
        remove_text=_("Remove"),
    )
    initial = {name: getattr(found, name) for name in ("text", "minutes", "link", "file")}
    form = PreparationForm(post_data(request), initial=initial, files=visit.meeting.files.defer("content"))
    change = partial(preparation.preparation_change, preparation=found, actor=visit.person)
    return form_page_view(request, visit, form, change, form_page)


@require_POST
@meeting_access(Permission.PLAN_MEETINGS)
def preparation_remove(request: HttpRequest, visit: Visit, preparation_pk: int) -> HttpResponse:
    """Remove a preparation."""
    remove = partial(
        preparation.preparation_remove, preparation=_preparation(visit, preparation_pk), actor=visit.person
    )
    return act_and_redirect(request, remove, visit.url("meeting"))


def _preparation_tick(request: HttpRequest, visit: Visit, preparation_pk: int) -> HttpResponse:
    """Tick a preparation off for the visitor, or untick it."""
    found, done = _preparation(visit, preparation_pk), request.POST.get("done") == "yes"
    tick = partial(preparation.preparation_tick, preparation=found, actor=visit.person, done=done)
    return act_and_redirect(request, tick, f"{visit.url('meeting')}#preparation")


preparation_tick, link_preparation_tick = account_and_link_actions(Permission.JOIN_MEETING, _preparation_tick)


def _task_add(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Add a task: planners may assign it to anyone, others add their own."""
    plans = visit.may(Permission.PLAN_MEETINGS)
    form = TaskForm(post_data(request), people=assignable_people(visit.meeting) if plans else None)
    form_page = FormPage(title=_("Take something on"), back=f"{visit.url('meeting')}#tasks")
    own: dict[str, Any] = {} if plans else {"owner": visit.person}
    add = partial(tasks.task_add, **_by(visit), **own)
    return form_page_view(request, visit, form, add, form_page)


def _task_edit(request: HttpRequest, visit: Visit, task_pk: int) -> HttpResponse:
    """Change a task. Planners may also reassign it."""
    found = own_task_at(visit, task_pk)
    people = (
        assignable_people(visit.meeting, current_pk=found.owner_id) if visit.may(Permission.PLAN_MEETINGS) else None
    )
    initial = {"text": found.text, "owner": found.owner_id, "due_on": found.due_on}
    form = TaskForm(post_data(request), initial=initial, people=people)
    form_page = FormPage(
        title=_("Change your task") if found.owner_id == visit.person.pk else _("Change task"),
        back=f"{visit.url('meeting')}#tasks",
        remove_url=visit.url("task_remove", found.pk),
        remove_text=_("Remove"),
    )
    return form_page_view(request, visit, form, partial(tasks.task_change, task=found, actor=visit.person), form_page)


def _task_tick(request: HttpRequest, visit: Visit, task_pk: int) -> HttpResponse:
    """Tick a task off, or untick it."""
    tick = partial(
        tasks.task_tick, task=task_at(visit, task_pk), actor=visit.person, done=request.POST.get("done") == "yes"
    )
    return act_and_redirect(request, tick, f"{visit.url('meeting')}#tasks")


def _task_claim(request: HttpRequest, visit: Visit, task_pk: int) -> HttpResponse:
    """Take on a task that has no owner yet."""
    take = partial(tasks.task_claim, task=task_at(visit, task_pk), actor=visit.person)
    return act_and_redirect(request, take, f"{visit.url('meeting')}#tasks")


def _task_remove(request: HttpRequest, visit: Visit, task_pk: int) -> HttpResponse:
    """Remove a task."""
    remove = partial(tasks.task_remove, task=task_at(visit, task_pk), actor=visit.person)
    return act_and_redirect(request, remove, f"{visit.url('meeting')}#tasks")


task_add, link_task_add = account_and_link_forms(Permission.SHARE_AT_MEETING, _task_add)
task_edit, link_task_edit = account_and_link_forms(Permission.SHARE_AT_MEETING, _task_edit)
task_tick, link_task_tick = account_and_link_actions(Permission.SHARE_AT_MEETING, _task_tick)
task_claim, link_task_claim = account_and_link_actions(Permission.JOIN_MEETING, _task_claim)
task_remove, link_task_remove = account_and_link_actions(Permission.SHARE_AT_MEETING, _task_remove)


def _file_add(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Add a file to a meeting."""
    form = FileForm(post_data(request), request.FILES or None)
    form_page = FormPage(title=_("Add a file"), submit=_("Add"), back=f"{visit.url('meeting')}#files")

    def add(file: Any) -> object:
        content = upload_read(file)
        added = files.file_add(**_by(visit), name=file.name, content=content)
        people_notice(request, content, added.content_type)
        return added

    return form_page_view(request, visit, form, add, form_page)


def _file(request: HttpRequest, visit: Visit, file_pk: int) -> HttpResponse:
    """Return a file as an attachment, so that a browser never renders what another person uploaded."""
    found = get_object_or_404(visit.meeting.files, pk=file_pk)
    return file_download(found)


def _file_remove(request: HttpRequest, visit: Visit, file_pk: int) -> HttpResponse:
    """Remove a file."""
    found = get_object_or_404(visit.meeting.files.defer("content"), pk=file_pk)
    found.meeting = visit.meeting
    remove = partial(files.file_remove, file=found, actor=visit.person)
    return act_and_redirect(request, remove, f"{visit.url('meeting')}#files")


file_add, link_file_add = account_and_link_forms(Permission.SHARE_AT_MEETING, _file_add)
file, link_file = account_and_link_pages(_file)
file_remove, link_file_remove = account_and_link_actions(Permission.SHARE_AT_MEETING, _file_remove)


def _by(visit: Visit) -> dict[str, Any]:
    return {"meeting": visit.meeting, "actor": visit.person}


def _preparation(visit: Visit, pk: int) -> Preparation:
    """Return a preparation of this meeting, or raise Http404."""
    found = get_object_or_404(visit.meeting.preparations, pk=pk)
    found.meeting = visit.meeting
    return found
