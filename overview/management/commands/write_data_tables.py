"""`manage.py write_data_tables`: write the tables of personal data into the threat model and the DPIA."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from overview.selectors import DataLine, data_tables

BEGIN, END = "<!-- personal data: written by manage.py write_data_tables -->", "<!-- end of personal data -->"
Row = Callable[[DataLine], tuple[str, ...]]

# By file: its language, the heads of the columns, and the cells of a line.
TABLES: dict[str, tuple[str, tuple[str, ...], Row]] = {
    "docs/threat-model.md": (
        "en",
        ("data", "until", "what it could do to people if it stayed"),
        lambda line: (line.title, line.how_long, line.risk),
    ),
    "docs/nl/dpia.md": (
        "nl",
        ("gegevens", "waarvoor", "wie ziet het", "hoe lang"),
        lambda line: (line.title, line.purpose, line.seen_by, line.how_long),
    ),
}


def tables(name: str) -> str:
    """Return the tables of a file as Markdown, one for each group of data."""
    language, heads, row = TABLES[name]
    with translation.override(language):
        return "".join(
            f"\n**{data.title}**\n\n{_lines([heads, ('---',) * len(heads), *map(row, data.lines)])}"
            for data in data_tables()
        )


def _lines(rows: list[tuple[str, ...]]) -> str:
    return "".join(f"| {' | '.join(cells)} |\n" for cells in rows)


class Command(BaseCommand):
    """Writes the tables between their markers, or checks that they are up to date."""

    help = "Write the tables of personal data into docs/threat-model.md and docs/nl/dpia.md."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the option that only checks."""
        parser.add_argument("--check", action="store_true", help="Change nothing; fail if a file is out of date.")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Write the files, or raise CommandError with the names of those that are out of date."""
        outdated = []
        for name in TABLES:
            path = Path(settings.BASE_DIR) / name
            text = path.read_text(encoding="utf-8")
            before, begin, rest = text.partition(BEGIN)
            _old, end, after = rest.partition(END)
            if not end:
                message = f"{name} has no place for the tables of personal data: {BEGIN} … {END}"
                raise CommandError(message)
            new = f"{before}{begin}\n{tables(name)}\n{end}{after}"
            if new != text:
                outdated.append(name)
                if not check:
                    path.write_text(new, encoding="utf-8")
        if check and outdated:
            message = f"Out of date: {', '.join(outdated)}. Run `manage.py write_data_tables`."
            raise CommandError(message)
        self.stdout.write("The tables of personal data are up to date.")
