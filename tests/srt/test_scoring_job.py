"""The scoring job: one complete run per version, always over the same answers, and the emails that follow."""

import logging
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from jobs.health import health
from jobs.models import Job
from jobs.services import job_run
from mailing.models import Email
from networks.models import StudyYear
from srt.health import closed_answers_are_unchanged, waves_are_scored
from srt.models import Chart, Release, ReleasedCell, Response, Score, ScoreRun, Wave
from srt.services.closing import wave_close
from srt.services.scoring import (
    RESCORE_JOB,
    SCORE_JOB,
    ScoreInputChanged,
    score_input,
    scores_compute,
    scores_store,
    wave_rescore,
    wave_score,
)
from tests.cast import REKENEN
from tests.rendered import email_message
from tests.srt.wave_cases import (
    THIRTEEN,
    answer,
    answer_all,
    close_and_score,
    closed_wave,
    row_of,
    run_again,
    run_jobs,
    wave_make,
)

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
ROOT = Path(__file__).resolve().parents[2]


def test_closed_wave_is_scored_released_and_drawn(cast):
    wave = closed_wave(cast, THIRTEEN)
    assert ScoreRun.objects.get().wave == wave
    assert Score.objects.count() == 8
    assert Release.objects.get().respondents == 13
    assert set(Chart.objects.values_list("kind", "language")) == {
        ("radar", "nl"),
        ("dots", "nl"),
        ("radar", "en"),
        ("dots", "en"),
    }


def test_input_hash_does_not_depend_on_the_order_of_rows(cast):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN)
    wave = wave_close(wave=wave, actor=cast["Nadia"])
    before = score_input(wave).digest
    rows = list(Response.objects.all())
    Response.objects.all().delete()
    Response.objects.bulk_create(reversed(rows))
    assert score_input(wave).digest == before


def test_duplicate_delivery_creates_one_run(cast):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN)
    wave_close(wave=wave, actor=cast["Nadia"])
    first, second = wave_score(wave_pk=wave.pk), wave_score(wave_pk=wave.pk)
    assert first is not None
    assert second is not None
    first()
    second()
    assert (ScoreRun.objects.count(), Release.objects.count(), Score.objects.count()) == (1, 1, 8)


def test_worker_that_dies_before_storing_leaves_no_partial_run(cast):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN)
    wave_close(wave=wave, actor=cast["Nadia"])
    assert wave_score(wave_pk=wave.pk) is not None
    assert not ScoreRun.objects.exists()
    run_jobs()
    assert ScoreRun.objects.count() == 1


def test_open_wave_is_not_scored(cast):
    assert wave_score(wave_pk=wave_make(cast).pk) is None


def test_run_with_changed_responses_raises_an_alarm_and_changes_nothing(cast, caplog):
    wave = closed_wave(cast, THIRTEEN)
    cells = list(ReleasedCell.objects.values())
    Response.objects.create(wave_network=row_of(wave, cast.burgerschap), answers="5" * 32)
    with caplog.at_level(logging.ERROR):
        run_again(SCORE_JOB)
    assert "not those that were scored" in caplog.text
    assert list(ReleasedCell.objects.values()) == cells
    assert not closed_answers_are_unchanged()


def test_health_check_fails_until_the_alarm_is_resolved(cast):
    wave = closed_wave(cast, THIRTEEN)
    assert health()["srt.answers_unchanged"]
    extra = Response.objects.create(wave_network=row_of(wave, cast.burgerschap), answers="5" * 32)
    run_again(SCORE_JOB)
    assert not health()["srt.answers_unchanged"]
    extra.delete()
    run_again(SCORE_JOB)
    assert health()["srt.answers_unchanged"]


def test_health_check_fails_for_a_closed_wave_without_a_run(cast):
    wave = wave_close(wave=wave_make(cast), actor=cast["Nadia"])
    assert waves_are_scored()
    Job.objects.filter(kind=SCORE_JOB).update(created_at=timezone.now() - timedelta(minutes=11))
    Wave.objects.filter(pk=wave.pk).update(closed_at=timezone.now() - timedelta(minutes=11))
    assert not waves_are_scored()


