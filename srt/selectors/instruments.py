"""Questionnaires for staff: the list of versions, one version in all its languages, and uploads."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _

from srt.definition import Dimension, InstrumentDefinition, Text, conversation_questions, localised
from srt.models import Instrument, InstrumentUpload
from srt.selectors.figures import SIDE_HEADINGS


@dataclass(frozen=True)
class Words:
    """One text in one language."""

    language: str
    language_name: str
    words: str


@dataclass(frozen=True)
class TextLine:
    """One text of a questionnaire in each of its languages."""

    label: str
    texts: list[Words]
    is_reversed: bool = False


@dataclass(frozen=True)
class DimensionView:
    """A dimension with its statements and conversation questions."""

    code: str
    name: str
    side: str
    side_heading: str
    names: list[Words]
    plain: list[Words]
    items: list[TextLine]
    questions: list[TextLine]


@dataclass(frozen=True)
class PageView:
    """A page of the questionnaire with its dimensions."""

    number: int
    headings: list[Words]
    dimensions: list[DimensionView]


@dataclass(frozen=True)
class DefinitionView:
    """A whole questionnaire with each text in each of its languages."""

    definition: InstrumentDefinition
    name: str
    languages: list[str]
    texts: list[TextLine]
    pages: list[PageView]


@dataclass(frozen=True)
class Version:
    """A version in the list, with the previous one to compare it with."""

    instrument: Instrument
    definition: InstrumentDefinition
    previous: Instrument | None


@dataclass(frozen=True)
class InstrumentGroup:
    """A questionnaire with its versions, newest first."""

    code: str
    name: str
    versions: list[Version]


def instrument_groups(language: str) -> list[InstrumentGroup]:
    """Return all questionnaires with their versions, ordered by code."""
    groups: dict[str, list[Instrument]] = {}
    for instrument in Instrument.objects.order_by("code", "-version"):
        groups.setdefault(instrument.code, []).append(instrument)
    return [
        InstrumentGroup(
            code,
            localised(instruments[0].definition.name, language),
            [
                Version(instrument, instrument.definition, previous)
                for instrument, previous in zip(instruments, [*instruments[1:], None], strict=True)
            ],
        )
        for code, instruments in groups.items()
    ]


def get_instrument_or_404(code: str, version: int) -> Instrument:
    """Return one version of a questionnaire. Raises Http404 if it does not exist."""
    found = Instrument.objects.filter(code=code, version=version).first()
    if found is None:
        raise Http404
    return found


def newest_version(code: str) -> Instrument | None:
    """Return the newest version of a questionnaire, or None."""
    return Instrument.objects.filter(code=code).order_by("-version").first()


def get_upload_or_404(*, by: Any, pk: int) -> InstrumentUpload:
    """Return a person's uploaded file. Raises Http404 if it is not theirs or no longer exists."""
    upload = InstrumentUpload.objects.filter(by=by, pk=pk).first()
    if upload is None:
        raise Http404
    return upload


def definition_view(definition: InstrumentDefinition, language: str) -> DefinitionView:
    """Return a questionnaire for display, with the names of its languages in the reader's language."""
    lines = _Lines(definition, language)
    return DefinitionView(
        definition=definition,
        name=localised(definition.name, language),
        languages=list(lines.names.values()),
        texts=lines.about(),
        pages=[
            PageView(
                number,
                lines.words(page.heading) if page.heading else [],
                [lines.dimension(definition.dimension(code)) for code in page.dimensions],
            )
            for number, page in enumerate(definition.pages, start=1)
        ],
    )


class _Lines:
    """Builds text lines in the languages of one questionnaire."""

    def __init__(self, definition: InstrumentDefinition, language: str) -> None:
        known = dict(settings.LANGUAGES)
        self.language = language
        self.definition = definition
        self.names = {code: str(known[code]) if code in known else code for code in definition.languages}

    def words(self, text: Text) -> list[Words]:
        return [Words(code, name, text.get(code, "")) for code, name in self.names.items()]

    def line(self, label: str, text: Text) -> list[TextLine]:
        return [TextLine(label, self.words(text))] if text else []

    def about(self) -> list[TextLine]:
        one = self.definition
        scale = [
            line
            for point in one.scale.points
            for line in self.line(_("scale, %(point)d") % {"point": point}, one.scale.labels.get(point, {}))
        ]
        return [
            *self.line(_("name"), one.name),
            *self.line(_("origin"), one.source),
            *self.line(_("period"), one.period),
            *self.line(_("explanation"), one.explain),
            *scale,
        ]

    def dimension(self, one: Dimension) -> DimensionView:
        questions = conversation_questions().get(one.code, ())
        return DimensionView(
            code=one.code,
            name=localised(one.name, self.language),
            side=one.side,
            side_heading=str(SIDE_HEADINGS[one.side]),
            names=self.words(one.name),
            plain=self.words(one.plain) if one.plain else [],
            items=[TextLine(item.code, self.words(item.text), item.reversed) for item in one.items],
            questions=[TextLine(str(number), self.words(text)) for number, text in enumerate(questions, start=1)],
        )
