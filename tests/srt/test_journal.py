"""The journal of closings: a restored backup never opens a closed wave again."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from jobs.models import Job
from srt.models import Chart, DraftKey, DraftResponse, Release, ReleasedCell, Response, ScoreRun, Wave
from srt.services.closing import wave_close
from srt.services.journal import IMPOSSIBLE, closings, closings_replay
from srt.services.releases import DRAW_JOB
from srt.services.scoring import SCORE_JOB, wave_rescore
from tests.srt.wave_cases import THIRTEEN, answer_all, close_and_score, closed_wave, run_jobs, wave_make
from tests.world import year_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def cells() -> list[tuple[object, ...]]:
    """Return every released value."""
    return list(
        ReleasedCell.objects.order_by("release__wave_network", "position").values_list("dimension", "n", "mean")
    )


class RestoredError(Exception):
    """Raised to roll back a transaction, which simulates a restored backup."""


def closed_and_lost(wave, cast) -> tuple[list[str], list[tuple[object, ...]]]:
    """Close and score a wave and lose that, as if an older backup was restored; return journal and released values."""
    found: list[str] = []
    values: list[tuple[object, ...]] = []
    try:
        with transaction.atomic():
            close_and_score(wave, cast)
            found, values = list(closings()), cells()
            raise RestoredError
    except RestoredError:
        pass
    return found, values


def test_open_wave_of_a_restored_backup_is_closed_with_its_released_values(cast):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN[:12])
    journal, released = closed_and_lost(wave, cast)
    assert DraftResponse.objects.count() == 12
    assert closings_replay(journal) == (1, [])
    assert cells() == released
    assert not DraftResponse.objects.exists()
    assert not DraftKey.objects.exists()
    assert not Response.objects.exists()
    run_jobs()
    assert ScoreRun.objects.count() == 1
    assert Chart.objects.filter(release=Release.objects.get()).exists()


def test_wave_closed_by_the_journal_cannot_be_closed_or_scored_again(cast):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN[:12])
    journal, _released = closed_and_lost(wave, cast)
    closings_replay(journal)
    with pytest.raises(ValidationError):
        wave_close(wave=wave, actor=cast["Nadia"])
    with pytest.raises(ValidationError):
        wave_rescore(wave=Wave.objects.get())
    assert not Job.objects.filter(kind=SCORE_JOB).exists()


def test_wave_that_is_newer_than_the_backup_is_created_as_closed(cast):
    wave = closed_wave(cast, THIRTEEN)
    journal, released = list(closings()), cells()
    wave_forget(wave)
    assert closings_replay(journal) == (1, [])
    assert Wave.objects.get().closed_at is not None
    assert cells() == released


def test_replaying_twice_changes_nothing(cast):
    closed_wave(cast, THIRTEEN)
    journal, released = list(closings()), cells()
    assert closings_replay(journal) == (0, [])
    assert cells() == released
    assert Release.objects.count() == 1


def test_wave_without_its_programme_is_reported(cast):
    closed_wave(cast, THIRTEEN)
    [line] = closings()
    lost = json.dumps({**json.loads(line), "wave": 999, "study_year_id": 999})
    assert closings_replay([lost]) == (0, [f"wave 999: {IMPOSSIBLE}"])


def test_year_after_a_restored_one_is_published_without_comparison(cast):
    before = wave_make(cast, study_year=year_make(cast, 1))
    answer_all(before, cast, THIRTEEN)
    journal, _released = closed_and_lost(before, cast)
    closings_replay(journal)
    run_jobs()
    wave = closed_wave(cast, THIRTEEN)
    assert set(ReleasedCell.objects.filter(release__run__wave=wave).values_list("change", flat=True)) == {""}


def test_planned_wave_that_was_withdrawn_since_makes_place_for_the_closed_one(cast):
    wave = closed_wave(cast, THIRTEEN)
    [line] = closings()
    released = cells()
    wave_forget(wave)
    planned = wave_make(cast)
    Wave.objects.filter(pk=planned.pk).update(opened_at=None)
    later = json.dumps({**json.loads(line), "wave": planned.pk + 1})
    assert closings_replay([later]) == (1, [])
    assert Wave.objects.get().pk == planned.pk + 1
    assert cells() == released


def test_import_that_was_undone_since_makes_place_for_the_one_after_it(cast):
    first = closed_wave(cast, THIRTEEN[:12])
    [line] = closings()
    Wave.objects.update(imported=True)
    entry = json.loads(line)
    networks = [{**each, "wave_network": each["wave_network"] + 1} for each in entry["networks"]]
    later = json.dumps({**entry, "wave": first.pk + 1, "imported": True, "networks": networks})
    assert closings_replay([later]) == (1, [])
    assert Wave.objects.get().pk == first.pk + 1
    assert not Response.objects.exists()


def test_wave_that_replaced_an_undone_import_after_the_journal_stays(cast):
    wave = closed_wave(cast, THIRTEEN)
    [line] = closings()
    released = cells()
    earlier = json.dumps({**json.loads(line), "wave": wave.pk - 1})
    assert closings_replay([earlier]) == (0, [f"wave {wave.pk - 1}: {IMPOSSIBLE}"])
    assert cells() == released


def wave_forget(wave: Wave) -> None:
    """Delete a closed wave with its results, as an older backup would."""
    for model in (ReleasedCell, Chart, Release):
        model.objects.all().delete()
    ScoreRun.objects.all().delete()
    Response.objects.all().delete()
    wave.wave_networks.all().delete()
    wave.delete()


@pytest.mark.parametrize("line", ["no json", "[]", "{}", '{"wave": 1, "closed_at": 3}'])
def test_file_that_is_not_a_journal_is_refused(cast, line):
    with pytest.raises(ValueError, match="journal"):
        closings_replay([line])


def test_journal_has_no_names_and_no_answers(cast):
    closed_wave(cast, THIRTEEN)
    text = "".join(closings())
    assert not [name for name in THIRTEEN if name in text]
    assert not [answers for answers in Response.objects.values_list("answers", flat=True) if answers[:8] in text]


def test_charts_of_restored_releases_are_drawn_by_a_job(cast):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN)
    journal, _released = closed_and_lost(wave, cast)
    closings_replay(journal)
    assert Job.objects.filter(kind=DRAW_JOB, due_at__lte=timezone.now()).count() == 1
