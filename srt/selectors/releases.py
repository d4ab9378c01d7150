"""The current releases and those of the years before and after."""

from django.db.models import QuerySet

from srt.models import Release, Wave


def current_releases() -> QuerySet[Release]:
    """Return the releases of score runs that were not withdrawn."""
    return Release.objects.filter(run__withdrawn_at__isnull=True)


def earlier_release(release: Release) -> Release | None:
    """Return last year's release of the same network, questionnaire and scope, or None."""
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
    """Return next year's releases, whose charts show this year as the second outline."""
    return list(
        current_releases().filter(
            run__wave__programme=wave.programme_id,
            run__wave__instrument=wave.instrument_id,
            run__wave__scope=wave.scope,
            run__wave__study_year__first_year=wave.study_year.first_year + 1,
        )
    )
