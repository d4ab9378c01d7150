"""Participations: adding, changing and ending them, and the needs and offers of participants."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.services import account_invitation_send, person_get_or_create
from audit.registry import AuditCode, audit_code
from audit.services import audit_write
from jobs.rows import ROWS_AT_ONCE
from mailing.services import emails_enqueue
from networks.access import Permission, may, roles_in_programme
from networks.emails import JOINED
from networks.events import participations_changed
from networks.models import Background, Network, Organisation, Participation, Programme
from networks.models.network import EARLIEST, LATEST
from networks.querysets import REOPENING_TERM
from networks.services.locks import network_lock
from networks.services.person import check_name
from networks.services.rights import require_network, require_people, require_programme

ADDED = {
    "participant": audit_code("networks.participant_added", gettext_lazy("added %(person)s to %(network)s")),
    "facilitator": audit_code(
        "networks.facilitator_added", gettext_lazy("added %(person)s to %(network)s as a facilitator")
    ),
    "guest": audit_code("networks.guest_added", gettext_lazy("added %(person)s to %(network)s as a guest")),
}
CHANGED = audit_code(
    "networks.participation_changed", gettext_lazy("changed the participation of %(person)s in %(network)s")
)
BECAME = {
    "participant": audit_code(
        "networks.became_participant", gettext_lazy("made %(person)s a participant in %(network)s")
    ),
    "facilitator": audit_code(
        "networks.became_facilitator", gettext_lazy("made %(person)s a facilitator of %(network)s")
    ),
    "guest": audit_code("networks.became_guest", gettext_lazy("made %(person)s a guest of %(network)s")),
}
ENDED = audit_code("networks.participation_ended", gettext_lazy("ended the participation of %(person)s in %(network)s"))
REOPENED = audit_code(
    "networks.participation_reopened", gettext_lazy("restored the participation of %(person)s in %(network)s")
)
CONFIRMED = audit_code("networks.participation_confirmed", gettext_lazy("confirmed %(person)s in %(network)s"))
INVITED = audit_code("networks.person_invited", gettext_lazy("sent %(person)s a new invitation"))


@transaction.atomic
def participation_add(
    *,
    network: Network,
    actor: Any | None,
    email: str,
    first_name: str,
    infix: str = "",
    last_name: str = "",
    background: Background,
    organisation: str = "",
    role: str = Participation.Role.PARTICIPANT,
    from_date: date,
    until: date | None = None,
    invite: bool = True,
    same_person: bool = False,
) -> Participation:
    """Add a participant from a day on; with `invite`, send an invitation or, to an existing account, a notification.

    An existing account keeps its name. Raises ValidationError by field; its code is "other_name" or "name_elsewhere" if
    the address has another name in the programme or elsewhere (see check_name).
    """
    require_people(actor=actor, network=network, roles={role})
    network = network_lock(network)
    person, is_new = person_get_or_create(
        email=email, first_name=first_name, infix=infix, last_name=last_name, language=network.programme.language
    )
    if not is_new:
        check_name(
            person=person,
            programme=network.programme,
            actor=actor,
            first_name=first_name,
            infix=infix,
            last_name=last_name,
            same_person=same_person,
        )
    participation = Participation(
        network=network,
        person=person,
        background=background,
        organisation=organisation_get_or_create(programme=network.programme, name=organisation),
        role=role,
        from_date=from_date,
        until=until,
        added_by=actor,
        confirmed_at=timezone.now() if _is_confirmed_by(actor, network.programme) else None,
    )
    _check(participation)
    participation.save()
    participations_changed([network])
    if invite:
        _notify(participation, actor)
    _record(ADDED[role], participation, actor)
    return participation


def _is_confirmed_by(actor: Any | None, programme: Programme) -> bool:
    """Return whether the actor's word is the programme's: a coordinator, or an administrator at the command line."""
    return actor is None or may(roles_in_programme(actor, programme.pk), Permission.MANAGE_PROGRAMME)


@transaction.atomic
def participations_confirm(*, programme: Programme, actor: Any, participations: Sequence[Participation]) -> None:
    """Record that the programme knows these people, so that their answers count from five on (R14).

    Participations that are confirmed already or belong to another programme are skipped.
    """
    require_programme(actor=actor, programme=programme)
    rows = Participation.objects.select_for_update(of=("self",)).filter(
        pk__in=[row.pk for row in participations], network__programme=programme, confirmed_at__isnull=True
    )
    for participation in rows.select_related("network", "person").order_by("pk"):
        participation.confirmed_at = timezone.now()
        participation.save(update_fields=["confirmed_at"])
        _record(CONFIRMED, participation, actor)


def participations_create(participations: Sequence[Participation]) -> None:
    """Insert the new participations of an import, whose plan has excluded overlaps.

    Checks no permission, writes no audit line and notifies no receivers. Raises ValidationError by field.
    """
    for participation in participations:
        _check_itself(participation)
    Participation.objects.bulk_create(participations, batch_size=ROWS_AT_ONCE)


@transaction.atomic
def participation_change(
    *,
    participation: Participation,
    actor: Any | None,
    background: Background,
    organisation: str,
    role: str,
    from_date: date,
    until: date | None,
) -> Participation:
    """Change the background, organisation, role or dates of a participant. Raises ValidationError by field."""
    network = network_lock(participation.network)
    require_people(actor=actor, network=network, roles={participation.role, role})
    changed = participation_set(
        participation=participation,
        background=background,
        organisation=organisation_get_or_create(programme=network.programme, name=organisation),
        role=role,
        from_date=from_date,
        until=until,
    )
    if changed:
        participations_changed([network])
        _record(BECAME[role] if "role" in changed else CHANGED, participation, actor)
    return participation


def participation_set(*, participation: Participation, **values: Any) -> list[str]:
    """Set fields and return the names of those that changed, without permission check or notification."""
    changed = [key for key, value in values.items() if getattr(participation, key) != value]
    if not changed:
        return []
    for key in changed:
        setattr(participation, key, values[key])
    _check(participation)
    participation.save(update_fields=changed)
    return changed


@transaction.atomic
def participation_end(*, participation: Participation, actor: Any | None, last_day: date | None = None) -> None:
    """End a participation after its last day, or now if none is given.

    A participation that started today and ends now is deleted. Raises ValidationError by field.
    """
    network = network_lock(participation.network)
    require_people(actor=actor, network=network, roles={participation.role})
    yesterday = timezone.localdate() - timedelta(days=1)
    until = last_day or yesterday
    if participation.until is not None and participation.until <= yesterday:
        raise ValidationError({"last_day": _("This person has already left.")})
    if last_day and last_day < participation.from_date:
        raise ValidationError({"last_day": _("This day is before the first day.")})
    if last_day and last_day > LATEST:
        raise ValidationError({"last_day": _("Choose a day before 2101.")})
    participation.until = until
    if until < participation.from_date:
        participation.delete()
    else:
        participation.save(update_fields=["until"])
    participations_changed([network])
    _record(ENDED, participation, actor)


@transaction.atomic
def participation_reopen(*, participation: Participation, actor: Any | None) -> None:
    """Undo a recent end of a participation. Raises ValidationError if that is too long ago."""
    network = network_lock(participation.network)
    require_people(actor=actor, network=network, roles={participation.role})
    if not may_reopen(participation):
        raise ValidationError(_("It’s too late to undo this. Add the person again."))
    participation.until = None
    _check(participation)
    participation.save(update_fields=["until"])
    participations_changed([network])
    _record(REOPENED, participation, actor)


def may_reopen(participation: Participation) -> bool:
    """Return whether the end of a participation can be undone: its last day is yesterday (as for "now") or later."""
    return participation.until is not None and participation.until >= timezone.localdate() - REOPENING_TERM


@transaction.atomic
def needs_and_offers_update(*, participation: Participation, actor: Any, seeks: str, offers: str) -> None:
    """Store what a participant would like to learn and offers. Raises PermissionDenied for anyone else."""
    if participation.person_id != actor.pk:
        raise PermissionDenied(_("People fill this in for themselves."))
    require_network(actor=actor, network=participation.network, permission=Permission.SHARE_IN_NETWORK)
    participation.seeks, participation.offers = seeks.strip(), offers.strip()
    participation.clean_fields(exclude=["network", "person", "background", "organisation"])
    participation.save(update_fields=["seeks", "offers"])


@transaction.atomic
def participation_invite(*, participation: Participation, actor: Any | None) -> None:
    """Send a new invitation to a participant. Raises ValidationError if the participant already has an account."""
    network = participation.network
    require_people(actor=actor, network=network, roles={participation.role})
    person, name = participation.person, network.programme.name
    if account_invitation_send(person=person, actor=actor, programme_name=name) is None:
        raise ValidationError(_("This person already has an account and can sign in."))
    _record(INVITED, participation, actor)


def organisation_get_or_create(*, programme: Programme, name: str) -> Organisation | None:
    """Return the organisation with this name, ignoring case, or create it; None for an empty name."""
    name = " ".join(name.split())
    if not name:
        return None
    known = {organisation.name.casefold(): organisation for organisation in programme.organisations.all()}
    return known.get(name.casefold()) or Organisation.objects.get_or_create(programme=programme, name=name[:160])[0]


def _notify(participation: Participation, actor: Any | None) -> None:
    """Send an invitation or, to an existing account, a notification."""
    person, name = participation.person, participation.network.programme.name
    if account_invitation_send(person=person, actor=actor, programme_name=name) is None:
        joined_email_send(participation)


def joined_email_send(participation: Participation) -> None:
    """Notify a person with an account of a new participation."""
    emails_enqueue(
        email_type=JOINED,
        idempotency_key=str(participation.pk),
        recipient_ids=[participation.person_id],
        params={"participation": participation.pk},
    )


def _check(participation: Participation) -> None:
    """Raise ValidationError by field if dates, background, role or another participation do not allow this one."""
    _check_itself(participation)
    network, from_date, until = participation.network, participation.from_date, participation.until
    others = Participation.objects.filter(network=network, person=participation.person).exclude(pk=participation.pk)
    others = others.filter(Q(until__isnull=True) | Q(until__gte=from_date))
    if until:
        others = others.filter(from_date__lte=until)
    if others.exists():
        raise ValidationError({"email": _("This person already takes part in this network in that period.")})


def _check_itself(participation: Participation) -> None:
    """Raise ValidationError by field if dates, background or role are invalid in themselves."""
    network, from_date, until = participation.network, participation.from_date, participation.until
    for name, day in (("from_date", from_date), ("until", until)):
        if day and not EARLIEST <= day <= LATEST:
            raise ValidationError({name: _("Choose a day between 2000 and 2100.")})
    if until and until < from_date:
        raise ValidationError({"until": _("This day is before the first day.")})
    if network.ends_on and from_date > network.ends_on:
        raise ValidationError({"from_date": _("The network ends before this day.")})
    if participation.background.programme_id != network.programme_id:
        raise ValidationError({"background": _("Choose a role from this programme.")})
    if participation.role not in Participation.Role.values:
        raise ValidationError({"role": _("Choose one of the tasks.")})


def _record(code: AuditCode, participation: Participation, actor: Any | None) -> None:
    audit_write(
        code,
        actor=actor,
        programme_key=participation.network.programme_id,
        person=str(participation.person),
        person_key=participation.person_id,
        network=participation.network.name,
    )
