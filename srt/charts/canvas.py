"""A Matplotlib Figure to draw a chart on, where every mark has a tone and class names.

Each Canvas has its own Figure for one drawing. Never share it: a Figure used by two threads silently draws wrongly.
One unit is one Matplotlib point and one unit of the SVG viewBox; x runs to the right, y downwards.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from srt.charts.palette import PAPER, TONES, Tone

Anchor = Literal["left", "center", "right"]
Point = tuple[float, float]

UNITS_PER_INCH = 72

# The page's own fonts, once typesetting.py has registered them, with Matplotlib's fonts as the fallback.
SANS = ("Leerweb Sans", "DejaVu Sans")
SERIF = ("Leerweb Serif", "DejaVu Serif")


@dataclass(frozen=True)
class Border:
    """Margins around the drawing, in units, for the title and notes of a file."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


NO_BORDER = Border()


@dataclass(frozen=True, eq=False)  # groups with equal fields are still different groups
class Group:
    """An SVG group: its id, class names and the tone its marks inherit."""

    id: str | None
    classes: str
    tone: Tone | None = None


@dataclass(frozen=True)
class Mark:
    """The properties of an artist that Matplotlib does not store: its groups, tone, class names and data attributes."""

    groups: tuple[Group, ...]
    tone: Tone
    classes: str
    stroked: bool
    filled: Literal["none", "tone", "paper"]
    opacity: float = 1.0
    data: Mapping[str, str] = field(default_factory=dict)


class Words(Text):
    """A line of text. In SVG it is not measured, so no font is read and no missing glyph causes a warning."""

    def draw(self, renderer: RendererBase) -> None:
        """Write the text at its anchor in SVG; let Matplotlib place it in other formats."""
        figure = self.get_figure(root=True)
        if figure is None or not isinstance(figure.canvas, FigureCanvasSVG):
            super().draw(renderer)
            return
        x, y = self.get_transform().transform(self.get_position())
        _, height = renderer.get_canvas_width_height()
        renderer.open_group("text", self.get_gid())
        gc = renderer.new_gc()
        gc.set_foreground(self.get_color())
        renderer.draw_text(gc, x, height - y, self.get_text(), self.get_fontproperties(), 0, ismath=False, mtext=self)
        gc.restore()
        renderer.close_group("text")
        self.stale = False


class Canvas:
    """A Figure of `width` by `height` units. `marks` maps the gid of each artist to its Mark, in drawing order.

    The border is outside `width` and `height`, so coordinates in it are negative or larger than these.
    """

    def __init__(self, width: float, height: float, border: Border = NO_BORDER) -> None:
        self.width = width
        self.height = height
        size = border.left + width + border.right, border.top + height + border.bottom
        self.figure = Figure(figsize=(size[0] / UNITS_PER_INCH, size[1] / UNITS_PER_INCH), dpi=UNITS_PER_INCH)
        self.figure.patch.set_visible(False)
        self.marks: dict[str, Mark] = {}
        self._groups: tuple[Group, ...] = ()
        scale = 1 / UNITS_PER_INCH
        flipped = Affine2D().scale(scale, -scale).translate(border.left * scale, (border.bottom + height) * scale)
        self._units = flipped + self.figure.dpi_scale_trans

    @contextmanager
    def group(self, classes: str, *, element_id: str | None = None, tone: Tone | None = None) -> Iterator[None]:
        """Put everything drawn in this context in one SVG group."""
        before = self._groups
        self._groups = (*before, Group(element_id, classes, tone))
        try:
            yield
        finally:
            self._groups = before

    def line(
        self, points: Sequence[Point], *, tone: Tone, classes: str, width: float, dash: Sequence[float] = ()
    ) -> None:
        """Draw an open, unfilled line through the points. `dash` alternates on and off, in units."""
        xs, ys = zip(*points, strict=True)
        artist = Line2D(xs, ys, color=TONES[tone], linewidth=width, solid_capstyle="round", solid_joinstyle="round")
        if dash:
            artist.set_linestyle((0, [length / width for length in dash]))
            artist.set_dash_capstyle("butt" if dash[0] > 1 else "round")
        self._add(artist, tone=tone, classes=classes, stroked=True, filled="none")

    def curve(
        self, path: Path, *, tone: Tone, classes: str, width: float, data: Mapping[str, str] | None = None
    ) -> None:
        """Draw an unfilled curve, such as a ring of the grid."""
        artist = PathPatch(path, facecolor="none", edgecolor=TONES[tone], linewidth=width, capstyle="round")
        self._add(artist, tone=tone, classes=classes, stroked=True, filled="none", data=data)

    def field(self, path: Path, *, tone: Tone, classes: str, opacity: float) -> None:
        """Fill a part of the background very lightly. An outline of values is never filled."""
        artist = PathPatch(path, facecolor=TONES[tone], edgecolor="none", alpha=opacity)
        self._add(artist, tone=tone, classes=classes, stroked=False, filled="tone", opacity=opacity)

    def marker(
        self, path: Path, *, tone: Tone, classes: str, hollow: bool, data: Mapping[str, str] | None = None
    ) -> None:
        """Draw the marker of a value, solid or hollow."""
        artist = PathPatch(
            path,
            facecolor=PAPER if hollow else TONES[tone],
            edgecolor=TONES[tone],
            linewidth=2.25,
            joinstyle="miter",
        )
        self._add(artist, tone=tone, classes=classes, stroked=True, filled="paper" if hollow else "tone", data=data)

    def text(
        self,
        at: Point,
        words: str,
        *,
        size: float,
        classes: str,
        tone: Tone = "ink",
        anchor: Anchor = "left",
        bold: bool = False,
        italic: bool = False,
        serif: bool = False,
    ) -> None:
        """Draw one line of text with its baseline at `at`."""
        artist = Words(
            *at,
            words,
            color=TONES[tone],
            fontfamily=SERIF if serif else SANS,
            fontsize=size,
            fontweight="bold" if bold else "normal",
            fontstyle="italic" if italic else "normal",
            horizontalalignment=anchor,
            verticalalignment="baseline",
            parse_math=False,  # a network may be named "$ for schools"
        )
        self._add(artist, tone=tone, classes=classes, stroked=False, filled="tone")

    def _add(
        self,
        artist: Artist,
        *,
        tone: Tone,
        classes: str,
        stroked: bool,
        filled: Literal["none", "tone", "paper"],
        opacity: float = 1.0,
        data: Mapping[str, str] | None = None,
    ) -> None:
        gid = f"mark{len(self.marks)}"
        artist.set_gid(gid)
        artist.set_transform(self._units)
        artist.set_clip_on(False)
        artist.set_zorder(len(self.marks))  # later marks are on top, whatever their kind of artist
        self.figure.add_artist(artist)
        self.marks[gid] = Mark(self._groups, tone, classes, stroked, filled, opacity, data or {})
