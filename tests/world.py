"""One whole world for the tests that walk through every page: the cast of tests/cast.py with waves in every state.

It is created by the services that the pages use. `World.parts` names the parts of addresses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from django.utils import timezone

from accounts.models import AccountInvitation, User
from accounts.selectors import invitation_token
from accounts.services import account_invitation_send, person_get_or_create
from meetings.models import Meeting
from networks.models import AddressChange, Network, Participation, PeopleImport, Programme, StudyYear
from networks.services.address import address_change_ask
from networks.services.participation import needs_and_offers_update, participation_end
from networks.services.people_import import people_import_store
from networks.services.programme import study_year_add
from srt.models import ChartFile, InstrumentUpload, Wave, WaveNetwork
from srt.selectors.questionnaire import link_token
from srt.selectors.waves import join_token
from srt.services.chart_files import chart_file_draw, chart_file_request
from srt.services.conversation import conversation_start, reflections_write, statement_write
from srt.services.instruments import instrument_upload_store
from srt.services.waves import wave_open
from tests.cast import Cast
from tests.meetings.world import meeting_parts, meetings_make
from tests.ogo.world import ogo_make
from tests.srt.definitions import second_version
from tests.srt.wave_cases import (
    THIRTEEN,
    answer,
    answer_all,
    answers_of,
    close_and_score,
    instrument_make,
    invitation_of,
    row_of,
    wave_make,
)

STATEMENT = "We durven elkaar meer te vragen dan vorig jaar."
SEEKS = "Hoe je een groep op gang krijgt"
OFFERS = "Vraag mij naar burgerschap in de onderbouw"
CARD = "Hier staan we, zeggen wij zelf."
NEW_PERSON = "Jet"
IMPORT_FILE = """\
programme,network,network_name,first_name,last_name,email,background,role,organisation,from,until
{programme},{network},,Fenna,Nieuw,fenna.nieuw@example.org,teacher,participant,School Nieuw,2024-09-01,
{programme},{network},,Koen,Nieuw,geen-adres,teacher,participant,School Nieuw,2024-09-01,
"""
MORE_ROWS = "{programme},{network},,Rij,Nieuw,rij{number}@example.org,teacher,participant,School {number},2024-09-01,\n"


@dataclass
class Crowd:
    """Networks and people of the Werkplaats beyond the cast, which make a world larger but not different."""

    networks: list[Network] = field(default_factory=list)
    guides: dict[int, str] = field(default_factory=dict)  # the facilitator of a network, by its key
    names: list[str] = field(default_factory=list)  # people who answer every wave
    rows: int = 0
    meetings: int = 0  # number of extra meetings in Burgerschap


@dataclass
class World:
    """The cast and its waves, of Burgerschap and Rekenen unless stated otherwise.

    `running` is open this year: Amira answered half, ten people submitted. `talked` was last year's: Burgerschap has a
    chart and a statement, Rekenen had four answers and no chart. `prepared` has just closed: its facilitator prepares,
    and one dimension is suppressed. `planned` has not opened (Rekenen only). `elsewhere` is Talent's.
    """

    cast: Cast
    running: Wave
    talked: Wave
    prepared: Wave
    planned: Wave
    elsewhere: Wave
    invitation: AccountInvitation
    kept: PeopleImport  # a file of people that awaits confirmation
    kept_elsewhere: PeopleImport
    upload: InstrumentUpload  # a questionnaire that awaits staff
    meetings: dict[str, Meeting]
    ogo: dict[str, object]  # parts of addresses of goals and design-based research

    @cached_property
    def parts(self) -> dict[str, object]:
        """Return the parts of addresses, by name: `"/networks/{burgerschap}/".format(**world.parts)`."""
        cast = self.cast
        return {
            "werkplaats": cast.werkplaats.pk,
            "point": cast.point.pk,
            "burgerschap": cast.burgerschap.pk,
            "rekenen": cast.rekenen.pk,
            "talent": cast.talent.pk,
            **{name: getattr(self, name).pk for name in ("running", "talked", "prepared", "planned", "elsewhere")},
            "running_in_burgerschap": row_of(self.running, cast.burgerschap).pk,
            "running_in_rekenen": row_of(self.running, cast.rekenen).pk,
            **{f"{name.lower()}_takes_part": self.participation(name).pk for name in ("Amira", "Iris", "Joep", "Daan")},
            **self._links(),
            "kept": self.kept.pk,
            "kept_elsewhere": self.kept_elsewhere.pk,
            "upload": self.upload.pk,
            "background": cast.werkplaats.backgrounds.get(code="other").pk,
            "background_elsewhere": cast.point.backgrounds.get(code="other").pk,
            "lost_mailbox": AddressChange.objects.get(person=cast["Tess"]).pk,
            "lost_mailbox_elsewhere": AddressChange.objects.get(person=cast["Mila"]).pk,
            "rosas_task": cast.werkplaats.roles.get(person=cast["Rosa"]).pk,
            "pieters_task": cast.point.roles.get(person=cast["Pieter"]).pk,
            **meeting_parts(self.meetings, cast),
            **self.ogo,
        }

    def _links(self) -> dict[str, str]:
        cast = self.cast
        return {
            "amiras_link": link_token(invitation_of(self.running, cast["Amira"])),
            "joeps_link": link_token(invitation_of(self.running, cast["Joep"])),
            "brams_link": link_token(invitation_of(self.running, cast["Bram"])),
            "old_link": link_token(invitation_of(self.talked, cast["Amira"])),
            "room": join_token(row_of(self.running, cast.burgerschap)),
            "old_room": join_token(row_of(self.talked, cast.burgerschap)),
            "invitation": invitation_token(self.invitation),
        }

    def participation(self, name: str) -> Participation:
        """Return the participation of a person in the cast, each of whom is in one network only."""
        return Participation.objects.get(person=self.cast[name])


def world_make(cast: Cast, crowd: Crowd | None = None) -> World:
    """Create the world around a cast, and around a crowd that takes part in every wave and answers."""
    crowd = crowd or Crowd()
    years = {ago: year_make(cast, ago) for ago in (3, 2, 1)}
    talked = talked_make(cast, years[1], crowd)
    prepared = prepared_make(cast, years[2], crowd)
    running = wave_make(cast, cast.burgerschap, cast.rekenen, *crowd.networks)
    answer(running, cast["Amira"], answers_of(1)[:13] + "-" * 19, submit=False)
    answer_all(running, cast, [name for name in THIRTEEN if name not in {"Amira", "Joep", "Iris"}])
    answer_all(running, cast, crowd.names, shift=20)
    people_make(cast)
    file_make(row_of(talked, cast.burgerschap), cast["Iris"])
    lost_mailbox_make(cast, cast.werkplaats, "Tess", "Nadia")
    lost_mailbox_make(cast, cast.point, "Mila", "Pieter")
    meetings = meetings_make(cast, more=crowd.meetings)
    return World(
        cast=cast,
        running=running,
        talked=talked,
        prepared=prepared,
        planned=planned_make(cast, years[3]),
        elsewhere=elsewhere_make(cast),
        invitation=invitation_make(cast),
        kept=import_make(cast.burgerschap, cast["Nadia"], crowd.rows),
        kept_elsewhere=import_make(cast.talent, cast["Pieter"]),
        upload=instrument_upload_store(data=second_version(), file_name="samen-leren-v2.yaml", actor=cast["Stella"]),
        meetings=meetings,
        ogo=ogo_make(cast, meetings),
    )


def lost_mailbox_make(cast: Cast, programme: Programme, name: str, coordinator: str) -> None:
    """Ask for another address for a person, which nobody has confirmed yet."""
    address = f"new.{cast[name].email}"
    address_change_ask(programme=programme, actor=cast[coordinator], person=cast[name], address=address)


def year_make(cast: Cast, years_ago: int) -> StudyYear:
    """Create an earlier study year of the Werkplaats."""
    return study_year_add(programme=cast.werkplaats, actor=cast["Nadia"], first_year=cast.year.first_year - years_ago)


def talked_make(cast: Cast, year: StudyYear, crowd: Crowd) -> Wave:
    """Create last year's wave: all of Burgerschap answered and discussed it; four of Rekenen answered, too few."""
    wave = wave_make(cast, cast.burgerschap, cast.rekenen, *crowd.networks, study_year=year)
    answer_all(wave, cast, THIRTEEN)
    answer_all(wave, cast, ["Hugo", "Sara", "Daan", "Lotte"])
    answer_all(wave, cast, crowd.names, shift=20)
    wave = close_and_score(wave, cast)
    guides = {cast.burgerschap.pk: "Iris", **crowd.guides}
    for network in (cast.burgerschap, *crowd.networks):
        row, guide = row_of(wave, network), cast[guides[network.pk]]
        conversation_start(wave_network=row, actor=guide)
        statement_write(wave_network=row, statement=STATEMENT, actor=guide)
    without = row_of(wave, cast.rekenen)
    code = without.wave.instrument.definition.dimensions[0].code
    reflections_write(wave_network=without, reflections={code: (CARD, "")}, actor=cast["Hugo"])
    return wave


