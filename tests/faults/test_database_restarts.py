"""PostgreSQL breaks every connection while people submit answers and waves are scored."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from http.client import HTTPException

import pytest
from django.db import connections
from django.urls import reverse

from srt.models import DraftResponse, Wave
from srt.selectors.questionnaire import link_token
from srt.services.closing import wave_close
from tests.faults.closings import deliver_doubled, each_wave_happened_once, leases_run_out, settle, waves_make
from tests.faults.plain_http import PlainBrowser
from tests.srt.wave_cases import THIRTEEN, answers_of, invitation_of, wave_make

pytestmark = [pytest.mark.worker, pytest.mark.slow("a PostgreSQL of its own is made and restarted under load")]

MOST_TRIES = 200


class Participant:
    """A person who submits different answers again and again, and remembers the acknowledged ones."""

    def __init__(self, base_url: str, link: str, codes: list[str]) -> None:
        self.browser = PlainBrowser(base_url)
        self.link = link
        self.codes = codes
        self.acknowledged = ""
        self.refused = 0

    def send_all(self, rounds: Sequence[str]) -> None:
        """Submit again and again until stopped."""
        for answers in rounds:
            self.send(answers)

    def send(self, answers: str) -> None:
        """Fill in every page and submit; retry until an answer acknowledges it."""
        for _try in range(MOST_TRIES):
            try:
                if self._send_once(answers):
                    self.acknowledged = answers
                    return
            except (OSError, HTTPException):
                pass
            self.refused += 1
            time.sleep(0.1)  # as a person who presses the button again
        raise AssertionError(f"{MOST_TRIES} tries were not enough")

    def _send_once(self, answers: str) -> bool:
        given = dict(zip(self.codes, answers, strict=True))
        for number, size in enumerate((8, 5, 8, 8, 3), start=1):
            page = f"{self.link}page/{number}/"
            fields = {code: given[code] for code in self.codes[:size]}
            self.codes = self.codes[size:] + self.codes[:size]
            if self.browser.get(page)[0] != 200 or self.browser.post(page, fields)[0] != 200:
                return self._begin_again(given)
        status, url = self.browser.post(f"{self.link}review/", {})
        return status == 200 and url.endswith("/thanks/")

    def _begin_again(self, given: dict[str, str]) -> bool:
        self.codes = list(given)
        return False


def test_acknowledged_submissions_survive_two_restarts_under_load(own_postgres, site, cast):
    wave = wave_make(cast)
    codes = list(wave.instrument.definition.item_codes)
    people = {
        name: Participant(
            site.url, reverse("srt:questionnaire_intro", args=[link_token(invitation_of(wave, cast[name]))]), codes
        )
        for name in THIRTEEN
    }
    with ThreadPoolExecutor(4) as pool:
        sending = [
            pool.submit(people[name].send_all, [answers_of(place + 13 * turn) for turn in range(3)])
            for place, name in enumerate(THIRTEEN)
        ]
        for done, future in enumerate(as_completed(sending)):
            future.result()
            if done in {2, 7}:
                own_postgres.restart()
    assert sum(person.refused for person in people.values()) > 0
    connections.close_all()
    kept = {
        sheet.invitation.person.first_name: sheet.answers
        for sheet in DraftResponse.objects.select_related("invitation__person")
        if sheet.submitted
    }
    assert kept == {name: people[name].acknowledged for name in THIRTEEN}


def test_waves_close_and_are_scored_once_despite_database_restarts(
    own_postgres, mail_server, celery_worker_process, cast
):
    waves = waves_make(cast, 6)
    for wave in waves:
        wave_close(wave=wave, actor=cast["Nadia"])
        deliver_doubled()
        own_postgres.restart()
        connections.close_all()
    assert Wave.objects.filter(closed_at__isnull=False).count() == len(waves)
    celery_worker_process.kill()
    leases_run_out()
    celery_worker_process.start()
    settle(waves)
    each_wave_happened_once(waves, mail_server)
