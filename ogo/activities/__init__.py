"""The starting set of activities: a YAML file per stage, in Dutch and English, and the functions that read them."""

from ogo.activities.reading import STAGES, ActivityFileError, Starter, Step, Words, activities_read, starters

__all__ = ["STAGES", "ActivityFileError", "Starter", "Step", "Words", "activities_read", "starters"]
