"""Changes by a coordinator to the account of a participant."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.selectors import person_can_sign_in
from audit.registry import audit_code
from audit.services import audit_write
from networks.models import Participation
from networks.services.rights import require_programme

NAME_CORRECTED = audit_code("networks.name_corrected", gettext_lazy("corrected the name of %(person)s"))


@transaction.atomic
def person_name_correct(
    *, participation: Participation, actor: Any | None, first_name: str, infix: str, last_name: str
) -> User:
    """Correct the name of a participant who has no account yet. Raises ValidationError once they have one."""
    programme = participation.network.programme
    require_programme(actor=actor, programme=programme)
    person = User.objects.select_for_update().get(pk=participation.person_id)
    if person_can_sign_in(person=person):
        raise ValidationError(_("This person has an account by now, and can change the name there."))
    person.first_name, person.infix, person.last_name = first_name, infix, last_name
    person.full_clean(validate_unique=False, validate_constraints=False)
    person.save(update_fields=["first_name", "infix", "last_name"])
    audit_write(NAME_CORRECTED, actor=actor, programme_key=programme.pk, person=person.full_name, person_key=person.pk)
    return person
