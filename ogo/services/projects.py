"""Projects of participants. The owners steer: nobody else changes a project, also not the facilitator."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from meetings.services.idempotency import idempotent_create
from meetings.services.locks import lock_or_stale
from networks.access import Permission
from networks.models import Network
from networks.services.locks import network_lock
from networks.services.rights import require_network
from ogo.models import Project, ProjectMember, Question
from ogo.selectors.projects import active_owners, people_to_invite
from ogo.selectors.questions import questions_to_start_from
from ogo.services.fingerprint import fingerprint, require_fresh

# The fields of a form about a project.
FIELDS = ("title", "state", "approach", "findings", "question")
# States in which a project no longer needs an owner.
ENDED = frozenset({Project.State.FINISHED, Project.State.STOPPED})
OWNER, COMPANION = ProjectMember.Role.OWNER, ProjectMember.Role.COMPANION


@transaction.atomic
def project_add(
    *, network: Network, actor: User, title: str, approach: str = "", question: Question | None = None
) -> Project:
    """Start a project that the actor owns, from a question or without one. Raises ValidationError by field."""
    require_network(actor=actor, network=network, permission=Permission.SHARE_IN_NETWORK)
    network_lock(network)
    project = Project(network=network, title=title.strip(), approach=approach.strip(), question=question)
    given = (network, actor, project.title, project.approach, question)
    return idempotent_create(network.projects.filter(members__person=actor), given, partial(_created, project, actor))


@transaction.atomic
def project_change(*, project: Project, actor: User, expected_fingerprint: str | None = None, **fields: Any) -> Project:
    """Change any of FIELDS. Only owners may.

    `expected_fingerprint` is the fingerprint of FIELDS that the actor saw. Raises ValidationError by field, and if the
    project has just been changed or deleted.
    """
    project = _locked(project)
    _require_owner(project, actor)
    before = fingerprint(project, FIELDS)
    new_question = "question" in fields and fields["question"] != project.question
    for name, value in fields.items():
        setattr(project, name, value.strip() if isinstance(value, str) else value)
    require_fresh(before=before, after=fingerprint(project, FIELDS), expected=expected_fingerprint)
    _check(project, actor, new_question=new_question)
    project.save(update_fields=[*fields])
    return project


@transaction.atomic
def project_remove(*, project: Project, actor: User) -> None:
    """Delete a project. Only owners may. Raises ValidationError if a version of a design is based on it."""
    project = _locked(project)
    _require_owner(project, actor)
    if project.versions.exists():
        raise ValidationError(_("A version of a design is based on this project, so it stays. You can stop it."))
    project.delete()


@transaction.atomic
def project_take_on(*, project: Project, actor: User) -> None:
    """Make the actor the owner of a project whose owners no longer take part. Raises ValidationError if one does."""
    project = _locked(project)
    require_network(actor=actor, network=project.network, permission=Permission.SHARE_IN_NETWORK)
    if active_owners(project).exclude(person=actor).exists():
        raise ValidationError(_("Someone else is already doing this."))
    ProjectMember.objects.update_or_create(project=project, person=actor, defaults={"role": OWNER})


@transaction.atomic
def project_member_add(*, project: Project, actor: User, person: User, role: str) -> ProjectMember:
    """Add someone of the network to a project, as owner or companion. Only owners may. Raises ValidationError.

    Adding a person again with the same role has no effect.
    """
    project = _locked(project)
    _require_owner(project, actor)
    member = project.members.filter(person=person).first()
    if member is not None and member.role == role:
        return member
    if not people_to_invite(project).filter(pk=person.pk).exists():
        raise ValidationError({"person": _("Choose someone of your network who is not in this project yet.")})
    member = ProjectMember(project=project, person=person, role=role)
    member.full_clean(exclude=["project", "person"], validate_constraints=False)
    member.save()
    return member


@transaction.atomic
def project_member_change(*, member: ProjectMember, actor: User, role: str) -> None:
    """Make someone in a project an owner, or become a companion oneself. Only owners may.

    Raises PermissionDenied for another owner, ValidationError for an unknown role and if no owner would be left.
    """
    project = _locked(member.project)
    _require_owner(project, actor)
    member = lock_or_stale(ProjectMember.objects, member)
    if member.role == OWNER and member.person_id != actor.pk and role != OWNER:
        raise PermissionDenied(_("Only owners themselves can step back."))
    if role != OWNER:
        _require_another_owner(project, member)
    member.role = role
    member.full_clean(exclude=["project", "person"], validate_constraints=False)
    member.save(update_fields=["role"])


@transaction.atomic
def project_member_remove(*, member: ProjectMember, actor: User) -> None:
    """Leave a project, or take a companion out of it as an owner.

    Raises PermissionDenied for others, ValidationError if a project that goes on would have no owner left.
    """
    project = _locked(member.project)
    member = lock_or_stale(ProjectMember.objects, member)
    require_network(actor=actor, network=project.network, permission=Permission.SHARE_IN_NETWORK)
    if member.person_id != actor.pk:
        _require_owner(project, actor)
        if member.role == OWNER:
            raise PermissionDenied(_("Only owners themselves can step back."))
    if project.state not in ENDED:
        _require_another_owner(project, member)
    member.delete()


def _locked(project: Project) -> Project:
    """Lock a project, so that of two owners who leave at once the second is the last one."""
    found = lock_or_stale(Project.objects, project)
    found.network = project.network
    return found


def _created(project: Project, actor: User) -> Project:
    _check(project, actor, new_question=project.question is not None)
    project.save()
    ProjectMember.objects.create(project=project, person=actor, role=OWNER)
    return project


def _check(project: Project, actor: User, *, new_question: bool) -> None:
    """Raise ValidationError by field. With `new_question`, also lock the question it starts from."""
    project.full_clean(exclude=["network", "question"], validate_constraints=False)
    if new_question and project.question is not None:
        # Locked, so that its owner does not take it back from the network at this moment.
        found = questions_to_start_from(project.network, actor).filter(pk=project.question.pk)
        if found.select_for_update(of=("self",)).first() is None:
            raise ValidationError({"question": _("This question can’t be a start any more.")})


def _require_owner(project: Project, actor: User) -> None:
    require_network(actor=actor, network=project.network, permission=Permission.SHARE_IN_NETWORK)
    if not project.members.filter(person=actor, role=OWNER).exists():
        raise PermissionDenied(_("Only the owners of this project can change it."))


def _require_another_owner(project: Project, member: ProjectMember) -> None:
    """Raise ValidationError if this member is the only owner who still takes part in the network."""
    if member.role == OWNER and not active_owners(project).exclude(pk=member.pk).exists():
        raise ValidationError(
            _(
                "You are the only owner. First make someone else an owner, or say that the project is finished or "
                "stopped."
            )
        )
