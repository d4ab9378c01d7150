"""Pictures to take along, as bytes: what is in them, and that nothing else is."""

import hashlib
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from srt.charts import ChartData, ChartError, chart_fingerprint, draw_pdf, draw_png
from srt.charts.canvas import Words
from srt.charts.data import chart_clean
from srt.charts.files import COLOURS, _canvas
from srt.charts.paper import _content
from srt.charts.typesetting import settable
from tests.srt.chart_cases import VALUES, picture, series

KINDS = ["radar", "dots"]
LONG = "Leernetwerk onderzoekend en ontwerpend leren in de kleutergroepen van basisschool Łódź-Noord en omstreken"
ROOT = Path(__file__).resolve().parents[2]


def printed(data: ChartData, kind: str = "radar") -> str:
    """All words of a file in the order in which they were set."""
    canvas = _canvas(data, kind)  # type: ignore[arg-type] # one of KINDS
    return " ".join(artist.get_text() for artist in canvas.figure.get_children() if isinstance(artist, Words))


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    image.load()
    return image


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("draw", [draw_png, draw_pdf])
def test_the_same_data_gives_the_same_bytes(draw, kind):
    data = picture(series(VALUES), notes=["Een noot."])
    assert draw(data, kind) == draw(data, kind)


@pytest.mark.parametrize("draw", [draw_png, draw_pdf])
def test_a_value_between_two_decimals_changes_no_byte(draw):
    """Positions are what is released; what lies behind a rounding never reaches the paper."""
    released = series(VALUES)
    exact = {code: replace(at, position=at.position + 0.0049) for code, at in released.points.items() if at}
    assert draw(picture(replace(released, points=exact)), "radar") == draw(picture(released), "radar")


