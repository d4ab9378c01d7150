"""Importing people (store the file for a preview, then apply it completely or not at all), and exporting them."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from accounts.selectors import person_can_sign_in
from accounts.services import PersonEntry, account_invitation_send, people_get_or_create
from audit.registry import AuditCode, audit_code
from audit.services import audit_write
from jobs.services import job_enqueue, jobs_enqueue
from networks.events import participations_changed
from networks.models import Network, Organisation, Participation, PeopleImport, Programme
from networks.people_file import PeopleRow, people_read, people_rows, people_write, people_write_workbook
from networks.people_plan import PeoplePlan, Step, organisation_name, people_plan
from networks.selectors.people import people_of_programme
from networks.services.address import address_change_ask
from networks.services.locks import networks_lock, programme_lock
from networks.services.network import network_create
from networks.services.participation import (
    ADDED,
    BECAME,
    joined_email_send,
    participation_set,
    participations_create,
)
from networks.services.person import person_rename
from networks.services.rights import require_programme

IMPORTED = audit_code(
    "networks.people_imported", gettext_lazy("imported people: %(created)s added, %(changed)s changed")
)
EXPORTED = audit_code("networks.people_exported", gettext_lazy("downloaded the people of the programme"))

IMPORT_RETENTION = timedelta(days=1)
EXPIRE_JOB = "networks.expire_people_import"
INVITE_JOB = "networks.invite_imported_person"
NOTIFY_JOB = "networks.notify_imported_participation"


class PeopleRefusedError(ValidationError):
    """A file with wrong rows, of which nothing was imported. `plan` has every problem."""

    def __init__(self, plan: PeoplePlan) -> None:
        count = len(plan.wrong)
        message = ngettext(
            "%(count)s row can’t be used, so nothing was changed.",
            "%(count)s rows can’t be used, so nothing was changed.",
            count,
        )
        super().__init__(message, code="rows", params={"count": count})
        self.plan = plan


@transaction.atomic
def people_import_store(*, programme: Programme, actor: Any, file_name: str, content: bytes) -> PeopleImport:
    """Store a file for the preview, for a day at most. Raises WorksheetError if it cannot be read."""
    require_programme(actor=actor, programme=programme)
    sheet = people_read(content)
    people_rows(sheet.text)
    upload = PeopleImport.objects.create(
        programme=programme,
        by=actor,
        file_name=file_name[:120],
        content=sheet.text,
        notes="\n".join(sheet.notes),
    )
    job_enqueue(kind=EXPIRE_JOB, key=str(upload.pk), due_at=timezone.now() + IMPORT_RETENTION)
    return upload


@transaction.atomic
def people_import_confirm(
    *, upload: PeopleImport, actor: Any, invite: bool, same_person: Collection[int] = ()
) -> PeoplePlan:
    """Apply a stored file and delete it. Raises PeopleRefusedError if a row has become wrong since the preview.

    `same_person` has the lines of rows about people who are in the network already, at another address.
    """
    require_programme(actor=actor, programme=upload.programme)
    rows = people_rows(upload.content)
    if same_person:
        rows = _moved(upload.programme, rows, set(same_person), actor)
    plan = people_import_apply(programme=upload.programme, rows=rows, actor=actor, invite=invite)
    upload.delete()
    return plan


def _moved(programme: Programme, rows: list[PeopleRow], lines: set[int], actor: Any) -> list[PeopleRow]:
    """Request the new addresses of the people on these lines, and return all rows with the addresses they have now.

    People without an account have the new address at once; others keep theirs until someone else has confirmed it.
    """
    moved: dict[int, PeopleRow] = {}
    asked: set[int] = set()
    for step in people_plan(programme=programme, rows=rows).with_same_name:
        there = step.same_name
        if there is None or step.row.line not in lines:
            continue
        if there.person_id not in asked:
            address_change_ask(programme=programme, actor=actor, person=there.person, address=step.row.email)
            asked.add(there.person_id)
            there.person.refresh_from_db(fields=["email"])
        moved[step.row.line] = replace(step.row, email=there.person.email, from_date=there.from_date)
    return [moved.get(row.line, row) for row in rows]


@transaction.atomic
def people_import_cancel(*, upload: PeopleImport, actor: Any) -> None:
    """Delete a stored file."""
    require_programme(actor=actor, programme=upload.programme)
    upload.delete()


def people_imports_expire(*, key: int) -> None:
    """Delete a file that was not confirmed in time, if it still exists."""
    PeopleImport.objects.filter(pk=key).delete()


@transaction.atomic
def people_import_apply(*, programme: Programme, rows: list[PeopleRow], actor: Any | None, invite: bool) -> PeoplePlan:
    """Import all rows and return the plan that was carried out.

    Importing the same rows again changes nothing. Raises PeopleRefusedError if any row is wrong.
    """
    require_programme(actor=actor, programme=programme)
    programme = programme_lock(programme)
    networks_lock(programme)
    plan = people_plan(programme=programme, rows=rows)
    if plan.wrong:
        raise PeopleRefusedError(plan)
    for slug, name in plan.new_networks.items():
        network_create(programme=programme, actor=actor, name=name, slug=slug)
    Organisation.objects.bulk_create(
        Organisation(programme=programme, name=name) for name in plan.new_organisations.values()
    )
    applied = _Applier(programme, actor)
    applied.apply(plan)
    if invite:
        _notify(plan, applied)
    if plan.created or plan.changed:
        audit_write(
            IMPORTED,
            actor=actor,
            programme_key=programme.pk,
            created=len(plan.created),
            changed=len(plan.changed),
        )
    return plan


class _Applier:
    """Carries out the steps of a plan, with the objects that they refer to loaded once."""

    def __init__(self, programme: Programme, actor: Any | None) -> None:
        self.programme = programme
        self.actor = actor
        self.networks: dict[str, Network] = {
            network.slug: network for network in programme.networks.select_related("programme")
        }
        self.organisations = {one.name.casefold(): one for one in programme.organisations.all()}
        self.people: dict[str, User] = {}
        self.created: list[Participation] = []

    def apply(self, plan: PeoplePlan) -> None:
        rows = [step.row for step in plan.created]
        named = [PersonEntry(row.email, row.first_name, row.infix, row.last_name) for row in rows]
        for person, row in plan.renamed:
            person_rename(person=person, first_name=row.first_name, infix=row.infix, last_name=row.last_name)
        self.people = people_get_or_create(people=named, language=self.programme.language)
        # Changes come first, because they may make room for a participation that starts later.
        for step in plan.changed:
            self._change(step)
        self.created = [self._new(step) for step in plan.created]
        participations_create(self.created)
        for step in plan.created:
            if step.row.role == Participation.Role.FACILITATOR:
                # The name in the file: the name of an existing account stays hidden.
                self._record(ADDED[step.row.role], step.row, self.people[step.row.email].pk, step.row.full_name)
        concerned = {step.row.network for step in (*plan.changed, *plan.created)}
        participations_changed([self.networks[slug] for slug in sorted(concerned)])

    def _organisation(self, row: PeopleRow) -> Organisation | None:
        return self.organisations.get(organisation_name(row).casefold())

    def _change(self, step: Step) -> None:
        there = step.participation
        if there is None:
            return
        changed = participation_set(
            participation=there,
            background=step.background,
            organisation=self._organisation(step.row),
            role=step.row.role,
            until=step.row.until,
        )
        if "role" in changed:
            self._record(BECAME[step.row.role], step.row, there.person_id, str(there.person))

    def _new(self, step: Step) -> Participation:
        row = step.row
        if step.background is None or row.from_date is None:
            message = "A step without problems has a background and a first day"
            raise TypeError(message)
        return Participation(
            network=self.networks[row.network],
            person=self.people[row.email],
            background=step.background,
            organisation=self._organisation(row),
            role=row.role,
            from_date=row.from_date,
            until=row.until,
            added_by=self.actor,
            confirmed_at=timezone.now(),
        )

    def _record(self, code: AuditCode, row: PeopleRow, person_key: int, name: str) -> None:
        audit_write(
            code,
            actor=self.actor,
            programme_key=self.programme.pk,
            person=name,
            person_key=person_key,
            network=self.networks[row.network].name,
        )


def _notify(plan: PeoplePlan, applied: _Applier) -> None:
    """Enqueue the emails of an import, because writing a thousand of them would block the page and SQLite.

    A person is invited once, however many networks the file names; an existing account is notified of each new network.
    """
    actor_key = applied.actor.pk if applied.actor is not None else 0
    people = sorted({one.person_id for one in applied.created})
    jobs_enqueue(kind=INVITE_JOB, keys=[f"{person}.{applied.programme.pk}.{actor_key}" for person in people])
    here = [one.pk for one in applied.created if one.person.email not in plan.new_people]
    jobs_enqueue(kind=NOTIFY_JOB, keys=[str(key) for key in here])


def imported_participation_notify(*, participation_key: int) -> None:
    """Notify a person with an account of an imported participation."""
    participation = Participation.objects.select_related("person").filter(pk=participation_key).first()
    if participation is not None and person_can_sign_in(person=participation.person):
        joined_email_send(participation)


def imported_person_invite(*, person_key: int, programme_key: int, actor_key: int) -> None:
    """Invite an imported person, unless the person or all participations in the programme were deleted meanwhile."""
    takes_part = Participation.objects.filter(person=person_key, network__programme=programme_key)
    person = User.objects.filter(pk=person_key).first()
    programme = Programme.objects.filter(pk=programme_key).first()
    if person is not None and programme is not None and takes_part.exists():
        actor = User.objects.filter(pk=actor_key).first()
        account_invitation_send(person=person, actor=actor, programme_name=programme.name)


@transaction.atomic
def people_export(*, programme: Programme, actor: Any, delimiter: str = ",") -> str:
    """Return the people of a programme as a CSV file that imports as unchanged, and write an audit line."""
    require_programme(actor=actor, programme=programme)
    text = people_write(people_of_programme(programme=programme), delimiter=delimiter)
    audit_write(EXPORTED, actor=actor, programme_key=programme.pk)
    return text


@transaction.atomic
def people_export_workbook(*, programme: Programme, actor: Any) -> bytes:
    """Return the people of a programme as an XLSX file that imports as unchanged, and write an audit line."""
    require_programme(actor=actor, programme=programme)
    content = people_write_workbook(people_of_programme(programme=programme), title=programme.name)
    audit_write(EXPORTED, actor=actor, programme_key=programme.pk)
    return content
