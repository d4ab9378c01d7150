"""The world of tests/world.py, with an empty programme and one in which every text is long."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from django.core.mail import EmailMessage
from django.utils import timezone

from accounts.models import User
from mailing.backends import DatabaseMailBackend
from mailing.models import ShownMessage
from networks.models import Network, Participation
from networks.services.network import network_create
from networks.services.participation import needs_and_offers_update, participation_add
from networks.services.programme import programme_create, programme_update
from networks.services.role import programme_role_grant
from srt.models import Wave
from srt.selectors.questionnaire import link_token
from srt.services.closing import wave_close
from srt.services.conversation import conversation_start, statement_write
from srt.services.waves import wave_open
from tests.cast import ROLES, Cast
from tests.meetings.calendar_cases import notified_before
from tests.meetings.meeting_cases import meeting_make
from tests.rendered import email_message
from tests.srt.wave_cases import answer, answers_of, instrument_make, invitation_of, row_of, run_jobs
from tests.world import Crowd, World, world_make

# Words wider than a phone, which fit on the screen only if they break.
LONG_WORD = "Meervoudigepartijdigheidsbevorderingsnetwerkbijeenkomst"
LONG_SENTENCE = f"{LONG_WORD} waarin iedereen {LONG_WORD.lower()}"
LONG_PEOPLE = [f"{first}{LONG_WORD[: 60 - len(first)]}" for first in ("Anna", "Bert", "Cato", "Dirk", "Elke", "Fons")]
EMAIL_TEXT = "Dag Amira,\n\nDit is een brief met een link:\nhttp://localhost:8000/about/\n\nGroet"


@dataclass
class PageWorld:
    """A world to look at. `parts` make addresses; `readers` are roles of the access matrix, or one of these:
    `nobody_yet` coordinates the empty programmes, `alone` facilitates a network without people, `long…` have long
    names.
    """

    world: World
    parts: dict[str, object]
    readers: dict[str, User | None] = field(default_factory=dict)


def page_world_make(cast: Cast, crowd: Crowd | None = None) -> PageWorld:
    """Create the world, the empty programmes and the long one."""
    world = world_make(cast, crowd)
    found = PageWorld(world, dict(world.parts), {role: cast[name] if name else None for role, name in ROLES.items()})
    empty_make(found)
    long_make(found)
    email_make(found)
    found.parts |= {"instrument": world.running.instrument_id, "past_year": cast.year.first_year - 4}
    return found


def empty_make(found: PageWorld) -> None:
    """Create a programme without anything, and one with a network that only has a facilitator."""
    new = programme_create(slug="nieuw", name="Nieuw", coordinator_email="elin@example.org", coordinator_name="Elin")
    quiet = programme_create(slug="stil", name="Stil", coordinator_email="elin@example.org")
    elin = User.objects.get(email="elin@example.org")
    network = network_create(programme=quiet, actor=elin, name="Stil water")
    alone = person_add(network, elin, "Alma", "facilitator")
    found.readers |= {"nobody_yet": elin, "alone": alone}
    found.parts |= {"new": new.pk, "quiet": quiet.pk, "quiet_network": network.pk}
    found.parts["quiet_year"] = quiet.study_years.get().pk


def person_add(
    network: Network,
    actor: User,
    first_name: str,
    role: str = "participant",
    *,
    email: str = "",
    last_name: str = "",
    organisation: str = "",
) -> User:
    """Add a participant who joined a year ago."""
    participation = participation_add(
        network=network,
        actor=actor,
        email=email or f"{first_name.lower()}@example.org",
        first_name=first_name,
        last_name=last_name,
        organisation=organisation,
        background=network.programme.backgrounds.get(code="teacher"),
        role=role,
        from_date=timezone.localdate() - timedelta(days=365),
        invite=False,
    )
    return participation.person


def long_make(found: PageWorld) -> None:
    """Create a programme with long names everywhere, a chart that was discussed, and an open wave."""
    coordinator, network = long_network()
    programme = network.programme
    people = long_people(network, coordinator)
    talked = long_wave(network, coordinator, scope="process")
    for number, person in enumerate(people):
        answer(talked, person, answers_of(number)[:13])
    wave_close(wave=talked, actor=coordinator)
    run_jobs()
    row = row_of(talked, network)
    conversation_start(wave_network=row, actor=people[0])
    statement_write(wave_network=row, statement=LONG_SENTENCE, actor=people[0])
    running = long_wave(network, coordinator, scope="both")
    meeting = meeting_make(
        network, people[0], title=LONG_SENTENCE[:120], place=LONG_SENTENCE[:160], purpose=LONG_SENTENCE * 5
    )
    found.readers |= {"long_coordinator": coordinator, "long_facilitator": people[0], "long_participant": people[1]}
    found.parts |= {
        "long": programme.pk,
        "long_network": network.pk,
        "long_year": network.programme.study_years.latest("first_year").pk,
        "long_talked": talked.pk,
        "long_running": running.pk,
        "long_link": link_token(invitation_of(running, people[1])),
        "long_takes_part": Participation.objects.get(person=people[1]).pk,
        "long_meeting": meeting.pk,
        "long_background": programme.backgrounds.get(code="other").pk,
    }


def long_network() -> tuple[User, Network]:
    """Create a programme with a coordinator and one network, all with long names."""
    address = f"{'c' * 60}@example.org"
    programme = programme_create(
        slug="lang", name=LONG_SENTENCE[:120], coordinator_email=address, coordinator_name=LONG_WORD
    )
    coordinator = User.objects.get(email=address)
    programme = programme_update(
        programme=programme,
        actor=coordinator,
        name=programme.name,
        language="nl",
        research_partner=LONG_SENTENCE[:160],
        minimum_group=programme.minimum_group,
    )
    network = network_create(
        programme=programme,
        actor=coordinator,
        name=LONG_SENTENCE[:120],
        theme=LONG_SENTENCE,
        practice_question=LONG_SENTENCE,
        starts_on=timezone.localdate() - timedelta(days=400),
        ends_on=timezone.localdate() + timedelta(days=400),
    )
    return coordinator, network


def long_people(network: Network, coordinator: User) -> list[User]:
    """Create six people with long names: the first is a facilitator, the second also has a programme role."""
    people = [
        person_add(
            network,
            coordinator,
            name,
            "participant" if number else "facilitator",
            email=f"{name[:4].lower()}.{'x' * 50}@voorbeeld{'y' * 40}.example.org",
            last_name=f"{LONG_WORD}-{LONG_WORD}",
            organisation=LONG_SENTENCE[:160],
        )
        for number, name in enumerate(LONG_PEOPLE)
    ]
    programme_role_grant(
        programme=network.programme,
        actor=coordinator,
        role="assessor",
        email=people[1].email,
        first_name=people[1].first_name,
    )
    for person in people[:2]:
        own = Participation.objects.get(person=person)
        needs_and_offers_update(participation=own, actor=person, seeks=LONG_SENTENCE, offers=LONG_SENTENCE)
    return people


def long_wave(network: Network, coordinator: User, *, scope: str) -> Wave:
    """Open a wave with a long text in its invitation."""
    now = timezone.now()
    return wave_open(
        programme=network.programme,
        study_year=network.programme.study_years.get(),
        instrument=instrument_make(),
        networks=[network],
        scope=scope,
        opens_at=now - timedelta(minutes=1),
        closes_at=now + timedelta(days=21),
        shown_on=timezone.localdate(now + timedelta(days=40)),
        invitation_text=LONG_SENTENCE,
        actor=coordinator,
    )


def email_make(found: PageWorld) -> None:
    """Put an email into Amira's demo mailbox, and one with a calendar message."""
    message = EmailMessage(subject="Een brief", body=EMAIL_TEXT, to=["amira@example.org"])
    DatabaseMailBackend().send_messages([message])
    found.parts["email"] = ShownMessage.objects.get().pk
    notified_before(found.world.meetings["coming"], found.world.cast["Amira"], None)
    invited = found.world.cast["Amira"].emails.filter(email_type="meetings.invitation").order_by("pk").first()
    assert invited is not None
    with_calendar = email_message(email=invited)
    assert with_calendar is not None
    DatabaseMailBackend().send_messages([with_calendar])
    found.parts["email_with_calendar"] = ShownMessage.objects.exclude(calendar="").get().pk
