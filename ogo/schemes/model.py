"""Immutable description of a phase scheme; `parsing` reads it from a file."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from networks.yaml_files import Text


def localised(text: Text, language: str) -> str:
    """Return a text in a language, or else in Dutch; "" if it is empty."""
    return text.get(language) or text.get("nl", "")


@dataclass(frozen=True, slots=True)
class SchemePhase:
    """A phase of a scheme. `share` is its part of a cycle, relative to the other phases; `official` may be empty."""

    code: str
    stage: str
    name: Text
    official: Text
    share: int

    def as_data(self) -> dict[str, Any]:
        """Return the phase in the shape of the file."""
        data: dict[str, Any] = {"code": self.code, "stage": self.stage, "name": dict(self.name)}
        if self.official:
            data["official"] = dict(self.official)
        return {**data, "share": self.share}


@dataclass(frozen=True, slots=True)
class Scheme:
    """A phase scheme: the phases of one cycle in order, and the number of cycles that it proposes for a term."""

    code: str
    name: Text
    explain: Text
    cycles: int
    phases: tuple[SchemePhase, ...]

    @property
    def shares(self) -> list[int]:
        """The shares of the phases of one cycle."""
        return [phase.share for phase in self.phases]

    @property
    def fingerprint(self) -> str:
        """A hash of everything that networks copy: it changes if a network would get something else."""
        text = json.dumps([phase.as_data() for phase in self.phases], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def as_data(self) -> dict[str, Any]:
        """Return the scheme in the shape of the file."""
        data: dict[str, Any] = {"code": self.code, "name": dict(self.name)}
        if self.explain:
            data["explain"] = dict(self.explain)
        return {**data, "cycles": self.cycles, "phases": [phase.as_data() for phase in self.phases]}
