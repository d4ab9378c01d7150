"""Comparison of two versions of a questionnaire, described in the language of the reader."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from srt.definition.model import Dimension, InstrumentDefinition, Item, Text, localised


@dataclass(frozen=True)
class Change:
    """One difference: its place, the language of the text ("" if none), and the contents before and after."""

    place: str
    language: str
    before: str
    after: str


@dataclass(frozen=True)
class Comparison:
    """All differences between an older and a newer version, by kind, in the order of the newer version."""

    added: list[Change]
    removed: list[Change]
    wording: list[Change]
    moved: list[Change]
    reversal: list[Change]
    pages: list[Change]
    about: list[Change]

    @property
    def is_empty(self) -> bool:
        """Whether the versions look the same to a reader."""
        return not any((self.added, self.removed, self.wording, self.moved, self.reversal, self.pages, self.about))


@dataclass(frozen=True)
class _Placed:
    item: Item
    dimension: Dimension


def compare(old: InstrumentDefinition, new: InstrumentDefinition, language: str) -> Comparison:
    """Return the differences, with the names of dimensions in the given language."""
    before, after = _placed(old), _placed(new)
    common = [code for code in after if code in before]
    return Comparison(
        added=[_item(after[code], language, is_new=True) for code in after if code not in before],
        removed=[_item(before[code], language, is_new=False) for code in before if code not in after],
        wording=[change for code in common for change in _texts(code, before[code].item.text, after[code].item.text)],
        moved=list(_moved(before, after, common, language)),
        reversal=[
            Change(code, "", _reversal(before[code].item), _reversal(after[code].item))
            for code in common
            if before[code].item.reversed != after[code].item.reversed
        ],
        pages=list(_pages(old, new, language)),
        about=[*_about(old, new), *_scale(old, new), *_dimensions(old, new, language)],
    )


def _placed(definition: InstrumentDefinition) -> dict[str, _Placed]:
    return {item.code: _Placed(item, dimension) for dimension in definition.dimensions for item in dimension.items}


def _item(placed: _Placed, language: str, *, is_new: bool) -> Change:
    place = f"{placed.item.code}, {localised(placed.dimension.name, language)}"
    text = localised(placed.item.text, language)
    return Change(place, "", "" if is_new else text, text if is_new else "")


def _texts(place: str, old: Text, new: Text) -> Iterator[Change]:
    for code in dict.fromkeys((*old, *new)):
        if old.get(code, "") != new.get(code, ""):
            yield Change(place, code, old.get(code, ""), new.get(code, ""))


def _moved(
    before: Mapping[str, _Placed], after: Mapping[str, _Placed], common: list[str], language: str
) -> Iterator[Change]:
    """Yield the items that moved to another dimension, then those that moved within their dimension."""
    stayed = []
    for code in common:
        old, new = before[code].dimension, after[code].dimension
        if old.code == new.code:
            stayed.append(code)
        else:
            yield Change(code, "", localised(old.name, language), localised(new.name, language))
    order = [code for code in before if code in stayed]
    in_order = {
        code
        for block in SequenceMatcher(None, order, stayed, autojunk=False).get_matching_blocks()
        for code in stayed[block.b : block.b + block.size]
    }
    for code in stayed:
        if code not in in_order:
            yield Change(code, "", _after(code, order), _after(code, stayed))


def _after(code: str, order: list[str]) -> str:
    place = order.index(code)
    return _("after %(code)s") % {"code": order[place - 1]} if place else _("first")


def _reversal(item: Item) -> str:
    return _("reversed") if item.reversed else _("not reversed")


def _pages(old: InstrumentDefinition, new: InstrumentDefinition, language: str) -> Iterator[Change]:
    before, after = list(_lines_of_pages(old, language)), list(_lines_of_pages(new, language))
    for number in range(max(len(before), len(after))):
        one, other = (lines[number] if number < len(lines) else "" for lines in (before, after))
        if one != other:
            yield Change(_("page %(number)d") % {"number": number + 1}, "", one, other)


def _lines_of_pages(definition: InstrumentDefinition, language: str) -> Iterator[str]:
    for page in definition.pages:
        names = (localised(definition.dimension(code).name, language) for code in page.dimensions)
        heading = localised(page.heading, language)
        yield ": ".join(part for part in (heading, ", ".join(names)) if part)


def _about(old: InstrumentDefinition, new: InstrumentDefinition) -> Iterator[Change]:
    yield from _texts(_("name"), old.name, new.name)
    yield from _texts(_("origin"), old.source, new.source)
    yield from _texts(_("period"), old.period, new.period)
    yield from _texts(_("explanation"), old.explain, new.explain)
    yield from _plain(_("provisional"), _yes_or_no(old.provisional), _yes_or_no(new.provisional))
    yield from _plain(_("“I can’t say yet” is offered"), _yes_or_no(old.not_yet), _yes_or_no(new.not_yet))
    yield from _plain(_("references"), "; ".join(old.references), "; ".join(new.references))


def _scale(old: InstrumentDefinition, new: InstrumentDefinition) -> Iterator[Change]:
    ends = [f"{definition.scale.min}–{definition.scale.max}" for definition in (old, new)]
    yield from _plain(_("scale"), *ends)
    for point in sorted({*old.scale.labels, *new.scale.labels}):
        labels = (definition.scale.labels.get(point, {}) for definition in (old, new))
        yield from _texts(_("scale, %(point)d") % {"point": point}, *labels)


def _dimensions(old: InstrumentDefinition, new: InstrumentDefinition, language: str) -> Iterator[Change]:
    before, after = _by_code(old.dimensions), _by_code(new.dimensions)
    for code in dict.fromkeys((*before, *after)):
        one, other = before.get(code), after.get(code)
        place = _("dimension %(code)s") % {"code": code}
        if one is None or other is None:
            yield from _plain(place, *(localised(each.name, language) if each else "" for each in (one, other)))
        else:
            yield from _texts(place, one.name, other.name)
            yield from _texts(_("%(place)s, in plain words") % {"place": place}, one.plain, other.plain)
            yield from _plain(_("%(place)s, side") % {"place": place}, one.side, other.side)


def _by_code(dimensions: Iterable[Dimension]) -> dict[str, Dimension]:
    return {dimension.code: dimension for dimension in dimensions}


def _plain(place: str, before: str, after: str) -> Iterator[Change]:
    if before != after:
        yield Change(place, "", before, after)


def _yes_or_no(value: bool) -> str:
    return _("yes") if value else _("no")
