"""What is published now, and what was published the year before."""

from django.db.models import QuerySet

from srt.models import Release, Wave


def current_releases() -> QuerySet[Release]:
    """Return the releases that hold: those of runs that were not withdrawn."""
    return Release.objects.filter(run__withdrawn_at__isnull=True)


def earlier_release(release: Release) -> Release | None:
    """Return the release of the year before of the same network, questionnaire and sides; None without."""
    wave = release.run.wave
    return (
        current_releases()
        .select_related("run__wave__study_year", "wave_network__wave")
        .filter(
            wave_network__network=release.wave_network.network_id,
            run__wave__instrument=wave.instrument_id,
            run__wave__scope=wave.scope,
            run__wave__study_year__first_year=wave.study_year.first_year - 1,
        )
        .first()
    )


def later_releases(wave: Wave) -> list[Release]:
    """Return the releases of the year after: their pictures hold this year as second outline."""
    return list(
        current_releases().filter(
            run__wave__programme=wave.programme_id,
            run__wave__instrument=wave.instrument_id,
            run__wave__scope=wave.scope,
            run__wave__study_year__first_year=wave.study_year.first_year + 1,
        )
    )
