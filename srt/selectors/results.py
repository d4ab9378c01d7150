"""What somebody finds on the page of a result, and in the lists of rounds that lead there."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.language import language_now
from networks.access import Permission, Role, may, roles_in_network
from networks.models import Network, Programme
from srt.definition import localised
from srt.formatting import day_in_words, number_in_words
from srt.models import ConversationCard, Picture, Release, ScoreRun, Wave, WaveNetwork
from srt.picture_access import PictureAccess, PictureState, PictureView, picture_access
from srt.selectors.figures import SideFigures, answered_when, side_figures
from srt.selectors.pictures import pictures_of
from srt.selectors.releases import current_releases, earlier_release

OUTSIDE = frozenset({Role.COORDINATOR})


@dataclass(frozen=True)
class NetworkWave:
    """A round of a network in a list: its year, where it leads, and in what state it is for this reader."""

    wave_pk: int
    study_year: str
    title: str
    url: str
    state: str
    own_words: str
    picture_visible: bool
    is_open: bool


@dataclass(frozen=True)
class WordsLine:
    """One network on the coordinators' page: its own words, or a sentence in the place of them."""

    network: Network
    url: str
    own_words: str
    state: str


@dataclass(frozen=True)
class WordsOfWave:
    """A round of a programme with its networks in order of name."""

    wave: Wave
    lines: list[WordsLine]


@dataclass(frozen=True)
class CardFigures:
    """What the network itself says of one dimension, beside nothing."""

    here_we_are: str = ""
    here_we_want: str = ""


@dataclass(frozen=True)
class ResultPage:
    """Everything on the page of a result. `part` names what stands in the middle of it; see `result_page`."""

    row: WaveNetwork
    access: PictureAccess
    part: str
    facilitates: bool
    is_inside: bool
    study_year: str
    provisional_words: str
    scale_low: str = ""
    scale_high: str = ""
    lede: str = ""
    sides: list[SideFigures] = field(default_factory=list)
    pictures: dict[str, SafeString] = field(default_factory=dict)
    earlier_year: str = ""
    has_spread: bool = False
    has_changes: bool = False

    @property
    def kicker(self) -> str:
        """Of whom and of when this is."""
        return f"{self.row.network.name} · {self.study_year}"

    @property
    def radar(self) -> SafeString | str:
        """The radar, with the year before where this reader may see it; empty while it is being drawn."""
        both = self.pictures.get(Picture.Kind.YEARS, "") if self.earlier_year else ""
        return both or self.pictures.get(Picture.Kind.RADAR, "")

    @property
    def dots(self) -> SafeString | str:
        """The dot plot; empty while it is being drawn."""
        return self.pictures.get(Picture.Kind.DOTS, "")

    @property
    def talked(self) -> bool:
        """Whether the conversation took place."""
        return _talked(self.row)

    @property
    def smallest_group(self) -> str:
        """From how many answers on there is a picture, in words."""
        return number_in_words(self.row.wave.programme.minimum_group)

    @property
    def visible_need(self) -> str:
        """The name of the need that says who sees this page as it is now."""
        if not self.is_inside:
            return Permission.SEE_PICTURE_WITH_WORDS.name
        if self.part in {"no_picture", "open", "not_yet"}:
            return Permission.SEE_PICTURE.name
        if self.access.view is PictureView.PREPARE:
            return Permission.PREPARE_PICTURE.name
        return Permission.SEE_PICTURE_WITH_WORDS.name if self.row.own_words else Permission.SEE_PICTURE.name


def picture_state(row: WaveNetwork) -> PictureState:
    """Return what decides who sees the picture of a row."""
    wave = row.wave
    return PictureState(
        closed_on=timezone.localdate(wave.closed_at) if wave.closed_at else None,
        shown_on=wave.shown_on,
        conversation_on=timezone.localdate(row.conversation_at) if row.conversation_at else None,
        has_words=bool(row.own_words),
    )


def current_release(row: WaveNetwork) -> Release | None:
    """Return what is published of a network now, with its run and cells; None when nothing is."""
    releases = current_releases().select_related("run__wave__study_year", "run__wave__instrument", "wave_network")
    return releases.prefetch_related("cells").filter(wave_network=row).first()


