"""Keeps personal links out of logs."""

import logging
import re

# A token is `<id>-<22 characters of base64>`, wherever it stands in a line.
TOKEN = re.compile(r"\b\d+-[A-Za-z0-9_-]{22}\b")


class TokenFilter(logging.Filter):
    """Replaces every token in a log record by dots."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Clean the message of a record and let it through."""
        message = record.getMessage()
        if TOKEN.search(message):
            record.msg, record.args = TOKEN.sub("…", message), None
        return True
