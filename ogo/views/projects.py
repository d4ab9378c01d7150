"""Own projects of participants, steered by their owners."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import person_of
from meetings.views.form_pages import act_and_redirect
from networks.access import Permission, network_access
from networks.forms import post_data, save_form
from networks.models import Network
from ogo.forms.questions import ProjectChangeForm, ProjectForm, ProjectMemberForm
from ogo.models import Project, ProjectMember, Question
from ogo.selectors.listing import listing
from ogo.selectors.projects import member_of, people_to_invite, project_of, project_page, projects_of
from ogo.selectors.questions import questions_to_start_from
from ogo.selectors.readers import Reader
from ogo.services import projects as project_services
from ogo.views.form_pages import FORM_METHODS, Edited, FormPage, form_page_view, gone_returns_text, initial_of


@require_safe
@network_access(Permission.SEE_WORK)
def projects(request: HttpRequest, network: Network) -> HttpResponse:
    """List the projects of a network, by where they stand."""
    found = listing(projects_of(network), request.GET, {"state": Project.State.choices})
    context = {"network": network, "listing": found, "writes": Reader.of(request.user, network).writes}
    return render(request, "ogo/projects.html", context)


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
def project_add(request: HttpRequest, network: Network) -> HttpResponse:
    """Start a project. `?from=` names the question from which it starts."""
    start = request.GET.get("from", "")
    starts = questions_to_start_from(network, request.user).filter(pk=int(start)) if start.isdecimal() else None
    form = ProjectForm(post_data(request), starts=starts, initial={"question": start})
    form_page = FormPage(
        title=_("Start your own project"),
        network=network,
        lede=_("On your own or with a few. You steer it; others can help and read along."),
        back=reverse("ogo:projects", args=[network.pk]),
        submit=_("Start"),
        done_url=_url,
    )
    add = partial(project_services.project_add, network=network, actor=person_of(request))
    return form_page_view(request, form, add, form_page)


@require_safe
@network_access(Permission.SEE_WORK)
def project(request: HttpRequest, network: Network, project_pk: int) -> HttpResponse:
    """Show a project: who does it, how, where it stands and what was found."""
    context = {"network": network, "page": project_page(network, person_of(request), project_pk)}
    return render(request, "ogo/project.html", context)


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
@gone_returns_text("ogo:projects")
def project_edit(request: HttpRequest, network: Network, project_pk: int) -> HttpResponse:
    """Change a project that the reader owns."""
    found = _owned(request, network, project_pk)
    fields = project_services.FIELDS
    form = ProjectChangeForm(
        post_data(request), initial=initial_of(found, fields), starts=_starts_of(found, request.user)
    )
    form_page = FormPage(
        title=_("Change the project"),
        network=network,
        back=_url(found),
        remove_url=reverse("ogo:project_remove", args=[network.pk, found.pk]),
        remove_text=_("Remove this project"),
    )
    change = partial(project_services.project_change, project=found, actor=person_of(request))
    return form_page_view(request, form, change, form_page, Edited(found, fields))


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
def project_remove(request: HttpRequest, network: Network, project_pk: int) -> HttpResponse:
    """Say what removing a project that the reader owns does, or remove it."""
    found = _owned(request, network, project_pk)
    if request.method == "POST":
        try:
            project_services.project_remove(project=found, actor=person_of(request))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(_url(found))
        messages.success(request, _("Removed."))
        return redirect("ogo:projects", network.pk)
    return render(request, "ogo/project_remove.html", {"network": network, "project": found, "back": _url(found)})


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
def project_people(request: HttpRequest, network: Network, project_pk: int) -> HttpResponse:
    """Show the people of a project, and let an owner add someone of the network."""
    found = _owned(request, network, project_pk)
    form = ProjectMemberForm(post_data(request), people=people_to_invite(found))
    add = partial(project_services.project_member_add, project=found, actor=person_of(request))
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: add(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("ogo:project_people", network.pk, found.pk)
    context = {"network": network, "project": found, "form": form, "back": _url(found), "reader_pk": request.user.pk}
    return render(request, "ogo/project_people.html", context)


@require_POST
@network_access(Permission.SHARE_IN_NETWORK)
def project_member(request: HttpRequest, network: Network, project_pk: int, member_pk: int) -> HttpResponse:
    """Make someone in the project an owner, or become a companion."""
    found = project_of(network, project_pk)
    change = partial(
        project_services.project_member_change,
        member=member_of(found, member_pk),
        actor=person_of(request),
        role=request.POST.get("role", ""),
    )
    return act_and_redirect(request, change, _url(found), _("Saved."))


@require_POST
@network_access(Permission.SHARE_IN_NETWORK)
def project_member_remove(request: HttpRequest, network: Network, project_pk: int, member_pk: int) -> HttpResponse:
    """Leave a project, or take a companion out of it."""
    found = project_of(network, project_pk)
    member = member_of(found, member_pk)
    remove = partial(project_services.project_member_remove, member=member, actor=person_of(request))
    return act_and_redirect(request, remove, _url(found), _("Saved."))


@require_POST
@network_access(Permission.SHARE_IN_NETWORK)
def project_take_on(request: HttpRequest, network: Network, project_pk: int) -> HttpResponse:
    """Take on a project whose owners no longer take part."""
    found = project_of(network, project_pk)
    take_on = partial(project_services.project_take_on, project=found, actor=person_of(request))
    return act_and_redirect(request, take_on, _url(found), _("You are an owner of this project now."))


def _url(found: Project) -> str:
    return reverse("ogo:project", args=[found.network_id, found.pk])


def _owned(request: HttpRequest, network: Network, pk: int) -> Project:
    """Return a project of this network. Raises Http404 if there is none, PermissionDenied unless the reader owns it."""
    found = project_of(network, pk)
    owners = {one.person_id for one in found.members.all() if one.role == ProjectMember.Role.OWNER}
    if request.user.pk not in owners:
        raise PermissionDenied(_("Only the owners of this project can change it."))
    return found


def _starts_of(found: Project, user: Any) -> "QuerySet[Question] | None":
    """Return the questions from which the project can start, or None if its question is hidden from this owner."""
    choices = questions_to_start_from(found.network, user)
    if found.question_id and not choices.filter(pk=found.question_id).exists():
        return None
    return choices
