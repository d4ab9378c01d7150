"""The named cast: the same people in every test.

Programme *Academische Werkplaats* with networks *Burgerschap* (thirteen people and a guest) and *Rekenen* (six people),
and programme *POINT* with network *Talent*, which nobody of the first programme may ever see.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from accounts.models import User
from networks.models import Background, Network, Organisation, Participation, Programme, ProgrammeRole, StudyYear

BACKGROUNDS = [
    ("student", "student", "student"),
    ("teacher", "leraar", "teacher"),
    ("teacher_educator", "lerarenopleider", "teacher educator"),
    ("researcher", "onderzoeker", "researcher"),
    ("expert", "expert", "expert"),
    ("school_leader", "schoolleider", "school leader"),
    ("learning_supporter", "leerondersteuner", "learning supporter"),
    ("other", "anders", "other"),
]
PASSWORD = "een-lang-wachtwoord-voor-tests"

BURGERSCHAP = [
    ("Iris", "teacher_educator", "facilitator"),
    ("Floris", "student", "participant"),
    ("Bram", "student", "participant"),
    ("Lars", "student", "participant"),
    ("Maud", "student", "participant"),
    ("Sem", "student", "participant"),
    ("Amira", "teacher", "participant"),
    ("Umut", "teacher", "participant"),
    ("Olga", "teacher", "participant"),
    ("Joep", "teacher", "participant"),
    ("Tess", "teacher", "participant"),
    ("Noor", "researcher", "participant"),
    ("Karel", "expert", "participant"),
    ("Greet", "school_leader", "guest"),
]
REKENEN = [
    ("Hugo", "teacher_educator", "facilitator"),
    ("Sara", "student", "participant"),
    ("Daan", "teacher", "participant"),
    ("Lotte", "teacher", "participant"),
    ("Ruben", "teacher", "participant"),
    ("Zoë", "researcher", "participant"),
]
TALENT = [
    ("Vera", "teacher_educator", "facilitator"),
    ("Gijs", "teacher", "participant"),
    ("Mila", "student", "participant"),
    ("Thijs", "teacher", "participant"),
    ("Eva", "teacher", "participant"),
]


@dataclass
class Cast:
    """Everybody and everything, by name: `cast.people["Amira"]`, `cast.burgerschap`."""

    werkplaats: Programme
    point: Programme
    burgerschap: Network
    rekenen: Network
    talent: Network
    year: StudyYear
    point_year: StudyYear
    people: dict[str, User] = field(default_factory=dict)

    def __getitem__(self, name: str) -> User:
        return self.people[name]


# Who stands for which column of the access matrix.
ROLES = {
    "anonymous": None,
    "participant": "Amira",
    "student": "Bram",
    "guest": "Greet",
    "facilitator": "Iris",
    "other_facilitator": "Hugo",
    "coordinator": "Nadia",
    "other_coordinator": "Pieter",
    "preparation_team": "Wouter",
    "research_office": "Rosa",
    "assessor": "Abel",
    "staff": "Stella",
    "outsider": "Otto",
}


def person_make(name: str, **fields: object) -> User:
    """Make one person with a verified address and the test password."""
    from allauth.account.models import EmailAddress

    email = f"{name.lower().replace('ë', 'e')}@example.org"
    person = get_user_model().objects.create_user(email, PASSWORD, first_name=name, last_name="Voorbeeld", **fields)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def programme_make(slug: str, name: str, today: date) -> tuple[Programme, StudyYear]:
    """Make a programme with the eight backgrounds and the study year of today."""
    programme = Programme.objects.create(slug=slug, name=name)
    Background.objects.bulk_create(
        [
            Background(programme=programme, code=code, name_nl=dutch, name_en=english, position=position)
            for position, (code, dutch, english) in enumerate(BACKGROUNDS)
        ]
    )
    first_year = today.year if today.month >= 8 else today.year - 1
    return programme, StudyYear.objects.create(programme=programme, first_year=first_year)


def network_make(
    programme: Programme, slug: str, name: str, members: list[tuple[str, str, str]], people: dict[str, User]
) -> Network:
    """Make a network and the people in it, who joined a year ago."""
    network = Network.objects.create(programme=programme, slug=slug, name=name, theme=f"Thema {name}")
    school = Organisation.objects.create(programme=programme, name=f"School {name}")
    backgrounds = {background.code: background for background in programme.backgrounds.all()}
    joined = timezone.localdate() - timedelta(days=365)
    for first_name, background, role in members:
        people[first_name] = people.get(first_name) or person_make(first_name)
        Participation.objects.create(
            network=network,
            person=people[first_name],
            background=backgrounds[background],
            organisation=school,
            role=role,
            from_date=joined,
        )
    return network


def cast_make() -> Cast:
    """Make the whole cast in the database."""
    today = timezone.localdate()
    werkplaats, year = programme_make("academische-werkplaats", "Academische Werkplaats", today)
    point, point_year = programme_make("point", "POINT", today)
    people: dict[str, User] = {}
    cast = Cast(
        werkplaats=werkplaats,
        point=point,
        burgerschap=network_make(werkplaats, "burgerschap", "Burgerschap", BURGERSCHAP, people),
        rekenen=network_make(werkplaats, "rekenen", "Rekenen", REKENEN, people),
        talent=network_make(point, "talent", "Talent", TALENT, people),
        year=year,
        point_year=point_year,
        people=people,
    )
    for name, programme, role in [
        ("Nadia", werkplaats, "coordinator"),
        ("Wouter", werkplaats, "preparation_team"),
        ("Rosa", werkplaats, "research_office"),
        ("Abel", werkplaats, "assessor"),
        ("Pieter", point, "coordinator"),
    ]:
        people[name] = person_make(name)
        ProgrammeRole.objects.create(programme=programme, person=people[name], role=role)
    people["Otto"] = person_make("Otto")
    people["Stella"] = person_make("Stella", is_staff=True)
    return cast
