"""The waves of a programme as coordinators see them. An open wave shows brackets, never counts or names (R10)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.tokens import token_create, token_is_valid, token_key
from networks.models import Network, Participation, Programme, StudyYear
from srt.definition import localised
from srt.models import Instrument, Wave, WaveInvitation, WaveNetwork
from srt.selectors.known_people import known_people

JOIN_PURPOSE = "join"
YOUNG_FOR = timedelta(days=183)
UNCERTAIN = 3  # the reader and two others


class Bracket(StrEnum):
    """The number of answers, so coarse that it reveals nothing about any person."""

    FEWER_THAN_FIVE = "fewer_than_five"
    FIVE_TO_NINE = "five_to_nine"
    TEN_OR_MORE = "ten_or_more"
    FIVE_OR_MORE = "five_or_more"  # in a network too small for "ten or more"
    NOT_SHOWN = "not_shown"  # in a network too small for "five or more"

    @property
    def words(self) -> str:
        """The bracket as text."""
        return str(_BRACKET_LABELS[self])


_BRACKET_LABELS = {
    Bracket.FEWER_THAN_FIVE: gettext_lazy("fewer than five"),
    Bracket.FIVE_TO_NINE: gettext_lazy("five to nine"),
    Bracket.TEN_OR_MORE: gettext_lazy("ten or more"),
    Bracket.FIVE_OR_MORE: gettext_lazy("five or more"),
    Bracket.NOT_SHOWN: gettext_lazy("not shown in such a small network"),
}


def bracket(answered: int, invited: int) -> Bracket:
    """Return the bracket of a number of answers.

    A bracket is used only if at least two people besides the reader could still be the ones who did not answer (R10):
    "five or more" of six would tell the sixth that everyone else did.
    """
    if 5 <= invited < 5 + UNCERTAIN:
        return Bracket.NOT_SHOWN
    if answered < 5:
        return Bracket.FEWER_THAN_FIVE
    if invited < 10 + UNCERTAIN:
        return Bracket.FIVE_OR_MORE
    return Bracket.FIVE_TO_NINE if answered < 10 else Bracket.TEN_OR_MORE


def response_bracket(wave_network: WaveNetwork) -> Bracket:
    """Return the response bracket of a network in an open wave as of last night, the same for every reader."""
    return _brackets(wave_network.wave, [wave_network])[wave_network.pk]


def _brackets(wave: Wave, rows: Iterable[WaveNetwork]) -> dict[int, Bracket]:
    """Return the bracket of each row. It never falls, so that a departure does not reveal whether a person answered."""
    rows = list(rows)
    invited = invited_known(wave, rows)
    return {row.pk: bracket(row.answered_last_night, invited[row.pk]) for row in rows}


def invited_known(wave: Wave, rows: Sequence[WaveNetwork]) -> dict[int, int]:
    """Return the number of invited people whom the programme knows, by row (R14)."""
    known = known_people(wave, rows)
    invited = WaveInvitation.objects.filter(wave_network__in=rows).values_list("wave_network_id", "person_id")
    counts = Counter(row for row, person in invited if person in known[row])
    return {row.pk: counts[row.pk] for row in rows}


@dataclass(frozen=True)
class WaveLine:
    """A wave in a list, with its status as a sentence."""

    pk: int
    title: str
    state: str
    is_open: bool


@dataclass(frozen=True)
class WaveNetworkLine:
    """One network in an open wave."""

    network_pk: int
    name: str
    invited: int
    bracket: str


@dataclass(frozen=True)
class WavePage:
    """A wave for coordinators. `stage` is the result of `wave_stage`."""

    wave: Wave
    title: str
    stage: str
    state: str
    instrument: str
    lines: list[WaveNetworkLine]


@dataclass(frozen=True)
class InstrumentLine:
    """A version of a questionnaire in a list."""

    code: str
    version: int
    name: str
    source: str
    provisional: bool
    statements: int


def wave_title(wave: Wave) -> str:
    """Return the title of a wave: its year, and its scope if limited."""
    title = _("Questionnaire of %(year)s") % {"year": wave.study_year}
    return title if wave.scope == Wave.Scope.BOTH else f"{title} ({wave.get_scope_display()})"


def wave_stage(wave: Wave, now: datetime | None = None) -> str:
    """Return the stage of a wave: planned, open, ending, closed or missed.

    It is ending once closing time has passed but the closing job has not run, and missed if it was not opened in time.
    """
    if wave.closed_at is not None:
        return "closed"
    is_over = (now or timezone.now()) >= wave.closes_at
    if wave.opened_at is None:
        return "missed" if is_over else "planned"
    return "ending" if is_over else "open"


def wave_state(wave: Wave) -> str:
    """Return the status of a wave as a sentence."""
    day = {"closed": wave.closed_at, "planned": wave.opens_at}.get(wave_stage(wave)) or wave.closes_at
    sentences = {
        "closed": _("Closed on %(day)s."),
        "ending": _("Closing time has passed; it is being closed."),
        "planned": _("Opens on %(day)s."),
        "missed": _("This round did not open on time."),
        "open": _("Open until %(day)s."),
    }
    if wave.imported:
        return _("Earlier answers, imported from a file.")
    return sentences[wave_stage(wave)] % {"day": date_format(timezone.localtime(day), "l j F Y")}


def programme_waves(programme: Programme) -> list[WaveLine]:
    """Return the waves of a programme, latest first, in one query."""
    waves = Wave.objects.filter(programme=programme).select_related("study_year", "instrument")
    return [WaveLine(wave.pk, wave_title(wave), wave_state(wave), wave_stage(wave) == "open") for wave in waves]


def wave_page(wave: Wave, language: str) -> WavePage:
    """Return a wave as coordinators see it, with its networks ordered by name."""
    rows = list(wave.wave_networks.select_related("network").order_by("network__name"))
    is_open = wave_stage(wave) == "open"
    brackets = _brackets(wave, rows) if is_open else {}
    counts = WaveInvitation.objects.filter(wave_network__wave=wave).values_list("wave_network_id")
    invited = dict(counts.annotate(Count("pk"))) if is_open else {}
    lines = [
        WaveNetworkLine(
            network_pk=row.network_id,
            name=row.network.name,
            invited=invited.get(row.pk, 0),
            bracket=brackets[row.pk].words if is_open else "",
        )
        for row in rows
    ]
    name = localised(wave.instrument.definition.name, language)
    return WavePage(wave, wave_title(wave), wave_stage(wave), wave_state(wave), name, lines)


def newest_instruments() -> list[Instrument]:
    """Return the newest version of each questionnaire, ordered by code."""
    newest: dict[str, Instrument] = {}
    for instrument in Instrument.objects.order_by("code", "-version"):
        newest.setdefault(instrument.code, instrument)
    return list(newest.values())


def instrument_lines(language: str) -> list[InstrumentLine]:
    """Return all versions of all questionnaires, ordered by code, newest first."""
    definitions = [(instrument, instrument.definition) for instrument in Instrument.objects.all()]
    return [
        InstrumentLine(
            code=instrument.code,
            version=instrument.version,
            name=localised(definition.name, language),
            source=localised(definition.source, language),
            provisional=instrument.provisional,
            statements=len(definition.items),
        )
        for instrument, definition in definitions
    ]


def networks_to_ask(programme: Programme) -> list[Network]:
    """Return the networks of a programme that have not ended, ordered by name."""
    today = timezone.localdate()
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    return list(programme.networks.filter(running).order_by("name"))


def young_networks(networks: Iterable[Network]) -> list[Network]:
    """Return the networks that started less than half a year ago, which are only asked about the process."""
    since = timezone.localdate() - YOUNG_FOR
    return [network for network in networks if network.starts_on is not None and network.starts_on > since]


def study_year_now(programme: Programme, today: date | None = None) -> StudyYear | None:
    """Return the study year of a programme on the given day (today by default), else its latest."""
    day = today or timezone.localdate()
    years = list(programme.study_years.all())
    return next((year for year in years if year.starts_on <= day <= year.ends_on), years[-1] if years else None)


def people_to_invite(networks: Iterable[Network]) -> int:
    """Return the number of current participations in these networks, guests excluded."""
    return Participation.objects.members().filter(network__in=list(networks)).count()


def join_token(wave_network: WaveNetwork) -> str:
    """Return the token of the join page of a wave network."""
    return token_create(purpose=JOIN_PURPOSE, key=wave_network.pk, version=wave_network.join_version)


def wave_network_by_join_token(token: str) -> WaveNetwork | None:
    """Return the wave network of a join token, or None if the token is wrong or outdated."""
    key = token_key(token)
    rows = WaveNetwork.objects.select_related("wave__programme", "wave__instrument", "network")
    row = rows.filter(pk=key).first() if key is not None else None
    if row is None or not token_is_valid(token, purpose=JOIN_PURPOSE, key=row.pk, version=row.join_version):
        return None
    return row
