"""Backgrounds of a programme: their names and targets. Codes never change, because exports contain them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from networks.models import Background, Participation, Programme
from networks.services.locks import programme_lock
from networks.services.rights import require_programme

ADDED = audit_code("networks.background_added", gettext_lazy("added the role %(name)s"))
UPDATED = audit_code("networks.background_updated", gettext_lazy("edited the role %(name)s"))
REMOVED = audit_code("networks.background_removed", gettext_lazy("removed the role %(name)s"))


@transaction.atomic
def background_add(
    *,
    programme: Programme,
    actor: Any | None,
    name_nl: str,
    name_en: str,
    target_min: int | None = None,
    target_max: int | None = None,
) -> Background:
    """Add a background with a code made from its English name. Raises ValidationError by field."""
    require_programme(actor=actor, programme=programme)
    programme = programme_lock(programme)
    code = slugify(name_en).replace("-", "_")[:40]
    if not code:
        raise ValidationError({"name_en": _("Use letters, such as “lecturer”.")})
    if programme.backgrounds.filter(code=code).exists():
        raise ValidationError({"name_en": _("This programme already has a role with this name.")})
    last = programme.backgrounds.aggregate(last=Max("position"))["last"]
    background = Background(
        programme=programme, code=code, position=0 if last is None else last + 1, **_names(name_nl, name_en)
    )
    _set_range(background, target_min, target_max)
    background.save()
    audit_write(ADDED, actor=actor, programme_key=programme.pk, name=background.name(programme.language))
    return background


@transaction.atomic
def background_update(
    *,
    background: Background,
    actor: Any | None,
    name_nl: str,
    name_en: str,
    target_min: int | None,
    target_max: int | None,
) -> Background:
    """Change the names and the target of a background. Raises ValidationError by field."""
    require_programme(actor=actor, programme=background.programme)
    for key, value in _names(name_nl, name_en).items():
        setattr(background, key, value)
    _set_range(background, target_min, target_max)
    background.save(update_fields=["name_nl", "name_en", "target_min", "target_max"])
    programme = background.programme
    audit_write(UPDATED, actor=actor, programme_key=programme.pk, name=background.name(programme.language))
    return background


@transaction.atomic
def background_remove(*, background: Background, actor: Any | None) -> None:
    """Remove an unused background. Raises ValidationError for a used one, because exports contain its code."""
    programme = background.programme
    require_programme(actor=actor, programme=programme)
    if Participation.objects.filter(background=background).exists():
        raise ValidationError(_("People have or had this role, so it can’t be removed. You can rename it."))
    name = background.name(programme.language)
    background.delete()
    audit_write(REMOVED, actor=actor, programme_key=programme.pk, name=name)


def _names(name_nl: str, name_en: str) -> dict[str, str]:
    names = {"name_nl": name_nl.strip(), "name_en": name_en.strip()}
    missing = {key: _("A name is needed.") for key, value in names.items() if not value}
    if missing:
        raise ValidationError(missing)
    return names


def _set_range(background: Background, target_min: int | None, target_max: int | None) -> None:
    if target_min is not None and target_max is not None and target_min > target_max:
        raise ValidationError({"target_max": _("This is lower than the “at least” number.")})
    background.target_min, background.target_max = target_min, target_max
