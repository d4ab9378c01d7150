"""The release rules: what may be shown of answers. Pure functions, free of the ORM, numpy and pandas."""

from srt.release.breakdown import BreakdownRow, GroupSums, breakdown_sums
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
    "BreakdownRow",
    "GroupSums",
    "K",
    "ReleasedValue",
    "Score",
    "Scores",
    "breakdown_sums",
    "mean_bounds",
    "partition_is_safe",
    "release_network",
    "round_half_up",
]