def result_page(row: WaveNetwork, roles: frozenset[Role], today: date | None = None) -> ResultPage:
    """Return the page of a result as somebody with these actors sees it.

    `part` is open, not_yet, working, picture or no_picture inside the network; waiting, not_talked_about, picture or
    words_only outside it.
    """
    today = today or timezone.localdate()
    access = picture_access(roles, picture_state(row), today)
    scored = ScoreRun.objects.filter(wave=row.wave, withdrawn_at__isnull=True).exists()
    release = current_release(row) if scored else None
    page = ResultPage(
        row=row,
        access=access,
        part=_part(row, access, inside=may(roles, Permission.SEE_PICTURE), scored=scored, release=release),
        facilitates=may(roles, Permission.WRITE_WORDS),
        is_inside=may(roles, Permission.SEE_PICTURE),
        study_year=str(row.wave.study_year),
        provisional_words=provisional_words(row.wave),
    )
    if page.part == "picture" and release is not None:
        return _with_figures(page, release, roles, today)
    if page.part == "no_picture":
        return replace(page, sides=side_figures(_definition(row.wave), {}, language_now(), people=None))
    return page


def _part(row: WaveNetwork, access: PictureAccess, *, inside: bool, scored: bool, release: Release | None) -> str:
    if not inside:
        if access.view is PictureView.WITH_WORDS:
            return "picture" if release else "words_only"
        return "not_talked_about" if access.view is PictureView.NOT_TALKED_ABOUT else "waiting"
    if row.wave.closed_at is None:
        return "open"
    if scored and release is None:
        return "no_picture"
    if not access.sees_picture:
        return "not_yet"
    return "picture" if release else "working"


def _with_figures(page: ResultPage, release: Release, roles: frozenset[Role], today: date) -> ResultPage:
    earlier = earlier_release(release)
    sees_earlier = earlier is not None and _sees(earlier.wave_network, roles, today)
    cells = {cell.dimension: cell for cell in release.cells.all()}
    definition = _definition(page.row.wave)
    sides = side_figures(definition, cells, language_now(), people=release.respondents if sees_earlier else None)
    dimensions = [dimension for side in sides for dimension in side.dimensions]
    return replace(
        page,
        lede=answered_when(release),
        sides=sides,
        pictures=pictures_of(release, language_now()),
        earlier_year=str(earlier.run.wave.study_year) if earlier and sees_earlier else "",
        scale_low=_scale_end(definition, definition.scale.min),
        scale_high=_scale_end(definition, definition.scale.max),
        has_spread=any(dimension.spread for dimension in dimensions),
        has_changes=any(dimension.change for dimension in dimensions),
    )


def _sees(row: WaveNetwork, roles: frozenset[Role], today: date) -> bool:
    return picture_access(roles, picture_state(row), today).sees_picture


def conversation_cards(row: WaveNetwork) -> dict[str, CardFigures]:
    """Return what the network says per dimension, by code, for every dimension of the questionnaire."""
    written = {card.dimension: card for card in ConversationCard.objects.filter(wave_network=row)}
    return {
        dimension.code: CardFigures(written[dimension.code].here_we_are, written[dimension.code].here_we_want)
        if dimension.code in written
        else CardFigures()
        for dimension in _definition(row.wave).dimensions
    }


def conversation_sides(row: WaveNetwork) -> list[SideFigures]:
    """Return the dimensions with their questions and without any figure."""
    return side_figures(_definition(row.wave), {}, language_now(), people=None)


def network_waves(network: Network, user: Any, today: date | None = None) -> list[NetworkWave]:
    """Return the rounds of a network for somebody, newest first; none for who never sees a picture."""
    today = today or timezone.localdate()
    roles = roles_in_network(user, network, today)
    if not may(roles, Permission.SEE_PICTURE_WITH_WORDS):
        return []
    rows = _with_outcome(WaveNetwork.objects.filter(network=network, wave__opened_at__isnull=False))
    ordered = rows.order_by("-wave__study_year__first_year", "-wave__closes_at", "-pk")
    return [_network_wave(row, roles, today) for row in ordered]


