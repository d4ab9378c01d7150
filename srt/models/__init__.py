"""Instruments, waves, answers while a wave is open, responses after it, and what is released of them."""

from srt.models.answers import AnswerSheet, BreakdownSum, Response
from srt.models.instrument import Instrument, InstrumentUpload
from srt.models.release import Picture, PictureFile, Release, ReleasedCell, Score, ScoreRun
from srt.models.wave import ConversationCard, Wave, WaveInvitation, WaveNetwork

__all__ = [
    "AnswerSheet",
    "BreakdownSum",
    "ConversationCard",
    "Instrument",
    "InstrumentUpload",
    "Picture",
    "PictureFile",
    "Release",
    "ReleasedCell",
    "Response",
    "Score",
    "ScoreRun",
    "Wave",
    "WaveInvitation",
    "WaveNetwork",
]