def test_answers_that_change_during_scoring_are_not_published(cast):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN)
    wave = wave_close(wave=wave, actor=cast["Nadia"])
    work = score_input(wave)
    scores = scores_compute(work)
    Response.objects.filter(pk=Response.objects.all()[0].pk).delete()
    with pytest.raises(ScoreInputChanged):
        scores_store(work=work, scores=scores)
    assert not ScoreRun.objects.exists()


def test_wave_without_answers_has_a_run_but_no_release(cast):
    wave = close_and_score(wave_make(cast), cast)
    assert ScoreRun.objects.filter(wave=wave).count() == 1
    assert not Release.objects.exists()


def test_facilitator_is_notified_that_the_chart_is_ready(cast, mailoutbox):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN)
    run_jobs()
    mailoutbox.clear()
    close_and_score(wave, cast)
    assert [(email.to, email.subject) for email in mailoutbox] == [
        (["iris@example.org"], "Het beeld staat klaar om over te praten")
    ]


@pytest.mark.parametrize("change", [{"role": "participant"}, {"until": timezone.localdate() - timedelta(days=1)}])
def test_former_facilitator_is_not_notified(cast, change):
    closed_wave(cast, THIRTEEN)
    email = Email.objects.get(email_type="srt.chart_ready")
    assert email_message(email=email) is not None
    cast["Iris"].participations.update(**change)
    assert email_message(email=email) is None


def test_facilitator_without_a_chart_is_notified_of_the_conversation(cast, mailoutbox):
    wave = wave_make(cast, cast.rekenen)
    answer_all(wave, cast, ["Sara", "Daan", "Lotte", "Ruben"])
    run_jobs()
    mailoutbox.clear()
    close_and_score(wave, cast)
    assert [(email.to, email.subject) for email in mailoutbox] == [
        (["hugo@example.org"], "Deze keer geen beeld, wel een gesprek")
    ]


def test_everyone_else_is_notified_on_the_announced_date(cast, mailoutbox):
    wave = closed_wave(cast, THIRTEEN)
    mailoutbox.clear()
    Wave.objects.filter(pk=wave.pk).update(shown_on=timezone.localdate())
    Job.objects.filter(kind="srt.announce_wave").update(due_at=timezone.now())
    run_jobs()
    assert sorted(email.to[0] for email in mailoutbox) == sorted(
        cast[name].email for name in THIRTEEN if name != "Iris"
    )


def test_announced_date_notifies_people_at_eight_in_the_morning(cast):
    wave = closed_wave(cast, THIRTEEN)
    due = timezone.localtime(Job.objects.get(kind="srt.announce_wave").due_at)
    assert (due.date(), due.hour, str(due.tzinfo)) == (wave.shown_on, 8, "Europe/Amsterdam")


def test_leaver_before_sending_is_not_notified(cast, mailoutbox):
    wave = closed_wave(cast, THIRTEEN)
    mailoutbox.clear()
    Wave.objects.filter(pk=wave.pk).update(shown_on=timezone.localdate())
    Job.objects.filter(kind="srt.announce_wave").update(due_at=timezone.now())
    job_run(job_id=Job.objects.get(kind="srt.announce_wave").pk)
    cast["Joep"].participations.update(until=timezone.localdate() - timedelta(days=1))
    run_jobs()
    assert cast["Joep"].email not in [email.to[0] for email in mailoutbox]
    assert Email.objects.filter(email_type="srt.chart_shown", recipient=cast["Joep"]).exists()


def test_second_year_is_compared_with_the_first(cast):
    last_year = StudyYear.objects.create(programme=cast.werkplaats, first_year=cast.year.first_year - 1)
    first = wave_make(cast, study_year=last_year)
    for name in THIRTEEN:
        answer(first, cast[name], "2" if name in {"Iris", "Amira"} else "1")
    close_and_score(first, cast)
    second = wave_make(cast)
    for name in THIRTEEN:
        answer(second, cast[name], "5" if name in {"Iris", "Amira"} else "4")
    close_and_score(second, cast)
    later = ReleasedCell.objects.filter(release__run__wave=second)
    assert set(later.values_list("change", flat=True)) == {"answers_differ"}
    assert Chart.objects.filter(kind="years", release__run__wave=second).count() == 2


