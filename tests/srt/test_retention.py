"""Invitations expire after a year and responses after five; published results, and access to them, stay."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from accounts.selectors import own_data
from accounts.services import person_erase
from accounts.tasks import purge
from jobs.models import Job
from jobs.retention import INVITATION_RETENTION
from srt.models import ReleasedBreakdown, ReleasedCell, Response, Score, Wave, WaveInvitation
from srt.selectors.questionnaire import link_token
from srt.services.closing import wave_close
from srt.services.retention import responses_purge
from srt.services.scoring import wave_rescore
from tests.srt.wave_cases import THIRTEEN, answer_all, close_and_score, closed_wave, invitation_of, row_of, wave_make
from tests.world import year_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def without_token(client, address):
    """Return a page without the tokens of its forms, which change with every request."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", client.get(address).content)


def close_years_ago(wave, years=5):
    """Move the closing of a wave some years back."""
    Wave.objects.filter(pk=wave.pk).update(closed_at=F("closed_at") - timedelta(days=366 * years))


def test_scores_of_too_few_people_expire_with_the_responses(cast):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN[:4])
    wave = close_and_score(wave, cast)
    assert Score.objects.filter(run__wave=wave, n=4).count() == 8
    close_years_ago(wave)
    responses_purge()
    assert not Score.objects.exists()


def test_responses_expire_and_published_results_stay(cast, client):
    wave = closed_wave(cast, THIRTEEN)
    before = closed_wave(cast, THIRTEEN[:6], study_year=year_make(cast, 1))
    client.force_login(cast["Iris"])
    address = f"/networks/{cast.burgerschap.pk}/waves/{wave.pk}/"
    figures = (Score, ReleasedCell, ReleasedBreakdown)
    published = [list(model.objects.order_by("pk").values()) for model in figures]
    page = without_token(client, address)
    close_years_ago(wave)
    for _again in range(2):
        responses_purge()
    Wave.objects.filter(pk=wave.pk).update(closed_at=wave.closed_at)
    assert not Response.objects.filter(wave_network__wave=wave).exists()
    assert Response.objects.filter(wave_network__wave=before).count() == 6
    assert [
        list(model.objects.order_by("pk").values()) for model in (Score, ReleasedCell, ReleasedBreakdown)
    ] == published
    assert without_token(client, address) == page
    assert row_of(wave, cast.burgerschap).respondents == 13


def test_responses_stay_for_five_years(cast):
    close_years_ago(closed_wave(cast, THIRTEEN), years=4)
    responses_purge()
    assert Response.objects.count() == 13


def test_responses_stay_until_they_are_scored(cast):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN)
    wave_close(wave=wave, actor=cast["Nadia"])
    close_years_ago(wave)
    responses_purge()
    assert Response.objects.count() == 13


def test_wave_without_responses_cannot_be_rescored(cast):
    wave = closed_wave(cast, THIRTEEN)
    close_years_ago(wave)
    responses_purge()
    with pytest.raises(ValidationError) as refusal:
        wave_rescore(wave=wave)
    assert refusal.value.code == "expired"
    assert not Job.objects.filter(kind="srt.rescore_wave").exists()


@pytest.mark.parametrize(("margin", "left"), [(timedelta(minutes=-1), 0), (timedelta(minutes=1), 13)])
def test_invitations_expire_a_year_after_closing(cast, margin, left):
    wave = closed_wave(cast, THIRTEEN)
    Wave.objects.filter(pk=wave.pk).update(closed_at=timezone.now() - INVITATION_RETENTION + margin)
    for _again in range(2):
        purge("")
    assert WaveInvitation.objects.count() == left


def test_invitations_of_an_unclosed_wave_stay(cast):
    """No worker ran for years, and the answers still wait to be closed."""
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN)
    years_ago = timezone.now() - timedelta(days=1000)
    Wave.objects.filter(pk=wave.pk).update(opens_at=years_ago, closes_at=years_ago + timedelta(days=20))
    purge("")
    assert WaveInvitation.objects.count() == 13


def test_participant_sees_results_after_their_invitation_expired(cast, client):
    """V4: access follows from taking part, not from the invitation."""
    wave = closed_wave(cast, THIRTEEN)
    link = reverse("srt:questionnaire_intro", args=[link_token(invitation_of(wave, cast["Amira"]))])
    long_ago = timezone.now() - timedelta(days=600)
    Wave.objects.filter(pk=wave.pk).update(closed_at=long_ago, shown_on=timezone.localdate(long_ago))
    client.force_login(cast["Amira"])
    address = f"/networks/{cast.burgerschap.pk}/waves/{wave.pk}/"
    page = without_token(client, address)
    assert b"<svg" in page
    assert client.get(link).status_code == 410
    purge("")
    assert without_token(client, address) == page
    assert client.get(link).status_code == 404


def test_erasure_works_after_invitations_expired(cast):
    wave = closed_wave(cast, THIRTEEN)
    Wave.objects.filter(pk=wave.pk).update(closed_at=timezone.now() - timedelta(days=600))
    purge("")
    rows = {section["code"]: section["rows"] for section in own_data(person=cast["Amira"])["sections"]}
    assert rows["srt.invitations"] == []
    person_erase(person=cast["Amira"], actor=cast["Amira"])
    assert row_of(wave, cast.burgerschap).members == 13
