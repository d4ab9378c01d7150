"""The track as inline SVG: classes and attributes only, so that a strict content security policy allows it. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from html import escape

from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from accounts.language import active_language
from ogo.track.layout import (
    BAND_HEIGHT,
    BAND_TOP,
    WIDTH,
    Layout,
    PlacedBand,
    PlacedMark,
    Tick,
    track_layout,
)
from ogo.track.shapes import Band, Mark, MarkKind
from ogo.track.words import cycle_name, mark_name, track_lines

AXIS, CYCLE_LINE = 18, 44
# Half the width of "sep 2026". The first of these words would otherwise be cut off at the edge of the drawing.
HALF_A_MONTH_AND_YEAR = 34
# A pattern for each stage, so that phases can be told apart without colours.
PATTERNS = {
    "exploring": '<circle cx="4" cy="4" r="1.4" class="track-dot"/>',
    "designing": '<path d="M-2 2 2-2M0 10 10 0M6 14 14 6" class="track-hatch"/>',
    "looking_back": '<path d="M0 4H10" class="track-hatch"/>',
}
SHAPES = {
    MarkKind.ON_SITE: '<circle r="6"/>',
    MarkKind.ONLINE: '<circle r="5"/>',
    MarkKind.ROUND: '<path d="M0-7 7 0 0 7-7 0Z"/>',
    MarkKind.VERSION: '<path d="M-5.5-5.5h11v11h-11Z"/>',
}


def track_svg(bands: Sequence[Band], marks: Sequence[Mark], today: date, *, prefix: str = "track") -> SafeString:
    """Return the track as `<svg role="img">` with a title and a description, or "" without bands.

    `prefix` begins every id, so that a page can have several tracks.
    """
    if not bands:
        return mark_safe("")
    layout = track_layout(bands, marks, today)
    title = _("The phases of this network")
    parts = [
        f'<svg class="track-picture" viewBox="0 0 {WIDTH} {layout.height}" role="img"',
        f' aria-labelledby="{prefix}-title {prefix}-about" xmlns="http://www.w3.org/2000/svg">',
        f'<title id="{prefix}-title">{escape(title)}</title>',
        f'<desc id="{prefix}-about">{escape(_description(bands, today))}</desc>',
        f"<defs>{''.join(_patterns(prefix))}</defs>",
        *(_tick(tick, is_first=number == 0) for number, tick in enumerate(layout.ticks)),
        *(part for placed in layout.bands for part in _band(placed, prefix, has_cycles=bands[-1].cycle > 1)),
        *_today(layout),
        *(_mark(placed) for placed in layout.marks),
        "</svg>",
    ]
    # Every text above is escaped; the rest is numbers and our own markup.
    return mark_safe("".join(parts))  # noqa: S308 - see above  # nosec B308 B703


def _description(bands: Sequence[Band], today: date) -> str:
    lines = ". ".join(track_lines(bands, today))
    return _("%(lines)s. The table has every phase and what happened in it.") % {"lines": lines}


def _patterns(prefix: str) -> Iterator[str]:
    for stage, shape in PATTERNS.items():
        yield (f'<pattern id="{prefix}-{stage}" width="10" height="10" patternUnits="userSpaceOnUse">{shape}</pattern>')


def _tick(tick: Tick, *, is_first: bool) -> str:
    is_year = tick.day.month == 1
    month = pgettext("format of a month on the track", "M")
    text = str(tick.day.year) if is_year else date_format(tick.day, f"{month} Y" if is_first else month)
    name = "track-year" if is_year else "track-month"
    return (
        f'<path class="track-tick" d="M{tick.x:g} {AXIS + 6}v6"/>'
        f'<text class="{name}" x="{max(tick.x, HALF_A_MONTH_AND_YEAR):g}" y="{AXIS}">{escape(text)}</text>'
    )


def _band(placed: PlacedBand, prefix: str, *, has_cycles: bool) -> Iterator[str]:
    band, box = placed.band, f'x="{placed.x:g}" y="{BAND_TOP}" width="{placed.width:g}" height="{BAND_HEIGHT}"'
    kind = "track-band track-band-now" if placed.is_current else "track-band"
    yield f'<g class="{kind}"><rect class="track-paper" {box}/>'
    yield f'<rect class="track-fill" {box} fill="url(#{prefix}-{band.stage})"/>'
    yield f"<title>{escape(_band_words(band))}</title>"
    if placed.label:
        middle = placed.x + placed.width / 2
        yield f'<text class="track-name" x="{middle:g}" y="{BAND_TOP + BAND_HEIGHT / 2 + 5:g}">'
        yield f"{escape(placed.label)}</text>"
    yield "</g>"
    if has_cycles and placed.opens_cycle:
        if band.cycle > 1:
            yield f'<path class="track-cycle" d="M{placed.x:g} {CYCLE_LINE - 10}V{BAND_TOP + BAND_HEIGHT + 6}"/>'
        yield f'<text class="track-cycle-name" x="{placed.x + 5:g}" y="{CYCLE_LINE + 6}">'
        yield f"{escape(cycle_name(band.cycle))}</text>"


def _band_words(band: Band) -> str:
    return f"{band.name}, {_day(band.first_day)} – {_day(band.last_day)}"


def _day(day: date) -> str:
    """Return a day such as "8 okt 2026"; formatting each day with Django takes most of the time of a drawing."""
    return f"{day.day} {_months(active_language())[day.month - 1]} {day.year}"


@cache
def _months(language: str) -> list[str]:
    with override(language):
        return [date_format(date(2000, month, 1), "b") for month in range(1, 13)]


def _today(layout: Layout) -> Iterator[str]:
    if layout.today is None:
        return
    bottom, word = layout.height - 20, _("today")
    anchor = "start" if layout.today < 40 else "end" if layout.today > WIDTH - 40 else "middle"
    yield f'<g class="track-today"><path d="M{layout.today:g} {BAND_TOP - 4}V{bottom - 6}"/>'
    yield f'<path class="track-arrow" d="M{layout.today:g} {bottom - 10}l6 9h-12Z"/>'
    yield f'<text x="{layout.today:g}" y="{bottom + 14}" text-anchor="{anchor}">{escape(word)}</text></g>'


def _mark(placed: PlacedMark) -> str:
    mark = placed.mark
    words = f"{_day(mark.day)}: {mark.text or mark_name(mark.kind)}"
    return (
        f'<g class="track-mark track-mark-{mark.kind}" transform="translate({placed.x:g} {placed.y:g})">'
        f"<title>{escape(words)}</title>{SHAPES[mark.kind]}</g>"
    )
