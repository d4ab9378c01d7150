"""Waves for tests: opened, answered, closed and scored through the services that the product uses."""

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

# Everybody of Burgerschap who is asked: thirteen, the facilitator one of them, the guest not.
THIRTEEN = [name for name, _background, role in BURGERSCHAP if role != "guest"]
ITEMS = 32


@dataclass
class ClosedWaveWorld:
    """A cast and a wave of Burgerschap in which twelve of the thirteen answered: closed, scored, its pictures drawn."""

    cast: Cast
    wave: Wave

    @property
    def row(self) -> WaveNetwork:
        """The wave's row in Burgerschap."""
        return row_of(self.wave, self.cast.burgerschap)


def instrument_make() -> Instrument:
    """The provisional questionnaire: 13 + 19 statements, 1 to 5, `?` offered. Its file is read once per process."""
    definition = provisional_instrument()
    known = Instrument.objects.filter(sha256=definition.sha256).first()
    return known or _store(definition, provisional_instrument_bytes(), None)


def wave_make(cast: Cast, *networks: Network, **fields: Any) -> Wave:
    """An open wave of this year for these networks (Burgerschap without any), closing in three weeks."""
    now = timezone.now()
    # At noon, so that a wave made a second later is the same on every page.
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
    """The wave's row in a network, with all that pages read of it."""
    rows = WaveNetwork.objects.select_related("wave__study_year", "wave__instrument", "network")
    return rows.get(wave=wave, network=network)


def invitation_of(wave: Wave, person: User) -> WaveInvitation:
    """The invitation of somebody."""
    return WaveInvitation.objects.get(wave_network__wave=wave, person=person)


def answer(wave: Wave, person: User, answers: str, *, consent: bool = False, submit: bool = True) -> None:
    """Somebody fills in: a character per statement, or one for all of them."""
    invitation = invitation_of(wave, person)
    codes = wave.definition.item_codes
    full = answers * len(codes) if len(answers) == 1 else answers[: len(codes)]
    answers_save(invitation=invitation, changes=dict(zip(codes, full, strict=True)), consent=consent)
    if submit:
        answers_submit(invitation=invitation)


def answer_all(wave: Wave, cast: Cast, names: Iterable[str], *, shift: int = 0) -> None:
    """These people fill in, each something else."""
    for number, name in enumerate(names, start=shift):
        answer(wave, cast[name], answers_of(number))


def answers_of(number: int) -> str:
    """A row of answers that differs from that of every other number below a hundred or so."""
    return "".join(str(1 + (number * 7 + place * (number % 3 + 1) + place // 4) % 5) for place in range(ITEMS))


def run_jobs(limit: int = 50) -> None:
    """Run all background work that is due, with what follows from it."""
    for _round in range(limit):
        if not jobs_run_due():
            return


def run_again(kind: str) -> None:
    """Run work of a kind now, done already or put back: a delivery that comes late or twice."""
    Job.objects.filter(kind=kind).update(done_at=None, dispatched_at=None, due_at=timezone.now())
    run_jobs()


def closed_wave(cast: Cast, names: Iterable[str], *networks: Network, **fields: Any) -> Wave:
    """A wave in which these people answered, closed and scored, with its pictures drawn."""
    wave = wave_make(cast, *networks, **fields)
    answer_all(wave, cast, names)
    return close_and_score(wave, cast)


def close_and_score(wave: Wave, cast: Cast, now: datetime | None = None) -> Wave:
    """Close by hand and do the work that follows."""
    wave = wave_close(wave=wave, actor=cast["Nadia"], now=now)
    run_jobs()
    wave.refresh_from_db()
    return wave


def answers_in(wave: Wave) -> list[str]:
    """The answers that closing kept, sorted."""
    return sorted(Response.objects.filter(wave_network__wave=wave).values_list("answers", flat=True))
