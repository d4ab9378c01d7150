"""`manage.py read_bounces [PATH …]`: read bounces, so that inviters see which emails did not arrive."""

import mailbox
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from mailing.bounces import MOST_BYTES, bounce_parse
from mailing.services import bounce_record

STDIN = "-"
# Mail servers read this exit code as "try again later" (sysexits.h).
TRY_AGAIN = 75


class Command(BaseCommand):
    """Reads bounces from standard input, files and Maildir folders. Reading one twice changes nothing."""

    help = "Read bounces of emails that did not arrive."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", default=[STDIN], help="a message, a Maildir folder, or - (the default)")
        parser.add_argument("--delete", action="store_true", help="delete the bounces of our emails that were read")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Read all messages and count them. Raises CommandError if a path or the database can't be read."""
        counts: Counter[str] = Counter()
        try:
            for path in options["paths"]:
                for content, delete in _messages_in(path):
                    is_ours = self._read(content)
                    counts["ours" if is_ours else "other"] += 1
                    if is_ours and options["delete"]:
                        delete()
        except OSError as error:
            message = f"Can't read this: {error}"
            raise CommandError(message) from error
        except DatabaseError as error:
            message = "The database can't be used. Nothing is lost: try again later."
            raise CommandError(message, returncode=TRY_AGAIN) from error
        self.stdout.write(f"{counts['ours']} bounces of our emails were read. Other messages: {counts['other']}.")

    def _read(self, content: bytes) -> bool:
        bounce = bounce_parse(content)
        return bounce is not None and bounce_record(bounce=bounce)


def _messages_in(path: str) -> Iterator[tuple[bytes, Any]]:
    """Yield each message at a path, and a function that deletes it."""
    if path == STDIN:
        yield sys.stdin.buffer.read(MOST_BYTES), lambda: None
        return
    file = Path(path)
    if not file.is_dir():
        with file.open("rb") as opened:
            yield opened.read(MOST_BYTES), file.unlink
        return
    folder = mailbox.Maildir(file, create=False)
    for key in folder.keys():  # noqa: SIM118 - a mailbox can't be iterated over its keys
        with folder.get_file(key) as opened:
            yield opened.read(MOST_BYTES), lambda key=key: folder.discard(key)
