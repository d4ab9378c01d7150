"""The track: the term of a network as phases, with marks for what happened. Pure, without database access."""

from ogo.track.drawing import track_svg
from ogo.track.shapes import Band, Mark, MarkKind
from ogo.track.table import TrackRow, track_table
from ogo.track.words import cycle_name, format_until, mark_name, track_lines

__all__ = [
    "Band",
    "Mark",
    "MarkKind",
    "TrackRow",
    "cycle_name",
    "format_until",
    "mark_name",
    "track_lines",
    "track_svg",
    "track_table",
]
