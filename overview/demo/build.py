"""Building the demo with the services that the pages use."""

import csv
import io
import random
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from accounts.models import User
from jobs.services import jobs_run_due
from networks.models import Network, Participation, Programme, StudyYear
from networks.people_file import people_read, people_rows
from networks.services.network import network_update
from networks.services.participation import needs_and_offers_update
from networks.services.people_import import people_import_apply
from networks.services.programme import programme_create
from networks.study_years import current_first_year
from overview.demo import story
from overview.demo.meetings import emails_mark_sent, meetings_build
from overview.demo.research import research_build
from srt.models import Instrument, Wave, WaveInvitation, WaveNetwork
from srt.services.answers import answers_save, answers_submit, brackets_update
from srt.services.conversation import statement_write
from srt.services.instruments import instrument_load
from srt.services.past_answers import past_answers_import
from srt.services.waves import wave_open

if TYPE_CHECKING:
    from collections.abc import Iterable

SAMPLES = Path(settings.BASE_DIR) / "demo" / "samples"
SHIPPED = Path(settings.BASE_DIR) / "srt" / "instruments" / "samen-leren-v1.yaml"
# The share of people who have answered the open round.
ANSWERED = 0.6
# A demo built at the end of a study year must still contain the closing and the conversation of its round.
ROUND_TAKES = timedelta(days=90)


def demo_is_built() -> bool:
    """Return whether the demo has been built."""
    return Programme.objects.filter(slug=story.POINT).exists()


def demo_build() -> None:
    """Build the demo in an empty database, then run the jobs it enqueues: scores, charts, emails."""
    with transaction.atomic(), translation.override("nl"):
        werkplaats = _programme(story.WERKPLAATS, "Academische Werkplaats", story.COORDINATOR, "Nadia", "people.csv")
        point = _programme(story.POINT, "POINT", story.POINT_COORDINATOR, "Pieter", "people-point.csv")
        _passwords()
        _needs_and_offers()
        _past_years(werkplaats)
        _statements(werkplaats)
        wave = _open_round(werkplaats)
        _answers(WaveInvitation.objects.filter(wave_network__wave=wave).order_by("pk"))
        for programme in (werkplaats, point):
            meetings_build(programme)
            research_build(list(programme.networks.all()))
        emails_mark_sent()
    while jobs_run_due():
        pass


def _programme(slug: str, name: str, coordinator: str, first_name: str, people: str) -> Programme:
    """Create a programme and import its people, with dates moved to the years before today."""
    programme = programme_create(slug=slug, name=name, coordinator_email=coordinator, coordinator_name=first_name)
    actor = User.objects.get(email=coordinator)
    actor.last_name = "Bouzid" if first_name == "Nadia" else "Haanstra"
    actor.save(update_fields=["last_name"])
    rows = people_rows(people_read(_moved(SAMPLES / people)).text)
    people_import_apply(programme=programme, rows=rows, actor=actor, invite=False)
    starts_on, ends_on = term_of_networks(timezone.localdate())
    for network in programme.networks.all():
        theme, question = story.THEMES[network.slug]
        network_update(
            network=network,
            actor=actor,
            theme=theme,
            practice_question=question,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    return programme


def term_of_networks(today: date) -> tuple[date, date]:
    """Return the first and last day of every network: this is its third year, and the open round fits in."""
    start = current_first_year(today) - 2
    ends_on = date(start + 3, 7, 15)
    return date(start, 9, 1), ends_on if ends_on >= today + ROUND_TAKES else date(start + 4, 7, 15)


def _moved(path: Path) -> bytes:
    """Return a people file with its `from` dates moved, so that the newest sample is last study year's."""
    years = current_first_year() - 1 - story.NEWEST_SAMPLE_YEAR
    rows = list(csv.DictReader(io.StringIO(path.read_text())))
    for row in rows:
        day = date.fromisoformat(row["from"])
        row["from"] = day.replace(year=day.year + years).isoformat()
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _passwords() -> None:
    """Let the demo accounts sign in with the printed password; nobody else has one."""
    for account in story.ACCOUNTS:
        person = User.objects.get(email=account.email)
        person.set_password(story.PASSWORD)
        person.save(update_fields=["password"])
        EmailAddress.objects.update_or_create(
            user=person, email=person.email, defaults={"verified": True, "primary": True}
        )


def _needs_and_offers() -> None:
    for email, (seeks, offers) in story.OWN_LINES.items():
        participation = Participation.objects.get(person__email=email)
        needs_and_offers_update(participation=participation, actor=participation.person, seeks=seeks, offers=offers)


def _past_years(programme: Programme) -> None:
    """Import two years of sample answers, as a coordinator would."""
    instrument = instrument_load(data=(SAMPLES / "instrument.yaml").read_bytes()).instrument
    actor = User.objects.get(email=story.COORDINATOR)
    for years_ago in (2, 1):
        sample = story.NEWEST_SAMPLE_YEAR + 1 - years_ago
        past_answers_import(
            data=(SAMPLES / f"responses-{sample}-{sample + 1}.csv").read_bytes(),
            programme=programme,
            first_year=current_first_year() - years_ago,
            instrument=instrument,
            actor=actor,
        )


def _statements(programme: Programme) -> None:
    """Write the statement of each network as its facilitator."""
    for (years_ago, slug), statement in story.STATEMENTS.items():
        row = WaveNetwork.objects.get(
            wave__programme=programme, wave__study_year__first_year=current_first_year() - years_ago, network__slug=slug
        )
        statement_write(wave_network=row, statement=statement, actor=_facilitator(row.network))


def _facilitator(network: Network) -> User:
    return network.participations.get(role=Participation.Role.FACILITATOR).person


def _open_round(programme: Programme) -> Wave:
    """Open this year's round with the built-in questionnaire, closing in three weeks at five o'clock."""
    instrument: Instrument = instrument_load(data=SHIPPED.read_bytes()).instrument
    today = timezone.localdate()
    closing = today + timedelta(days=21)
    return wave_open(
        programme=programme,
        study_year=StudyYear.objects.get(programme=programme, first_year=current_first_year()),
        instrument=instrument,
        networks=list(programme.networks.all()),
        scope=Wave.Scope.BOTH,
        opens_at=timezone.now(),
        closes_at=timezone.make_aware(datetime.combine(closing, time(17))),
        shown_on=closing + timedelta(days=14),
        invitation_text=story.INVITATION_TEXT,
        actor=User.objects.get(email=story.COORDINATOR),
    )


def _answers(invitations: "Iterable[WaveInvitation]") -> None:
    """Answer for some people, but not for the demo accounts: visitors need something to fill in."""
    dice = random.Random(20)  # noqa: S311  # nosec - the demo is the same every time
    accounts = {account.email for account in story.ACCOUNTS}
    for invitation in invitations:
        if invitation.person.email in accounts or dice.random() > ANSWERED:
            continue
        definition = invitation.wave_network.wave.instrument.definition
        mood = dice.choice([3, 4, 4])
        answers = {item.code: dice.choices("12345?", [1, 3, 6, 3 + 2 * mood, 2, 2])[0] for item in definition.items}
        answers_save(invitation=invitation, changes=answers, consent=dice.random() < 0.5)
        answers_submit(invitation=invitation)
    brackets_update()
