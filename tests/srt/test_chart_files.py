"""The content of chart files: what they contain, and nothing else."""

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
from tests.srt.chart_cases import VALUES, chart, series

KINDS = ["radar", "dots"]
LONG = "Leernetwerk onderzoekend en ontwerpend leren in de kleutergroepen van basisschool Łódź-Noord en omstreken"
ROOT = Path(__file__).resolve().parents[2]


def printed(data: ChartData, kind: str = "radar") -> str:
    """Return the text of a file in drawing order."""
    canvas = _canvas(data, kind)  # type: ignore[arg-type] # one of KINDS
    return " ".join(artist.get_text() for artist in canvas.figure.get_children() if isinstance(artist, Words))


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    image.load()
    return image


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("draw", [draw_png, draw_pdf])
def test_same_data_gives_the_same_bytes(draw, kind):
    data = chart(series(VALUES), notes=["Een noot."])
    assert draw(data, kind) == draw(data, kind)


@pytest.mark.parametrize("draw", [draw_png, draw_pdf])
def test_unreleased_decimals_change_no_bytes(draw):
    """Positions are drawn as released, so that a file reveals no more than the rounded value."""
    released = series(VALUES)
    exact = {code: replace(at, position=at.position + 0.0049) for code, at in released.points.items() if at}
    assert draw(chart(replace(released, points=exact)), "radar") == draw(chart(released), "radar")


def test_another_process_writes_the_same_files():
    """The bytes depend on neither hash order, the clock nor system fonts."""
    code = (
        "import hashlib; from tests.srt.chart_cases import chart; from srt.charts import draw_pdf, draw_png;"
        "print(hashlib.sha256(draw_pdf(chart(), 'dots') + draw_png(chart(), 'radar')).hexdigest())"
    )
    run = subprocess.run(  # noqa: S603 - runs this Python with the code above
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "SOURCE_DATE_EPOCH": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == hashlib.sha256(draw_pdf(chart(), "dots") + draw_png(chart(), "radar")).hexdigest()


@pytest.mark.parametrize("kind", KINDS)
def test_png_has_two_pixels_per_unit_and_a_small_palette(kind):
    image = opened(draw_png(chart(), kind))
    assert image.width == (540 + 2 * 44) * 2
    assert image.mode == "P"
    assert len(image.getcolors() or []) <= COLOURS
    assert image.convert("RGB").getpixel((3, 3)) == (255, 254, 252)


def test_png_has_no_metadata_about_its_maker():
    image = opened(draw_png(chart(), "radar"))
    assert set(image.info) <= {"dpi"}


def test_pdf_has_title_and_language_but_no_date_or_producer():
    written = draw_pdf(chart(), "radar")
    assert written.startswith(b"%PDF-")
    assert b"/Title(Zo zien jullie het nu)" in written
    assert b"/Lang(nl)" in written
    for word in (b"Matplotlib", b"/Producer", b"/CreationDate", b"/ModDate", b"CreateDate"):
        assert word not in written


def test_pdf_embeds_the_fonts_of_the_page():
    written = draw_pdf(chart(), "dots")
    assert set(re.findall(rb"\+(Leerweb\w+|DejaVu\w+)", written)) >= {b"LeerwebSansRegular", b"LeerwebSerifBold"}
    assert b"DejaVu" not in written


@pytest.mark.parametrize("kind", KINDS)
def test_pdf_is_tagged_and_has_alternative_text(kind):
    """For PDF/UA-1, Typst rejects a file that screen readers cannot use, such as an image without alternative text."""
    written = draw_pdf(chart(), kind)
    assert b"<pdfuaid:part>1<" in written
    assert b"/StructTreeRoot" in written
    assert b"/Marked true" in written


def test_pdf_has_a_table_of_the_values():
    data = chart(series([None, *VALUES[1:]]), dimension_label="Dimensie", answers_label="antwoorden")
    said = _content(chart_clean(data))
    assert said["columns"] == ["Dimensie", "2025-2026", "antwoorden"]
    assert said["rows"][:2] == [["Praktijkintegratie", data.gap_label], ["Lange termijn en doelen", "4,1", "12"]]  # type: ignore[index]  # rows are lists


def test_pdf_table_labels_a_hidden_year():
    earlier = series([None, *VALUES[1:]], kind="earlier", key="2024-2025")
    said = _content(chart_clean(chart(series(VALUES), earlier)))
    assert said["rows"][0] == ["Praktijkintegratie", "3,6", chart().gap_label, "12"]  # type: ignore[index]  # as above


def test_pdf_text_is_never_parsed_as_markup():
    tricky = '#panic("no") $x$ *b* `c` @d <e> \\u{41} "quoted"'
    data = chart(title=tricky, statement=tricky, notes=[tricky], table_heading=tricky)
    assert draw_pdf(data, "radar").startswith(b"%PDF-")


@pytest.mark.parametrize("kind", KINDS)
def test_file_has_title_statement_caption_key_and_notes(kind):
    data = chart(statement="Wij proberen.", statement_label="onze woorden erbij", notes=["Een noot."])
    words = printed(data, kind)
    for expected in (data.title, "“Wij proberen.”", "onze woorden erbij", data.caption, "2025-2026", "Een noot."):
        assert expected in words


def test_file_without_statement_leaves_no_space_for_it():
    assert "“" not in printed(chart(statement_label="onze woorden erbij"))


@pytest.mark.parametrize("kind", KINDS)
def test_hidden_values_are_labelled_in_files_too(kind):
    words = printed(chart(series([None, *VALUES[1:]])), kind)
    assert "te weinig antwoorden" in words
    assert draw_png(chart(series([None, *VALUES[1:]])), kind) != draw_png(chart(), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_long_name_makes_the_page_taller_and_fits(kind):
    long = _canvas(chart(title=LONG, notes=[LONG]), kind)
    assert long.figure.get_figheight() > _canvas(chart(), kind).figure.get_figheight()
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
def test_characters_without_a_font_are_removed_or_boxed(words, expected):
    assert settable(words) == expected


def test_text_without_a_font_can_be_drawn():
    data = chart(title="學習 \U0001f389", statement="$x_2$ < & >")
    assert draw_pdf(data, "radar").startswith(b"%PDF-")
    assert opened(draw_png(data, "dots")).width


def test_fingerprint_changes_only_with_what_is_drawn():
    data = chart()
    assert chart_fingerprint(data) == chart_fingerprint(chart_clean(data))
    changed = [
        replace(data, title="Anders"),
        replace(data, statement="Anders"),
        chart(series([None, *VALUES[1:]])),
        chart(series([3.7, *VALUES[1:]])),
    ]
    assert len({chart_fingerprint(one) for one in [data, *changed]}) == 5


def test_files_of_invalid_data_raise_chart_error():
    with pytest.raises(ChartError):
        draw_png(chart(axes=[]), "radar")
