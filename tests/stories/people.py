"""The people of the story: a coordinator, and a file of the twelve people of one network."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

PROGRAMME = "werkplaats-oost"
COORDINATOR = "nadia@example.org"
FACILITATOR = "iris@example.org"
AMIRA = "amira@example.org"
PASSWORD = "samen-leren-in-het-oosten"
NETWORK = "Leren van verhalen"
SCHOOL = "Basisschool Élan"

# (first name, background, role)
PEOPLE = [
    ("Iris", "teacher_educator", "facilitator"),
    ("Amira", "teacher", "participant"),
    ("Umut", "teacher", "participant"),
    ("Olga", "teacher", "participant"),
    ("Joep", "teacher", "participant"),
    ("Floris", "student", "participant"),
    ("Bram", "student", "participant"),
    ("Lars", "student", "participant"),
    ("Maud", "student", "participant"),
    ("Sem", "student", "participant"),
    ("Noor", "researcher", "participant"),
    ("Zoë", "school_leader", "participant"),
]


def address_of(name: str) -> str:
    """Return the address of a person in the story."""
    return f"{name.lower().replace('ë', 'e')}@example.org"


def people_file(folder: Path) -> Path:
    """Write the file as Dutch Excel does: semicolons, Windows-1252."""
    joined = (timezone.localdate() - timedelta(days=300)).isoformat()
    lines = ["programme;network;network_name;first_name;last_name;email;background;role;organisation;from;until"]
    lines += [
        f"{PROGRAMME};verhalen;{NETWORK};{name};Voorbeeld;{address_of(name)};{background};{role};{SCHOOL};{joined};"
        for name, background, role in PEOPLE
    ]
    path = folder / "mensen.csv"
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    return path
