"""The asks of tests/world.py. The function returns the parts of their addresses."""

from __future__ import annotations

from meetings.models import Meeting
from ogo.models import Ask, AskRecipient
from ogo.services.asks import ask_answer, ask_send, ask_show
from ogo.tokens import ask_token
from tests.cast import Cast

QUESTION = "Wat heb je nodig om verder te kunnen?"
ANSWER = "Een rustig uur met mijn duo."
SHOWN_ANSWER = "Kinderen leren elkaar tegenspreken."
SHOWN_UNCLEAR = "Hoe merken ouders hier iets van?"


def asks_make(cast: Cast, meetings: dict[str, Meeting]) -> dict[str, object]:
    """Create an open question that Amira answered and a dialogue that was shown; return the parts of addresses."""
    iris, amira = cast["Iris"], cast["Amira"]
    waiting = ask_send(network=cast.burgerschap, actor=iris, text=QUESTION, meeting=meetings["coming"])
    ask_answer(ask=waiting, actor=amira, text=ANSWER)
    dialogue = ask_send(network=cast.burgerschap, actor=iris, kind=Ask.Kind.GOALS)
    # Few enough with a name, so that names are shown.
    ask_answer(ask=dialogue, actor=amira, text=SHOWN_ANSWER, with_name=True)
    ask_answer(ask=dialogue, actor=cast["Bram"], text="Durven praten.", unclear=SHOWN_UNCLEAR)
    ask_show(ask=dialogue, actor=iris)
    elsewhere = ask_send(network=cast.talent, actor=cast["Vera"], text="Elders?")
    ask_answer(ask=elsewhere, actor=cast["Gijs"], text="Elders")
    return {
        "open_ask": waiting.pk,
        "shown_ask": dialogue.pk,
        "elsewhere_ask": elsewhere.pk,
        "amiras_ask_link": ask_token(AskRecipient.objects.get(ask=waiting, person=amira)),
        "brams_ask_link": ask_token(AskRecipient.objects.get(ask=waiting, person=cast["Bram"])),
    }
