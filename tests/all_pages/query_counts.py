"""The number of queries each page takes, recorded in tests/query_counts.json."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from tests.page import Page
from tests.pages import PAGES

RECORDED = Path(__file__).resolve().parent.parent / "query_counts.json"
# Pages that are opened. A form that comes back with errors reads the same rows and a few more.
COUNTED = [page for page in PAGES if page.posts is None]


@cache
def recorded() -> dict[str, int]:
    """Return the recorded numbers."""
    found: dict[str, int] = json.loads(RECORDED.read_text("utf-8"))
    return found


def record(page: Page, queries: int) -> None:
    """Record the query count of a page, and drop pages that are no longer in the list."""
    names = {str(page) for page in COUNTED}
    numbers = {name: number for name, number in {**recorded(), str(page): queries}.items() if name in names}
    RECORDED.write_text(json.dumps(dict(sorted(numbers.items())), indent=2, ensure_ascii=False) + "\n", "utf-8")
    recorded.cache_clear()
