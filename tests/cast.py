"""The named cast: the same people in every test.

Programme *Academische Werkplaats* has the networks *Burgerschap* (thirteen people and a guest) and *Rekenen* (six
people). Programme *POINT* has the network *Talent*, which must stay invisible to everyone in the first programme.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
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

# Programme roles: Pieter's in POINT, the others' in the Werkplaats.
TASKS = {
    "Nadia": "coordinator",
    "Wouter": "preparation_team",
    "Rosa": "research_office",
    "Abel": "assessor",
    "Pieter": "coordinator",
}


@dataclass
class Cast:
    """Every person and object of the cast, by name: `cast.people["Amira"]`, `cast.burgerschap`."""

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


# The person who represents each column of the access matrix.
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


def person_make(name: str, **fields: Any) -> User:
    """Create a person with a verified address and the test password."""
    return people_make([name], **fields)[name]


def people_make(names: Iterable[str], **fields: Any) -> dict[str, User]:
    """Create people with verified addresses and the test password, by name, in two queries."""
    password = make_password(PASSWORD)
    people = User.objects.bulk_create(
        User(email=_address(name), password=password, first_name=name, last_name="Voorbeeld", **fields)
        for name in names
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in people
    )
    return {person.first_name: person for person in people}


def _address(name: str) -> str:
    return f"{name.lower().replace('ë', 'e')}@example.org"


def programme_make(slug: str, name: str, today: date) -> tuple[Programme, StudyYear]:
    """Create a programme with the eight backgrounds and the current study year."""
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
    """Create a network and its people, who joined a year ago."""
    network = Network.objects.create(programme=programme, slug=slug, name=name, theme=f"Thema {name}")
    school = Organisation.objects.create(programme=programme, name=f"School {name}")
    backgrounds = {background.code: background for background in programme.backgrounds.all()}
    joined = timezone.localdate() - timedelta(days=365)
    people |= people_make(name for name, _background, _role in members if name not in people)
    Participation.objects.bulk_create(
        Participation(
            network=network,
            person=people[name],
            background=backgrounds[background],
            organisation=school,
            role=role,
            from_date=joined,
            created_at=timezone.now() - timedelta(days=365),
        )
        for name, background, role in members
    )
    return network


def cast_make() -> Cast:
    """Create the whole cast in the database."""
    today = timezone.localdate()
    werkplaats, year = programme_make("academische-werkplaats", "Academische Werkplaats", today)
    point, point_year = programme_make("point", "POINT", today)
    everybody = [*BURGERSCHAP, *REKENEN, *TALENT]
    people = people_make([*(name for name, _background, _role in everybody), *TASKS, "Otto"])
    people |= people_make(["Stella"], is_staff=True)
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
    ProgrammeRole.objects.bulk_create(
        ProgrammeRole(programme=point if name == "Pieter" else werkplaats, person=people[name], role=role)
        for name, role in TASKS.items()
    )
    return cast
