"""Questions to everyone, and the answers."""

from django.utils.translation import gettext_lazy as _

from accounts.registry import ANONYMISE, DELETE, DataCategory, DataGroup, PersonalData, declare, erased_by
from accounts.retention import after
from meetings.personal_data import WITH_NETWORK, after_network
from meetings.retention import WITHOUT_TERM
from ogo.models import Ask, AskAnswer, AskRecipient
from ogo.services.asks import answers_erase

ASKS = DataCategory(
    "ogo.asks",
    DataGroup.NETWORK,
    _("Your answers to a question to everyone"),
    purpose=_("So that everyone’s answer is heard in the meeting"),
    permission="SEE_WORK",
    seen_by=_("Until they are shown, only you. Without your name they no longer lead to you after that."),
)

declare(
    PersonalData(
        Ask,
        ASKS,
        code="ogo.asked",
        title=_("The questions you asked everyone"),
        person="asked_by",
        columns={"network": (_("Network"), "network__name"), "text": _("Question"), "asked_at": _("Day")},
        on_erase=ANONYMISE,
        expires=after_network("network", after("asked_at", WITHOUT_TERM)),
        dependents="Answers and recipients are declared with their own person.",
    ),
    PersonalData(
        AskAnswer,
        ASKS,
        person="person",
        columns={
            "question": (_("Question"), "ask__text"),
            "text": _("your answer"),
            "unclear": _("What I don’t quite see yet …"),
            "with_name": _("with my name"),
        },
        on_erase=erased_by(answers_erase),
        expires=after_network("ask__network", after("ask__asked_at", WITHOUT_TERM), words=WITH_NETWORK),
    ),
    PersonalData(
        AskRecipient,
        ASKS,
        code="ogo.ask_recipients",
        title=_("Questions to everyone that you still have a link for"),
        person="person",
        columns={"question": (_("Question"), "ask__text"), "asked_at": (_("Day"), "ask__asked_at")},
        on_erase=DELETE,
        expires=after_network("ask__network", after("ask__asked_at", WITHOUT_TERM), words=WITH_NETWORK),
    ),
)
