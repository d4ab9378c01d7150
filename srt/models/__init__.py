"""Instruments, waves, draft and anonymous responses, scores and released results."""

from srt.models.answers import DraftResponse, ReleasedBreakdown, Response
from srt.models.instrument import Instrument, InstrumentUpload
from srt.models.release import Chart, ChartFile, Release, ReleasedCell, Score, ScoreRun
from srt.models.wave import DraftKey, Reflection, Wave, WaveInvitation, WaveNetwork

__all__ = [
    "Chart",
    "ChartFile",
    "DraftKey",
    "DraftResponse",
    "Instrument",
    "InstrumentUpload",
    "Reflection",
    "Release",
    "ReleasedBreakdown",
    "ReleasedCell",
    "Response",
    "Score",
    "ScoreRun",
    "Wave",
    "WaveInvitation",
    "WaveNetwork",
]
