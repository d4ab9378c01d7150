"""Giving an account another address when its mailbox is lost: one person asks, another one confirms."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.selectors import account_is_in_use, person_by_email
from accounts.services import account_invitation_send, address_replace
from accounts.text import address_clean
from audit.registry import AuditCode, audit_code
from audit.services import audit_write
from networks.access import Permission, denial_message, may, roles_in_programme
from networks.models import AddressChange, Participation, Programme, ProgrammeRole
from networks.services.erasure import programmes_of
from networks.services.locks import programme_lock

ASKED = audit_code("networks.address_asked", gettext_lazy("asked to give %(person)s another email address"))
CHANGED = audit_code(
    "networks.address_changed", gettext_lazy("confirmed another email address for %(person)s, asked by %(asker)s")
)
CORRECTED = audit_code(
    "networks.address_corrected", gettext_lazy("corrected the email address of %(person)s, who had no account yet")
)
WITHDRAWN = audit_code("networks.address_withdrawn", gettext_lazy("rejected the other email address for %(person)s"))
REQUEST_RETENTION = timedelta(days=14)


@transaction.atomic
def address_change_ask(*, programme: Programme, actor: User, person: User, address: str) -> AddressChange | None:
    """Ask for another address for a person of a programme. Another coordinator or a member of staff has to confirm.

    A person who has no account yet gets the address at once, with a new invitation; then None is returned. Raises
    PermissionDenied, and ValidationError by field.
    """
    require_address_changes(actor=actor, programme=programme)
    programme = programme_lock(programme)
    if actor.pk == person.pk:
        raise ValidationError(_("You can change your own address on your profile."))
    if programme.pk not in programmes_of(person):
        raise ValidationError({"email": _("Nobody in this programme has this address.")})
    address = _free_address(person, address)
    if not account_is_in_use(person=person) and programmes_of(person) == {programme.pk} and not person.is_staff:
        address_replace(person=person, address=address)
        account_invitation_send(person=person, actor=actor, programme_name=programme.name)
        _record(CORRECTED, programme, person, actor)
        return None
    AddressChange.objects.filter(person=person).delete()
    change = AddressChange.objects.create(programme=programme, person=person, address=address, asked_by=actor)
    _record(ASKED, programme, person, actor)
    return change


@transaction.atomic
def address_change_confirm(*, change: AddressChange, actor: User) -> User:
    """Give the person the address. Raises PermissionDenied, and ValidationError if the actor may not be the second.

    For a person who belongs to another programme too, or to staff, one of the two has to be a member of staff: two
    coordinators must not get into what belongs to others.
    """
    programme = programme_lock(change.programme)
    require_address_changes(actor=actor, programme=programme)
    locked = AddressChange.objects.select_for_update(of=("self",)).select_related("person", "asked_by")
    found = locked.filter(pk=change.pk, programme=programme).first()
    if found is None:
        raise ValidationError(_("This request has been handled already."))
    if actor.pk in {found.asked_by_id, found.person_id}:
        raise ValidationError(_("Someone else has to confirm this: another coordinator, or the administrator."))
    require_address_changes(actor=found.asked_by, programme=programme)
    elsewhere = found.person.is_staff or programmes_of(found.person) - {programme.pk}
    if elsewhere and not (actor.is_staff or found.asked_by.is_staff):
        raise ValidationError(_("This person is also in another programme. The administrator has to confirm this."))
    person = address_replace(person=found.person, address=_free_address(found.person, found.address))
    if not account_is_in_use(person=person):
        account_invitation_send(person=person, actor=actor, programme_name=programme.name)
    _record(CHANGED, programme, person, actor, asker=found.asked_by.full_name)
    found.delete()
    return person


@transaction.atomic
def address_change_withdraw(*, change: AddressChange, actor: User) -> None:
    """Delete a request without changing anything. Raises PermissionDenied."""
    require_address_changes(actor=actor, programme=change.programme)
    _record(WITHDRAWN, change.programme, change.person, actor)
    change.delete()


def require_address_changes(*, actor: User, programme: Programme) -> None:
    """Raise PermissionDenied unless the actor coordinates the programme or is a member of staff."""
    if not actor.is_staff and not may(roles_in_programme(actor, programme.pk), Permission.MANAGE_PROGRAMME):
        raise PermissionDenied(denial_message(Permission.MANAGE_PROGRAMME))


def programme_of(person: User) -> Programme | None:
    """Return a programme in whose log a change of a person's address is recorded: one they have a role in, if any."""
    role = ProgrammeRole.objects.filter(person=person).select_related("programme").order_by("pk").first()
    if role is not None:
        return role.programme
    here = Participation.objects.filter(person=person).select_related("network__programme").order_by("-pk").first()
    return here.network.programme if here is not None else None


def _free_address(person: User, address: str) -> str:
    """Return an address in its stored form. Raises ValidationError if it is not one, or belongs to an account."""
    try:
        address = address_clean(address).text
    except ValidationError as error:
        raise ValidationError({"address": error.messages}) from error
    owner = person_by_email(email=address)
    if owner is not None:
        same = _("This is the address the account has now.") if owner.pk == person.pk else _("This address is in use.")
        raise ValidationError({"address": same})
    return address


def _record(code: AuditCode, programme: Programme, person: User, actor: User, **details: str) -> None:
    audit_write(code, actor=actor, programme_key=programme.pk, person=person.full_name, person_key=person.pk, **details)
