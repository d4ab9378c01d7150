"""The files of the project, for the tests that read the source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ELSEWHERE = {"vendor", "migrations", "staticfiles", "demo-data", "test-output", "node_modules"}


def files(*suffixes: str) -> Iterator[str]:
    """Yield the project's files with these suffixes, relative to its root."""
    for top in sorted(ROOT.iterdir()):
        if top.name.startswith(".") or top.name in ELSEWHERE:
            continue
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            parts = path.relative_to(ROOT).parts
            if path.is_file() and path.suffix in suffixes and not ELSEWHERE & set(parts) and "__pycache__" not in parts:
                yield "/".join(parts)


def python_files() -> list[str]:
    """Return every Python file, including the commands in bin/."""
    return [*files(".py"), *(f"bin/{path.name}" for path in sorted((ROOT / "bin").iterdir()) if path.is_file())]
