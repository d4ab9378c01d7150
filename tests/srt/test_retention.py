"""Invitations go after a year and responses after five; what was made of them stays, to the byte, and who sees it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from accounts.selectors import person_export
from accounts.services import person_erase
from jobs.models import Job
from jobs.registry import RetryLater
from jobs.retention import INVITATION_RETENTION
from srt.models import BreakdownSum, ReleasedCell, Response, Score, Wave, WaveInvitation
from srt.selectors.questionnaire import link_token
from srt.services.closing import wave_close
from srt.services.retention import RESPONSES_JOB, invitations_forget
from srt.services.scoring import wave_rescore
from srt.tasks import forget_responses
from tests.srt.wave_cases import THIRTEEN, answer_all, closed_wave, invitation_of, row_of, wave_make
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
    with pytest.raises(RetryLater) as later:
        forget(wave, years=4)
    assert later.value.until is not None
    assert Response.objects.count() == 13


def test_what_was_not_scored_yet_is_not_forgotten(cast):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN)
    wave_close(wave=wave, actor=cast["Nadia"])
    with pytest.raises(RetryLater):
        forget(wave)
    assert Response.objects.count() == 13


def test_what_is_gone_cannot_be_calculated_anew(cast):
    wave = closed_wave(cast, THIRTEEN)
    forget(wave)
    with pytest.raises(ValidationError) as refusal:
        wave_rescore(wave=wave)
    assert refusal.value.code == "gone"
    assert not Job.objects.filter(kind="srt.rescore_wave").exists()


@pytest.mark.parametrize(("margin", "left"), [(timedelta(minutes=-1), 0), (timedelta(minutes=1), 13)])
def test_invitations_go_a_year_after_closing(cast, margin, left):
    wave = closed_wave(cast, THIRTEEN)
    Wave.objects.filter(pk=wave.pk).update(closed_at=timezone.now() - INVITATION_RETENTION + margin)
    for _again in range(2):
        invitations_forget()
    assert WaveInvitation.objects.count() == left


def test_a_round_that_nobody_could_close_keeps_its_invitations(cast):
    """No worker ran for years: the answers still wait for their closing."""
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN)
    years_ago = timezone.now() - timedelta(days=1000)
    Wave.objects.filter(pk=wave.pk).update(opens_at=years_ago, closes_at=years_ago + timedelta(days=20))
    invitations_forget()
    assert WaveInvitation.objects.count() == 13


def test_who_was_invited_sees_the_picture_when_the_invitation_is_long_gone(cast, client):
    """V4: what lets them see it is that they take part."""
    wave = closed_wave(cast, THIRTEEN)
    link = reverse("srt:questionnaire_intro", args=[link_token(invitation_of(wave, cast["Amira"]))])
    long_ago = timezone.now() - timedelta(days=600)
    Wave.objects.filter(pk=wave.pk).update(closed_at=long_ago, shown_on=timezone.localdate(long_ago))
    client.force_login(cast["Amira"])
    address = f"/networks/{cast.burgerschap.pk}/waves/{wave.pk}/"
    page = without_token(client, address)
    assert b"<svg" in page
    assert client.get(link).status_code == 410
    invitations_forget()
    assert without_token(client, address) == page
    assert client.get(link).status_code == 404


def test_erasing_after_that_finds_nothing_that_is_missing(cast):
    wave = closed_wave(cast, THIRTEEN)
    Wave.objects.filter(pk=wave.pk).update(closed_at=timezone.now() - timedelta(days=600))
    invitations_forget()
    kept = {section["code"]: section["rows"] for section in person_export(person=cast["Amira"])["sections"]}
    assert kept["srt.invitations"] == []
    person_erase(person=cast["Amira"], actor=cast["Amira"])
    assert row_of(wave, cast.burgerschap).members == 13
