"""Personal data of goals and design-based research, one file per subject."""

from ogo.personal_data import activities, asks, designs, goals, handover, questions, tracks

__all__ = ["activities", "asks", "designs", "goals", "handover", "questions", "tracks"]
