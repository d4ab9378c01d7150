"""The acts that are recorded, each with the sentence a person reads.

To add one: register a code and a sentence beside the service that writes it. Placeholders name keys of `details`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Audience(StrEnum):
    """Who may read entries of a code."""

    COORDINATOR = "coordinator"
    PERSON = "person"


@dataclass(frozen=True)
class AuditCode:
    """A registered act: `sentence` is a lazy translation with %(name)s placeholders filled from details."""

    code: str
    sentence: Any
    audience: Audience


_codes: dict[str, AuditCode] = {}


def audit_code(code: str, sentence: Any, *, audience: Audience = Audience.COORDINATOR) -> AuditCode:
    """Register an act. A second registration of one code is a programming error."""
    if code in _codes:
        message = f"Audit code {code} is registered twice"
        raise ValueError(message)
    _codes[code] = AuditCode(code, sentence, audience)
    return _codes[code]


def audit_code_for(code: str) -> AuditCode:
    """Return the registration of a code. Raises KeyError for an unknown one."""
    return _codes[code]


def codes_for(audience: Audience) -> list[str]:
    """Return the codes that an audience may read."""
    return [code for code, entry in _codes.items() if entry.audience is audience]
