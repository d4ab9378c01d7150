"""Changes by a coordinator to the account of a participant."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.selectors import account_is_in_use
from audit.registry import audit_code
from audit.services import audit_write
from networks.access import Permission, may, roles_in_programme
from networks.models import Participation, Programme
from networks.services.erasure import programmes_of
from networks.services.rights import require_programme

NAME_CORRECTED = audit_code("networks.name_corrected", gettext_lazy("corrected the name of %(person)s"))


def check_same_name(*, person: User, programme: Programme, actor: Any | None, first_name: str, last_name: str) -> None:
    """Raise ValidationError "other_name" if someone in the programme uses an address under another name.

    Coordinators, who see everyone in the programme, are shown that name. Of accounts elsewhere nothing is revealed.
    """
    if is_same_name(person, first_name, last_name) or programme.pk not in programmes_of(person):
        return
    if actor is None or may(roles_in_programme(actor, programme.pk), Permission.MANAGE_PROGRAMME):
        message = _("This is the address of %(name)s. Two people can’t share an address.") % {"name": person.full_name}
    else:
        message = _("Someone in the programme uses this address under another name. Two people can’t share an address.")
    raise ValidationError({"email": ValidationError(message, code="other_name")})


def is_same_name(person: User, first_name: str, last_name: str) -> bool:
    """Return whether a name is that of a person: the same first name, and the same last name if both have one."""
    typed, known = (first_name, last_name), (person.first_name, person.last_name)
    pairs = [(one.casefold(), other.casefold()) for one, other in zip(typed, known, strict=True)]
    return pairs[0][0] == pairs[0][1] and (not all(pairs[1]) or pairs[1][0] == pairs[1][1])


@transaction.atomic
def person_name_correct(
    *, participation: Participation, actor: Any | None, first_name: str, infix: str, last_name: str
) -> User:
    """Correct the name of a participant who has no account yet. Raises ValidationError once they have one."""
    programme = participation.network.programme
    require_programme(actor=actor, programme=programme)
    person = User.objects.select_for_update().get(pk=participation.person_id)
    if account_is_in_use(person=person):
        raise ValidationError(_("This person has an account by now, and can change the name there."))
    person.first_name, person.infix, person.last_name = first_name, infix, last_name
    person.full_clean(validate_unique=False, validate_constraints=False)
    person.save(update_fields=["first_name", "infix", "last_name"])
    audit_write(NAME_CORRECTED, actor=actor, programme_key=programme.pk, person=person.full_name, person_key=person.pk)
    return person
