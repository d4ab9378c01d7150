"""Programmes: creating them, their settings, words and study years."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.services import account_invitation_send, person_get_or_create, sessions_shorten
from audit.registry import audit_code
from audit.services import audit_write
from networks.events import programme_created
from networks.models import Background, Programme, ProgrammeRole, StudyYear
from networks.services.locks import programme_lock
from networks.services.rights import require_programme
from networks.study_years import current_first_year
from networks.terms import WORDS, words_validate

if TYPE_CHECKING:
    from networks.terms import Entry

CREATED = audit_code("networks.programme_created", gettext_lazy("created the programme %(programme)s"))
UPDATED = audit_code("networks.programme_updated", gettext_lazy("changed the settings of the programme"))
WORD_SET = audit_code("networks.word_set", gettext_lazy("chose the word “%(one)s” for the programme"))
YEAR_ADDED = audit_code("networks.study_year_added", gettext_lazy("added the year %(year)s"))

# The backgrounds of a new programme; it may rename them and add others.
STARTING_BACKGROUNDS = [
    ("student", "student", "student"),
    ("teacher", "leraar", "teacher"),
    ("teacher_educator", "lerarenopleider", "teacher educator"),
    ("researcher", "onderzoeker", "researcher"),
    ("expert", "expert", "expert"),
    ("school_leader", "schoolleider", "school leader"),
    ("learning_supporter", "leerondersteuner", "learning supporter"),
    ("other", "anders", "other"),
]


@transaction.atomic
def programme_create(
    *,
    slug: str,
    coordinator_email: str,
    name: str = "",
    language: str = "nl",
    coordinator_name: str = "",
    actor: Any | None = None,
) -> Programme:
    """Create a programme with the default backgrounds and the current study year, and invite its coordinator.

    Raises ValidationError by field.
    """
    if Programme.objects.filter(slug=slug).exists():
        raise ValidationError({"slug": _("There’s already a programme called “%(slug)s”.") % {"slug": slug}})
    programme = Programme(slug=slug, name=name.strip() or slug.replace("-", " ").capitalize(), language=language)
    programme.full_clean()
    programme.save()
    Background.objects.bulk_create(
        Background(programme=programme, code=code, name_nl=dutch, name_en=english, position=position)
        for position, (code, dutch, english) in enumerate(STARTING_BACKGROUNDS)
    )
    StudyYear.objects.create(programme=programme, first_year=current_first_year())
    first_name = coordinator_name or coordinator_email.partition("@")[0].partition(".")[0].capitalize()
    person, _made = person_get_or_create(
        email=coordinator_email, first_name=first_name, infix="", last_name="", language=language
    )
    ProgrammeRole.objects.create(programme=programme, person=person, role=ProgrammeRole.Role.COORDINATOR)
    sessions_shorten(person=person)
    account_invitation_send(person=person, actor=actor, programme_name=programme.name)
    programme_created(programme)
    audit_write(CREATED, actor=actor, programme_key=programme.pk, programme=programme.name)
    return programme


@transaction.atomic
def programme_update(
    *,
    programme: Programme,
    actor: Any | None,
    name: str,
    language: str,
    research_partner: str,
    minimum_group: int,
    reply_to: str = "",
) -> Programme:
    """Change the settings of a programme. To protect privacy, the smallest group shown can only grow."""
    require_programme(actor=actor, programme=programme)
    programme = programme_lock(programme)
    if minimum_group < programme.minimum_group:
        raise ValidationError(
            {"minimum_group": _("This number can go up but not down: people answered with it in mind.")}
        )
    given = {
        "name": name.strip(),
        "language": language,
        "research_partner": research_partner.strip(),
        "minimum_group": minimum_group,
        "reply_to": reply_to,
    }
    changed = [key for key, value in given.items() if getattr(programme, key) != value]
    if not changed:
        return programme
    for key in changed:
        setattr(programme, key, given[key])
    programme.full_clean()
    programme.save(update_fields=changed)
    audit_write(UPDATED, actor=actor, programme_key=programme.pk)
    return programme


@transaction.atomic
def programme_word_set(*, programme: Programme, actor: Any | None, word: str, entry: "Entry") -> Programme:
    """Set the word for a network, a facilitator, a year or the office (see networks/terms.py for its shape)."""
    require_programme(actor=actor, programme=programme)
    if word not in WORDS:
        raise KeyError(word)
    programme = programme_lock(programme)
    programme.words = words_validate({**programme.words, word: entry})
    programme.save(update_fields=["words"])
    audit_write(WORD_SET, actor=actor, programme_key=programme.pk, one=programme.words[word]["nl"]["one"])
    return programme


@transaction.atomic
def study_year_add(*, programme: Programme, actor: Any | None, first_year: int) -> StudyYear:
    """Add a study year by its first calendar year. Raises ValidationError if it exists or is implausible."""
    require_programme(actor=actor, programme=programme)
    if not 2000 <= first_year <= 2100:
        raise ValidationError({"first_year": _("Choose a year between 2000 and 2100.")})
    year, created = StudyYear.objects.get_or_create(programme=programme, first_year=first_year)
    if not created:
        raise ValidationError({"first_year": _("%(year)s already exists.") % {"year": year}})
    audit_write(YEAR_ADDED, actor=actor, programme_key=programme.pk, year=str(year))
    return year
