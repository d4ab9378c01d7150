"""Questions to everyone in a network, as one person may read them."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.formatting import format_moment
from meetings.models import Meeting
from meetings.selectors.home import ThingToDo
from networks.access import Permission, Role, may, roles_in_network
from networks.models import Network, Participation
from ogo.models import Ask, AskAnswer

ASKS_ON_PAGE = 50
MINUTES_TO_ANSWER = 1


@dataclass(frozen=True)
class AsksPage:
    """The questions of a network, newest first."""

    network: Network
    asks: "Page[Ask]"
    roles: frozenset[Role]

    @property
    def may_ask(self) -> bool:
        """Whether the reader may ask everyone a question."""
        return may(self.roles, Permission.ASK_NETWORK)


@dataclass(frozen=True)
class AnswerLine:
    """A shown answer, with the first name of its writer or without."""

    text: str
    name: str


@dataclass(frozen=True)
class AskPage:
    """One question for one reader: their own answer until the answers are shown, and then everyone's."""

    ask: Ask
    roles: frozenset[Role]
    own: AskAnswer | None
    moment: str
    answers: list[AnswerLine]
    unclear: list[AnswerLine]

    @property
    def is_shown(self) -> bool:
        """Whether everyone in the network reads the answers."""
        return self.ask.shown_at is not None

    @property
    def is_about_goals(self) -> bool:
        """Whether there are two sentences to finish."""
        return self.ask.kind == Ask.Kind.GOALS

    @property
    def may_answer(self) -> bool:
        """Whether the reader can still answer."""
        return not self.is_shown and may(self.roles, Permission.SHARE_IN_NETWORK)

    @property
    def may_ask(self) -> bool:
        """Whether the reader may show the answers and remove the question."""
        return may(self.roles, Permission.ASK_NETWORK)


def asks_page(network: Network, user: Any, number: str | None = None) -> AsksPage:
    """Return a page of the questions of a network."""
    rows = Ask.objects.filter(network=network).select_related("meeting__programme__calendar")
    return AsksPage(network, Paginator(rows, ASKS_ON_PAGE).get_page(number), roles_in_network(user, network))


def ask_of(network: Network, pk: int) -> Ask:
    """Return a question of a network. Raises Http404 if it is another network's."""
    ask: Ask = get_object_or_404(Ask.objects.select_related("meeting__programme__calendar"), pk=pk, network=network)
    ask.network = network
    return ask


def ask_page(network: Network, user: Any, pk: int) -> AskPage:
    """Return one question for one reader. Raises Http404 if it is another network's."""
    ask = ask_of(network, pk)
    answers, unclear = shown_answers(ask)
    return AskPage(
        ask=ask,
        roles=roles_in_network(user, network),
        own=own_answer(ask, user),
        moment=moment_of(ask),
        answers=answers,
        unclear=unclear,
    )


def shown_page(network: Network, user: Any, pk: int) -> AskPage:
    """Return one question with its answers. Raises Http404 unless they were shown."""
    page = ask_page(network, user, pk)
    if not page.is_shown:
        raise Http404
    return page


def own_answer(ask: Ask, user: Any) -> AskAnswer | None:
    """Return what a person answered, or None."""
    return AskAnswer.objects.filter(ask=ask, person=user).first() if ask.shown_at is None else None


def shown_answers(ask: Ask) -> tuple[list[AnswerLine], list[AnswerLine]]:
    """Return the shown answers and, about a goal, what people don't see yet; in the random order of their rows."""
    if ask.shown_at is None:
        return [], []
    rows = list(AskAnswer.objects.filter(ask=ask).select_related("person").order_by("pk"))
    answers = [AnswerLine(row.text, _name(row)) for row in rows if row.text]
    return answers, [AnswerLine(row.unclear, _name(row)) for row in rows if row.unclear]


def _name(answer: AskAnswer) -> str:
    return answer.person.first_name if answer.with_name and answer.person else ""


def moment_of(ask: Ask) -> str:
    """Return the date of the meeting for which everyone was asked, or "" without a published one."""
    meeting = ask.meeting
    return format_moment(meeting) if meeting is not None and meeting.state == Meeting.State.PUBLISHED else ""


def meetings_to_ask_for(network: Network) -> "QuerySet[Meeting]":
    """Return the meetings of the whole network that are still to come."""
    rows = Meeting.objects.published().upcoming().filter(network=network, kind=Meeting.Kind.NETWORK)
    return rows.select_related("programme__calendar")


def open_asks(network: Network, user: Any) -> list[ThingToDo]:
    """Return the questions that a person who takes part has not answered yet. One query."""
    if network.has_ended():
        return []
    takes_part = Participation.objects.members().filter(network=OuterRef("network"), person=user)
    answered = AskAnswer.objects.filter(ask=OuterRef("pk"), person=user)
    rows = Ask.objects.filter(Exists(takes_part), ~Exists(answered), network=network, shown_at=None)
    return [_thing(ask) for ask in rows.select_related("meeting").order_by("asked_at", "pk")]


def _thing(ask: Ask) -> ThingToDo:
    text = ask.text or _("What does our goal mean to you?")
    day = ask.meeting.on_date if ask.meeting and ask.meeting.state == Meeting.State.PUBLISHED else None
    before = day if day and day >= timezone.localdate() else None
    return ThingToDo(text, reverse("ogo:ask", args=[ask.network_id, ask.pk]), minutes=MINUTES_TO_ANSWER, before=before)
