"""The data of the questionnaire pages, always of one person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.tokens import token_create, token_is_valid, token_key
from srt.definition import NOT_YET, UNANSWERED, InstrumentDefinition, Item, PageOfItems, localised
from srt.formatting import format_duration, format_number, minutes_for
from srt.models import DraftResponse, Wave, WaveInvitation

if TYPE_CHECKING:
    from django.db.models import QuerySet


LINK_PURPOSE = "survey"
CLOSING_SOON = timedelta(hours=24)


@dataclass(frozen=True)
class ItemLine:
    """One statement as shown on a page. `choices` and `not_yet` are (value, label) pairs."""

    code: str
    number: int
    text: str
    choices: Sequence[tuple[str, str]]
    not_yet: tuple[str, str] | None
    answer: str
    error: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the statement has no answer yet."""
        return self.answer == UNANSWERED

    @property
    def given(self) -> str:
        """The label of the answer, or an empty string if there is none."""
        pairs = [*self.choices, *([self.not_yet] if self.not_yet else [])]
        return next((words for value, words in pairs if value == self.answer), "")


@dataclass(frozen=True)
class Questionnaire:
    """One person's questionnaire: the invitation, the statements and the answers so far."""

    invitation: WaveInvitation
    definition: InstrumentDefinition
    draft: DraftResponse | None
    members: int

    @property
    def wave(self) -> Wave:
        """The wave of the invitation."""
        return self.invitation.wave_network.wave

    @cached_property
    def token(self) -> str:
        """The token of the personal link."""
        return link_token(self.invitation)

    @property
    def answers(self) -> str:
        """The answers, one character per statement."""
        return self.draft.answers if self.draft else self.definition.blank_answers()

    @property
    def submitted(self) -> bool:
        """Whether the answers were submitted."""
        return self.draft is not None and self.draft.submitted

    @property
    def consent(self) -> bool:
        """Whether the answers may be used for research."""
        return self.draft is not None and self.draft.consent

    @property
    def revision(self) -> int:
        """The number of times the draft was changed."""
        return self.draft.revision if self.draft else 0

    @property
    def answered(self) -> int:
        """The number of statements with an answer, including "can't say yet"."""
        return len(self.answers) - self.answers.count(UNANSWERED)

    @property
    def is_small(self) -> bool:
        """Whether the network is too small for a chart, even if everyone answers (S10)."""
        return self.members < self.wave.programme.minimum_group

    @property
    def closes_soon(self) -> bool:
        """Whether the questionnaire closes within a day."""
        return self.wave.closes_at - timezone.now() < CLOSING_SOON

    @property
    def talk_on(self) -> date | None:
        """The planned day of the conversation, or None if it is unknown or past."""
        planned = self.invitation.wave_network.conversation_at
        return timezone.localdate(planned) if planned is not None and planned > timezone.now() else None

    @cached_property
    def pages(self) -> list[PageOfItems]:
        """The pages of the questionnaire with their statements."""
        return self.definition.pages_of_items()

    @property
    def resume_page(self) -> int:
        """The number of the first page with an unanswered statement, else 1."""
        return next((page.number for page in self.pages if UNANSWERED in self.answers_of(page)), 1)

    def answers_of(self, page: PageOfItems) -> str:
        """Return the answers of one page, one character per statement."""
        given = dict(zip(self.definition.item_codes, self.answers, strict=True))
        return "".join(given[item.code] for item in page.items)

    @property
    def is_started(self) -> bool:
        """Whether any statement has an answer."""
        return self.answered > 0

    @property
    def left_open(self) -> int:
        """The number of statements without an answer."""
        return len(self.answers) - self.answered


@dataclass(frozen=True)
class IntroTexts:
    """The texts of the first page that depend on the questionnaire."""

    number: int
    duration: str
    about_network_only: bool
    smallest_group: str
    source: str


@dataclass(frozen=True)
class PageTexts:
    """The texts above a page of statements. `language` is the language of the statements."""

    heading: str
    period: str
    explain: str
    language: str


@dataclass(frozen=True)
class AboutTexts:
    """The sources of a questionnaire."""

    name: str
    source: str
    references: Sequence[str]
    version: int


@dataclass(frozen=True)
class OpenSurvey:
    """An open questionnaire of a signed-in person. `state` is new, started or submitted."""

    network_pk: int
    network_name: str
    closes_at: Any
    minutes: int
    url: str
    state: str


def link_token(invitation: WaveInvitation) -> str:
    """Return the token of the personal link of an invitation."""
    return token_create(purpose=LINK_PURPOSE, key=invitation.pk, version=invitation.version)


def invitation_by_token(token: str) -> WaveInvitation | None:
    """Return the invitation of a link, or None if the link is wrong or outdated or the account closed."""
    key = token_key(token)
    people = _invitations().filter(person__is_active=True)
    invitation = people.filter(pk=key).first() if key is not None else None
    if invitation is None or not token_is_valid(
        token, purpose=LINK_PURPOSE, key=invitation.pk, version=invitation.version
    ):
        return None
    return invitation


def invitation_of(user: Any, wave_network_pk: int) -> WaveInvitation | None:
    """Return the invitation of a signed-in person, or None."""
    return _invitations().filter(wave_network__pk=wave_network_pk, person=user).first()


def has_open_invitation(user: Any, wave_network_pk: int) -> bool:
    """Return whether a person was invited here and did not decline. Only shown to that person."""
    invitation = invitation_of(user, wave_network_pk)
    return invitation is not None and not invitation.declined


