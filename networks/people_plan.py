"""The plan of an import of people: what it would do, row by row. It takes a fixed number of queries and writes nothing.

The plan calls a person what the file says, never what an existing account is called. A row that calls an account of
elsewhere differently is wrong, or the lists of this programme would tell what it is called.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from django.db.models.functions import Lower
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.language import active_language
from accounts.models import User
from networks.models import Background, Network, Organisation, Participation, Programme
from networks.names import is_whole_name, name_elsewhere, people_without_own_name
from networks.people_file import COLUMNS, PeopleRow
from networks.worksheets import BadRows, RowProblem, bad_rows

FOREVER = date.max
NAMES_TO_CHECK = 5


class Outcome(StrEnum):
    """The effect of an import on one row."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WRONG = "wrong"


@dataclass(frozen=True)
class Step:
    """A row and the effect of importing it. `what` is for the preview; `participation` is None if it is new.

    `same_name` is a participation of a person with the same name in the same network, at an address that the file does
    not have: perhaps the same person with a new address.
    """

    row: PeopleRow
    outcome: Outcome
    what: tuple[str, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    background: Background | None = None
    participation: Participation | None = None
    same_name: Participation | None = None


@dataclass
class PeoplePlan:
    """All steps in the order of the file, and what is new apart from participations."""

    steps: list[Step] = field(default_factory=list)
    new_networks: dict[str, str] = field(default_factory=dict)  # slug → name
    new_organisations: dict[str, str] = field(default_factory=dict)  # folded name → name
    renamed: list[tuple[User, PeopleRow]] = field(
        default_factory=list
    )  # guests of a meeting, who get the name of the file
    new_people: dict[str, PeopleRow] = field(default_factory=dict)  # address → first row
    notes: list[str] = field(default_factory=list)

    @property
    def created(self) -> list[Step]:
        """The rows that add a participation."""
        return self._with(Outcome.CREATED)

    @property
    def changed(self) -> list[Step]:
        """The rows that change a participation."""
        return self._with(Outcome.CHANGED)

    @property
    def unchanged(self) -> list[Step]:
        """The rows that change nothing."""
        return self._with(Outcome.UNCHANGED)

    @property
    def wrong(self) -> list[Step]:
        """The rows that cannot be used."""
        return self._with(Outcome.WRONG)

    @property
    def names_to_check(self) -> list[str]:
        """The first names as they were read, those with letters that an encoding may spoil in front."""
        names = list(dict.fromkeys(step.row.full_name for step in self.steps if step.row.full_name))
        return sorted(names, key=str.isascii)[:NAMES_TO_CHECK]

    @property
    def with_same_name(self) -> list[Step]:
        """The rows that may be about a person who is in the network at another address."""
        return [step for step in self.steps if step.same_name is not None]

    @property
    def problems(self) -> list[RowProblem]:
        """All problems, in the order of the file."""
        return [problem for step in self.steps for problem in step.problems]

    @property
    def bad_rows(self) -> BadRows:
        """The rows that cannot be used, each with the person it names and all corrections."""
        contents = {step.row.line: ", ".join(filter(None, (step.row.full_name, step.row.email))) for step in self.wrong}
        return bad_rows(self.problems, contents)

    def _with(self, outcome: Outcome) -> list[Step]:
        return [step for step in self.steps if step.outcome is outcome]


@dataclass
class _Known:
    """The existing data that rows may refer to."""

    programme: Programme
    backgrounds: dict[str, Background]
    networks: dict[str, Network]
    organisations: dict[str, Organisation]
    people: dict[str, User]  # by address
    strangers: set[int]  # those of them who are in other programmes only, or nowhere
    without_own_name: set[int]  # those of the strangers who were only guests of a meeting
    participations: dict[tuple[str, str], list[Participation]]  # network slug, address
    others: dict[tuple[str, str], list[Participation]]  # network slug, folded name: people whom the file leaves out

    def same_name(self, row: PeopleRow) -> Participation | None:
        """Return the latest participation of the only other person with the name of a row in its network, if any."""
        found = self.others.get((row.network, row.full_name.casefold()), [])
        running = [one for one in found if one.until is None or (row.from_date and one.until >= row.from_date)]
        if row.email in self.people or len({one.person_id for one in running}) != 1:
            return None
        return max(running, key=lambda one: one.from_date)

    def participation(self, row: PeopleRow) -> Participation | None:
        """Return the existing participation of the same person, network and first day, if any."""
        candidates = self.participations.get((row.network, row.email), [])
        return next((one for one in candidates if one.from_date == row.from_date), None)


def people_plan(*, programme: Programme, rows: Sequence[PeopleRow]) -> PeoplePlan:
    """Return what importing these rows into a programme would do. A single wrong row prevents the whole import."""
    known = _known(programme, rows)
    rows = [_with_absent_values(known, row) for row in rows]
    plan = PeoplePlan()
    problems = {row.line: list(row.problems) for row in rows}
    _check_programme(known, rows, problems)
    _check_networks(known, rows, problems, plan)
    _check_people(known, rows, problems, plan)
    backgrounds = _check_backgrounds(known, rows, problems)
    _check_periods(known, rows, problems)
    removed = sum(row.removed for row in rows)
    if removed:
        sentence = ngettext(
            "We removed %(count)s invisible character.", "We removed %(count)s invisible characters.", removed
        )
        plan.notes.append(sentence % {"count": removed})
    for row in rows:
        if problems[row.line]:
            plan.steps.append(Step(row, Outcome.WRONG, problems=tuple(problems[row.line])))
        else:
            plan.steps.append(_step(known, row, backgrounds[row.line], plan))
    return plan


Problems = dict[int, list[RowProblem]]


def _with_absent_values(known: _Known, row: PeopleRow) -> PeopleRow:
    """Return a row with the current values of the columns that the file lacks, so that these do not change."""
    there = known.participation(row) if row.absent else None
    if there is None:
        return row
    present = {one.attribute: one.export(there) for one in COLUMNS if one.updates and one.name in row.absent}
    return replace(row, **present)


def _known(programme: Programme, rows: Sequence[PeopleRow]) -> _Known:
    addresses = {row.email for row in rows}
    people = User.objects.annotate(address=Lower("email")).filter(address__in=addresses)
    by_address: dict[str, User] = {person.address: person for person in people}
    address_of = {person.pk: address for address, person in by_address.items()}
    participations: dict[tuple[str, str], list[Participation]] = defaultdict(list)
    others: dict[tuple[str, str], list[Participation]] = defaultdict(list)
    for participation in Participation.objects.filter(network__programme=programme).select_related(
        "network", "background", "organisation", "person"
    ):
        slug, person = participation.network.slug, participation.person
        if person.pk in address_of:
            participations[slug, address_of[person.pk]].append(participation)
        else:
            others[slug, person.full_name.casefold()].append(participation)
    here = {one.person_id for found in participations.values() for one in found}
    here |= set(programme.roles.filter(person__in=address_of).values_list("person", flat=True))
    strangers = address_of.keys() - here
    return _Known(
        programme=programme,
        backgrounds=_by_any_name(programme.backgrounds.all()),
        networks={network.slug: network for network in programme.networks.all()},
        organisations={organisation.name.casefold(): organisation for organisation in programme.organisations.all()},
        people=by_address,
        strangers=strangers,
        without_own_name=people_without_own_name(strangers),
        participations=participations,
        others=others,
    )


def _by_any_name(backgrounds: Iterable[Background]) -> dict[str, Background]:
    """Return backgrounds by code, and by name where that is not the code of another background."""
    found: dict[str, Background] = {}
    listed = list(backgrounds)
    for key in ("name_nl", "name_en", "code"):
        found.update({getattr(background, key).casefold(): background for background in listed})
    return found


def _check_programme(known: _Known, rows: Sequence[PeopleRow], problems: Problems) -> None:
    message = _("This row is about another programme; this import is for %(slug)s.") % {"slug": known.programme.slug}
    for row in rows:
        if row.programme != known.programme.slug and not _has(problems, row, "programme"):
            problems[row.line].append(RowProblem(row.line, "programme", message, row.programme))


def _check_networks(known: _Known, rows: Sequence[PeopleRow], problems: Problems, plan: PeoplePlan) -> None:
    """Find the networks to create: unknown ones with a name. A known network keeps its name."""
    named: dict[str, PeopleRow] = {}
    for row in rows:
        first = named.setdefault(row.network, row) if row.network_name else None
        if first and first.network_name != row.network_name and row.network not in known.networks:
            message = _("Line %(line)s has a different name for this network.") % {"line": first.line}
            problems[row.line].append(RowProblem(row.line, "network_name", message, row.network_name))
    for row in rows:
        if row.network in known.networks or _has(problems, row, "network"):
            continue
        if row.network in named:
            plan.new_networks[row.network] = named[row.network].network_name
        else:
            message = _("This network doesn’t exist. Fill in network_name to create it.")
            problems[row.line].append(RowProblem(row.line, "network", message, row.network))
    for slug, row in named.items():
        if slug in known.networks and known.networks[slug].name != row.network_name:
            message = _("%(slug)s keeps its present name, %(name)s.")
            plan.notes.append(message % {"slug": slug, "name": known.networks[slug].name})


def _check_people(known: _Known, rows: Sequence[PeopleRow], problems: Problems, plan: PeoplePlan) -> None:
    """Find the people to create. An address with two different names in the file is a problem."""
    first_rows: dict[str, PeopleRow] = {}
    for row in rows:
        if _has(problems, row, "email"):
            continue
        first = first_rows.setdefault(row.email, row)
        if first.full_name != row.full_name:
            message = _("Line %(line)s has a different name for this address.") % {"line": first.line}
            problems[row.line].append(RowProblem(row.line, "email", message, row.email))
        elif _is_called_otherwise(known, row):
            problems[row.line].append(RowProblem(row.line, "email", name_elsewhere(), row.email))
    plan.new_people = {address: row for address, row in first_rows.items() if address not in known.people}
    named = {address: person for address, person in known.people.items() if person.pk in known.without_own_name}
    plan.renamed = [(person, first_rows[address]) for address, person in named.items() if address in first_rows]


def _is_called_otherwise(known: _Known, row: PeopleRow) -> bool:
    """Return whether a row gives an account of elsewhere, which has a name of its own, another name."""
    person = known.people.get(row.email)
    if person is None or person.pk not in known.strangers or person.pk in known.without_own_name:
        return False
    return not is_whole_name(person, row.full_name)


def _check_backgrounds(known: _Known, rows: Sequence[PeopleRow], problems: Problems) -> dict[int, Background]:
    """Return the background of each line."""
    found = {}
    codes = ", ".join(sorted({background.code for background in known.backgrounds.values()}))
    for row in rows:
        background = known.backgrounds.get(row.background.casefold())
        if background:
            found[row.line] = background
        else:
            message = _("Write one of: %(codes)s.") % {"codes": codes}
            problems[row.line].append(RowProblem(row.line, "background", message, row.background))
    return found


@dataclass(frozen=True)
class _Period:
    """The period of a row, or of an existing participation that the file does not mention."""

    start: date
    end: date
    row: PeopleRow | None


def _check_periods(known: _Known, rows: Sequence[PeopleRow], problems: Problems) -> None:
    """Refuse overlapping periods of a person in a network, within the file and with existing participations."""
    groups: dict[tuple[str, str], list[PeopleRow]] = defaultdict(list)
    for row in rows:
        network = known.networks.get(row.network)
        if row.from_date and network and network.ends_on and row.from_date > network.ends_on:
            message = _("The network ends before this day.")
            problems[row.line].append(RowProblem(row.line, "from", message, row.from_date.isoformat()))
        if row.from_date and not _has(problems, row, "until") and not _has(problems, row, "email"):
            groups[row.network, row.email].append(row)
    for key, group in groups.items():
        starts = {row.from_date for row in group}
        periods = [
            _Period(there.from_date, there.until or FOREVER, None)
            for there in known.participations.get(key, [])
            if there.from_date not in starts
        ]
        for row in group:
            if row.from_date:
                period = _Period(row.from_date, row.until or FOREVER, row)
                problem = _clash(period, periods)
                if problem:
                    problems[row.line].append(problem)
                periods.append(period)


def _clash(period: _Period, others: Sequence[_Period]) -> RowProblem | None:
    row = period.row
    clash = next((other for other in others if other.start <= period.end and period.start <= other.end), None)
    if clash is None or row is None:
        return None
    value = period.start.isoformat()
    if clash.row is None:
        message = _("This person has been a participant since %(day)s. Enter that day in “from”, or end it first.")
        return RowProblem(row.line, "from", message % {"day": clash.start.isoformat()}, value)
    if clash.start == period.start:
        message = _("This repeats line %(line)s: same person, same network.")
        return RowProblem(row.line, "email", message % {"line": clash.row.line}, row.email)
    message = _("This overlaps with line %(line)s: same person, same network.")
    return RowProblem(row.line, "from", message % {"line": clash.row.line}, value)


def _has(problems: Problems, row: PeopleRow, column: str) -> bool:
    return any(problem.column == column for problem in problems[row.line])


def organisation_name(row: PeopleRow) -> str:
    """Return the organisation of a row as it is stored, with single spaces."""
    return " ".join(row.organisation.split())


def _step(known: _Known, row: PeopleRow, background: Background, plan: PeoplePlan) -> Step:
    name = organisation_name(row)
    if name and name.casefold() not in known.organisations:
        plan.new_organisations.setdefault(name.casefold(), name)
    there = known.participation(row)
    if there is None:
        same_name = known.same_name(row)
        what = _created(row, background, plan)
        if same_name is not None:
            what += (_("someone with this name is here as %(address)s") % {"address": same_name.person.email},)
        return Step(row, Outcome.CREATED, what, background=background, same_name=same_name)
    what = _changed(row, background, there)
    return Step(
        row,
        Outcome.CHANGED if what else Outcome.UNCHANGED,
        what,
        background=background,
        participation=there,
    )


def _created(row: PeopleRow, background: Background, plan: PeoplePlan) -> tuple[str, ...]:
    what = [_("takes part from %(day)s") % {"day": _day(row.from_date)}, background.name(active_language())]
    if row.role != Participation.Role.PARTICIPANT:
        what.append(str(Participation.Role(row.role).label))
    if plan.new_people.get(row.email) is row:
        what.append(_("a new account"))
    return tuple(what)


def _changed(row: PeopleRow, background: Background, there: Participation) -> tuple[str, ...]:
    language = active_language()
    pairs = [
        (_("role"), there.background.name(language), background.name(language)),
        (_("task"), there.get_role_display(), str(Participation.Role(row.role).label)),
        (_("until"), _day(there.until), _day(row.until)),
    ]
    what = [_arrow(label, old, new) for label, old, new in pairs if old != new]
    old_name = there.organisation.name if there.organisation else ""
    if old_name.casefold() != organisation_name(row).casefold():
        what.append(_arrow(_("organisation"), old_name, organisation_name(row)))
    return tuple(what)


def _arrow(label: str, old: str, new: str) -> str:
    return f"{label}: {old or '–'} → {new or '–'}"


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
