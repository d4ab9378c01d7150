"""Parser of instrument files: bytes in, an InstrumentDefinition or a list of all problems out."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import cast

from django.utils.translation import gettext as _

from networks.yaml_files import Node, YamlFileError, read_yaml
from srt.definition.model import (
    ITEMS_PER_PAGE,
    Dimension,
    InstrumentDefinition,
    Item,
    Page,
    Scale,
    Side,
    Text,
    derive_pages,
)

ITEMS_PER_DIMENSION = 10
DIMENSIONS = 24
POINTS = 9
RESERVED = ("network", "background")
"""Other columns of an answer file, whose names an item cannot have."""

_NAME_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,49}")
_ITEM_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}")
_FACET_CODE = re.compile(r"[A-Z]")
_REQUIRED = ("code", "version", "name", "provisional", "source", "scale", "dimensions")
_OPTIONAL = ("pages", "not_yet", "period", "explain", "references")


def parse_instrument(data: bytes) -> InstrumentDefinition:
    """Return the definition in an instrument file (UTF-8 YAML, at most 200 kB) in the format of the sample.

    Raises YamlFileError listing every problem in the language of the reader.
    """
    problems: list[str] = []
    root = Node(read_yaml(data), "", problems)
    fields = root.fields(_REQUIRED, _OPTIONAL)
    if not fields:
        raise YamlFileError(problems)
    languages = fields["name"].languages() if "name" in fields else ()

    def text(key: str) -> Text:
        return fields[key].text(languages) if key in fields else {}

    scale = _scale(fields["scale"], languages) if "scale" in fields else Scale(0, 1, {})
    dimensions = _dimensions(fields["dimensions"], languages) if "dimensions" in fields else ()
    pages = _pages(fields["pages"], dimensions, languages) if "pages" in fields else derive_pages(dimensions)
    definition = InstrumentDefinition(
        code=fields["code"].code(_NAME_CODE, _name_advice) if "code" in fields else "",
        version=fields["version"].integer(1, 9999) if "version" in fields else 0,
        name=text("name"),
        provisional="provisional" in fields and fields["provisional"].flag(),
        source=text("source"),
        scale=scale,
        dimensions=dimensions,
        pages=pages,
        not_yet="not_yet" in fields and fields["not_yet"].flag(),
        period=text("period"),
        explain=text("explain"),
        sha256=hashlib.sha256(data).hexdigest(),
        references=tuple(one.string() for one in fields["references"].entries()) if "references" in fields else (),
        languages=languages,
    )
    if problems:
        raise YamlFileError(problems)
    return definition


def _name_advice() -> str:
    return _("Use at most 50 lower-case letters, digits, - and _.")


def _item_advice() -> str:
    return _("Start with a letter and use at most 32 letters, digits and _.")


def _facet_advice() -> str:
    return _("Use one capital letter.")


def _scale(node: Node, languages: tuple[str, ...]) -> Scale:
    fields = node.fields(("min", "max", "labels"))
    if not {"min", "max", "labels"} <= fields.keys():
        return Scale(0, 1, {})
    before = len(node.problems)
    low, high = fields["min"].integer(0, 9), fields["max"].integer(0, 9)
    points = high - low + 1
    if len(node.problems) > before:
        return Scale(0, 1, {})
    if points > POINTS:
        node.fail(_("A scale can have at most nine points; this one has %(points)d.") % {"points": points})
    elif points < 2:
        node.fail(_("A scale needs at least two points: max must be higher than min."))
    else:
        return Scale(low, high, _labels(fields["labels"], range(low, high + 1), languages))
    return Scale(0, 1, {})


def _labels(node: Node, points: range, languages: tuple[str, ...]) -> Mapping[int, Text]:
    labels = node.value if isinstance(node.value, dict) else {}
    for key in labels:
        if key not in points or isinstance(key, bool):
            node.inner(key, None).fail(_("This is not a point on the scale."))
    for point in points:
        if labels.get(point) is None:
            node.inner(point, None).fail(_("The label of this point is missing."))
    present = [point for point in points if labels.get(point) is not None]
    return {point: node.inner(point, labels[point]).text(languages, 60) for point in present}


def _dimensions(node: Node, languages: tuple[str, ...]) -> tuple[Dimension, ...]:
    entries = node.entries()
    if isinstance(node.value, list) and not entries:
        node.fail(_("An instrument needs at least one dimension with items."))
    if len(entries) > DIMENSIONS:
        node.fail(_("An instrument can have at most %(limit)d dimensions.") % {"limit": DIMENSIONS})
        return ()
    dimensions = tuple(_dimension(entry, languages) for entry in entries)
    _refuse_duplicates(node, (dimension.code for dimension in dimensions))
    _refuse_duplicates(node, (item.code.lower() for dimension in dimensions for item in dimension.items))
    return dimensions


def _refuse_duplicates(node: Node, codes: Iterable[str]) -> None:
    for code, times in Counter(code for code in codes if code).items():
        if times > 1:
            node.fail(_("The code “%(code)s” is used more than once. Every code must be unique.") % {"code": code})


def _dimension(node: Node, languages: tuple[str, ...]) -> Dimension:
    fields = node.fields(("code", "side", "name", "items"), ("plain", "facets"))
    items = tuple(_item(entry, languages) for entry in fields["items"].entries()) if "items" in fields else ()
    if "items" in fields and fields["items"].value == []:
        node.fail(_("This dimension has no items."))
    if len(items) > ITEMS_PER_DIMENSION:
        sentence = _("A dimension can have at most ten items; this one has %(count)d.")
        node.fail(sentence % {"count": len(items)})
    return Dimension(
        code=fields["code"].code(_ITEM_CODE, _item_advice) if "code" in fields else "",
        side=cast(Side, fields["side"].choice(("process", "product")) if "side" in fields else ""),
        name=fields["name"].text(languages, 80) if "name" in fields else {},
        plain=fields["plain"].text(languages, 120) if "plain" in fields else {},
        items=items,
        facets=_facets(fields["facets"], languages) if "facets" in fields else {},
    )


def _facets(node: Node, languages: tuple[str, ...]) -> Mapping[str, Text]:
    facets = node.value if isinstance(node.value, dict) else {}
    if not facets:
        node.fail(_("This needs letters, each with a text in each language, such as A: {nl: …, en: …}."))
    for key in facets:
        node.inner(key, key).code(_FACET_CODE, _facet_advice)
    return {str(key): node.inner(key, value).text(languages, 120) for key, value in facets.items()}


def _item(node: Node, languages: tuple[str, ...]) -> Item:
    fields = node.fields(("code", "text"), ("reversed", "facet", "speaks", "why"))
    code = fields["code"].code(_ITEM_CODE, _item_advice) if "code" in fields else ""
    if code.lower() in RESERVED:
        node.fail(_("“%(code)s” is a reserved column name, so no item can have this code.") % {"code": code})
    speaks = fields["speaks"].choice(("we", "ik")) if "speaks" in fields else ""
    return Item(
        code=code,
        text=fields["text"].text(languages, 300) if "text" in fields else {},
        reversed="reversed" in fields and fields["reversed"].flag(),
        facet=fields["facet"].code(_FACET_CODE, _facet_advice) if "facet" in fields else "",
        speaks="we" if speaks == "we" else "ik" if speaks == "ik" else "",
        why=fields["why"].string() if "why" in fields else "",
    )


def _pages(node: Node, dimensions: tuple[Dimension, ...], languages: tuple[str, ...]) -> tuple[Page, ...]:
    sizes = {dimension.code: len(dimension.items) for dimension in dimensions}
    pages = tuple(_page(entry, sizes, languages) for entry in node.entries())
    placed = Counter(code for page in pages for code in page.dimensions)
    for code in sizes:
        if placed[code] > 1:
            node.fail(_("The dimension “%(code)s” appears more than once. It can’t be split.") % {"code": code})
        elif code and not placed[code]:
            node.fail(_("The dimension “%(code)s” is not on any page.") % {"code": code})
    return pages


def _page(node: Node, sizes: Mapping[str, int], languages: tuple[str, ...]) -> Page:
    fields = node.fields(("dimensions",), ("heading",))
    codes = [one.choice(sizes.keys()) for one in fields["dimensions"].entries()] if "dimensions" in fields else []
    if "dimensions" in fields and fields["dimensions"].value == []:
        node.fail(_("This page is empty."))
    count = sum(sizes.get(code, 0) for code in codes)
    # A dimension is never split, so one that is longer than a page is allowed as the only one on its page.
    if len(codes) > 1 and count > ITEMS_PER_PAGE:
        node.fail(_("A page can have at most eight items; this one has %(count)d.") % {"count": count})
    heading = fields["heading"].text(languages, 80) if "heading" in fields else {}
    return Page(heading, tuple(code for code in codes if code))