def questionnaire_of(invitation: WaveInvitation) -> Questionnaire:
    """Return the questionnaire of an invitation with its current answers."""
    wave = invitation.wave_network.wave
    draft = DraftResponse.objects.filter(invitation=invitation).first()
    if draft is not None:
        draft.invitation = invitation
    return Questionnaire(
        invitation=invitation,
        definition=wave.definition,
        draft=draft,
        members=WaveInvitation.objects.filter(wave_network=invitation.wave_network_id).count(),
    )


def open_surveys(user: Any) -> list[OpenSurvey]:
    """Return the open questionnaires of a person, soonest closing first. Only shown to that person.

    A questionnaire that the person declined without answering is left out.
    """
    now = timezone.now()
    is_open = Q(wave_network__wave__opened_at__isnull=False, wave_network__wave__closed_at__isnull=True)
    mine = _invitations().filter(is_open, person=user, wave_network__wave__closes_at__gt=now)
    drafts = {draft.invitation_id: draft for draft in DraftResponse.objects.filter(invitation__in=mine)}
    rows = mine.order_by("wave_network__wave__closes_at", "pk")
    return [_open_survey(row, drafts.get(row.pk)) for row in rows if not row.declined or row.pk in drafts]


def questionnaires_started(user: Any) -> list[Questionnaire]:
    """Return the questionnaires with stored answers of a person, withdrawn ones included. Closed waves have none."""
    started = WaveInvitation.with_withdrawn.filter(person=user, draft__isnull=False)
    mine = _related(started).select_related("wave_network__wave__study_year")
    return [questionnaire_of(row) for row in mine.order_by("wave_network__wave__closes_at", "pk")]


def item_lines(
    questionnaire: Questionnaire,
    items: Iterable[Item],
    language: str,
    *,
    posted: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
) -> list[ItemLine]:
    """Return statements as shown on a page. Posted answers take precedence over stored ones."""
    definition = questionnaire.definition
    given = dict(zip(definition.item_codes, questionnaire.answers, strict=True)) | dict(posted or {})
    scale = definition.scale
    choices = [(str(point), localised(scale.labels[point], language)) for point in scale.points]
    not_yet = (NOT_YET, _("I can’t say yet")) if definition.not_yet else None
    return [
        ItemLine(
            code=item.code,
            number=definition.item_index(item.code) + 1,
            text=localised(item.text, language),
            choices=choices,
            not_yet=not_yet,
            answer=given[item.code],
            error=(problems or {}).get(item.code, ""),
        )
        for item in items
    ]


def intro_texts(questionnaire: Questionnaire, language: str) -> IntroTexts:
    """Return the texts of the first page."""
    definition = questionnaire.definition
    return IntroTexts(
        number=len(definition.items),
        duration=format_duration(len(definition.items)),
        about_network_only=questionnaire.wave.scope == Wave.Scope.PROCESS,
        smallest_group=format_number(questionnaire.wave.programme.minimum_group),
        source=localised(definition.source, language),
    )


def page_texts(questionnaire: Questionnaire, page: PageOfItems, language: str) -> PageTexts:
    """Return the texts above a page. The period and the explanation are only shown on the first page."""
    definition = questionnaire.definition
    is_first = page.number == 1
    return PageTexts(
        heading=localised(page.heading, language) or _("Page %(number)d") % {"number": page.number},
        period=localised(definition.period, language) if is_first else "",
        explain=localised(definition.explain, language) if is_first else "",
        language=language if language in definition.languages else next(iter(definition.languages), language),
    )


def about_questionnaire(questionnaire: Questionnaire, language: str) -> AboutTexts:
    """Return the sources of a questionnaire."""
    definition = questionnaire.definition
    return AboutTexts(
        name=localised(definition.name, language),
        source=localised(definition.source, language),
        references=definition.references,
        version=definition.version,
    )


def describe_conflicts(questionnaire: Questionnaire, elsewhere: Mapping[str, str], language: str) -> dict[str, str]:
    """Return messages by item code about answers saved in another window; the page keeps the answers chosen here."""
    items = [item for item in questionnaire.definition.items if item.code in elsewhere]
    lines = item_lines(questionnaire, items, language, posted=elsewhere)
    return {line.code: _describe_conflict(line) for line in lines}


def _describe_conflict(line: ItemLine) -> str:
    if line.is_open:
        return _("This answer was cleared in another window. Choose the one that counts and continue.")
    return _("You chose “%(answer)s” in another window. Choose the one that counts and continue.") % {
        "answer": line.given
    }


def _invitations() -> "QuerySet[WaveInvitation]":
    return _related(WaveInvitation.objects.all())


def _related(invitations: "QuerySet[WaveInvitation]") -> "QuerySet[WaveInvitation]":
    return invitations.select_related(
        "wave_network__wave__programme",
        "wave_network__wave__instrument",
        "wave_network__wave__draft_key",
        "wave_network__network",
        "person",
    )


def _open_survey(invitation: WaveInvitation, draft: DraftResponse | None) -> OpenSurvey:
    wave = invitation.wave_network.wave
    if draft is not None:
        draft.invitation = invitation
    items = len(wave.definition.items)
    return OpenSurvey(
        network_pk=invitation.wave_network.network_id,
        network_name=invitation.wave_network.network.name,
        closes_at=wave.closes_at,
        minutes=minutes_for(items),
        url=reverse("srt:own_questionnaire", args=[invitation.wave_network_id]),
        state="new" if draft is None else "submitted" if draft.submitted else "started",
    )
