"""The words of Burgerschap in the demo: goals, questions, designs and reflections. All people are fictional."""

PEOPLE = {
    "Floris": "floris.dijkhuis@example.org",
    "Aalbers": "floris.aalbers@example.org",
    "Umut": "umut.uiterwijk@example.org",
}

GOAL = "Kinderen in onze groepen durven het oneens te zijn en blijven naar elkaar luisteren."
GOAL_OUTCOME = "Een lessenserie die we zelf gebruiken, en een manier om te zien wat kinderen ermee doen."
GOAL_LOOKS = (
    ("Aalbers", "We weten beter wat we bedoelen met oneens zijn. Hoe je dat ziet in de klas is nog zoeken."),
    ("Umut", "In groep 7 beginnen kinderen zelf met “ik zie het anders, want …”."),
)
OWN_GOALS = (
    ("Floris", "Een kringgesprek leiden zonder zelf het antwoord te geven.", "facilitator"),
    ("Umut", "Collega’s van de onderbouw meenemen in wat we hier doen.", "network"),
)

# (phase, counted from 0; key of the starting set; what worked, what got stuck, what to change).
ACTIVITIES = (
    (
        0,
        "problem-wall",
        (
            "Iedereen had na tien minuten iets aan de muur.",
            "Bundelen kostte veel tijd.",
            "Eerst stil bundelen, dan pas praten.",
        ),
    ),
)

# (who, kind, question, earlier wording).
QUESTIONS = (
    (
        "Umut",
        "practice",
        "Wat zeg ik als twee kinderen het oneens zijn en de rest stilvalt?",
        "Hoe krijg ik iedereen aan het praten?",
    ),
    ("Floris", "practice", "Hoe maak je een gesprek veilig voor wie weinig zegt?", ""),
    ("Aalbers", "research", "Welke vragen van een leraar houden een meningsverschil open?", ""),
)
PROJECT = "Stille kinderen in een kringgesprek"
PROJECT_QUESTION = "Hoe maak je een gesprek veilig voor wie weinig zegt?"
PROJECT_APPROACH = "Ik schrijf drie weken lang op wie wanneer iets zegt, en vraag vier kinderen wat ze dachten."
PROJECT_FINDINGS = "Eerst opschrijven helpt: wie al iets op papier heeft, zegt het vaker."
CARDS = (
    (
        "Aalbers",
        "source",
        "Klassengesprekken over lastige onderwerpen",
        "De leraar hoeft niet neutraal te zijn, wel eerlijk over wat een mening is en wat een feit.",
    ),
    ("Umut", "practice", "Het muurtje in groep 7", "Kinderen hangen zelf op waar ze het over willen hebben."),
)

DESIGN = "Lessenserie “Oneens zijn kun je leren”"
# (what changed, why, what it is, with contributions from).
VERSIONS = (
    (
        "Eerste opzet: vijf lessen rond een stelling.",
        "We wilden iets hebben om uit te proberen.",
        (
            "Vijf lessen van drie kwartier. Elke les begint met een stelling. De leraar leidt het gesprek. "
            "Kinderen schrijven aan het eind op wat ze vinden."
        ),
        ("Umut", "Floris"),
    ),
    (
        "Korter, met meer spel, en kinderen schrijven eerst.",
        "In groep 7 haakten kinderen af na een half uur, en wie eerst schreef deed vaker mee.",
        (
            "Drie lessen van een half uur. Elke les begint met een stelling. Kinderen schrijven eerst op wat ze "
            "vinden. Daarna spelen ze het gesprek in tweetallen, en dan pas in de kring."
        ),
        ("Umut", "Floris", "Aalbers"),
    ),
)

# Of the phases that are over, in order.
REFLECTIONS = (
    (
        "We keken in elkaars groep en legden veertien momenten naast elkaar.",
        "Oneens zijn gaat vaak mis op toon, en bijna nooit op inhoud.",
        "We beginnen klein: één stelling, één groep.",
    ),
    (
        "We maakten vijf lessen en probeerden er drie uit.",
        "Kinderen hebben tijd nodig voordat ze iets zeggen.",
        "Eerst schrijven, dan praten.",
    ),
    (
        "We bekeken samen filmpjes van twee lessen.",
        "Wat wij een stil gesprek noemden, vonden de kinderen juist fijn.",
        "In de tweede cyclus vragen we het eerst aan de kinderen.",
    ),
)
LINES = (("Umut", "Ik stel nu vaker een vraag terug in plaats van te antwoorden."),)

WENT_BACK = "We weten nog niet genoeg over wat kinderen thuis lezen."