def _with_outcome(rows: Any) -> Any:
    runs = ScoreRun.objects.filter(wave=OuterRef("wave"), withdrawn_at__isnull=True)
    releases = current_releases().filter(wave_network=OuterRef("pk"))
    return rows.select_related("wave__study_year", "wave__instrument", "network").annotate(
        scored=Exists(runs), released=Exists(releases)
    )


def _network_wave(row: Any, roles: frozenset[Role], today: date) -> NetworkWave:
    access = picture_access(roles, picture_state(row), today)
    inside = may(roles, Permission.SEE_PICTURE)
    return NetworkWave(
        wave_pk=row.wave_id,
        study_year=str(row.wave.study_year),
        title=_("The questionnaire of %(year)s") % {"year": row.wave.study_year},
        url=reverse("srt:result", args=[row.network_id, row.wave_id]),
        state=_inside_words(row, access) if inside else outside_words(row, access),
        own_words=row.own_words if inside or access.view is PictureView.WITH_WORDS else "",
        picture_visible=access.sees_picture and row.released,
        is_open=row.wave.is_open(),
    )


def _inside_words(row: Any, access: PictureAccess) -> str:
    if row.wave.closed_at is None:
        return _("The questionnaire is open.") if row.wave.is_open() else _("The questionnaire is closing.")
    if not row.scored:
        return _("The picture is being made.") if access.sees_picture else not_yet_words(access)
    if not row.released:
        return _("There is no picture this time. You can have the same conversation without it.")
    if access.view is PictureView.PREPARE:
        return _("The picture is ready for you to prepare the conversation.")
    return _("Your picture and the questions to talk about it.") if access.sees_picture else not_yet_words(access)


def not_yet_words(access: PictureAccess) -> str:
    """Say when everyone in the network sees the picture."""
    day = day_in_words(access.opens_on) if access.opens_on else ""
    return _("You see the picture on %(day)s at the latest.") % {"day": day}


def outside_words(row: WaveNetwork, access: PictureAccess) -> str:
    """Say to somebody outside the network what is so, in the place of the picture."""
    if access.view is PictureView.WITH_WORDS:
        return _("Talked about, with their own words.")
    if row.wave.closed_at is None:
        return _("The questionnaire is open.") if row.wave.is_open() else _("The questionnaire is closing.")
    if row.wave.imported:
        return _("There are no own words with it yet.")
    if access.view is PictureView.NOT_TALKED_ABOUT:
        return _("Not talked about yet.")
    return _("Still to be talked about.")


def programme_pictures(programme: Programme, today: date | None = None) -> list[WordsOfWave]:
    """Return what networks said, per round (newest first) and in order of name, as coordinators may see it."""
    today = today or timezone.localdate()
    rows = _with_outcome(WaveNetwork.objects.filter(wave__programme=programme, wave__closed_at__isnull=False))
    waves: dict[int, WordsOfWave] = {}
    for row in rows.order_by("-wave__study_year__first_year", "-wave__closes_at", "-wave_id", "network__name", "pk"):
        group = waves.setdefault(row.wave_id, WordsOfWave(row.wave, []))
        access = picture_access(OUTSIDE, picture_state(row), today)
        group.lines.append(
            WordsLine(
                network=row.network,
                url=reverse("srt:result", args=[row.network_id, row.wave_id]),
                own_words=row.own_words if access.view is PictureView.WITH_WORDS else "",
                state=outside_words(row, access),
            )
        )
    return list(waves.values())


def _talked(row: WaveNetwork) -> bool:
    return row.conversation_at is not None and timezone.localdate(row.conversation_at) <= timezone.localdate()


def _definition(wave: Wave) -> Any:
    return wave.instrument.definition.for_sides(wave.sides)  # type: ignore[arg-type]  # the choices are Sides


def provisional_words(wave: Wave) -> str:
    """Say of a provisional questionnaire that it is one; empty for any other."""
    if not wave.instrument.provisional:
        return ""
    source = localised(wave.instrument.definition.source, language_now())
    named = _("This is a provisional questionnaire, %(source)s.") % {"source": source}
    name = named if source else _("This is a provisional questionnaire.")
    return f"{name} {_('Use the outcome for the conversation, not as proof.')}"


def _scale_end(definition: Any, point: int) -> str:
    words = localised(definition.scale.labels.get(point, {}), language_now())
    return f"{point} ({words})" if words else str(point)
