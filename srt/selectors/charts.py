"""The charts of a release, drawn in advance by a worker."""

from django.utils.safestring import SafeString, mark_safe

from srt.models import Chart, Release


def release_charts(release: Release, language: str) -> dict[str, SafeString]:
    """Return the SVG charts of a release by kind, in `language` or else in Dutch; empty while they are being drawn."""
    found: dict[str, SafeString] = {}
    for chart in Chart.objects.filter(release=release, language__in={language, "nl"}):
        if chart.language == language or chart.kind not in found:
            # Made by srt.charts from escaped words and released values; no user writes this table.
            found[chart.kind] = mark_safe(chart.svg)  # noqa: S308 - see above  # nosec B308 B703
    return found
