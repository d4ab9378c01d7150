"""The recorded actions, each with the sentence that people read.

To add one, register a code and a sentence next to the service that writes it. Placeholders are keys of `details`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

# Marks, in the details of an entry, that its actor was erased: without it the entry would seem to be the system's.
ACTOR_ERASED = "actor_erased"


class Audience(StrEnum):
    """The people who may read the entries of a code."""

    COORDINATOR = "coordinator"
    PERSON = "person"


@dataclass(frozen=True)
class AuditCode:
    """A recorded action. `sentence` is a lazy translation with %(name)s placeholders, filled from the details."""

    code: str
    sentence: Any
    audience: Audience


_codes: dict[str, AuditCode] = {}


def audit_code(code: str, sentence: Any, *, audience: Audience = Audience.COORDINATOR) -> AuditCode:
    """Register an action. Raises ValueError if the code is taken."""
    if code in _codes:
        message = f"Audit code {code} is registered twice"
        raise ValueError(message)
    _codes[code] = AuditCode(code, sentence, audience)
    return _codes[code]


def audit_code_for(code: str) -> AuditCode:
    """Return the action with this code. Raises KeyError if it is unknown."""
    return _codes[code]


def codes_for(audience: Audience) -> list[str]:
    """Return the codes whose entries an audience may read."""
    return [code for code, entry in _codes.items() if entry.audience is audience]
