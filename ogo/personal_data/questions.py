"""Questions, projects and cards."""

from django.utils.translation import gettext_lazy as _

from accounts.registry import (
    ANONYMISE,
    DELETE,
    DELETED_WITH_PARENT,
    DataCategory,
    DataGroup,
    PersonalData,
    declare,
    erased_by,
    excuse,
)
from accounts.retention import after
from meetings.personal_data import after_network
from meetings.retention import WITHOUT_TERM
from ogo.models import ProjectMember, Question, QuestionVersion, SourceCard
from ogo.services.erasure import questions_erase

QUESTIONS = DataCategory(
    "ogo.questions",
    DataGroup.NETWORK,
    _("The questions you bring, and the projects you are in"),
    purpose=_("So that the network can work on them with you"),
    permission="SEE_WORK",
    seen_by=_("You can also keep a question to yourself, or between you and your facilitator."),
)
CARDS = DataCategory(
    "ogo.cards",
    DataGroup.NETWORK,
    _("The sources and good practices you brought"),
    purpose=_("So that everyone knows whom to ask about them"),
    permission="SEE_WORK",
)

declare(
    PersonalData(
        Question,
        QUESTIONS,
        person="owner",
        columns={
            "network": (_("Network"), "network__name"),
            "text": _("Question"),
            "kind": _("Kind"),
            "state": _("where it stands"),
            "answer": _("what we found"),
            "circle": _("who may read this"),
            "created_at": _("Day"),
        },
        on_erase=erased_by(
            questions_erase, words=_("Is deleted. A question that others built on stays, without your name.")
        ),
        expires=after_network("network", after("created_at", WITHOUT_TERM)),
    ),
    PersonalData(
        QuestionVersion,
        QUESTIONS,
        code="ogo.question_versions",
        title=_("Earlier wordings of your questions"),
        person="question__owner",
        columns={"question": (_("Question"), "question__text"), "text": _("Earlier wording"), "until": _("Until")},
        on_erase=DELETED_WITH_PARENT,
        expires=after_network("question__network", after("until", WITHOUT_TERM)),
    ),
    PersonalData(
        ProjectMember,
        QUESTIONS,
        code="ogo.projects",
        title=_("The projects you are in"),
        person="person",
        columns={"project": (_("Project"), "project__title"), "role": _("Task")},
        on_erase=DELETE,
        expires=after_network("project__network", after("project__created_at", WITHOUT_TERM)),
    ),
    PersonalData(
        SourceCard,
        CARDS,
        person="brought_by",
        columns={
            "network": (_("Network"), "network__name"),
            "title": _("name"),
            "says": _("what it says to us"),
            "created_at": _("Day"),
        },
        on_erase=ANONYMISE,
        expires=after_network("network", after("created_at", WITHOUT_TERM)),
        dependents="A version that is based on a card says nothing about the person who brought the card.",
    ),
)

for path in (
    "Project.question__owner",
    "ProjectMember.project__question__owner",
    "DesignVersion_projects.project__question__owner",
):
    excuse(f"ogo.{path}", "What others make of a question is theirs.")
