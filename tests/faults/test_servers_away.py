"""Servers that stop and come back: everything is done, later, and once."""

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
from jobs.tasks import dispatch
from mailing.models import Email
from srt.models import Chart, DraftResponse, ScoreRun, Wave
from srt.selectors.questionnaire import link_token
from srt.services.releases import READY_EMAIL
from tests.cast import PASSWORD, Cast
from tests.faults.closings import SIX, each_wave_happened_once, leases_run_out, open_jobs, waves_make
from tests.fixtures.worker import Worker, forget_connections
from tests.services.redis_server import Redis
from tests.srt.wave_cases import invitation_of
from tests.stories.mail import MailServer

pytestmark = [pytest.mark.worker, pytest.mark.slow("servers and workers of their own start and stop")]


@pytest.fixture
def redis_of_own() -> Iterator[Redis]:
    """Return a Redis that this test may stop without affecting the broker of other tests."""
    folder = Path(tempfile.mkdtemp(prefix="leerweb-redis-"))
    server = Redis(folder / "redis")
    server.make()
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture
def broker(redis_of_own: Redis, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Replace `broker` by the Redis of this test."""
    before = current_app.conf.broker_url
    settings.CELERY_BROKER_URL = current_app.conf["broker_url"] = redis_of_own.url
    monkeypatch.setattr(jobs, "_no_nudges_before", 0.0)
    forget_connections()
    yield redis_of_own.url
    current_app.conf["broker_url"] = before
    forget_connections()


@pytest.fixture
def wave(mail_server: MailServer, celery_worker_process: Worker, cast: Cast) -> Wave:
    """Create an open wave of Rekenen in which everyone has answered, with its emails sent."""
    [wave] = waves_make(cast, 1)
    celery_worker_process.wait(lambda: not open_jobs(), what="the emails of the opening")
    return wave


def close_on_the_page(wave: Wave) -> None:
    """Close the wave as its coordinator."""
    client = Client()
    assert client.login(email="nadia@example.org", password=PASSWORD)
    page = reverse("srt:wave_close", args=[wave.programme_id, wave.pk])
    answer = client.post(page, {"confirm": "on"})
    assert answer.status_code == 302


def is_finished(wave: Wave) -> bool:
    """Return whether a wave is scored and drawn and the facilitator has an email."""
    return (
        ScoreRun.objects.filter(wave=wave).exists()
        and Chart.objects.count() == 4
        and Email.objects.filter(email_type=READY_EMAIL, handled_at__isnull=False).exists()
    )


def test_people_answer_and_close_without_redis_and_jobs_run_when_it_is_back(
    wave, redis_of_own, celery_worker_process, mail_server, cast
):
    redis_of_own.stop()
    link = reverse("srt:questionnaire_intro", args=[link_token(invitation_of(wave, cast["Sara"]))])
    code = wave.instrument.definition.item_codes[0]
    assert Client().post(f"{link}page/1/", {code: "5"}).status_code == 302
    assert DraftResponse.objects.get(invitation__person=cast["Sara"]).answers.startswith("5")
    close_on_the_page(wave)
    assert not ScoreRun.objects.exists()
    redis_of_own.start()
    redis_of_own.flush()
    celery_worker_process.dispatch()
    celery_worker_process.wait(lambda: is_finished(wave), what="a wave that is finished")
    each_wave_happened_once([wave], mail_server)


def test_jobs_are_sent_again_to_a_broker_that_lost_them(wave, redis_of_own, celery_worker_process, mail_server):
    celery_worker_process.kill()
    close_on_the_page(wave)
    dispatch()
    assert not Job.objects.filter(done_at__isnull=True, due_at__lte=timezone.now(), dispatched_at__isnull=True).exists()
    redis_of_own.flush()
    celery_worker_process.start()
    dispatch()
    assert not ScoreRun.objects.exists()
    leases_run_out()
    dispatch()
    celery_worker_process.wait(lambda: is_finished(wave), what="a wave that is finished")
    each_wave_happened_once([wave], mail_server)


def test_two_workers_with_many_dispatches_do_everything_once(wave, celery_worker_process, mail_server):
    celery_worker_process.start()
    close_on_the_page(wave)
    for _time in range(20):
        celery_worker_process.dispatch()
    celery_worker_process.wait(lambda: is_finished(wave), what="a wave that is finished")
    each_wave_happened_once([wave], mail_server)


def test_emails_refused_by_every_server_arrive_when_it_is_back(wave, celery_worker_process, mail_server):
    mail_server.stop()
    before = len(mail_server.emails)
    close_on_the_page(wave)
    unsent = Job.objects.filter(kind="mailing.send", done_at__isnull=True, last_error="ServiceUnavailableError")
    celery_worker_process.wait(unsent.exists, what="a letter that could not be sent")
    celery_worker_process.wait(lambda: Chart.objects.count() == 4, what="the pictures, mail or no mail")
    assert len(mail_server.emails) == before
    mail_server.start()
    leases_run_out()
    celery_worker_process.dispatch()
    celery_worker_process.wait(lambda: is_finished(wave), what="a letter that was sent")
    each_wave_happened_once([wave], mail_server)


def test_invitations_delayed_by_the_mail_server_have_working_links(mail_server, celery_worker_process, cast):
    mail_server.stop()
    [wave] = waves_make(cast, 1)
    unsent = Job.objects.filter(kind="mailing.send", done_at__isnull=True, last_error="ServiceUnavailableError")
    celery_worker_process.wait(unsent.exists, what="a letter that could not be sent")
    mail_server.start()
    leases_run_out()
    celery_worker_process.dispatch()
    celery_worker_process.wait(lambda: len(mail_server.message_ids()) == len(SIX), what="six invitations")
    for name in SIX:
        [link] = mail_server.links_to(cast[name].email, "/q/")
        assert link == reverse("srt:questionnaire_intro", args=[link_token(invitation_of(wave, cast[name]))])
        assert Client().get(link).status_code == 200
