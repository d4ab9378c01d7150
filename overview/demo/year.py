"""A year of meetings in the demo: dates around today, aims, agenda and notes."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PlannedMeeting:
    """A meeting, `week` weeks after this week; a negative number is a past meeting."""

    week: int
    purpose: str
    online: bool = False
    date_undecided: bool = False


# Long meetings on site with short online ones in between, counted from this week.
YEAR = (
    PlannedMeeting(-11, "We leren elkaar kennen en kiezen onze vraag."),
    PlannedMeeting(-9, "We bespreken wat we lazen.", online=True),
    PlannedMeeting(-6, "We leggen naast elkaar wat we in de klas zagen."),
    PlannedMeeting(-3, "We kiezen waar ons eerste ontwerp over gaat."),
    PlannedMeeting(1, "We kiezen welke les we als eerste uitproberen."),
    PlannedMeeting(4, "We kijken kort hoe de eerste les ging.", online=True, date_undecided=True),
    PlannedMeeting(7, "We passen ons ontwerp aan."),
    PlannedMeeting(11, "We proberen het tweede ontwerp op elkaar uit."),
    PlannedMeeting(15, "We bespreken een artikel.", online=True),
    PlannedMeeting(18, "We bereiden voor wat we aan onze teams vertellen."),
    PlannedMeeting(22, "We kijken terug, en vooruit naar volgend jaar."),
)

# The agenda of the next meeting: titles and minutes.
AGENDA = (
    ("Rondje: wat probeerde je uit?", 25),
    ("Lesideeën naast elkaar leggen", 60),
    ("Pauze met wat lekkers", 20),
    ("Kiezen en verdelen", 60),
    ("Wat neem je mee?", 15),
)
PREPARATION = (("Lees het stuk over klassengesprekken", 20), ("Neem één moment uit je eigen klas mee", 5))
TASKS = ("Vraag twee collega’s wat zij zouden willen zien", "Maak foto’s van het muurtje in de klas")

NOTES_WHAT = "We legden veertien momenten uit de klas naast elkaar en zochten wat ze gemeen hebben."
NOTES_HOW = "In drietallen, met kaartjes op tafel. Daarna liepen we langs elkaars tafels."
NOTES_WHY = "Zo kwam iedereen aan het woord voordat we gingen kiezen."

PLACES = ("De Rank, lokaal 4", "Pabo Voorbeeld, zaal 2", "De Vlieger, teamkamer")
NETWORK_LINKS = {
    "call": "https://video.example.org/ons-netwerk",
    "chat": "https://chat.example.org/ons-netwerk",
    "folder": "https://map.example.org/ons-netwerk",
}
LUNCH = "Samen lunchen op het plein"
PREPARATORY = "Wat willen wij inbrengen?"
EXCHANGE = "Wat werkte bij jullie, en wat niet?"

# Absent from the last meeting, so that there is something to catch up on.
ABSENT = "umut.uiterwijk@example.org"


def monday_of(day: date) -> date:
    """Return the Monday of the week of a day."""
    return date.fromordinal(day.toordinal() - day.weekday())
