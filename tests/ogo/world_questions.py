"""The questions, projects and cards of tests/world.py. The function returns the parts of their addresses."""

from __future__ import annotations

from meetings.models import Meeting
from ogo.models import Project, ProjectMember
from ogo.services.cards import card_add
from ogo.services.projects import project_add, project_change, project_member_add
from ogo.services.questions import question_add, question_change
from tests.cast import Cast

QUESTION = "Hoe oefenen kinderen met het oneens zijn?"
FOUND = "In kleine groepjes durven ze meer."


def questions_make(cast: Cast, meetings: dict[str, Meeting]) -> dict[str, object]:
    """Create questions in every circle, projects and cards, and return the parts of addresses by name."""
    amira, bram, network = cast["Amira"], cast["Bram"], cast.burgerschap
    first = question_add(network=network, actor=amira, text="Hoe maken kinderen ruzie?")
    question = question_change(question=first, actor=amira, text=QUESTION, state="working", answer=FOUND)
    for circle in ("me", "facilitator"):
        question_add(network=network, actor=amira, text=f"Waar twijfel ik over? ({circle})", circle=circle)
    question_add(network=network, actor=bram, text="Wat doet een rollenspel?", kind="research", based_on=question)
    project = project_add(network=network, actor=amira, title="Ruziën op de gang", question=question)
    project_change(project=project, actor=amira, approach="Kijken en opschrijven.", findings=FOUND, state="running")
    bram_in = project_member_add(project=project, actor=amira, person=bram, role="companion")
    amira_in = ProjectMember.objects.get(project=project, person=amira)
    left = project_add(network=network, actor=cast["Umut"], title="Kringgesprekken")
    ProjectMember.objects.filter(project=left).delete()
    card = card_add(network=network, actor=amira, title="Biesta over oneens zijn", link="https://example.org/biesta")
    question_add(network=cast.rekenen, actor=cast["Daan"], text="Wanneer telt een kind op zijn vingers?")
    return {
        "question": question.pk,
        "project": project.pk,
        "project_left": left.pk,
        "amira_in_project": amira_in.pk,
        "bram_in_project": bram_in.pk,
        "card": card.pk,
        **elsewhere_make(cast),
    }


def elsewhere_make(cast: Cast) -> dict[str, object]:
    """Create a question, a project and a card of the other programme."""
    gijs, network = cast["Gijs"], cast.talent
    question = question_add(network=network, actor=gijs, text="Wat vraagt een kind dat vooruitloopt?")
    project = project_add(network=network, actor=gijs, title="Plusklas")
    card = card_add(network=network, actor=gijs, title="Een school die versnelt", kind="practice")
    return {
        "question_elsewhere": question.pk,
        "project_elsewhere": project.pk,
        "gijs_in_project": Project.objects.get(pk=project.pk).members.get().pk,
        "card_elsewhere": card.pk,
    }
