"""Keeps personal links out of logs: whatever logger writes, whatever handler prints."""

import logging
import re
from typing import Any

# A token is `<id>-<22 characters of base64>`, wherever it stands in a line, also after an encoded slash (%2F).
TOKEN = re.compile(r"(?:(?<![A-Za-z0-9_-])|(?<=%[0-9A-Fa-f]{2}))\d+-[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])")
DOTS = "…"


def without_tokens(text: str) -> str:
    """Return a text with dots in the place of every token."""
    return TOKEN.sub(DOTS, text)


def record_clean(record: logging.LogRecord) -> None:
    """Replace the tokens in a record's message and in the traceback it carries."""
    try:
        message = record.getMessage()
    except (TypeError, ValueError, KeyError):  # a mistake in the call: logging reports it by itself
        return
    if TOKEN.search(message):
        record.msg, record.args = without_tokens(message), None
    if record.exc_info and not record.exc_text:
        # Formatters print exc_text as it is when it is there already.
        record.exc_text = without_tokens(logging.Formatter().formatException(record.exc_info))


class TokenFilter(logging.Filter):
    """Cleans records on their way into a handler."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Clean a record and let it through."""
        record_clean(record)
        return True


def tokens_never_logged() -> None:
    """Clean every record of this process where it is made, for servers that bring handlers of their own (gunicorn)."""
    make = logging.getLogRecordFactory()
    if getattr(make, "cleans_tokens", False):
        return

    def make_clean(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make(*args, **kwargs)
        record_clean(record)
        return record

    make_clean.cleans_tokens = True  # type: ignore[attr-defined]  # so that a second call changes nothing
    logging.setLogRecordFactory(make_clean)
