"""Drawings of a release, as rows that somebody else drew: no page draws."""

from django.utils.safestring import SafeString, mark_safe

from srt.models import Chart, Release


def release_charts(release: Release, language: str) -> dict[str, SafeString]:
    """Return the drawings of a release by kind, in a language or else in Dutch; empty while they are being made."""
    found: dict[str, SafeString] = {}
    for picture in Chart.objects.filter(release=release, language__in={language, "nl"}):
        if picture.language == language or picture.kind not in found:
            # Made by srt.charts from escaped words and released values; no user writes this table.
            found[picture.kind] = mark_safe(picture.svg)  # noqa: S308 - see above  # nosec B308 B703
    return found
