"""Fail a test that renders an undefined variable in one of our own templates."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType
from typing import Any

from django.template.base import FilterExpression, Node

ROOT = Path(__file__).resolve().parent.parent
OURS = str(ROOT / "templates")
# Filters that provide for an absent variable.
FALLBACKS = {"default", "default_if_none"}


class UndefinedTemplateVariableError(AssertionError):
    """One of our templates uses a variable that its context does not have."""


class StrictUndefined(str):
    """The engine's `string_if_invalid`: true exactly where an undefined variable is our own mistake.

    The templates of Django's admin and allauth rely on undefined variables being empty; for them this is "".
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        return bool(culprit(sys._getframe(1)))

    def __contains__(self, item: object) -> bool:
        # Django first checks for "%s", and then formats the variable's name: `string_if_invalid % variable`.
        return item == "%s" and bool(self)

    def __mod__(self, variable: Any) -> str:
        name = culprit(sys._getframe(1))
        message = f"“{variable}” is not defined in {name}"
        raise UndefinedTemplateVariableError(message)


def culprit(frame: FrameType | None) -> str:
    """Return the innermost template being rendered at `frame`, or "" if it is not ours or has a fallback."""
    while frame is not None:
        owner = frame.f_locals.get("self")
        if isinstance(owner, FilterExpression) and any(f.__name__ in FALLBACKS for f, _ in owner.filters):
            return ""
        origin = getattr(owner, "origin", None) if isinstance(owner, Node) else None
        if origin is not None:
            name = str(origin.name)
            return name.removeprefix(f"{ROOT}/") if name.startswith(OURS) else ""
        frame = frame.f_back
    return ""
