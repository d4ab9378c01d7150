"""Designs of a network and their versions: what changed, why, on which ground, and who contributed.

Participants and facilitators add designs and versions. A version is corrected by the person who added it and by
facilitators; the latest one can be deleted by the person who added it.
"""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from audit.registry import audit_code
from audit.services import audit_write
from meetings.services.idempotency import idempotent_create
from meetings.services.locks import lock_or_stale
from networks.access import Permission, Role, roles_in_network
from networks.models import Network
from networks.services.locks import network_lock
from networks.services.rights import require_network
from ogo.models import Design, DesignVersion, Project, SourceCard, VersionContributor
from ogo.selectors.designs import possible_contributors, version_fingerprint

# The title is left out: coordinators read the log, and they do not read what a network makes.
REMOVED = audit_code("ogo.design_version_removed", gettext_lazy("removed a version of a design of %(network)s"))

FIELDS = ("on_date", "changed", "why", "description", "link", "ground")
_RELATED = ["design", "added_by", "number"]


@transaction.atomic
def design_add(*, network: Network, actor: Any, title: str) -> Design:
    """Add a design. Its versions follow. Raises ValidationError by field."""
    require_network(actor=actor, network=network, permission=Permission.SHARE_IN_NETWORK)
    network_lock(network)
    design = Design(network=network, title=title.strip())
    return idempotent_create(network.designs.all(), (network, actor, design.title), partial(_saved, design))


def _saved(design: Design) -> Design:
    design.full_clean(exclude=["network"])
    design.save()
    return design


@transaction.atomic
def design_rename(*, design: Design, actor: Any, title: str) -> None:
    """Give a design another name. Raises ValidationError by field."""
    require_network(actor=actor, network=design.network, permission=Permission.SHARE_IN_NETWORK)
    design = lock_or_stale(Design.objects, design)
    design.title = title.strip()
    design.full_clean(exclude=["network"])
    design.save(update_fields=["title"])


@transaction.atomic
def design_remove(*, design: Design, actor: Any) -> None:
    """Delete a design without versions. Raises ValidationError if it has any."""
    require_network(actor=actor, network=design.network, permission=Permission.SHARE_IN_NETWORK)
    design = lock_or_stale(Design.objects, design)
    if design.versions.exists():
        raise ValidationError(_("This design has versions. Only a design without versions can be removed."))
    design.delete()


@transaction.atomic
def version_add(
    *,
    design: Design,
    actor: Any,
    changed: str,
    on_date: date | None = None,
    contributors: Iterable[User] = (),
    source_cards: Iterable[SourceCard] = (),
    projects: Iterable[Project] = (),
    expected_fingerprint: str | None = None,
    **texts: str,
) -> DesignVersion:
    """Add the next version of a design; `texts` are among `FIELDS`.

    `expected_fingerprint` is the `version_fingerprint` of the version that the actor saw as the latest. Raises
    ValidationError by field, and if there is another latest version by now.
    """
    require_network(actor=actor, network=design.network, permission=Permission.SHARE_IN_NETWORK)
    design = lock_or_stale(Design.objects.select_related("network"), design)
    values = {"on_date": on_date or timezone.localdate(), "changed": changed.strip()} | _stripped(texts)
    related = _checked(design.network, contributors, source_cards, projects)

    def make() -> DesignVersion:
        latest = design.versions.first()
        if expected_fingerprint not in {None, version_fingerprint(latest)}:
            raise ValidationError(
                _("Someone has just added a version. Read it below, and save again to add yours after it.")
            )
        version = DesignVersion(design=design, number=latest.number + 1 if latest else 1, added_by=actor, **values)
        version.full_clean(exclude=_RELATED)
        version.save()
        _relate(version, related)
        return version

    keys = [sorted(row.pk for row in rows) for rows in related.values()]
    return idempotent_create(design.versions.all(), (design, actor, *sorted(values.items()), *keys), make)


