"""The words on the track: cycles, moments, and the lines that replace the picture on a narrow screen."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.formatting import join_facts
from ogo.track.shapes import Band, MarkKind

LINES = 3
CYCLES = (
    gettext_lazy("first cycle"),
    gettext_lazy("second cycle"),
    gettext_lazy("third cycle"),
    gettext_lazy("fourth cycle"),
    gettext_lazy("fifth cycle"),
    gettext_lazy("sixth cycle"),
)
MARK_NAMES = {
    MarkKind.ON_SITE: gettext_lazy("meeting on site"),
    MarkKind.ONLINE: gettext_lazy("online meeting"),
    MarkKind.ROUND: gettext_lazy("questionnaire"),
    MarkKind.VERSION: gettext_lazy("version of a design"),
}


def cycle_name(number: int) -> str:
    """Return the name of a cycle, counted from 1: "first cycle"."""
    return str(CYCLES[number - 1]) if number <= len(CYCLES) else _("cycle %(number)d") % {"number": number}


def mark_name(kind: MarkKind) -> str:
    """Return the name of a kind of mark."""
    return str(MARK_NAMES[kind])


def format_until(last_day: date, today: date) -> str:
    """Return when something ends whose last day is given: "until January", "until mid-March 2028"."""
    day = last_day + timedelta(days=1)
    is_near = abs((day.year - today.year) * 12 + day.month - today.month) <= 10
    month = date_format(day, "F" if is_near else "F Y")
    if day.day == 1:
        return _("until %(month)s") % {"month": month}
    if day.day <= 10:
        return _("until early %(month)s") % {"month": month}
    if day.day <= 20:
        return _("until mid-%(month)s") % {"month": month}
    return _("until late %(month)s") % {"month": month}


def track_lines(bands: Sequence[Band], today: date) -> list[str]:
    """Return the current phase and those around it as three lines: "Exploring · until January · now"."""
    number = next((number for number, band in enumerate(bands) if band.last_day >= today), len(bands))
    start = max(0, min(number, len(bands) - LINES))
    return [_line(band, today) for band in bands[start : start + LINES]]


def _line(band: Band, today: date) -> str:
    facts = [band.name, format_until(band.last_day, today)]
    if band.first_day <= today <= band.last_day:
        facts.append(pgettext("the phase that runs today", "now"))
    elif band.last_day < today:
        facts[1] = pgettext("a phase that has ended", "over")
    return join_facts(*facts)
