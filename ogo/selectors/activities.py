"""The library of activities: the starting set and the programme's own as cards, and finding one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.formatting import join_facts
from accounts.language import active_language
from mailing.rendering import WORD_JOINER
from networks.access import Permission, may, roles_in_network
from networks.models import Network, Programme
from networks.sorting import fold
from ogo.activities import Starter, starters
from ogo.models import Activity, Stage
from ogo.selectors.activity_uses import Target, stage_of, uses_by_phase

__all__ = [
    "Card",
    "StepLine",
    "Wanted",
    "agenda_note",
    "card_of",
    "cards_of",
    "find",
    "joined",
    "may_plan",
    "own_activity",
    "uses_by_phase",
    "wanted_of",
]

OWN = "own-"
AT_MOST = (15, 30, 45, 60, 90)
MAX_NOTE = 2_000


@dataclass(frozen=True)
class StepLine:
    """A step of an activity as its card shows it."""

    minutes: int
    text: str


@dataclass(frozen=True)
class Card:
    """An activity in one language: one of the starting set (`steps` and `tip`) or of the programme (`how`, `activity`).

    `key` is its part of addresses. `also` holds the texts in the other language, so that a word in either finds it.
    """

    key: str
    title: str
    aim: str
    materials: str
    minutes: int
    group_from: int | None
    group_to: int | None
    place: str
    stages: tuple[str, ...]
    steps: tuple[StepLine, ...] = ()
    tip: str = ""
    how: str = ""
    activity: Activity | None = None
    also: str = ""

    @property
    def starter(self) -> str:
        """The code in the starting set, or "" for an activity of the programme."""
        return "" if self.activity else self.key

    @property
    def author(self) -> str:
        """The first name of the person who added it, or "" if it is in the starting set or the account was erased."""
        return self.activity.author.first_name if self.activity and self.activity.author else ""

    @property
    def is_removed(self) -> bool:
        return bool(self.activity and self.activity.removed_at)

    @property
    def place_name(self) -> str:
        return str(Activity.Place(self.place).label)

    @property
    def group(self) -> str:
        """The size of the group in words, or "" if it does not matter. Word joiners keep its two numbers together."""
        sizes = {"least": self.group_from, "most": self.group_to}
        if self.group_from and self.group_to and self.group_from != self.group_to:
            words = _("%(least)s–%(most)s people") % sizes
            return words.replace("–", f"{WORD_JOINER}–{WORD_JOINER}")
        if self.group_from and self.group_to:
            return _("%(least)s people") % sizes
        if self.group_from:
            return _("from %(least)s people") % sizes
        return _("up to %(most)s people") % sizes if self.group_to else ""

    @property
    def stage_names(self) -> str:
        """The stages it fits in words."""
        return ", ".join(str(Stage(one).label) for one in self.stages) or _("at any time")

    @property
    def facts(self) -> str:
        """Its minutes, place and group on one line."""
        return join_facts(_("%(minutes)s min") % {"minutes": self.minutes}, self.place_name, self.group)

    @property
    def about(self) -> str:
        """Its place, group and stages on one line, beside the minutes."""
        return join_facts(self.place_name, self.group, self.stage_names)

    @cached_property
    def searched(self) -> str:
        """All its texts, folded for searching."""
        steps = (step.text for step in self.steps)
        return fold(" ".join([self.title, self.aim, self.materials, self.how, self.tip, *steps, self.also]))


@dataclass(frozen=True)
class Wanted:
    """The activities that a reader looks for. Empty means all."""

    stage: str = ""
    place: str = ""
    minutes: int = 0
    words: str = ""

    @classmethod
    def of_query(cls, given: Mapping[str, Any]) -> "Wanted":
        """Return what a query string asks for, without values that do not exist."""
        stage, place, minutes = (str(given.get(name, "")) for name in ("stage", "place", "minutes"))
        return cls(
            stage=stage if stage in Stage.values else "",
            place=place if place in {Activity.Place.ON_SITE, Activity.Place.ONLINE} else "",
            minutes=int(minutes) if minutes in {str(most) for most in AT_MOST} else 0,
            words=str(given.get("words", ""))[:100].replace("\0", ""),
        )

    @property
    def query(self) -> str:
        """The query string that asks for the same, without a question mark."""
        given = {"stage": self.stage, "place": self.place, "minutes": self.minutes, "words": self.words}
        return urlencode({name: value for name, value in given.items() if value})

    def fits(self, card: Card) -> bool:
        """Return whether an activity is among those wanted. One for any time fits every stage."""
        return (
            (not self.stage or not card.stages or self.stage in card.stages)
            and (not self.place or card.place in {self.place, Activity.Place.BOTH})
            and (not self.minutes or card.minutes <= self.minutes)
            and all(word in card.searched for word in fold(self.words).split())
        )


def wanted_of(network: Network, target: Target | None, given: Mapping[str, Any]) -> Wanted:
    """Return what a query string asks for.

    Before the first search for a meeting or phase (`find` is absent) that is what suits it: its stage, and on site or
    online.
    """
    if target is None or "find" in given:
        return Wanted.of_query(given)
    mode = target.meeting.mode if target.meeting else ""
    return Wanted.of_query({"stage": stage_of(network, target), "place": mode})


def joined(*queries: str) -> str:
    """Return query strings as one, empty ones left out."""
    return "&".join(query for query in queries if query)


def may_plan(user: Any, network: Network) -> bool:
    """Return whether a person may choose and add activities in a network, and read notes from other networks."""
    return may(roles_in_network(user, network), Permission.CHOOSE_ACTIVITIES)


def cards_of(programme: Programme, language: str = "") -> list[Card]:
    """Return the starting set and the programme's own activities as cards, by title."""
    language = language or active_language()
    own = Activity.objects.filter(programme=programme, removed_at=None).select_related("author")
    cards = [*(_starter_card(one, language) for one in starters().values()), *(_own_card(one) for one in own)]
    return sorted(cards, key=lambda card: (fold(card.title), card.key))


