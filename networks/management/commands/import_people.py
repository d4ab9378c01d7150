"""`manage.py import_people FILE`: people from a CSV or XLSX file into a programme, all of them or none."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from networks.models import Programme
from networks.people_file import LAYOUT, PeopleRow, people_read, people_rows
from networks.people_plan import PeoplePlan, people_plan
from networks.services import people_import_apply
from networks.services.people_import import PeopleRefusedError


class Command(BaseCommand):
    """Imports people: the same code as the page, without the preview unless it is asked for."""

    help = "Import people from a CSV or XLSX file. A second time the same file changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the file, the programme, and what to do with new people."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--programme", metavar="SLUG", help="left out: the programme that the first row names")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
        parser.add_argument("--invite", action="store_true", help="send everyone who is new an invitation by mail")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Import, or say every row that is in the way."""
        try:
            sheet = people_read(_content(options["file"]))
            rows = people_rows(sheet.text)
            programme = _programme(options["programme"] or next((row.programme for row in rows if row.programme), ""))
            if options["dry_run"]:
                plan = people_plan(programme=programme, rows=rows)
                if plan.wrong:
                    raise PeopleRefusedError(plan)
                self._explain(plan)
            else:
                plan = people_import_apply(programme=programme, rows=rows, actor=None, invite=options["invite"])
        except PeopleRefusedError as error:
            raise CommandError(_refusal(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        for note in sheet.notes:
            self.stdout.write(note)
        self.stdout.write(_summary(plan, done=not options["dry_run"]))

    def _explain(self, plan: PeoplePlan) -> None:
        for step in (*plan.created, *plan.changed):
            self.stdout.write(f"line {step.row.line}: {_who(step.row)}: {', '.join(step.what)}")


def _who(row: PeopleRow) -> str:
    return f"{row.email} in {row.network}"


def _content(path: Path) -> bytes:
    """Return a file's bytes, after a look at its size: nobody waits for a file that will be refused."""
    try:
        LAYOUT.check_size(path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
        raise CommandError(message) from error


def _programme(slug: str) -> Programme:
    programme = Programme.objects.filter(slug=slug).first()
    if programme is None:
        message = (
            f"There is no programme “{slug}”. Make it first: manage.py create_programme {slug} --coordinator EMAIL"
        )
        raise CommandError(message)
    return programme


def _refusal(error: PeopleRefusedError) -> str:
    lines = [
        f"line {problem.line}, {problem.column or 'row'}, “{problem.value[:80]}”: {problem.message}"
        for problem in error.plan.problems
    ]
    return "\n".join([*lines, *error.messages])


def _summary(plan: PeoplePlan, *, done: bool) -> str:
    counts = f"{len(plan.created)} created, {len(plan.changed)} changed, {len(plan.unchanged)} unchanged"
    new = (
        f"new: {len(plan.new_networks)} networks, {len(plan.new_organisations)} organisations, "
        f"{len(plan.new_people)} people"
    )
    return f"{counts} ({new})" if done else f"Would be: {counts} ({new}). Nothing was changed."
