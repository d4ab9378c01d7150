"""The track as a table: the phases in order, each with its marks. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from ogo.track.shapes import Band, Mark
from ogo.track.words import cycle_name


@dataclass(frozen=True, slots=True)
class TrackRow:
    """A phase with the marks on its days. The last row has no band if there are marks on days outside every phase."""

    band: Band | None
    marks: list[Mark]

    @property
    def cycle(self) -> str:
        """The name of the cycle, "" without a band."""
        return cycle_name(self.band.cycle) if self.band else ""


def track_table(bands: Sequence[Band], marks: Sequence[Mark]) -> list[TrackRow]:
    """Return a row for each phase, and one for marks outside every phase. Each mark is in exactly one row."""
    rows = [TrackRow(band, []) for band in bands]
    outside = TrackRow(None, [])
    for mark in sorted(marks, key=lambda mark: mark.day):
        row = next((row for row in rows if row.band and row.band.first_day <= mark.day <= row.band.last_day), outside)
        row.marks.append(mark)
    return [*rows, outside] if outside.marks else rows
