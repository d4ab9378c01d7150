"""Convert a canvas to inline SVG: Matplotlib's geometry in clean elements with classes, for pages with a strict CSP.

Matplotlib writes style attributes, a stylesheet, metadata and hashed ids. Only the geometry and text of each mark are
copied; everything else is written here, so the output does not depend on the date or on Matplotlib's version.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET  # nosec B405 - parses Matplotlib's own output

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG

from srt.charts.canvas import Canvas, Group, Mark
from srt.charts.data import ChartData
from srt.charts.palette import PAPER, TONES

NAMESPACE = "http://www.w3.org/2000/svg"


_COPIED_STYLES = (
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "font-size",
    "font-weight",
    "font-style",
    "text-anchor",
)
_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))

# Set once for the whole process: rc_context is not thread-safe.
mpl.rcParams["svg.fonttype"] = "none"
mpl.rcParams["svg.hashsalt"] = "leerweb"


def chart_prefix(kind: str, data: ChartData) -> str:
    """Return a prefix for ids, unique per chart on a page. It is a hash of names only, so it reveals no values."""
    names = "\n".join([kind, data.title, data.language, *(series.key for series in data.series)])
    return f"{kind}-{hashlib.sha256(names.encode()).hexdigest()[:8]}"


def element_id(prefix: str, *parts: str) -> str:
    """Join parts into an id that is safe in HTML, CSS and URL fragments."""
    return "-".join([prefix, *(re.sub(r"[^A-Za-z0-9_-]+", "-", part) for part in parts)])


def svg_from(canvas: Canvas, *, data: ChartData, kind: str, prefix: str) -> str:
    """Return the canvas as an `<svg role="img">`, labelled by its title and described by its description."""
    root = ET.Element(
        "svg",
        {
            "xmlns": NAMESPACE,
            "viewBox": f"0 0 {canvas.width:g} {canvas.height:g}",
            "class": f"chart chart-{kind}",
            "id": prefix,
            "role": "img",
            "lang": data.language,
            "aria-labelledby": f"{prefix}-title",
            "aria-describedby": f"{prefix}-desc",
            "overflow": "visible",
            "color": TONES["ink"],
        },
    )
    ET.SubElement(root, "title", {"id": f"{prefix}-title"}).text = data.title
    ET.SubElement(root, "desc", {"id": f"{prefix}-desc"}).text = data.description
    _add_marks(root, canvas)
    return ET.tostring(root, encoding="unicode")


def _add_marks(root: ET.Element, canvas: Canvas) -> None:
    """Add a clean element for every mark to the root, in the same groups as on the canvas."""
    open_groups: list[tuple[Group, ET.Element]] = []
    for mark, drawn in _drawn_marks(canvas):
        shared = 0
        for (group, _element), wanted in zip(open_groups, mark.groups, strict=False):
            if group != wanted:
                break
            shared += 1
        del open_groups[shared:]
        for group in mark.groups[shared:]:
            parent = open_groups[-1][1] if open_groups else root
            open_groups.append((group, ET.SubElement(parent, "g", _group_attributes(group))))
        (open_groups[-1][1] if open_groups else root).append(_clean_element(mark, drawn))


def _drawn_marks(canvas: Canvas) -> Iterator[tuple[Mark, ET.Element]]:
    written = io.StringIO()
    FigureCanvasSVG(canvas.figure).print_svg(written, metadata=_METADATA)  # type: ignore[no-untyped-call] # Matplotlib's stubs stop here
    tree = ET.fromstring(written.getvalue())  # noqa: S314 # nosec B314 - parses Matplotlib's own output
    for group in tree.iter(f"{{{NAMESPACE}}}g"):
        mark = canvas.marks.get(group.get("id", ""))
        if mark is None:
            continue
        for drawn in group:
            yield mark, drawn


def _group_attributes(group: Group) -> dict[str, str]:
    attributes = {"class": group.classes}
    if group.id is not None:
        attributes["id"] = group.id
    if group.tone is not None:
        attributes["class"] += f" chart-{group.tone}"
        attributes["color"] = TONES[group.tone]
    return attributes


def _clean_element(mark: Mark, drawn: ET.Element) -> ET.Element:
    hollow = " chart-hollow" if mark.filled == "paper" else ""
    attributes = {"class": f"{mark.classes} chart-{mark.tone}{hollow}"}
    attributes.update({f"data-{name}": value for name, value in mark.data.items()})
    attributes.update({name: " ".join(drawn.attrib[name].split()) for name in ("d", "x", "y") if name in drawn.attrib})
    attributes.update(_colours(mark))
    attributes.update(_copied_styles(drawn.get("style", "")))
    element = ET.Element(drawn.tag.removeprefix(f"{{{NAMESPACE}}}"), attributes)
    element.text = drawn.text if element.tag == "text" else None
    return element


def _colours(mark: Mark) -> dict[str, str]:
    """Return colour attributes: `color` from the palette, which the stylesheet overrides, and paint that follows it."""
    fills = {"none": "none", "tone": "currentColor", "paper": PAPER}
    colours = {"color": TONES[mark.tone], "fill": fills[mark.filled]}
    if mark.stroked:
        colours["stroke"] = "currentColor"
    if mark.opacity != 1:
        colours["fill-opacity"] = f"{mark.opacity:g}"
    return colours


def _copied_styles(style: str) -> dict[str, str]:
    parts = (declaration.partition(":") for declaration in style.split(";"))
    found = {name.strip(): value.strip() for name, _, value in parts}
    return {name: found[name] for name in _COPIED_STYLES if name in found}
