"""The scorer: rows of answers in, exact figures out. It loads pandas and scipy: for workers and commands only."""

from srt.scoring.change import Change, ChangeWord, change_between, describe_change
from srt.scoring.networks import DimensionScore, NetworkScores, score_network, score_wave
from srt.scoring.programme import ProgrammeScore, programme_scores
from srt.scoring.sums import DimensionSums

__all__ = [
    "Change",
    "ChangeWord",
    "DimensionScore",
    "DimensionSums",
    "NetworkScores",
    "ProgrammeScore",
    "change_between",
    "describe_change",
    "programme_scores",
    "score_network",
    "score_wave",
]
