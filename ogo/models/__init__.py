from ogo.models.activities import Activity, ActivityUse
from ogo.models.asks import Ask, AskAnswer, AskRecipient
from ogo.models.designs import Design, DesignVersion, VersionContributor, VersionFile
from ogo.models.goals import Goal, GoalLook
from ogo.models.questions import Project, ProjectMember, Question, QuestionVersion, SourceCard
from ogo.models.reflection import Buddy, Handover, PhaseReflection, ReflectionLine
from ogo.models.scheme import Cycle, Phase, PhaseScheme, Track
from ogo.schemes.stages import Stage

__all__ = [
    "Activity",
    "ActivityUse",
    "Ask",
    "AskAnswer",
    "AskRecipient",
    "Buddy",
    "Cycle",
    "Design",
    "DesignVersion",
    "Goal",
    "GoalLook",
    "Handover",
    "Phase",
    "PhaseReflection",
    "PhaseScheme",
    "Project",
    "ProjectMember",
    "Question",
    "QuestionVersion",
    "ReflectionLine",
    "SourceCard",
    "Stage",
    "Track",
    "VersionContributor",
    "VersionFile",
]
