"""The scorer: rows of answers in, exact figures out. It loads pandas and scipy, so for workers and commands only."""

from srt.release.breakdown import BreakdownRow, GroupSums, breakdown_sums
from srt.scoring.change import Change, ChangeWord, change_between, change_words
from srt.scoring.networks import DimensionScore, NetworkScores, score_network, score_wave
from srt.scoring.programme import ProgrammeScore, programme_scores
from srt.scoring.sums import DimensionSums

__all__ = [
    "BreakdownRow",
    "Change",
    "ChangeWord",
    "DimensionScore",
    "DimensionSums",
    "GroupSums",
    "NetworkScores",
    "ProgrammeScore",
    "breakdown_sums",
    "change_between",
    "change_words",
    "programme_scores",
    "score_network",
    "score_wave",
]
