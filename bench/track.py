"""The time to draw a track of six cycles with 60 meetings, beside the time to join and escape as much text.

Run by `make bench`. The baseline runs in the same process, so that a busy machine slows both.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from html import escape

ROUNDS, WARM_UP = 200, 20
CYCLES, MEETINGS = 6, 60
TODAY = date(2026, 11, 30)


def print_track() -> None:
    """Print the median and the slowest time of the drawing, the lines and table, and the baseline."""
    from ogo.schemes import shipped_schemes
    from ogo.track import Band, Mark, MarkKind, track_lines, track_svg, track_table
    from ogo.track.dates import Span, propose

    scheme = shipped_schemes()["ogo"]
    term = Span(date(2025, 9, 1), date(2028, 7, 31))
    bands = [
        Band(number, phase.name["nl"], phase.stage, span.first_day, span.last_day)
        for number, spans in enumerate(propose(term, scheme.shares, CYCLES), start=1)
        for phase, span in zip(scheme.phases, spans, strict=True)
    ]
    step = timedelta(days=term.days // MEETINGS)
    kinds = [MarkKind.ON_SITE, MarkKind.ONLINE]
    marks = [
        Mark(kinds[number % 2], term.first_day + number * step, f"Bijeenkomst {number}", f"/meetings/{number}/")
        for number in range(MEETINGS)
    ]
    svg = track_svg(bands, marks, TODAY)
    pieces = [svg[start : start + 40] for start in range(0, len(svg), 40)]

    def baseline() -> str:
        return "".join(escape(piece) for piece in pieces)

    title = f"the track, {CYCLES} cycles and {MEETINGS} meetings"
    print(f"\n{title:<44}{'median ms':>24}{'slowest':>9}{'× baseline':>12}")
    unit = timed(baseline)[0]
    for name, draw in (
        (f"baseline: escape and join {len(svg) // 1024} KiB", baseline),
        ("drawing", lambda: track_svg(bands, marks, TODAY)),
        ("lines and table", lambda: (track_lines(bands, TODAY), track_table(bands, marks))),
    ):
        median, slowest = timed(draw)
        print(f"{name:<44}{median:>24.2f}{slowest:>9.2f}{median / unit:>12.1f}")


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the median and the slowest of ROUNDS calls in milliseconds."""
    for _ in range(WARM_UP):
        work()
    took: list[float] = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        took.append((time.perf_counter() - started) * 1000)
    return statistics.median(took), max(took)
