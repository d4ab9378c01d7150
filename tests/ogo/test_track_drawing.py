"""The drawing of the track: everything inside, in order, nothing lost, and allowed by a strict policy."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ogo.track import Band, Mark, MarkKind, track_lines, track_svg, track_table
from ogo.track.dates import DAY, Span, propose
from ogo.track.layout import BAND_TOP, LANE_TOP, WIDTH, track_layout
from ogo.track.words import format_until

TERM = Span(date(2026, 9, 1), date(2028, 7, 31))
TODAY = date(2026, 11, 30)
PHASES = [("Verkennen", "exploring"), ("Ontwerpen", "designing"), ("Terugkijken", "looking_back")]
MEETING = Mark(MarkKind.ON_SITE, date(2026, 10, 8), "Kiezen")


def bands_make(term: Span = TERM, cycles: int = 2) -> list[Band]:
    """Return the phases of design-based research over a term."""
    return [
        Band(number, name, stage, span.first_day, span.last_day)
        for number, spans in enumerate(propose(term, [4, 5, 3], cycles), start=1)
        for (name, stage), span in zip(PHASES, spans, strict=True)
    ]


@st.composite
def drawn(draw: st.DrawFn) -> tuple[list[Band], list[Mark], date]:
    """Draw the phases of a term, marks in it and around it, and today."""
    first = draw(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
    bands = bands_make(Span(first, first + draw(st.integers(60, 2500)) * DAY), draw(st.integers(1, 6)))
    days = st.dates(first - timedelta(days=60), bands[-1].last_day + timedelta(days=60))
    marks = draw(st.lists(st.builds(Mark, st.sampled_from(MarkKind), days, st.text(max_size=20)), max_size=80))
    return bands, marks, draw(days)


@given(drawn())
def test_layout_keeps_bands_in_order_without_overlap(case):
    bands, marks, today = case
    placed = track_layout(bands, marks, today).bands
    assert [each.band for each in placed] == bands
    assert all(each.width > 0 for each in placed)
    assert all(one.x + one.width <= other.x + 0.11 for one, other in pairwise(placed))
    assert placed[0].x >= 0
    assert placed[-1].x + placed[-1].width <= WIDTH


@given(drawn())
def test_layout_places_every_mark_inside_and_beside_the_others(case):
    bands, marks, today = case
    layout = track_layout(bands, marks, today)
    assert sorted(map(str, (each.mark for each in layout.marks))) == sorted(map(str, marks))
    assert all(0 < each.x < WIDTH and LANE_TOP <= each.y < layout.height - 20 for each in layout.marks)
    places = sorted((each.y, each.x) for each in layout.marks)
    assert all(one[0] != other[0] or other[1] - one[1] >= 16.9 for one, other in pairwise(places))


@given(drawn())
def test_layout_shows_today_only_on_the_track(case):
    bands, marks, today = case
    layout = track_layout(bands, marks, today)
    assert (layout.today is not None) == (layout.first_day <= today <= layout.last_day)
    assert all(tick.day.day == 1 and 0 <= tick.x <= WIDTH for tick in layout.ticks)
    assert all(other.x - one.x >= 60 for one, other in pairwise(layout.ticks))


@given(drawn())
def test_drawing_is_well_formed_and_has_every_part(case):
    bands, marks, today = case
    root = ET.fromstring(str(track_svg(bands, marks, today)).translate(CONTROLS))  # noqa: S314 - our own drawing
    classes = [element.get("class", "").split() for element in root.iter()]
    assert sum("track-band" in each for each in classes) == len(bands)
    assert sum("track-mark" in each for each in classes) == len(marks)


# XML has no control characters; fields of texts refuse them (accounts/fields.py).
CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


@given(drawn())
def test_table_has_every_phase_and_every_mark_once(case):
    bands, marks, _today = case
    rows = track_table(bands, marks)
    assert [row.band for row in rows if row.band] == bands
    assert sorted(str(mark) for row in rows for mark in row.marks) == sorted(map(str, marks))
    for row in rows:
        assert row.band is None or all(row.band.first_day <= mark.day <= row.band.last_day for mark in row.marks)


def test_drawing_without_phases_is_empty():
    assert track_svg([], [MEETING], TODAY) == ""


def test_drawing_has_no_style_script_or_event_handler():
    svg = track_svg(bands_make(), [MEETING], TODAY)
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=|javascript:", svg)


def test_drawing_escapes_names_and_texts():
    bands = [Band(1, "<b>Fase</b>", "exploring", TERM.first_day, TERM.last_day)]
    svg = track_svg(bands, [Mark(MarkKind.VERSION, TODAY, '"><script>')], TODAY)
    assert "<b>" not in svg
    assert "<script>" not in svg
    assert "&lt;script&gt;" in svg


def test_drawing_has_a_title_and_a_description_for_screen_readers():
    svg = track_svg(bands_make(), [], TODAY)
    assert 'role="img"' in svg
    assert re.search(r'aria-labelledby="(\S+) (\S+)"', svg)
    found = re.search(r"<desc[^>]*>(.*?)</desc>", svg)
    assert found
    assert "Verkennen" in found[1]


def test_drawing_tells_stages_apart_by_pattern():
    svg = track_svg(bands_make(cycles=1), [], TODAY)
    assert [f"url(#track-{stage})" in svg for _name, stage in PHASES] == [True] * 3


def test_first_month_and_its_year_fit_inside_the_drawing():
    drawing = track_svg(bands_make(), [], TERM.first_day)
    first = re.search(r'<text class="track-month" x="([\d.]+)"[^>]*>[a-z]{3} \d{4}<', drawing)
    assert first
    assert float(first[1]) >= 30


def test_prefix_makes_the_ids_of_two_drawings_differ():
    ids = [set(re.findall(r'id="([^"]+)"', track_svg(bands_make(), [], TODAY, prefix=name))) for name in ("a", "b")]
    assert ids[0].isdisjoint(ids[1])


def test_lines_show_the_current_phase_and_the_two_after_it():
    lines = [line.replace("\xa0", " ") for line in track_lines(bands_make(), TODAY)]
    assert lines == ["Verkennen · tot januari · nu", "Ontwerpen · tot juni", "Terugkijken · tot september"]


def test_lines_after_the_last_phase_say_that_it_is_over():
    lines = [line.replace("\xa0", " ") for line in track_lines(bands_make(), date(2028, 8, 1))]
    assert lines[-1] == "Terugkijken · geweest"
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("last_day", "words"),
    [
        (date(2026, 12, 31), "tot januari"),
        (date(2027, 1, 5), "tot begin januari"),
        (date(2027, 1, 14), "tot half januari"),
        (date(2027, 1, 25), "tot eind januari"),
        (date(2027, 12, 31), "tot januari 2028"),
    ],
)
def test_end_of_a_phase_in_words(last_day, words):
    assert format_until(last_day, TODAY) == words


def test_words_follow_the_language():
    with translation.override("en"):
        assert track_lines(bands_make(), TODAY)[0].replace("\xa0", " ") == "Verkennen · until January · now"


def test_narrow_band_has_no_name_and_a_wide_one_has():
    bands = [
        Band(1, "Verkennen", "exploring", date(2026, 9, 1), date(2028, 7, 1)),
        Band(1, "Ontwerpen", "designing", date(2028, 7, 2), date(2028, 7, 8)),
    ]
    assert [each.label for each in track_layout(bands, [], TODAY).bands] == ["Verkennen", ""]
    assert BAND_TOP < LANE_TOP
