"""Responses go after five years; what was made of them stays, to the byte."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone

from jobs.models import Job
from jobs.registry import JobLater
from srt.models import BreakdownSum, ReleasedCell, Response, Score, Wave
from srt.services.closing import wave_close
from srt.services.retention import RESPONSES_JOB
from srt.services.scoring import wave_rescore
from srt.tasks import forget_responses
from tests.srt.wave_cases import THIRTEEN, answer_all, closed_wave, row_of, wave_make
from tests.world import year_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def without_token(client, address):
    """Return a page but for the token of its forms, which is new each time."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", client.get(address).content)


def forget(wave, *, years=5):
    """Do the work that waits for five years, so many years after the closing."""
    Wave.objects.filter(pk=wave.pk).update(closed_at=F("closed_at") - timedelta(days=366 * years))
    job = Job.objects.get(kind=RESPONSES_JOB, key=str(wave.pk))
    finish = forget_responses(job.key)
    assert finish is not None
    finish()


def test_closing_sees_to_it_that_responses_go_after_five_years(cast):
    wave = closed_wave(cast, THIRTEEN)
    due = Job.objects.get(kind=RESPONSES_JOB, key=str(wave.pk)).due_at
    assert timedelta(days=5 * 365) <= due - timezone.now() <= timedelta(days=5 * 365 + 2)


def test_responses_are_gone_and_what_was_published_is_the_same(cast, client):
    wave = closed_wave(cast, THIRTEEN)
    before = closed_wave(cast, THIRTEEN[:6], study_year=year_make(cast, 1))
    client.force_login(cast["Iris"])
    address = f"/networks/{cast.burgerschap.pk}/waves/{wave.pk}/"
    kept = [list(model.objects.order_by("pk").values()) for model in (Score, ReleasedCell, BreakdownSum)]
    page = without_token(client, address)
    for _again in range(2):
        forget(wave)
    Wave.objects.filter(pk=wave.pk).update(closed_at=wave.closed_at)
    assert not Response.objects.filter(wave_network__wave=wave).exists()
    assert Response.objects.filter(wave_network__wave=before).count() == 6
    assert [list(model.objects.order_by("pk").values()) for model in (Score, ReleasedCell, BreakdownSum)] == kept
    assert without_token(client, address) == page
    assert row_of(wave, cast.burgerschap).respondents == 13


def test_before_its_time_nothing_goes_whatever_asks_for_it(cast):
    wave = closed_wave(cast, THIRTEEN)
    with pytest.raises(JobLater) as later:
        forget(wave, years=4)
    assert later.value.until is not None
    assert Response.objects.count() == 13


def test_what_was_not_scored_yet_is_not_forgotten(cast):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN)
    wave_close(wave=wave, actor=cast["Nadia"])
    with pytest.raises(JobLater):
        forget(wave)
    assert Response.objects.count() == 13


def test_what_is_gone_cannot_be_calculated_anew(cast):
    wave = closed_wave(cast, THIRTEEN)
    forget(wave)
    with pytest.raises(ValidationError) as refusal:
        wave_rescore(wave=wave)
    assert refusal.value.code == "gone"
    assert not Job.objects.filter(kind="srt.rescore_wave").exists()
