"""Servers that go away and come back: everything works, later, and once."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobs import services as jobs
from jobs.models import Job
from jobs.tasks import sweep
from mailing.models import Letter
from srt.models import AnswerSheet, Picture, ScoreRun, Wave
from srt.selectors.questionnaire import link_token
from srt.services.releases import READY_LETTER
from tests.cast import PASSWORD, Cast
from tests.faults.closings import SIX, each_wave_happened_once, leases_run_out, open_jobs, waves_make
from tests.fixtures.worker import Worker, forget_connections
from tests.services.redis_server import Redis
from tests.srt.wave_cases import invitation_of
from tests.stories.mail import MailServer

pytestmark = [pytest.mark.worker, pytest.mark.slow("servers and workers of their own start and stop")]


@pytest.fixture
def redis_of_own() -> Iterator[Redis]:
    """A Redis that this test may stop without taking the broker away from other tests."""
    folder = Path(tempfile.mkdtemp(prefix="leerweb-redis-"))
    server = Redis(folder / "redis")
    server.make()
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture
def broker(redis_of_own: Redis, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The same as everybody's `broker`, on the Redis of this test."""
    before = current_app.conf.broker_url
    settings.CELERY_BROKER_URL = current_app.conf["broker_url"] = redis_of_own.url
    monkeypatch.setattr(jobs, "_no_hints_before", 0.0)
    forget_connections()
    yield redis_of_own.url
    current_app.conf["broker_url"] = before
    forget_connections()


@pytest.fixture
def wave(mail_server: MailServer, celery_worker_process: Worker, cast: Cast) -> Wave:
    """An open wave of Rekenen in which everybody has answered; its letters have gone out."""
    [wave] = waves_make(cast, 1)
    celery_worker_process.wait(lambda: not open_jobs(), what="the letters of the opening")
    return wave


def close_on_the_page(wave: Wave) -> None:
    """Close as the coordinator does."""
    client = Client()
    assert client.login(email="nadia@example.org", password=PASSWORD)
    page = reverse("srt:wave_close", args=[wave.programme_id, wave.pk])
    answer = client.post(page, {"confirm": "on"})
    assert answer.status_code == 302


def is_finished(wave: Wave) -> bool:
    """Whether a wave is scored and drawn and the facilitator has been written to."""
    return (
        ScoreRun.objects.filter(wave=wave).exists()
        and Picture.objects.count() == 4
        and Letter.objects.filter(kind=READY_LETTER, handled_at__isnull=False).exists()
    )


def test_with_redis_away_people_answer_and_close_and_the_rest_happens_when_it_is_back(
    wave, redis_of_own, celery_worker_process, mail_server, cast
):
    redis_of_own.stop()
    link = reverse("srt:questionnaire", args=[link_token(invitation_of(wave, cast["Sara"]))])
    code = wave.instrument.definition.item_codes[0]
    assert Client().post(f"{link}page/1/", {code: "5"}).status_code == 302
    assert AnswerSheet.objects.get(invitation__person=cast["Sara"]).answers.startswith("5")
    close_on_the_page(wave)
    assert not ScoreRun.objects.exists()
    redis_of_own.start()
    redis_of_own.flush()
    celery_worker_process.sweep()
    celery_worker_process.wait(lambda: is_finished(wave), what="a wave that is finished")
    each_wave_happened_once([wave], mail_server)


def test_a_broker_that_forgot_everything_it_was_given_is_given_it_again(
    wave, redis_of_own, celery_worker_process, mail_server
):
    celery_worker_process.kill()
    close_on_the_page(wave)
    sweep()
    assert not Job.objects.filter(done_at__isnull=True, due_at__lte=timezone.now(), hinted_at__isnull=True).exists()
    redis_of_own.flush()
    celery_worker_process.start()
    sweep()
    assert not ScoreRun.objects.exists()
    leases_run_out()
    sweep()
    celery_worker_process.wait(lambda: is_finished(wave), what="a wave that is finished")
    each_wave_happened_once([wave], mail_server)


def test_two_workers_and_many_sweeps_at_once_do_everything_once(wave, celery_worker_process, mail_server):
    celery_worker_process.start()
    close_on_the_page(wave)
    for _time in range(20):
        celery_worker_process.sweep()
    celery_worker_process.wait(lambda: is_finished(wave), what="a wave that is finished")
    each_wave_happened_once([wave], mail_server)


def test_letters_that_no_server_took_arrive_when_it_is_back(wave, celery_worker_process, mail_server):
    mail_server.stop()
    before = len(mail_server.letters)
    close_on_the_page(wave)
    unsent = Job.objects.filter(kind="mailing.send", done_at__isnull=True, trouble="ServiceUnavailableError")
    celery_worker_process.wait(unsent.exists, what="a letter that could not be sent")
    celery_worker_process.wait(lambda: Picture.objects.count() == 4, what="the pictures, mail or no mail")
    assert len(mail_server.letters) == before
    mail_server.start()
    leases_run_out()
    celery_worker_process.sweep()
    celery_worker_process.wait(lambda: is_finished(wave), what="a letter that was sent")
    each_wave_happened_once([wave], mail_server)


def test_invitations_that_waited_for_the_mail_server_carry_links_that_work(mail_server, celery_worker_process, cast):
    mail_server.stop()
    [wave] = waves_make(cast, 1)
    unsent = Job.objects.filter(kind="mailing.send", done_at__isnull=True, trouble="ServiceUnavailableError")
    celery_worker_process.wait(unsent.exists, what="a letter that could not be sent")
    mail_server.start()
    leases_run_out()
    celery_worker_process.sweep()
    celery_worker_process.wait(lambda: len(mail_server.message_ids()) == len(SIX), what="six invitations")
    for name in SIX:
        [link] = mail_server.links_to(cast[name].email, "/q/")
        assert link == reverse("srt:questionnaire", args=[link_token(invitation_of(wave, cast[name]))])
        assert Client().get(link).status_code == 200