def file_make(row: WaveNetwork, person: User) -> None:
    """Create a chart file, requested and drawn: the rows with dots."""
    choice = {"kind": "dots", "language": "nl", "file_format": "pdf"}
    chart_file_request(wave_network=row, actor=person, **choice)
    finish = chart_file_draw(chart_file_pk=ChartFile.objects.get().pk)
    if finish is not None:
        finish()


def prepared_make(cast: Cast, year: StudyYear, crowd: Crowd) -> Wave:
    """Create a wave that has just closed and is not yet discussed.

    In Burgerschap one dimension is suppressed, because most chose “not yet”; in Rekenen the whole product side is.
    """
    wave = wave_make(cast, cast.burgerschap, cast.rekenen, *crowd.networks, study_year=year)
    for number, name in enumerate(THIRTEEN[:11]):
        answers = answers_of(number)
        answer(wave, cast[name], answers if number < 4 else answers[:-3] + "???")
    for number, name in enumerate(["Hugo", "Sara", "Daan", "Lotte", "Ruben"]):
        answer(wave, cast[name], answers_of(number) if number < 4 else answers_of(number)[:13] + "?" * 19)
    for number, name in enumerate(crowd.names):
        answer(wave, cast[name], answers_of(number)[:-3] + "???")
    return close_and_score(wave, cast)


