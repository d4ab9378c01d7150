"""The projects of a network, which everyone in it may read."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from networks.models import Network, Participation
from ogo.circles import Circle
from ogo.models import DesignVersion, Project, ProjectMember, Question
from ogo.selectors.readers import Reader


@dataclass(frozen=True)
class ProjectPage:
    """A project for a reader: the question it starts from, if everyone may read that, and what was made of it."""

    project: Project
    question: Question | None
    versions: list[DesignVersion]
    own: ProjectMember | None
    owns: bool
    may_take_on: bool


def projects_of(network: Network) -> "QuerySet[Project]":
    """Return the projects of a network, newest first, with their people."""
    return Project.objects.filter(network=network).with_people()


def project_of(network: Network, pk: int) -> Project:
    """Return a project of this network. Raises Http404 if it has none with this key."""
    project = get_object_or_404(projects_of(network).select_related("question"), pk=pk)
    project.network = network
    return project


def project_page(network: Network, user: User, pk: int) -> ProjectPage:
    """Return the page of a project for a reader. Raises Http404 if the network has none with this key."""
    project = project_of(network, pk)
    own = next((one for one in project.members.all() if one.person_id == user.pk), None)
    writes = Reader.of(user, network).writes
    open_question = project.question if project.question and project.question.circle == Circle.NETWORK else None
    return ProjectPage(
        project=project,
        question=open_question,
        versions=list(project.versions.select_related("design")),
        own=own if writes else None,
        owns=writes and own is not None and own.role == ProjectMember.Role.OWNER,
        may_take_on=writes and not active_owners(project).exists(),
    )


def active_owners(project: Project) -> "QuerySet[ProjectMember]":
    """Return the owners of a project who still take part in its network."""
    takes_part = Participation.objects.members().filter(network=project.network_id, person=OuterRef("person"))
    return ProjectMember.objects.filter(Exists(takes_part), project=project, role=ProjectMember.Role.OWNER)


def people_to_invite(project: Project) -> "QuerySet[User]":
    """Return the people of the network, without its guests, who are not in the project, by first name."""
    takes_part = Participation.objects.members().filter(network=project.network_id, person=OuterRef("pk"))
    people = User.objects.filter(Exists(takes_part)).exclude(pk__in=project.members.values("person"))
    return people.order_by("first_name", "last_name", "pk")


def member_of(project: Project, pk: Any) -> ProjectMember:
    """Return a member of this project. Raises Http404 for a member of another one."""
    member = get_object_or_404(ProjectMember.objects.select_related("person"), pk=pk, project=project)
    member.project = project
    return member
