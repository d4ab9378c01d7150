"""The sheet of paper: a Matplotlib Figure in units of the picture, where every mark has a tone and class names.

One Sheet is one Figure, made for one drawing and never shared: a Figure in two threads comes out wrong, silently.
Units: one unit is one point of Matplotlib and one unit of the SVG's viewBox; x to the right, y downwards.
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

Tone = Literal["ink", "line", "process", "product"]
Anchor = Literal["left", "center", "right"]
Point = tuple[float, float]

UNITS_PER_INCH = 72

# By name: the page's own fonts are found first where typesetting.py made them known, Matplotlib's own stands in.
SANS = ("Leerweb Sans", "DejaVu Sans")
SERIF = ("Leerweb Serif", "DejaVu Serif")

# On white paper, for files that leave the page. In the page the stylesheet decides; see svg.py.
PAPER = "#fffdf8"
TONES: Mapping[Tone, str] = {"ink": "#2b2724", "line": "#b9b0a6", "process": "#0f6b6e", "product": "#84345f"}


@dataclass(frozen=True)
class Border:
    """Empty paper around what is drawn, in units: for files, where a title stands above and notes below."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


NO_BORDER = Border()


@dataclass(frozen=True, eq=False)  # two groups that look the same are still two
class Group:
    """An SVG group that marks stand in: its id (or none), class names, and the tone it hands down (or none)."""

    id: str | None
    classes: str
    tone: Tone | None = None


@dataclass(frozen=True)
class Mark:
    """What Matplotlib does not know of an artist: where it belongs, its tone, class names and data attributes."""

    groups: tuple[Group, ...]
    tone: Tone
    classes: str
    stroked: bool
    filled: Literal["none", "tone", "paper"]
    opacity: float = 1.0
    data: Mapping[str, str] = field(default_factory=dict)


class Words(Text):
    """One line of text. In SVG it needs no measuring, so no font is read and none can lack a letter (and warn)."""

    def draw(self, renderer: RendererBase) -> None:
        """Write the words at their anchor in SVG; elsewhere, let Matplotlib place them."""
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


class Sheet:
    """A Figure of `width` by `height` units to draw on; `marks` maps the gid of each artist to its Mark, in order.

    The border lies outside `width` and `height`: in it, x and y are negative or larger than these.
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
        """Everything drawn inside stands in one SVG group."""
        before = self._groups
        self._groups = (*before, Group(element_id, classes, tone))
        try:
            yield
        finally:
            self._groups = before

    def line(
        self, points: Sequence[Point], *, tone: Tone, classes: str, width: float, dash: Sequence[float] = ()
    ) -> None:
        """A line through the points, never closed and never filled; `dash` in units, on and off."""
        xs, ys = zip(*points, strict=True)
        artist = Line2D(xs, ys, color=TONES[tone], linewidth=width, solid_capstyle="round", solid_joinstyle="round")
        if dash:
            artist.set_linestyle((0, [length / width for length in dash]))
            artist.set_dash_capstyle("butt" if dash[0] > 1 else "round")
        self._add(artist, tone=tone, classes=classes, stroked=True, filled="none")

    def curve(
        self, path: Path, *, tone: Tone, classes: str, width: float, data: Mapping[str, str] | None = None
    ) -> None:
        """An open curve, such as a ring of the grid."""
        artist = PathPatch(path, facecolor="none", edgecolor=TONES[tone], linewidth=width, capstyle="round")
        self._add(artist, tone=tone, classes=classes, stroked=True, filled="none", data=data)

    def field(self, path: Path, *, tone: Tone, classes: str, opacity: float) -> None:
        """A part of the frame's ground, very light. Frames only: an outline of values is never filled."""
        artist = PathPatch(path, facecolor=TONES[tone], edgecolor="none", alpha=opacity)
        self._add(artist, tone=tone, classes=classes, stroked=False, filled="tone", opacity=opacity)

    def marker(
        self, path: Path, *, tone: Tone, classes: str, hollow: bool, data: Mapping[str, str] | None = None
    ) -> None:
        """A marker at a value: solid, or hollow with the paper showing."""
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
        """One line of words with its baseline at `at`."""
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
            parse_math=False,  # a network may be called "$ for schools"
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
        artist.set_zorder(len(self.marks))  # what is drawn later lies on top, whatever kind of artist it is
        self.figure.add_artist(artist)
        self.marks[gid] = Mark(self._groups, tone, classes, stroked, filled, opacity, data or {})
