"""Programme roles: coordinator, preparation team, research office, assessor."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.services import account_invitation_send, person_get_or_create, sessions_shorten
from audit.registry import AuditCode, audit_code
from audit.services import audit_write
from networks.events import role_changed
from networks.models import Programme, ProgrammeRole
from networks.services.locks import programme_lock
from networks.services.person import check_name
from networks.services.rights import require_programme

# One sentence per role, so that each can be translated as a whole.
GRANTED = {
    "coordinator": audit_code("networks.coordinator_granted", gettext_lazy("made %(person)s a coordinator")),
    "preparation_team": audit_code(
        "networks.preparation_team_granted", gettext_lazy("added %(person)s to the preparation team")
    ),
    "research_office": audit_code(
        "networks.research_office_granted", gettext_lazy("added %(person)s to the research office")
    ),
    "assessor": audit_code("networks.assessor_granted", gettext_lazy("made %(person)s an assessor")),
}
REVOKED = {
    "coordinator": audit_code("networks.coordinator_revoked", gettext_lazy("removed %(person)s as a coordinator")),
    "preparation_team": audit_code(
        "networks.preparation_team_revoked", gettext_lazy("removed %(person)s from the preparation team")
    ),
    "research_office": audit_code(
        "networks.research_office_revoked", gettext_lazy("removed %(person)s from the research office")
    ),
    "assessor": audit_code("networks.assessor_revoked", gettext_lazy("removed %(person)s as an assessor")),
}


@transaction.atomic
def programme_role_grant(
    *,
    programme: Programme,
    actor: Any | None,
    email: str,
    first_name: str,
    infix: str = "",
    last_name: str = "",
    role: str,
    same_person: bool = False,
) -> ProgrammeRole:
    """Grant a role in the programme, and invite people without an account.

    Raises ValidationError by field, like `participation_add` if the address has another name here or elsewhere.
    """
    require_programme(actor=actor, programme=programme)
    if role not in ProgrammeRole.Role.values:
        raise ValidationError({"role": _("Choose one of the tasks.")})
    person, is_new = person_get_or_create(
        email=email, first_name=first_name, infix=infix, last_name=last_name, language=programme.language
    )
    if not is_new:
        check_name(
            person=person,
            programme=programme,
            actor=actor,
            first_name=first_name,
            infix=infix,
            last_name=last_name,
            same_person=same_person,
        )
    granted, created = ProgrammeRole.objects.get_or_create(programme=programme, person=person, role=role)
    if not created:
        raise ValidationError({"email": _("This person already has this task.")})
    account_invitation_send(person=person, actor=actor, programme_name=programme.name)
    sessions_shorten(person=person)
    _record(GRANTED[role], granted, actor)
    role_changed(programme)
    return granted


@transaction.atomic
def programme_role_revoke(*, role: ProgrammeRole, actor: Any | None) -> None:
    """Revoke a role with immediate effect. Raises ValidationError for the last coordinator of a programme."""
    programme = programme_lock(role.programme)
    require_programme(actor=actor, programme=programme)
    others = ProgrammeRole.objects.filter(programme=programme, role=ProgrammeRole.Role.COORDINATOR).exclude(pk=role.pk)
    if role.role == ProgrammeRole.Role.COORDINATOR and not others.exists():
        raise ValidationError(_("This is the last coordinator. Make someone else a coordinator first."))
    _record(REVOKED[role.role], role, actor)
    role.delete()
    role_changed(programme)


def _record(code: AuditCode, role: ProgrammeRole, actor: Any | None) -> None:
    audit_write(
        code,
        actor=actor,
        programme_key=role.programme_id,
        person=str(role.person),
        person_key=role.person_id,
    )
