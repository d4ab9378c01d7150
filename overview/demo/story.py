"""The content of the demo: programmes, accounts to try and statements of networks. All people are fictional."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

PASSWORD = "samen-leren-demo"  # noqa: S105  # nosec - printed at every start; the demo holds no real data
# The study year of the newest sample; the demo moves it to last study year.
NEWEST_SAMPLE_YEAR = 2025


@dataclass(frozen=True)
class Account:
    """An account to sign in with, and what it shows."""

    email: str
    role: object
    sees: object


WERKPLAATS = "academische-werkplaats"
POINT = "point"
COORDINATOR = "nadia.bouzid@example.org"
POINT_COORDINATOR = "pieter.haanstra@example.org"

ACCOUNTS = [
    Account(
        COORDINATOR,
        _("coordinator of Academische Werkplaats"),
        _("eight networks, an open round, two past years"),
    ),
    Account(
        "iris.zandbergen@example.org",
        _("facilitator of Burgerschap"),
        _("a picture with a statement, and the open round"),
    ),
    Account(
        "carlijn.meijerink@example.org",
        _("facilitator of Kunst en verwondering"),
        _("a network too small for a picture"),
    ),
    Account("floris.dijkhuis@example.org", _("student in Burgerschap"), _("the questionnaire and the picture")),
    Account("umut.uiterwijk@example.org", _("teacher in Burgerschap"), _("the questionnaire and the picture")),
    Account("floris.aalbers@example.org", _("researcher in Burgerschap"), _("the same as everyone in the network")),
    Account(
        "herman.de.groot@example.org",
        _("school leader, guest of Talent in de klas"),
        _("the participants, no pictures"),
    ),
    Account(POINT_COORDINATOR, _("coordinator of POINT"), _("another programme, without access to the first")),
]

THEMES = {
    "burgerschap": ("Democratisch burgerschap", "Hoe oefenen kinderen met het oneens zijn?"),
    "historisch-redeneren": ("Bronnen lezen en wegen", "Wanneer geloof je een bron?"),
    "begaafdheid": ("Onderwijs aan begaafde leerlingen", "Wat daagt uit zonder apart te zetten?"),
    "lezen": ("Leesmotivatie in de bovenbouw", "Welk boek wil je niet uit hebben?"),
    "rekenen": ("Verhoudingen en breuken", "Waar zie je breuken buiten het boek?"),
    "digitaal": ("Data en algoritmes in de klas", "Wat weet een app van jou?"),
    "kunst": ("Kijken als vak", "Hoe kijk je langer dan tien seconden?"),
    "buiten": ("Leren op het plein en in het bos", "Wat leer je buiten dat binnen niet lukt?"),
    "talent": ("Onderwijs aan begaafde leerlingen", "Hoe herken je talent dat zich niet laat zien?"),
}

# (study years ago, network) → the network's statement after its conversation. Lezen has none for the last year.
STATEMENTS = {
    (2, "burgerschap"): "We praten veel, en we willen vaker iets van de bijeenkomst meenemen naar de klas.",
    (2, "rekenen"): "Samen rekenen geeft energie; nu nog met elkaar doorvragen.",
    (1, "burgerschap"): "Bij elk ontwerp eerst een rondje, en de nieuwste begint.",
    (1, "historisch-redeneren"): "We weten waar we heen willen. Dit jaar halen we de bronnen uit onze eigen buurt.",
    (1, "begaafdheid"): "Iedereen kent nu iemand die je kunt bellen. Dat houden we zo.",
    (1, "rekenen"): "We proberen klein uit en vertellen elkaar eerlijk wat bleef liggen.",
    (1, "digitaal"): "De studenten leerden ons het meest. Volgend jaar openen zij.",
    (1, "buiten"): "Buiten zijn we één groep. Binnen zoeken we dat nog.",
}

# The needs and offers of people in Burgerschap, by address.
OWN_LINES = {
    "iris.zandbergen@example.org": ("hoe het in groep 5 gaat", "ontwerpen"),
    "floris.dijkhuis@example.org": ("oudergesprekken", "spelvormen"),
    "floris.aalbers@example.org": ("lesgeven aan kleuters", "onderzoek opzetten"),
    "umut.uiterwijk@example.org": ("onderzoek opzetten", "kringgesprekken"),
}

INVITATION_TEXT = (
    "We vullen de vragenlijst dit jaar in aan het begin van de bijeenkomst. "
    "Lukt dat niet, doe het dan op een rustig moment."
)
