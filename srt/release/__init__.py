"""The release rules: what may be shown of answers. Pure functions, free of the ORM, numpy and pandas."""

from srt.release.admission import Candidate, admit, has_scale_point
from srt.release.breakdown import Breakdown, BreakdownRow, Invited, Refusal, release_breakdown
from srt.release.rules import (
    K_SPREAD,
    SD_FLOOR,
    Agreement,
    Bound,
    K,
    ReleasedValue,
    Score,
    Scores,
    mean_bounds,
    partition_is_safe,
    release_network,
    round_half_up,
)

__all__ = [
    "K_SPREAD",
    "SD_FLOOR",
    "Agreement",
    "Bound",
    "Breakdown",
    "BreakdownRow",
    "Candidate",
    "Invited",
    "K",
    "Refusal",
    "ReleasedValue",
    "Score",
    "Scores",
    "admit",
    "has_scale_point",
    "mean_bounds",
    "partition_is_safe",
    "release_breakdown",
    "release_network",
    "round_half_up",
]
