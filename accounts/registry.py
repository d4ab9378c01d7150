"""The inventory of personal data: one declaration for each model that holds data about people.

To add a model, add a `PersonalData` to the `personal_data.py` of its app. From it follow the line on the page about
data, the section of people's own data (page and file), erasure, the nightly purge, and the tables in
docs/threat-model.md and docs/nl/dpia.md. `manage.py check` reports models and paths that are not declared.

Declarations are read app by app in the order of INSTALLED_APPS, so upper layers are erased before the rows they refer
to.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.db.models import BinaryField, Model, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from accounts.retention import Expiry
from jobs.retention import rows_purge

if TYPE_CHECKING:
    from accounts.models import User


class DataGroup(TextChoices):
    """The groups on the page about data, in their order."""

    ACCOUNT = "account", _("Your account")
    NETWORK = "network", _("Your network")
    MEETINGS = "meetings", _("Meetings")
    SURVEY = "survey", _("The questionnaire")
    LOGS = "logs", _("Messages and logs")


@dataclass(frozen=True, eq=False)  # compared by identity: a hash of translations would follow the language
class DataCategory:
    """A line on the page about data: what is stored, why, and who sees it. How long follows from the declarations.

    `permission` is the name of the networks.access.Permission that lets others see it, or "" if there is none;
    `seen_by` adds a sentence about anyone else. `risk` says, for the threat model, what the data could do to people if
    it were never deleted.
    """

    code: str
    group: DataGroup
    title: Any
    _: KW_ONLY
    purpose: Any
    permission: str = "OWN"
    seen_by: Any = ""
    risk: str = "–"


@dataclass(frozen=True)
class DataRow:
    """One row of a person's own data: `data` in codes, dates and plain values; `words` translates codes, by key."""

    data: Mapping[str, Any]
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Coded:
    """A code for the file, with the words for it on the page."""

    code: Any
    words: str


@dataclass(frozen=True)
class OnErase:
    """The effect of an erasure on the rows of a person, and the sentence that says so."""

    words: Any
    erase: "Callable[[PersonalData, User], object]"

    def saying(self, words: Any) -> "OnErase":
        """Return the same erasure with another sentence."""
        return replace(self, words=words)


DELETE = OnErase(_("Is deleted."), lambda data, person: data.rows_of(person).delete())
ANONYMISE = OnErase(
    _("Stays, without your name."),
    lambda data, person: data.rows_of(person).update(**{data.person: None}),
)
# The values are in a row, or refer to a row, that another declaration deletes.
DELETED_WITH_PARENT = replace(DELETE, erase=lambda _data, _person: None)


def erased_by(service: "Callable[[User], object]", *, words: Any = DELETE.words) -> OnErase:
    """Leave the erasure to a service of the app."""
    return OnErase(words, lambda _data, person: service(person))


# A title, or a tuple of a title and the source of the value: a lookup, or a function of the row.
Column = Any


@dataclass(frozen=True, eq=False)
class PersonalData:
    """The declaration of a model that holds data about people, or of some of its columns.

    person      the lookup from the model to the person; "pk" for the account itself, "" for rows without a name
    columns     titles by key; the key is the attribute, unless a lookup or a function of the row comes with the title
    rows        replaces the reading of columns, for data that no lookup reaches
    where       leaves out rows with nothing to show
    related     what reading prefetches
    page        the route of a page that lists the rows already
    dependents  the reason why rows that refer to these rows hold no data about this person
    of_everyone whether everyone here has such data; it is then no reason to retain people who never created an account
    """

    model: type[Model]
    category: DataCategory
    _: KW_ONLY
    expires: Expiry
    person: str = ""
    on_erase: OnErase | None = None
    code: str = ""
    title: Any = ""
    columns: Mapping[str, Column] = field(default_factory=dict)
    rows: "Callable[[User], list[DataRow]] | None" = None
    where: Q = field(default_factory=Q)
    related: tuple[str, ...] = ()
    page: str = ""
    dependents: str = ""
    of_everyone: bool = False

    def __post_init__(self) -> None:
        """Take code and title from the category unless they are given."""
        object.__setattr__(self, "code", self.code or self.category.code)
        object.__setattr__(self, "title", self.title or self.category.title)

    @property
    def titles(self) -> dict[str, str]:
        """The titles of the columns by key, in the active language."""
        return {key: str(each[0] if isinstance(each, tuple) else each) for key, each in self.columns.items()}

    def rows_of(self, person: "User") -> "QuerySet[Any]":
        """Return the rows of a person, oldest first."""
        return self.model._default_manager.filter(**{self.person: person.pk}).order_by("pk")

    def read(self, person: "User") -> list[DataRow]:
        """Return the data of a person, one DataRow for each row."""
        if self.rows is not None:
            return self.rows(person)
        sources = {key: each[1] if isinstance(each, tuple) else key for key, each in self.columns.items()}
        paths = {source.rpartition("__")[0] for source in sources.values() if isinstance(source, str)} - {""}
        large = [each.name for each in self.model._meta.fields if isinstance(each, BinaryField)]
        found = self.rows_of(person).filter(self.where).defer(*large).prefetch_related(*self.related)
        return [_data_row(row, sources) for row in (found.select_related(*sorted(paths)) if paths else found)]

    def erase(self, person: "User") -> None:
        """Erase a person from these rows, in the transaction of the erasure."""
        if self.on_erase is not None:
            self.on_erase.erase(self, person)

    def purge(self) -> None:
        """Delete the rows that have expired, or only remove the person from them if an erasure does the same."""
        if self.expires.service is not None:
            self.expires.service()
        elif self.expires.condition is not None:
            expired = self.model._default_manager.filter(self.expires.condition(self.model))
            if self.on_erase is ANONYMISE:
                expired.exclude(**{self.person: None}).update(**{self.person: None})
            else:
                rows_purge(expired)