@transaction.atomic
def version_change(
    *,
    version: DesignVersion,
    actor: Any,
    contributors: Iterable[User] = (),
    source_cards: Iterable[SourceCard] = (),
    projects: Iterable[Project] = (),
    expected_fingerprint: str | None = None,
    **values: Any,
) -> None:
    """Correct a version; `values` are among `FIELDS`.

    `expected_fingerprint` is the `version_fingerprint` of the version that the actor saw. Raises ValidationError by
    field, and if someone else has changed the version since.
    """
    version = lock_or_stale(DesignVersion.objects.select_related("design__network"), version)
    require_version_editor(version, actor)
    if expected_fingerprint not in {None, version_fingerprint(version)}:
        raise ValidationError(
            _("Someone has just changed this. Read it below, and save again to replace it with yours.")
        )
    related = _checked(version.design.network, contributors, source_cards, projects, version)
    if not values.get("on_date", True):
        values["on_date"] = timezone.localdate()
    for name, value in _stripped(values).items():
        setattr(version, name, value)
    version.full_clean(exclude=_RELATED)
    version.save(update_fields=FIELDS)
    _relate(version, related)


@transaction.atomic
def version_remove(*, version: DesignVersion, actor: Any) -> None:
    """Delete the latest version of a design, with its files. Only the person who added it may.

    Raises ValidationError if it is not the latest version.
    """
    design = lock_or_stale(Design.objects.select_related("network"), version.design)
    require_network(actor=actor, network=design.network, permission=Permission.SHARE_IN_NETWORK)
    if version.added_by_id != actor.pk:
        raise PermissionDenied(_("Only the person who added this version can remove it."))
    if design.versions.filter(number__gt=version.number).exists():
        raise ValidationError(_("There is a later version. Only the latest version can be removed."))
    version.delete()
    network = design.network
    audit_write(REMOVED, actor=actor, programme_key=network.programme_id, network=network.name)


def require_version_editor(version: DesignVersion, actor: Any) -> None:
    """Raise PermissionDenied unless the actor added this version or facilitates its network."""
    network = version.design.network
    require_network(actor=actor, network=network, permission=Permission.SHARE_IN_NETWORK)
    if version.added_by_id != actor.pk and Role.FACILITATOR not in roles_in_network(actor, network):
        raise PermissionDenied(_("Only the person who added this version and the facilitator can change it."))


def _stripped(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of fields without spaces around them. Raises TypeError for an unknown field."""
    if unknown := set(values) - set(FIELDS):
        message = f"unknown fields: {', '.join(sorted(unknown))}"
        raise TypeError(message)
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}


def _checked(
    network: Network,
    contributors: Iterable[User],
    source_cards: Iterable[SourceCard],
    projects: Iterable[Project],
    version: DesignVersion | None = None,
) -> dict[str, list[Any]]:
    """Return what a version refers to. Raises ValidationError by field for a person, card or project from elsewhere."""
    related: dict[str, list[Any]] = {
        "contributors": list(contributors),
        "source_cards": list(source_cards),
        "projects": list(projects),
    }
    known = {person.pk for person in possible_contributors(network, version)}
    if any(person.pk not in known for person in related["contributors"]):
        raise ValidationError({"contributors": _("Choose people of this network.")})
    for name in ("source_cards", "projects"):
        if any(row.network_id != network.pk for row in related[name]):
            raise ValidationError({name: _("Choose from this network.")})
    return related


def _relate(version: DesignVersion, related: dict[str, list[Any]]) -> None:
    version.source_cards.set(related["source_cards"])
    version.projects.set(related["projects"])
    chosen = {person.pk for person in related["contributors"]}
    version.contributors.exclude(person__in=chosen).delete()
    there = set(version.contributors.values_list("person", flat=True))
    VersionContributor.objects.bulk_create(
        VersionContributor(version=version, person_id=pk) for pk in sorted(chosen - there)
    )
