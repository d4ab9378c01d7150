"""From a sheet to inline SVG: Matplotlib's geometry in clean elements with classes, for a page under a strict CSP.

Matplotlib writes style attributes, a stylesheet, metadata and hashed ids. Only the geometry and the text of each mark
are taken over; everything else is written here, so nothing depends on the date or Matplotlib's version of a header.
"""

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET  # nosec B405 - reads only what Matplotlib wrote a line before

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG

from srt.pictures.data import PictureData
from srt.pictures.sheet import Group, Mark, Sheet, Tone

NAMESPACE = "http://www.w3.org/2000/svg"

# For a page without our stylesheet: ink follows the text around it, the others are 3:1 or more on white and on black.
FALLBACKS: Mapping[Tone, str] = {"ink": "currentColor", "line": "#8c857e", "process": "#2a8789", "product": "#a8638b"}
PAPER_FALLBACK = "#fffdf8"

_KEPT_STYLES = (
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

# For the whole process and always the same, so that threads cannot disturb each other; rc_context would.
mpl.rcParams["svg.fonttype"] = "none"
mpl.rcParams["svg.hashsalt"] = "leerweb"


def picture_prefix(kind: str, data: PictureData) -> str:
    """A prefix for ids, different for each picture on a page. Made from names only: no value may shine through it."""
    names = "\n".join([kind, data.title, data.language, *(series.key for series in data.series)])
    return f"{kind}-{hashlib.sha256(names.encode()).hexdigest()[:8]}"


def element_id(prefix: str, *parts: str) -> str:
    """An id with only characters that are safe in HTML, CSS and a fragment."""
    return "-".join([prefix, *(re.sub(r"[^A-Za-z0-9_-]+", "-", part) for part in parts)])


def svg_from(sheet: Sheet, *, data: PictureData, kind: str, prefix: str) -> str:
    """The sheet as one `<svg role="img">` named by its title and described by its description."""
    root = ET.Element(
        "svg",
        {
            "xmlns": NAMESPACE,
            "viewBox": f"0 0 {sheet.width:g} {sheet.height:g}",
            "class": f"picture-sheet picture-{kind}",
            "id": prefix,
            "role": "img",
            "lang": data.language,
            "aria-labelledby": f"{prefix}-title",
            "aria-describedby": f"{prefix}-desc",
            "overflow": "visible",
            "color": FALLBACKS["ink"],
        },
    )
    ET.SubElement(root, "title", {"id": f"{prefix}-title"}).text = data.title
    ET.SubElement(root, "desc", {"id": f"{prefix}-desc"}).text = data.description
    _place(root, sheet)
    return ET.tostring(root, encoding="unicode")


def _place(root: ET.Element, sheet: Sheet) -> None:
    """Put a clean element for every mark under the root, opening and closing groups as the sheet did."""
    open_groups: list[tuple[Group, ET.Element]] = []
    for mark, drawn in _drawn_marks(sheet):
        shared = 0
        for (group, _element), wanted in zip(open_groups, mark.groups, strict=False):
            if group != wanted:
                break
            shared += 1
        del open_groups[shared:]
        for group in mark.groups[shared:]:
            parent = open_groups[-1][1] if open_groups else root
            open_groups.append((group, ET.SubElement(parent, "g", _group_attributes(group))))
        (open_groups[-1][1] if open_groups else root).append(_clean(mark, drawn))


def _drawn_marks(sheet: Sheet) -> Iterator[tuple[Mark, ET.Element]]:
    written = io.StringIO()
    FigureCanvasSVG(sheet.figure).print_svg(written, metadata=_METADATA)  # type: ignore[no-untyped-call] # Matplotlib's stubs stop here
    tree = ET.fromstring(written.getvalue())  # noqa: S314 # nosec B314 - Matplotlib's own output, nobody else's
    for group in tree.iter(f"{{{NAMESPACE}}}g"):
        mark = sheet.marks.get(group.get("id", ""))
        if mark is None:
            continue
        for drawn in group:
            yield mark, drawn


def _group_attributes(group: Group) -> dict[str, str]:
    attributes = {"class": group.classes}
    if group.id is not None:
        attributes["id"] = group.id
    if group.tone is not None:
        attributes["class"] += f" picture-{group.tone}"
        attributes["color"] = FALLBACKS[group.tone]
    return attributes


def _clean(mark: Mark, drawn: ET.Element) -> ET.Element:
    hollow = " picture-hollow" if mark.filled == "paper" else ""
    attributes = {"class": f"{mark.classes} picture-{mark.tone}{hollow}"}
    attributes.update({f"data-{name}": value for name, value in mark.data.items()})
    attributes.update({name: " ".join(drawn.attrib[name].split()) for name in ("d", "x", "y") if name in drawn.attrib})
    attributes.update(_colours(mark))
    attributes.update(_kept_style(drawn.get("style", "")))
    element = ET.Element(drawn.tag.removeprefix(f"{{{NAMESPACE}}}"), attributes)
    element.text = drawn.text if element.tag == "text" else None
    return element


def _colours(mark: Mark) -> dict[str, str]:
    """The tone as `color`, which a class in the stylesheet replaces, and shapes that follow it."""
    fills = {"none": "none", "tone": "currentColor", "paper": PAPER_FALLBACK}
    colours = {"color": FALLBACKS[mark.tone], "fill": fills[mark.filled]}
    if mark.stroked:
        colours["stroke"] = "currentColor"
    if mark.opacity != 1:
        colours["fill-opacity"] = f"{mark.opacity:g}"
    return colours


def _kept_style(style: str) -> dict[str, str]:
    parts = (declaration.partition(":") for declaration in style.split(";"))
    found = {name.strip(): value.strip() for name, _, value in parts}
    return {name: found[name] for name in _KEPT_STYLES if name in found}