def _data_row(row: Any, sources: Mapping[str, Any]) -> DataRow:
    found = {key: _value(row, source) if isinstance(source, str) else source(row) for key, source in sources.items()}
    return DataRow(
        {key: each.code if isinstance(each, Coded) else each for key, each in found.items()},
        {key: each.words for key, each in found.items() if isinstance(each, Coded)},
    )


def _value(row: Any, lookup: str) -> Any:
    """Return what a lookup finds from a row: a plain value, a Coded choice, or the name of another row."""
    *path, name = lookup.split("__")
    for step in path:
        row = getattr(row, step, None)
    value = getattr(row, name, None)
    if isinstance(value, Model):
        return str(value)
    words = getattr(row, f"get_{name}_display", None)
    return Coded(value, str(words())) if words is not None else value


@dataclass(frozen=True)
class Blocker:
    """Something a person has to do before they can be erased: a sentence, and the page where they do it."""

    sentence: str
    url: str
    link: str


@dataclass(frozen=True)
class Dependency:
    """The part of an erasure that an app with memberships contributes.

    `lock` locks those places; `blockers` returns what has to be done first; `programmes` returns the keys of the
    programmes whose log records that someone was erased.
    """

    lock: "Callable[[User], None]"
    blockers: "Callable[[User], list[Blocker]]"
    programmes: "Callable[[User], set[int]]"


_declarations: dict[str, PersonalData] = {}
_excuses: dict[str, str] = {}
_dependencies: list[Dependency] = []


def declare(*declarations: PersonalData) -> None:
    """Add declarations to the inventory. Raises ValueError for a code that is declared already."""
    for data in declarations:
        if data.code in _declarations:
            message = f"Personal data {data.code} is declared twice"
            raise ValueError(message)
        _declarations[data.code] = data


def personal_data() -> list[PersonalData]:
    """Return the whole inventory, upper layers first."""
    return list(_declarations.values())


def own_data_sources() -> list[PersonalData]:
    """Return the declarations of data that leads to a person."""
    return [data for data in personal_data() if data.columns]


def data_categories() -> dict[DataCategory, list[PersonalData]]:
    """Return each category with its declarations, in the order of declaration."""
    found: dict[DataCategory, list[PersonalData]] = {}
    for data in personal_data():
        found.setdefault(data.category, []).append(data)
    return found


def excuse(path: str, reason: str) -> None:
    """Excuse a path to a person, as "app_label.Model.lookup", from being declared. The reason is for the reader."""
    _excuses[path] = reason


def excuses() -> Mapping[str, str]:
    """Return why each exempted path need not be declared, by path."""
    return _excuses


def dependency_register(dependency: Dependency) -> None:
    """Register what an app with memberships contributes to an erasure."""
    _dependencies.append(dependency)


def dependencies() -> Iterable[Dependency]:
    """Return what apps with memberships contribute to an erasure."""
    return tuple(_dependencies)
