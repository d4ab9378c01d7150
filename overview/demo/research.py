"""Design-based research in the demo: phases, activities, questions, designs and reflections.

Burgerschap is in its second cycle, Lezen is progressing slowly and has gone back a phase once, Kunst has just begun,
Buiten has chosen no phases, and the network of POINT is in its third year.
"""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from networks.models import Network, Participation
from networks.services.network import network_update
from networks.study_years import current_first_year
from ogo.models import Phase
from ogo.selectors.activities import card_of
from ogo.selectors.tracks import current_phase, phases_of
from ogo.services.activity_notes import activity_note_share, activity_note_write, note_fingerprint
from ogo.services.activity_uses import activity_choose
from ogo.services.cards import card_add
from ogo.services.designs import design_add, version_add
from ogo.services.goals import goal_look_add, goal_set, own_goal_add
from ogo.services.projects import project_add, project_change, project_member_add
from ogo.services.questions import question_add, question_change
from ogo.services.reflection import reflection_line_write, reflection_write
from ogo.services.tracks import phase_go_back, track_choose
from overview.demo import research_texts as texts

# Network → scheme and number of cycles.
TRACKS = {
    "burgerschap": ("ogo", 2),
    "historisch-redeneren": ("ogo", 2),
    "begaafdheid": ("ogo", 1),
    "lezen": ("ogo", 1),
    "rekenen": ("ogo", 2),
    "digitaal": ("ogo", 2),
    "kunst": ("ogo", 2),
    "talent": ("point", 1),
}
JUST_BEGUN = "kunst"
WENT_BACK = "lezen"
LIVELY = "burgerschap"


def research_build(networks: list[Network]) -> None:
    """Build what the networks research and make, as their facilitators and participants would."""
    for network in networks:
        guide = network.participations.filter(role=Participation.Role.FACILITATOR).select_related("person").first()
        if guide is None or network.slug not in TRACKS:
            continue
        _phases(network, guide.person)
        if network.slug == WENT_BACK:
            _went_back(network, guide.person)
        if network.slug == LIVELY:
            _work(network, guide.person)


def _phases(network: Network, guide: User) -> None:
    key, cycles = TRACKS[network.slug]
    if network.slug == JUST_BEGUN:
        year = current_first_year()
        network_update(network=network, actor=None, starts_on=date(year, 9, 1), ends_on=date(year + 2, 7, 15))
    track_choose(network=network, actor=guide, key=key, cycles=cycles)


def _went_back(network: Network, guide: User) -> None:
    """Let the network go back from the phase after exploring, a week ago."""
    today = timezone.localdate()
    explored = phases_of(network).filter(stage="exploring", last_day__lt=today).last()
    running = current_phase(network)
    if explored is None or running is None or running.first_day >= today - timedelta(days=8):
        return
    first_day = today - timedelta(days=7)
    phase_go_back(
        network=network,
        actor=guide,
        code=explored.code,
        reason=texts.WENT_BACK,
        first_day=first_day,
        last_day=first_day + timedelta(days=60),
    )


def _work(network: Network, guide: User) -> None:
    """Fill Burgerschap: goals, activities, questions, a project, sources, versions and reflections."""
    people = {name: User.objects.get(email=email) for name, email in texts.PEOPLE.items()}
    _goals(network, guide, people)
    phases = list(phases_of(network))
    over = [phase for phase in phases if phase.last_day < timezone.localdate()]
    _activities(network, guide, phases)
    _questions(network, people)
    _designs(network, people, over)
    for phase, (did, learned, takes_on) in zip(over, texts.REFLECTIONS, strict=False):
        reflection_write(phase=phase, actor=guide, did=did, learned=learned, takes_on=takes_on, closes=True)
    running = current_phase(network)
    if running is not None:
        for name, line in texts.LINES:
            reflection_line_write(phase=running, actor=people[name], text=line)


def _goals(network: Network, guide: User, people: dict[str, User]) -> None:
    look_on = timezone.localdate() + timedelta(weeks=6)
    goal = goal_set(network=network, actor=guide, text=texts.GOAL, outcome=texts.GOAL_OUTCOME, look_on=look_on)
    for name, look in texts.GOAL_LOOKS:
        goal_look_add(goal=goal, actor=people[name], text=look)
    for name, text, circle in texts.OWN_GOALS:
        own_goal_add(network=network, actor=people[name], text=text, circle=circle)


def _activities(network: Network, guide: User, phases: list[Phase]) -> None:
    for number, key, note in texts.ACTIVITIES:
        if number >= len(phases):
            continue
        use = activity_choose(network=network, phase=phases[number], actor=guide, card=card_of(network, key, "nl"))
        if note is not None:
            worked, stuck, change = note
            use = activity_note_write(use=use, actor=guide, worked=worked, stuck=stuck, change=change)
            activity_note_share(use=use, actor=guide, expected_fingerprint=note_fingerprint(use))


def _questions(network: Network, people: dict[str, User]) -> None:
    made: dict[str, Any] = {}
    for name, kind, text, earlier in texts.QUESTIONS:
        question = question_add(network=network, actor=people[name], text=earlier or text, kind=kind)
        if earlier:
            question = question_change(question=question, actor=people[name], text=text)
        made[text] = question
    project = project_add(
        network=network,
        actor=people["Floris"],
        title=texts.PROJECT,
        approach=texts.PROJECT_APPROACH,
        question=made[texts.PROJECT_QUESTION],
    )
    project_change(project=project, actor=people["Floris"], state="running", findings=texts.PROJECT_FINDINGS)
    project_member_add(project=project, actor=people["Floris"], person=people["Aalbers"], role="companion")
    for name, kind, title, says in texts.CARDS:
        card_add(network=network, actor=people[name], kind=kind, title=title, says=says)


def _designs(network: Network, people: dict[str, User], over: list[Phase]) -> None:
    """Add the versions, each on the last day of a phase that is over, or today."""
    design = design_add(network=network, actor=people["Umut"], title=texts.DESIGN)
    days = [phase.last_day for phase in over if phase.stage != "exploring"]
    for number, (changed, why, description, names) in enumerate(texts.VERSIONS):
        version_add(
            design=design,
            actor=people["Umut"],
            changed=changed,
            why=why,
            description=description,
            on_date=days[number] if number < len(days) else timezone.localdate(),
            contributors=[people[name] for name in names],
            source_cards=list(network.source_cards.all()[:1]),
            expected_fingerprint=None,
        )
