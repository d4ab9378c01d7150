"""The access matrix of what a network makes: questions, own projects, sources and good practices.

Amira owns the question, the project and the card. Everyone in the network reads them; coordinators and others do not.
"""

from __future__ import annotations

from tests.matrix_rows import Row, of_network, row
from tests.ogo.world_questions import FOUND, QUESTION

READERS = "participant student facilitator"

HERE = "/networks/{burgerschap}"


def reading(name: str, path: str, elsewhere: str = "", shows: dict[str, str] | None = None) -> Row:
    """Return the row of a page that everyone in the network reads."""
    foreign = (f"{HERE}/{elsewhere}",) if elsewhere else ()
    return row(f"ogo:{name}", f"{HERE}/{path}", GET=of_network(READERS), foreign=foreign, shows=shows)


def writing(name: str, path: str, roles: str, elsewhere: str = "") -> Row:
    """Return the row of a page with a form."""
    foreign = (f"{HERE}/{elsewhere}",) if elsewhere else ()
    return row(f"ogo:{name}", f"{HERE}/{path}", GET=of_network(roles), POST=of_network(roles), foreign=foreign)


def acting(name: str, path: str, roles: str, elsewhere: str) -> Row:
    """Return the row of an action."""
    return row(f"ogo:{name}", f"{HERE}/{path}", POST=of_network(roles), foreign=(f"{HERE}/{elsewhere}",))


QUESTIONS: list[Row] = [
    reading("what_we_make", "what-we-make/", shows={QUESTION: READERS}),
    reading("questions", "questions/", shows={QUESTION: READERS}),
    writing("question_add", "questions/add/", READERS),
    reading("question", "questions/{question}/", "questions/{question_elsewhere}/", shows={FOUND: READERS}),
    # Facilitators read what the network makes, and change only what is their own.
    writing("question_edit", "questions/{question}/change/", "participant", "questions/{question_elsewhere}/change/"),
    writing("question_remove", "questions/{question}/remove/", "participant", "questions/{question_elsewhere}/remove/"),
    reading("projects", "projects/"),
    writing("project_add", "projects/add/", READERS),
    reading("project", "projects/{project}/", "projects/{project_elsewhere}/", shows={FOUND: READERS}),
    writing("project_edit", "projects/{project}/change/", "participant", "projects/{project_elsewhere}/change/"),
    writing("project_remove", "projects/{project}/remove/", "participant", "projects/{project_elsewhere}/remove/"),
    writing("project_people", "projects/{project}/people/", "participant", "projects/{project_elsewhere}/people/"),
    # Everyone in the network may take on a project without owners.
    acting("project_take_on", "projects/{project_left}/take-on/", READERS, "projects/{project_elsewhere}/take-on/"),
    acting(
        "project_member",
        "projects/{project}/people/{bram_in_project}/",
        "participant",
        "projects/{project}/people/{gijs_in_project}/",
    ),
    # Bram himself can leave.
    acting(
        "project_member_remove",
        "projects/{project}/people/{bram_in_project}/remove/",
        "participant student",
        "projects/{project}/people/{gijs_in_project}/remove/",
    ),
    reading("cards", "sources/"),
    writing("card_add", "sources/add/", READERS),
    reading("card", "sources/{card}/", "sources/{card_elsewhere}/"),
    writing("card_edit", "sources/{card}/change/", "participant facilitator", "sources/{card_elsewhere}/change/"),
    writing("card_remove", "sources/{card}/remove/", "participant facilitator", "sources/{card_elsewhere}/remove/"),
]
