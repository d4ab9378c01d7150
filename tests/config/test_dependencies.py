"""The check of bin/dependencies, and what it refuses."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
dependencies = runpy.run_path(str(ROOT / "bin" / "dependencies"))
REVIEW = {"django": {"newest": "5.2.19", "safe_from": "5.2.10"}}


def test_every_direct_dependency_is_reviewed_and_safe():
    direct, locked, review = (dependencies[name]() for name in ("direct_dependencies", "locked_versions", "reviewed"))
    assert dependencies["problems"](direct, locked, review) == []


@pytest.mark.parametrize(
    ("direct", "locked", "problem"),
    [
        (["django", "celery"], {"django": "5.2.19", "celery": "5.7"}, "celery: add it to"),
        ([], {}, "django: in requirements-reviewed.toml, but no longer"),
        (["django"], {"django": "5.2.9"}, "django: 5.2.9 has a known security problem, fixed in 5.2.10"),
    ],
    ids=["not-reviewed", "no-longer-used", "unsafe"],
)
def test_unreviewed_or_unsafe_dependency_is_named(direct, locked, problem):
    [line] = dependencies["problems"](direct, locked, REVIEW)
    assert line.startswith(problem)


def test_outdated_dependency_is_printed_without_failing():
    assert dependencies["behind"](["django"], {"django": "5.2.18"}, REVIEW) == ["django: 5.2.18, newest seen 5.2.19"]
    assert dependencies["problems"](["django"], {"django": "5.2.18"}, REVIEW) == []
