"""Preparation, tasks and files of a meeting."""

from functools import partial
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings.access import Visit, meeting_access
from meetings.forms.page import FileForm, PreparationForm, TaskForm
from meetings.models import Preparation
from meetings.selectors.agenda import people_for
from meetings.selectors.page import own_task_at, task_at
from meetings.services import files, preparation, tasks
from meetings.views.sheets import FORM_METHODS, Sheet, act_and_return, both_act, both_fill_in, both_see, sheet_view
from networks.access import Permission
from networks.forms import post_data


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.PLAN_MEETINGS)
def preparation_add(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask everybody to do something beforehand."""
    sheet = Sheet(
        title=_("Something to do beforehand"),
        lede=_("Everybody can tick it off for themselves. Nobody else sees that."),
        back=visit.url("meeting"),
    )
    form = PreparationForm(post_data(request), files=visit.meeting.files.defer("content"))
    return sheet_view(request, visit, form, partial(preparation.preparation_add, **_by(visit)), sheet)


@require_http_methods(FORM_METHODS)
@meeting_access(Permission.PLAN_MEETINGS)
def preparation_edit(request: HttpRequest, visit: Visit, preparation_pk: int) -> HttpResponse:
    """Change or remove something to do beforehand."""
    found = _preparation(visit, preparation_pk)
    sheet = Sheet(
        title=_("Something to do beforehand"),
        back=visit.url("meeting"),
        remove_url=visit.url("preparation_remove", found.pk),
        remove_text=_("Take it off"),
    )
    initial = {name: getattr(found, name) for name in ("text", "minutes", "link", "file")}
    form = PreparationForm(post_data(request), initial=initial, files=visit.meeting.files.defer("content"))
    change = partial(preparation.preparation_change, preparation=found, actor=visit.person)
    return sheet_view(request, visit, form, change, sheet)


@require_POST
@meeting_access(Permission.PLAN_MEETINGS)
def preparation_remove(request: HttpRequest, visit: Visit, preparation_pk: int) -> HttpResponse:
    """Take something off."""
    remove = partial(
        preparation.preparation_remove, preparation=_preparation(visit, preparation_pk), actor=visit.person
    )
    return act_and_return(request, remove, visit.url("meeting"))


def _preparation_tick(request: HttpRequest, visit: Visit, preparation_pk: int) -> HttpResponse:
    """Tick something off for oneself, or take that back."""
    found, done = _preparation(visit, preparation_pk), request.POST.get("done") == "yes"
    tick = partial(preparation.preparation_tick, preparation=found, actor=visit.person, done=done)
    return act_and_return(request, tick, f"{visit.url('meeting')}#beforehand")


preparation_tick, link_preparation_tick = both_act(Permission.JOIN_MEETING, _preparation_tick)


def _task_add(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Write down what somebody picks up; one's own, for who does not plan."""
    plans = visit.may(Permission.PLAN_MEETINGS)
    form = TaskForm(post_data(request), people=people_for(visit.meeting) if plans else None)
    sheet = Sheet(title=_("Pick something up"), back=f"{visit.url('meeting')}#tasks")
    own: dict[str, Any] = {} if plans else {"owner": visit.person}
    add = partial(tasks.task_add, **_by(visit), **own)
    return sheet_view(request, visit, form, add, sheet)


def _task_edit(request: HttpRequest, visit: Visit, task_pk: int) -> HttpResponse:
    """Change or let go what somebody picks up; who plans also says whose it is."""
    found = own_task_at(visit, task_pk)
    people = people_for(visit.meeting, who_has_it=found.owner_id) if visit.may(Permission.PLAN_MEETINGS) else None
    initial = {"text": found.text, "owner": found.owner_id, "due_on": found.due_on}
    form = TaskForm(post_data(request), initial=initial, people=people)
    sheet = Sheet(
        title=_("Change what you pick up") if found.owner_id == visit.person.pk else _("Change what is picked up"),
        back=f"{visit.url('meeting')}#tasks",
        remove_url=visit.url("task_remove", found.pk),
        remove_text=_("Let it go"),
    )
    return sheet_view(request, visit, form, partial(tasks.task_change, task=found, actor=visit.person), sheet)


def _task_tick(request: HttpRequest, visit: Visit, task_pk: int) -> HttpResponse:
    """Tick a task off, or take that back."""
    tick = partial(
        tasks.task_tick, task=task_at(visit, task_pk), actor=visit.person, done=request.POST.get("done") == "yes"
    )
    return act_and_return(request, tick, f"{visit.url('meeting')}#tasks")


def _task_take(request: HttpRequest, visit: Visit, task_pk: int) -> HttpResponse:
    """Pick up what nobody has yet."""
    take = partial(tasks.task_take, task=task_at(visit, task_pk), actor=visit.person)
    return act_and_return(request, take, f"{visit.url('meeting')}#tasks")


def _task_remove(request: HttpRequest, visit: Visit, task_pk: int) -> HttpResponse:
    """Let a task go."""
    remove = partial(tasks.task_remove, task=task_at(visit, task_pk), actor=visit.person)
    return act_and_return(request, remove, f"{visit.url('meeting')}#tasks")


task_add, link_task_add = both_fill_in(Permission.SHARE_AT_MEETING, _task_add)
task_edit, link_task_edit = both_fill_in(Permission.SHARE_AT_MEETING, _task_edit)
task_tick, link_task_tick = both_act(Permission.SHARE_AT_MEETING, _task_tick)
task_take, link_task_take = both_act(Permission.JOIN_MEETING, _task_take)
task_remove, link_task_remove = both_act(Permission.SHARE_AT_MEETING, _task_remove)


def _file_add(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Add a file."""
    form = FileForm(post_data(request), request.FILES or None)
    sheet = Sheet(title=_("Add a file"), submit=_("Add"), back=f"{visit.url('meeting')}#files")

    def add(file: Any) -> object:
        # The size is looked at before anything is read.
        content = file.read(files.LARGEST + 1)
        return files.file_add(**_by(visit), name=file.name, content=content)

    return sheet_view(request, visit, form, add, sheet)


def _file(request: HttpRequest, visit: Visit, file_pk: int) -> HttpResponse:
    """Hand a file out, always as an attachment: a browser never shows what somebody else put in."""
    found = get_object_or_404(visit.meeting.files, pk=file_pk)
    response = HttpResponse(bytes(found.content), content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    response["Content-Type"] = found.content_type
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _file_remove(request: HttpRequest, visit: Visit, file_pk: int) -> HttpResponse:
    """Take a file away."""
    found = get_object_or_404(visit.meeting.files.defer("content"), pk=file_pk)
    found.meeting = visit.meeting
    remove = partial(files.file_remove, file=found, actor=visit.person)
    return act_and_return(request, remove, f"{visit.url('meeting')}#files")


file_add, link_file_add = both_fill_in(Permission.SHARE_AT_MEETING, _file_add)
file, link_file = both_see(_file)
file_remove, link_file_remove = both_act(Permission.SHARE_AT_MEETING, _file_remove)


def _by(visit: Visit) -> dict[str, Any]:
    return {"meeting": visit.meeting, "actor": visit.person}


def _preparation(visit: Visit, pk: int) -> Preparation:
    """Return a preparation of this meeting; 404 for another's."""
    found = get_object_or_404(visit.meeting.preparations, pk=pk)
    found.meeting = visit.meeting
    return found