def test_another_process_writes_the_same_bytes():
    """Nothing follows the order of a hash, the clock or the machine's own fonts."""
    code = (
        "import hashlib; from tests.srt.chart_cases import picture; from srt.charts import draw_pdf, draw_png;"
        "print(hashlib.sha256(draw_pdf(picture(), 'dots') + draw_png(picture(), 'radar')).hexdigest())"
    )
    run = subprocess.run(  # noqa: S603 - this Python, with the line above
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "SOURCE_DATE_EPOCH": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == hashlib.sha256(draw_pdf(picture(), "dots") + draw_png(picture(), "radar")).hexdigest()


@pytest.mark.parametrize("kind", KINDS)
def test_a_png_has_two_pixels_to_a_unit_and_few_colours(kind):
    image = opened(draw_png(picture(), kind))
    assert image.width == (540 + 2 * 44) * 2
    assert image.mode == "P"
    assert len(image.getcolors() or []) <= COLOURS
    assert image.convert("RGB").getpixel((3, 3)) == (255, 254, 252)


def test_a_png_says_nothing_of_who_or_what_made_it():
    image = opened(draw_png(picture(), "radar"))
    assert set(image.info) <= {"dpi"}


def test_a_pdf_says_its_title_and_language_and_nothing_of_when_it_was_made():
    written = draw_pdf(picture(), "radar")
    assert written.startswith(b"%PDF-")
    assert b"/Title(Zo zien jullie het nu)" in written
    assert b"/Lang(nl)" in written
    for word in (b"Matplotlib", b"/Producer", b"/CreationDate", b"/ModDate", b"CreateDate"):
        assert word not in written


def test_a_pdf_carries_the_fonts_of_the_page():
    written = draw_pdf(picture(), "dots")
    assert set(re.findall(rb"\+(Leerweb\w+|DejaVu\w+)", written)) >= {b"LeerwebSansRegular", b"LeerwebSerifBold"}
    assert b"DejaVu" not in written


@pytest.mark.parametrize("kind", KINDS)
def test_a_pdf_is_tagged_and_says_the_picture_in_words(kind):
    """PDF/UA-1: Typst refuses to write a file that lacks what a screen reader needs, such as words for a picture."""
    written = draw_pdf(picture(), kind)
    assert b"<pdfuaid:part>1<" in written
    assert b"/StructTreeRoot" in written
    assert b"/Marked true" in written


def test_a_pdf_has_the_same_numbers_as_a_table():
    data = picture(series([None, *VALUES[1:]]), dimension_label="Dimensie", answers_label="antwoorden")
    said = _content(chart_clean(data))
    assert said["columns"] == ["Dimensie", "2025-2026", "antwoorden"]
    assert said["rows"][:2] == [["Praktijkintegratie", data.gap_label], ["Lange termijn en doelen", "4,1", "12"]]  # type: ignore[index]  # rows are lists


def test_a_year_that_is_hidden_is_said_in_words_beside_one_that_is_not():
    earlier = series([None, *VALUES[1:]], kind="earlier", key="2024-2025")
    said = _content(chart_clean(picture(series(VALUES), earlier)))
    assert said["rows"][0] == ["Praktijkintegratie", "3,6", picture().gap_label, "12"]  # type: ignore[index]  # as above


def test_words_in_a_pdf_are_never_markup():
    tricky = '#panic("no") $x$ *b* `c` @d <e> \\u{41} "quoted"'
    data = picture(title=tricky, statement=tricky, notes=[tricky], table_heading=tricky)
    assert draw_pdf(data, "radar").startswith(b"%PDF-")


@pytest.mark.parametrize("kind", KINDS)
def test_title_words_caption_key_and_notes_are_printed(kind):
    data = picture(statement="Wij proberen.", statement_label="onze woorden erbij", notes=["Een noot."])
    words = printed(data, kind)
    for expected in (data.title, "“Wij proberen.”", "onze woorden erbij", data.caption, "2025-2026", "Een noot."):
        assert expected in words


def test_without_own_words_nothing_stands_in_their_place():
    assert "“" not in printed(picture(statement_label="onze woorden erbij"))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_hidden_is_words_in_a_file_too(kind):
    words = printed(picture(series([None, *VALUES[1:]])), kind)
    assert "te weinig antwoorden" in words
    assert draw_png(picture(series([None, *VALUES[1:]])), kind) != draw_png(picture(), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_long_name_makes_the_sheet_higher_and_stays_on_it(kind):
    long = _canvas(picture(title=LONG, notes=[LONG]), kind)
    assert long.figure.get_figheight() > _canvas(picture(), kind).figure.get_figheight()
    box = long.figure.bbox
    for artist in long.figure.get_children():
        if isinstance(artist, Words) and artist.get_text():
            place = artist.get_window_extent(_renderer(long))
            assert box.x0 <= place.x0
            assert place.x1 <= box.x1
            assert box.y0 <= place.y0
            assert place.y1 <= box.y1


def _renderer(canvas):
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    return FigureCanvasAgg(canvas.figure).get_renderer()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Rekenen \U0001f389", "Rekenen"),
        ("regel\nen regel", "regel en regel"),
        ("Łódź – “ja” ≥ 4,8", "Łódź – “ja” ≥ 4,8"),
        ("學習", "□□"),
        ("e\u0301", "é"),
    ],
)
def test_what_no_font_has_leaves_no_empty_letters(words, expected):
    assert settable(words) == expected


def test_words_that_no_font_has_can_be_drawn():
    data = picture(title="學習 \U0001f389", statement="$x_2$ < & >")
    assert draw_pdf(data, "radar").startswith(b"%PDF-")
    assert opened(draw_png(data, "dots")).width


def test_a_fingerprint_follows_everything_that_is_drawn_and_nothing_else():
    data = picture()
    assert chart_fingerprint(data) == chart_fingerprint(chart_clean(data))
    changed = [
        replace(data, title="Anders"),
        replace(data, statement="Anders"),
        picture(series([None, *VALUES[1:]])),
        picture(series([3.7, *VALUES[1:]])),
    ]
    assert len({chart_fingerprint(one) for one in [data, *changed]}) == 5


def test_data_that_cannot_be_a_picture_is_refused():
    with pytest.raises(ChartError):
        draw_png(picture(axes=[]), "radar")
