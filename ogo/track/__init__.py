"""The track: the term of a network as phases, with marks for what happened. Pure, without database access."""

from ogo.track.shapes import Band, Mark, MarkKind

__all__ = ["Band", "Mark", "MarkKind"]
