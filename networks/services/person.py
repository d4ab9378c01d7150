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
from networks.names import is_same_name, is_whole_name, name_elsewhere, people_without_own_name
from networks.services.erasure import programmes_of
from networks.services.rights import require_programme

NAME_CORRECTED = audit_code("networks.name_corrected", gettext_lazy("corrected the name of %(person)s"))


def check_name(
    *,
    person: User,
    programme: Programme,
    actor: Any | None,
    first_name: str,
    infix: str,
    last_name: str,
    same_person: bool,
) -> None:
    """Check the name that was typed for the address of an existing person, before the person is added to a programme.

    Raises ValidationError "other_name" if someone in the programme uses the address under another name, unless the
    actor says that it is the `same_person`. Coordinators, who see everyone in the programme, are shown that name.

    Raises ValidationError "name_elsewhere" for a person of elsewhere who has another name: knowing an address must not
    reveal the name of its account. A person who was only a guest of a meeting gets the typed name.
    """
    if programme.pk in programmes_of(person):
        if not same_person and not is_same_name(person, first_name, last_name):
            raise ValidationError({"email": ValidationError(_other_name(person, programme, actor), code="other_name")})
    elif actor is None or is_whole_name(person, f"{first_name} {infix} {last_name}"):
        return
    elif people_without_own_name([person.pk]):
        person_rename(person=person, first_name=first_name, infix=infix, last_name=last_name)
    else:
        raise ValidationError({"email": ValidationError(name_elsewhere(), code="name_elsewhere")})


def _other_name(person: User, programme: Programme, actor: Any | None) -> str:
    if actor is None or may(roles_in_programme(actor, programme.pk), Permission.MANAGE_PROGRAMME):
        return _("This is the address of %(name)s. Two people can’t share an address.") % {"name": person.full_name}
    return _("Someone in the programme uses this address under another name. Two people can’t share an address.")


def person_rename(*, person: User, first_name: str, infix: str, last_name: str) -> None:
    """Store another name of a person, without permission check. Raises ValidationError for an invalid name."""
    person.first_name, person.infix, person.last_name = first_name, infix, last_name
    person.full_clean(validate_unique=False, validate_constraints=False)
    person.save(update_fields=["first_name", "infix", "last_name"])


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
    person_rename(person=person, first_name=first_name, infix=infix, last_name=last_name)
    audit_write(NAME_CORRECTED, actor=actor, programme_key=programme.pk, person=person.full_name, person_key=person.pk)
    return person
