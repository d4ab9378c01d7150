from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from networks.access import Permission
from networks.models import Network, Programme
from networks.models.network import EARLIEST, LATEST
from networks.services.locks import programme_lock
from networks.services.rights import require_network, require_programme

CREATED = audit_code("networks.network_created", gettext_lazy("created the network %(network)s"))
UPDATED = audit_code("networks.network_updated", gettext_lazy("edited the network %(network)s"))


@transaction.atomic
def network_create(
    *,
    programme: Programme,
    actor: Any | None,
    name: str,
    slug: str = "",
    theme: str = "",
    practice_question: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Network:
    """Create a network, with a slug made from its name unless one is given. Raises ValidationError by field."""
    require_programme(actor=actor, programme=programme)
    programme = programme_lock(programme)
    network = Network(
        programme=programme,
        slug=slug or _free_slug(programme, name),
        name=name.strip(),
        theme=theme.strip(),
        practice_question=practice_question.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    _check(network)
    network.save()
    audit_write(CREATED, actor=actor, programme_key=programme.pk, network=network.name)
    return network


@transaction.atomic
def network_update(*, network: Network, actor: Any | None, **fields: Any) -> Network:
    """Change name, theme, practice_question, starts_on or ends_on of a network. Raises ValidationError by field.

    Facilitators may change the theme and the practice question, coordinators everything.
    """
    known = {"name", "theme", "practice_question", "starts_on", "ends_on"}
    if set(fields) - known:
        raise TypeError(", ".join(sorted(set(fields) - known)))
    require_network(actor=actor, network=network, permission=Permission.LEAD)
    if set(fields) - {"theme", "practice_question"}:
        require_programme(actor=actor, programme=network.programme)
    cleaned = {key: value.strip() if isinstance(value, str) else value for key, value in fields.items()}
    changed = [key for key, value in cleaned.items() if getattr(network, key) != value]
    if not changed:
        return network
    for key in changed:
        setattr(network, key, cleaned[key])
    _check(network)
    network.save(update_fields=changed)
    audit_write(UPDATED, actor=actor, programme_key=network.programme_id, network=network.name)
    return network


def _check(network: Network) -> None:
    for name in ("starts_on", "ends_on"):
        day = getattr(network, name)
        if day and not EARLIEST <= day <= LATEST:
            raise ValidationError({name: _("Choose a day between 2000 and 2100.")})
    if network.starts_on and network.ends_on and network.ends_on < network.starts_on:
        raise ValidationError({"ends_on": _("This day is before the first day.")})
    network.full_clean()


def _free_slug(programme: Programme, name: str) -> str:
    """Return a slug for a name that no other network of the programme has."""
    base = slugify(name)[:50] or "netwerk"
    taken = set(programme.networks.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
