"""Remove the tokens of personal links from all logs, whatever the logger or handler."""

import logging
import re
from typing import Any

# A token is `<id>-<22 characters of base64>`, anywhere in a line, also after an encoded slash (%2F).
TOKEN = re.compile(r"(?:(?<![A-Za-z0-9_-])|(?<=%[0-9A-Fa-f]{2}))\d+-[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])")
ELLIPSIS = "…"


def without_tokens(text: str) -> str:
    """Return the text with an ellipsis in place of every token."""
    return TOKEN.sub(ELLIPSIS, text)


def record_clean(record: logging.LogRecord) -> None:
    """Replace the tokens in the message and traceback of a record."""
    try:
        message = record.getMessage()
    except (TypeError, ValueError, KeyError):  # a wrong logging call, which logging reports itself
        return
    if TOKEN.search(message):
        record.msg, record.args = without_tokens(message), None
    if record.exc_info and not record.exc_text:
        # Formatters use exc_text if it is set.
        record.exc_text = without_tokens(logging.Formatter().formatException(record.exc_info))


class TokenFilter(logging.Filter):
    """Removes tokens from the records of a handler."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Remove the tokens of a record and return True."""
        record_clean(record)
        return True


def tokens_never_logged() -> None:
    """Remove tokens from every record when it is created, also for handlers that we do not configure (gunicorn)."""
    make = logging.getLogRecordFactory()
    if getattr(make, "cleans_tokens", False):
        return

    def make_clean(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make(*args, **kwargs)
        record_clean(record)
        return record

    make_clean.cleans_tokens = True  # type: ignore[attr-defined]  # a second call changes nothing
    logging.setLogRecordFactory(make_clean)