def find(cards: Iterable[Card], wanted: Wanted) -> list[Card]:
    """Return the cards that are wanted, in the same order."""
    return [card for card in cards if wanted.fits(card)]


def card_of(network: Network, key: str, language: str = "") -> Card:
    """Return the card with this key for a reader in a network.

    Raises Http404 if there is none, if it belongs to another programme, and if it was removed from the library and this
    network never used it.
    """
    language = language or active_language()
    if not key.startswith(OWN):
        starter = starters().get(key)
        if starter is None:
            raise Http404
        return _starter_card(starter, language)
    number = key.removeprefix(OWN)
    if not number.isdecimal() or len(number) > 18:
        raise Http404
    known = Q(removed_at=None) | Q(uses__network=network)
    own = Activity.objects.filter(known, programme=network.programme_id, pk=int(number))
    found = own.select_related("author").first()
    if found is None:
        raise Http404
    return _own_card(found)


def own_activity(network: Network, key: str) -> Activity:
    """Return an activity of the programme that is in the library. Raises Http404 for any other key."""
    card = card_of(network, key)
    if card.activity is None or card.is_removed:
        raise Http404
    return card.activity


def agenda_note(network: Network, card: Card) -> tuple[str, str]:
    """Return the title and the note of an agenda block for an activity, in the language of the programme.

    A part of the agenda has less room than an activity of the programme; a longer text ends with an ellipsis.
    """
    language = network.programme.language
    if card.starter:
        card = card_of(network, card.key, language)
    with translation.override(language):
        needs = _("You need: %(materials)s") % {"materials": card.materials} if card.materials else ""
        steps = "\n".join(f"{step.minutes} min: {step.text}" for step in card.steps)
    note = "\n\n".join(part for part in (steps or card.how, needs) if part)
    return card.title, note if len(note) <= MAX_NOTE else note[: MAX_NOTE - 2].rsplit(" ", 1)[0] + " …"


def _starter_card(one: Starter, language: str) -> Card:
    other = "en" if language.startswith("nl") else "nl"
    texts = [one.title, one.aim, one.materials, *(step.text for step in one.steps)]
    return Card(
        key=one.code,
        title=one.title.in_language(language),
        aim=one.aim.in_language(language),
        materials=one.materials.in_language(language),
        tip=one.tip.in_language(language),
        minutes=one.minutes,
        group_from=one.group_from,
        group_to=one.group_to,
        place=one.place,
        stages=one.stages,
        steps=tuple(StepLine(step.minutes, step.text.in_language(language)) for step in one.steps),
        also=" ".join(text.in_language(other) for text in texts),
    )


def _own_card(one: Activity) -> Card:
    return Card(
        key=f"{OWN}{one.pk}",
        title=one.title,
        aim=one.aim,
        materials=one.materials,
        how=one.steps,
        minutes=one.minutes,
        group_from=one.group_from,
        group_to=one.group_to,
        place=one.place,
        stages=tuple(stage for stage in Stage.values if stage in one.stages),
        activity=one,
    )
