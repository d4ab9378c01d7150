"""`manage.py import_people FILE`: import all people from a CSV or XLSX file, or none of them."""

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
    """Imports people with the same code as the page; the preview is optional."""

    help = "Import people from a CSV or XLSX file. Importing the same file again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--programme", metavar="SLUG", help="default: the programme in the first row")
        parser.add_argument("--dry-run", action="store_true", help="report what would change without changing it")
        parser.add_argument("--invite", action="store_true", help="email an invitation to everyone without an account")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Import the file. Raises CommandError with every row that prevents it."""
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
    """Return a file's bytes, unless it is too large to be read."""
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
            f"No programme is called “{slug}”. Create it first: manage.py create_programme {slug} --coordinator EMAIL"
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
    return f"{counts} ({new})" if done else f"Dry run: {counts} ({new}). Nothing was changed."
