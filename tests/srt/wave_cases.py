"""Waves for tests, opened, answered, closed and scored by the services of the application."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from jobs.models import Job
from jobs.services import jobs_run_due
from networks.models import Network
from srt.definition import provisional_instrument, provisional_instrument_bytes
from srt.models import Instrument, Response, Wave, WaveInvitation, WaveNetwork
from srt.services.answers import answers_save, answers_submit
from srt.services.closing import wave_close
from srt.services.instruments import _store
from srt.services.waves import wave_open
from tests.cast import BURGERSCHAP, Cast

# The thirteen people of Burgerschap who are invited, facilitator included and guest excluded.
THIRTEEN = [name for name, _background, role in BURGERSCHAP if role != "guest"]
ITEMS = 32


@dataclass
class ClosedWaveWorld:
    """A cast with a closed, scored and drawn wave of Burgerschap, in which twelve of the thirteen answered."""

    cast: Cast
    wave: Wave

    @property
    def row(self) -> WaveNetwork:
        """The WaveNetwork of Burgerschap."""
        return row_of(self.wave, self.cast.burgerschap)


def instrument_make() -> Instrument:
    """Return the provisional questionnaire: 13 + 19 items on 1 to 5, with `?`. Its file is read once per process."""
    definition = provisional_instrument()
    known = Instrument.objects.filter(sha256=definition.sha256).first()
    return known or _store(definition, provisional_instrument_bytes(), None)


def wave_make(cast: Cast, *networks: Network, **fields: Any) -> Wave:
    """Open a wave of this year for these networks (by default Burgerschap), closing in three weeks."""
    now = timezone.now()
    # At noon, so that a wave created a second later looks the same on every page.
    noon = timezone.localtime(now + timedelta(days=21)).replace(hour=12, minute=0, second=0, microsecond=0)
    closes_at = fields.pop("closes_at", noon)
    return wave_open(
        programme=cast.werkplaats,
        study_year=fields.pop("study_year", cast.year),
        instrument=fields.pop("instrument", None) or instrument_make(),
        networks=networks or (cast.burgerschap,),
        scope=fields.pop("scope", "both"),
        opens_at=now - timedelta(minutes=1),
        closes_at=closes_at,
        shown_on=timezone.localdate(closes_at + timedelta(days=20)),
        invitation_text="",
        actor=cast["Nadia"],
    )


def row_of(wave: Wave, network: Network) -> WaveNetwork:
    """Return the WaveNetwork of a network, with the related rows that pages need."""
    rows = WaveNetwork.objects.select_related("wave__study_year", "wave__instrument", "network")
    return rows.get(wave=wave, network=network)


def invitation_of(wave: Wave, person: User) -> WaveInvitation:
    """Return the invitation of a person."""
    return WaveInvitation.objects.get(wave_network__wave=wave, person=person)


def answer(wave: Wave, person: User, answers: str, *, consent: bool = False, submit: bool = True) -> None:
    """Save and submit answers: a character per item, or one character for all items."""
    invitation = invitation_of(wave, person)
    codes = wave.definition.item_codes
    full = answers * len(codes) if len(answers) == 1 else answers[: len(codes)]
    answers_save(invitation=invitation, changes=dict(zip(codes, full, strict=True)), consent=consent)
    if submit:
        answers_submit(invitation=invitation)


def answer_all(wave: Wave, cast: Cast, names: Iterable[str], *, shift: int = 0) -> None:
    """Save and submit different answers for each of these people."""
    for number, name in enumerate(names, start=shift):
        answer(wave, cast[name], answers_of(number))


def answers_of(number: int) -> str:
    """Return a row of answers that is unique for numbers up to about a hundred."""
    return "".join(str(1 + (number * 7 + place * (number % 3 + 1) + place // 4) % 5) for place in range(ITEMS))


def run_jobs(limit: int = 50) -> None:
    """Run all jobs that are due, and the jobs they enqueue."""
    for _round in range(limit):
        if not jobs_run_due():
            return


def run_again(kind: str) -> None:
    """Run all jobs of a kind again, as if they were delivered late or twice."""
    Job.objects.filter(kind=kind).update(done_at=None, dispatched_at=None, due_at=timezone.now())
    run_jobs()


def closed_wave(cast: Cast, names: Iterable[str], *networks: Network, **fields: Any) -> Wave:
    """Return a closed, scored and drawn wave in which these people answered."""
    wave = wave_make(cast, *networks, **fields)
    answer_all(wave, cast, names)
    return close_and_score(wave, cast)


def close_and_score(wave: Wave, cast: Cast, now: datetime | None = None) -> Wave:
    """Close a wave as coordinator and run the jobs that follow."""
    wave = wave_close(wave=wave, actor=cast["Nadia"], now=now)
    run_jobs()
    wave.refresh_from_db()
    return wave


def answers_in(wave: Wave) -> list[str]:
    """Return the answers stored at closing, sorted."""
    return sorted(Response.objects.filter(wave_network__wave=wave).values_list("answers", flat=True))