def planned_make(cast: Cast, year: StudyYear) -> Wave:
    """Create a wave of Rekenen that opens next week."""
    opens_at = timezone.now() + timedelta(days=7)
    return wave_open(
        programme=cast.werkplaats,
        study_year=year,
        instrument=instrument_make(),
        networks=[cast.rekenen],
        scope="process",
        opens_at=opens_at,
        closes_at=opens_at + timedelta(days=21),
        shown_on=timezone.localdate(opens_at + timedelta(days=40)),
        invitation_text="",
        actor=cast["Nadia"],
    )


def elsewhere_make(cast: Cast) -> Wave:
    """Create an open wave of the other programme."""
    now = timezone.now()
    return wave_open(
        programme=cast.point,
        study_year=cast.point_year,
        instrument=instrument_make(),
        networks=[cast.talent],
        scope="both",
        opens_at=now - timedelta(minutes=1),
        closes_at=now + timedelta(days=21),
        shown_on=timezone.localdate(now + timedelta(days=40)),
        invitation_text="",
        actor=cast["Pieter"],
    )


def people_make(cast: Cast) -> None:
    """Add the personal lines of two people, and let Joep leave in a fortnight."""
    for name in ("Amira", "Iris"):
        own = Participation.objects.get(person=cast[name])
        needs_and_offers_update(participation=own, actor=cast[name], seeks=SEEKS, offers=OFFERS)
    joep = Participation.objects.get(person=cast["Joep"])
    last_day = timezone.localdate() + timedelta(days=14)
    participation_end(participation=joep, actor=cast["Nadia"], last_day=last_day)


def invitation_make(cast: Cast) -> AccountInvitation:
    """Create an invitation of a person without an account."""
    person, _made = person_get_or_create(email="jet@example.org", first_name=NEW_PERSON, last_name="Nieuw")
    invitation = account_invitation_send(person=person, actor=cast["Nadia"], programme_name=cast.werkplaats.name)
    assert invitation is not None
    return invitation


def import_make(network: Network, coordinator: User, rows: int = 0) -> PeopleImport:
    """Create a file of people that awaits confirmation: one valid row, one without an address, and `rows` more valid
    ones.
    """
    names = {"programme": network.programme.slug, "network": network.slug}
    content = IMPORT_FILE.format(**names) + "".join(MORE_ROWS.format(number=n, **names) for n in range(rows))
    return people_import_store(
        programme=network.programme, actor=coordinator, file_name="mensen.csv", content=content.encode()
    )
