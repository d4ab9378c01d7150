"""The journal of closings: what must survive the loss of a database, stored outside it beside the list of erasures.

A backup that was made while a wave was open brings the wave back open, with drafts that people believed to be deleted.
Closed again after an erasure, it would publish a second chart of nearly the same people, and the difference would give
one of them away. Replaying the journal closes such waves as they were closed, with the values that were released.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.dateparse import parse_datetime

from jobs.models import Job
from jobs.services import job_enqueue, jobs_enqueue
from networks.models import Network, StudyYear
from srt.models import (
    Instrument,
    Release,
    ReleasedBreakdown,
    ReleasedCell,
    ScoreRun,
    Wave,
    WaveNetwork,
)
from srt.selectors.releases import current_releases
from srt.services.closing import VACUUM_JOB, links_delete
from srt.services.locks import wave_networks_lock
from srt.services.past_answers import wave_delete
from srt.services.releases import DRAW_JOB, draw_key
from srt.services.scoring import SCORE_JOB
from srt.services.waves import CLOSE_JOB

RESTORED = "restored from the journal"
IMPOSSIBLE = "its programme, year or questionnaire is not in this backup, or a newer round has its place"
WAVE_FIELDS = ("programme_id", "study_year_id", "scope", "opens_at", "closes_at", "shown_on", "opened_at", "closed_at")
CELL_FIELDS = [field.name for field in ReleasedCell._meta.fields if field.name not in {"id", "release"}]
BREAKDOWN_FIELDS = [field.name for field in ReleasedBreakdown._meta.fields if field.name not in {"id", "wave"}]


def closings() -> Iterator[str]:
    """Yield one line of JSON per closed wave: its dates, counts and released values; no names and no answers."""
    releases = {release.wave_network_id: release for release in current_releases().prefetch_related("cells")}
    waves = Wave.objects.filter(closed_at__isnull=False).select_related("instrument").order_by("pk")
    for wave in waves.prefetch_related("wave_networks", "released_breakdowns"):
        entry = {
            "wave": wave.pk,
            "instrument": wave.instrument.sha256,
            "imported": wave.imported,
            **{name: getattr(wave, name) for name in WAVE_FIELDS},
            "networks": [_network(row, releases.get(row.pk)) for row in wave.wave_networks.order_by("pk")],
            "breakdowns": list(wave.released_breakdowns.order_by("pk").values(*BREAKDOWN_FIELDS)),
        }
        yield json.dumps(entry, cls=DjangoJSONEncoder)


def _network(row: WaveNetwork, release: Release | None) -> dict[str, Any]:
    return {
        "wave_network": row.pk,
        "network": row.network_id,
        "members": row.members,
        "respondents": row.respondents,
        "released": None if release is None else release.respondents,
        "cells": [] if release is None else list(release.cells.order_by("position").values(*CELL_FIELDS)),
    }


def closings_replay(lines: Iterable[str]) -> tuple[int, list[str]]:
    """Close the waves that a restored backup brought back open or lost; return their number and what was impossible.

    A wave that is closed already is left alone, so the journal can be replayed more than once. Raises ValueError for a
    file that is not a journal, and changes nothing.
    """
    try:
        entries = [json.loads(line) for line in lines]
        for entry in entries:
            entry["closed_at"] = parse_datetime(entry["closed_at"])
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise ValueError("This is not a journal of closings.") from error
    count, impossible = 0, []
    with transaction.atomic():
        # The backup may be older than the first look at an import, which can then not be undone any more.
        Wave.objects.filter(imported=True).update(seen=True)
        for entry in entries:
            rows = wave_networks_lock(entry["wave"]) or _wave_recreate(entry)
            if not rows:
                impossible.append(f"wave {entry['wave']}: {IMPOSSIBLE}")
            elif rows[0].wave.closed_at is None:
                _close(rows[0].wave, rows, entry)
                count += 1
    return count, impossible


def _wave_recreate(entry: dict[str, Any]) -> list[WaveNetwork]:
    """Create a wave that is newer than the backup, so that it cannot be opened again; return its rows, if possible."""
    instrument = Instrument.objects.filter(sha256=entry["instrument"]).first()
    year = StudyYear.objects.filter(pk=entry["study_year_id"], programme=entry["programme_id"]).first()
    if instrument is None or year is None or Wave.objects.filter(pk=entry["wave"]).exists():
        return []
    if not _predecessors_delete(entry, instrument.code):
        return []
    fields = {name: entry[name] for name in WAVE_FIELDS if name != "closed_at"}
    Wave.objects.create(
        pk=entry["wave"], instrument=instrument, questionnaire=instrument.code, imported=entry["imported"], **fields
    )
    known = set(Network.objects.filter(programme=entry["programme_id"]).values_list("pk", flat=True))
    WaveNetwork.objects.bulk_create(
        WaveNetwork(pk=each["wave_network"], wave_id=entry["wave"], network_id=each["network"])
        for each in entry["networks"]
        if each["network"] in known
    )
    return wave_networks_lock(entry["wave"])


def _predecessors_delete(entry: dict[str, Any], questionnaire: str) -> bool:
    """Delete what had the place of a wave before it was made; return False if that is impossible.

    One wave per year and questionnaire: the other one in the backup was withdrawn before it opened, or was an import
    that was undone.
    """
    others = Wave.objects.select_for_update(of=("self",)).filter(
        programme=entry["programme_id"],
        study_year=entry["study_year_id"],
        questionnaire=questionnaire,
        scope=entry["scope"],
    )
    found = list(others)
    if any(wave.pk > entry["wave"] or (wave.opened_at is not None and not wave.imported) for wave in found):
        return False
    for wave in found:
        wave_delete(wave)
    return True


def _close(wave: Wave, rows: list[WaveNetwork], entry: dict[str, Any]) -> None:
    """Close a wave without answers: what was released is known, and nothing else may become known."""
    wave.opened_at = wave.opened_at or parse_datetime(entry["opened_at"])
    wave.closed_at = entry["closed_at"]
    wave.save(update_fields=["opened_at", "closed_at"])
    networks = {each["wave_network"]: each for each in entry["networks"]}
    for row in rows:
        known = networks.get(row.pk, {})
        row.members, row.respondents, row.most_answered = known.get("members"), known.get("respondents"), 0
        row.answered_last_night = 0
    WaveNetwork.objects.bulk_update(rows, ["members", "respondents", "most_answered", "answered_last_night"])
    links_delete(wave, rows)
    run = ScoreRun.objects.create(wave=wave, version=1, input_hash=RESTORED)
    ReleasedBreakdown.objects.bulk_create(ReleasedBreakdown(wave=wave, **fields) for fields in entry["breakdowns"])
    releases = [_release(run, row, networks[row.pk]) for row in rows if networks.get(row.pk, {}).get("released")]
    jobs_enqueue(kind=DRAW_JOB, keys=[draw_key(release) for release in releases])
    Job.objects.filter(kind=CLOSE_JOB, key__startswith=f"{wave.pk}:").delete()
    Job.objects.filter(kind=SCORE_JOB, key=str(wave.pk)).delete()
    job_enqueue(kind=VACUUM_JOB, key=f"restored:{wave.pk}")


def _release(run: ScoreRun, row: WaveNetwork, known: dict[str, Any]) -> Release:
    release = Release.objects.create(run=run, wave_network=row, respondents=known["released"], members=known["members"])
    ReleasedCell.objects.bulk_create(ReleasedCell(release=release, **fields) for fields in known["cells"])
    return release