def test_scoring_waits_for_the_year_before(cast):
    last_year = StudyYear.objects.create(programme=cast.werkplaats, first_year=cast.year.first_year - 1)
    for year in (last_year, cast.year):
        wave = wave_make(cast, study_year=year)
        answer_all(wave, cast, THIRTEEN)
        wave_close(wave=wave, actor=cast["Nadia"])
    later = Job.objects.filter(kind=SCORE_JOB).latest("pk")
    assert not job_run(job_id=later.pk)
    assert Job.objects.get(pk=later.pk).last_error == "RetryLater"


def test_rescoring_withdraws_the_old_version_and_keeps_the_numbers(cast):
    wave = closed_wave(cast, THIRTEEN)
    shown = list(ReleasedCell.objects.values_list("dimension", "mean", "n"))
    assert wave_rescore(wave=wave) == 2
    run_jobs()
    old, new = ScoreRun.objects.order_by("version")
    assert old.withdrawn_at is not None
    assert new.withdrawn_at is None
    assert list(ReleasedCell.objects.filter(release__run=new).values_list("dimension", "mean", "n")) == shown


def test_open_wave_cannot_be_rescored(cast):
    with pytest.raises(ValidationError) as refusal:
        wave_rescore(wave=wave_make(cast))
    assert refusal.value.code == "not_closed"


def test_wave_that_has_not_been_scored_cannot_be_rescored(cast):
    wave = wave_close(wave=wave_make(cast), actor=cast["Nadia"])
    with pytest.raises(ValidationError) as refusal:
        wave_rescore(wave=wave)
    assert refusal.value.code == "not_scored"


def test_rescore_command_queues_a_new_version(cast, capsys):
    wave = closed_wave(cast, THIRTEEN)
    call_command("rescore_wave", f"--wave={wave.pk}")
    run_jobs()
    assert f"Academische Werkplaats, samen-leren v1 {cast.year}: versie 2" in capsys.readouterr().out
    assert [(run.version, run.withdrawn_at is None) for run in ScoreRun.objects.order_by("version")] == [
        (1, False),
        (2, True),
    ]


def test_rescore_command_refuses_an_open_wave_and_lists_closed_ones(cast):
    wave = wave_make(cast)
    with pytest.raises(CommandError, match="nog niet gesloten"):
        call_command("rescore_wave", f"--wave={wave.pk}")
    wave_close(wave=wave, actor=cast["Nadia"])
    with pytest.raises(CommandError, match=f"{wave.pk}: Academische Werkplaats"):
        call_command("rescore_wave", "--wave=0")
    assert not Job.objects.filter(kind=RESCORE_JOB).exists()


def test_web_code_loads_no_scoring_libraries():
    code = (
        "import sys, django; django.setup(); import config.urls; from django.urls import get_resolver;"
        "get_resolver().url_patterns;"
        "print([name for name in ('pandas', 'matplotlib', 'scipy', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603 - our own program with our own arguments
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "config.settings.test", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_rescoring_applies_a_higher_minimum_group(cast):
    wave = wave_make(cast, cast.burgerschap, cast.rekenen)
    answer_all(wave, cast, [*THIRTEEN, *(name for name, _background, _role in REKENEN)])
    close_and_score(wave, cast)
    cast.werkplaats.minimum_group = 8
    cast.werkplaats.save(update_fields=["minimum_group"])
    wave_rescore(wave=wave)
    run_jobs()
    published = Release.objects.order_by("run__version", "pk").values_list(
        "run__version", "wave_network__network__slug"
    )
    assert list(published) == [(1, "burgerschap"), (1, "rekenen"), (2, "burgerschap")]
