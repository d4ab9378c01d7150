"""Answering while a wave is open: save, submit and withdraw.

Every operation locks the wave's row in the network before it checks state and time, so an answer is either stored
before the wave closes or refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from srt.definition import UNANSWERED, InstrumentDefinition
from srt.draft_encryption import DraftContent
from srt.models import DraftResponse, WaveInvitation, WaveNetwork
from srt.release import has_scale_point
from srt.selectors.drafts import drafts_submitted
from srt.selectors.known_people import known_people
from srt.services.invitations import WaveClosedError
from srt.services.locks import wave_network_lock

__all__ = [
    "AnswersRefusedError",
    "InvitationGoneError",
    "SavedAnswers",
    "WaveClosedError",
    "answers_save",
    "answers_submit",
    "answers_withdraw",
    "brackets_update",
]


class InvitationGoneError(Exception):
    """The invitation was withdrawn while its page was open in a browser."""


class AnswersRefusedError(ValueError):
    """Answers that cannot be saved. `problems` maps an item code ("" for the whole page) to a message."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__("answers refused")


@dataclass(frozen=True)
class SavedAnswers:
    """A draft after saving.

    `elsewhere` maps item codes to answers from another window that took precedence. `revision` is the revision the page
    may send from now on: the new one, or its previous one if another window has changed something this page does not
    show.
    """

    answers: str
    revision: int
    submitted: bool
    elsewhere: Mapping[str, str] = field(default_factory=dict)


def answers_save(
    *,
    invitation: WaveInvitation,
    changes: Mapping[str, str],
    shown: Mapping[str, str] | None = None,
    revision: int | None = None,
    consent: bool | None = None,
) -> SavedAnswers:
    """Save answers in the draft of an invitation, creating the draft if needed.

    `changes` maps item codes to one character of the instrument's alphabet. The last write wins, answer by answer. A
    whole page also sends the `revision` and the answers (`shown`) it was rendered from. If another window has changed
    the draft since then, its changes stay, and items that both windows changed differently are returned in `elsewhere`.

    Raises AnswersRefusedError, WaveClosedError or InvitationGoneError and changes nothing.
    """
    with transaction.atomic():
        definition, draft = _open_draft(invitation)
        _check(definition, changes)
        given = dict(zip(definition.item_codes, draft.answers, strict=True))
        is_current = revision is None or revision == draft.revision
        shown = None if revision == draft.revision else shown
        elsewhere = _changed_elsewhere(given, changes, shown)
        accepted = {c: v for c, v in changes.items() if c not in elsewhere and not _untouched(c, v, shown)}
        _write(draft, "".join((given | accepted).values()), draft.consent if consent is None else consent)
        if draft.submitted:
            _raise_most_answered(draft.invitation.wave_network)
    known = draft.revision if is_current or revision is None else revision
    return SavedAnswers(draft.answers, known, draft.submitted, elsewhere)


def answers_submit(*, invitation: WaveInvitation) -> None:
    """Submit the draft; submitting again has no effect. Until closing it can still be changed or withdrawn.

    Raises AnswersRefusedError if no item has an answer, WaveClosedError or InvitationGoneError.
    """
    with transaction.atomic():
        _definition, draft = _open_draft(invitation)
        if not draft.answers.strip(UNANSWERED):
            raise AnswersRefusedError({"": _("There’s nothing to send yet: you haven’t answered anything.")})
        if not draft.submitted:
            draft.seal(replace(draft.content, submitted=True))
            draft.save(update_fields=["sealed"])
            _raise_most_answered(draft.invitation.wave_network)


def answers_withdraw(*, invitation: WaveInvitation) -> None:
    """Delete the draft, submitted or not; do nothing if there is none.

    Raises WaveClosedError or InvitationGoneError.
    """
    with transaction.atomic():
        _definition, draft = _open_draft(invitation)
        DraftResponse.objects.filter(pk=draft.pk).delete()


def _open_draft(invitation: WaveInvitation) -> tuple[InstrumentDefinition, DraftResponse]:
    """Lock the wave, check that it accepts answers and return the questionnaire with the draft (unsaved if new)."""
    row = wave_network_lock(invitation.wave_network_id)
    if not row.wave.is_open():
        raise WaveClosedError
    current = WaveInvitation.objects.filter(pk=invitation.pk, wave_network=row).first()
    if current is None:
        raise InvitationGoneError
    definition = row.wave.definition
    current.wave_network = row
    stored = DraftResponse.objects.filter(invitation=current).first()
    if stored is not None:
        stored.invitation = current
        return definition, stored
    draft = DraftResponse(invitation=current)
    draft.content = DraftContent(definition.blank_answers())
    return definition, draft


def _check(definition: InstrumentDefinition, changes: Mapping[str, str]) -> None:
    problems = {}
    for code, value in changes.items():
        if code not in definition.item_codes:
            problems[""] = _(
                "This page belongs to a different questionnaire. Open your link again. Nothing was changed."
            )
        elif len(value) != 1 or value not in definition.alphabet:
            problems[code] = _("This answer isn’t one of the options. Choose again. Nothing was changed.")
    if problems:
        raise AnswersRefusedError(problems)


def _changed_elsewhere(
    given: Mapping[str, str], changes: Mapping[str, str], shown: Mapping[str, str] | None
) -> dict[str, str]:
    """Return the stored answers that differ both from what the page showed and from what was chosen on it."""
    if shown is None:
        return {}
    return {
        code: given[code]
        for code, value in changes.items()
        if len({shown.get(code, given[code]), value, given[code]}) == 3
    }


def _untouched(code: str, value: str, shown: Mapping[str, str] | None) -> bool:
    """Return whether the page only sends back what it showed, so that the stored answer stays."""
    return shown is not None and shown.get(code) == value


def _raise_most_answered(row: WaveNetwork) -> None:
    """Raise the high-water mark behind the response bracket; it never falls. The caller holds the lock on the row."""
    known = known_people(row.wave, [row])[row.pk]
    drafts = (draft for draft in drafts_submitted([row]) if draft.invitation.person_id in known)
    answered = sum(has_scale_point(draft.answers) for draft in drafts)
    WaveNetwork.objects.filter(pk=row.pk, most_answered__lt=answered).update(most_answered=answered)


def _write(draft: DraftResponse, answers: str, consent: bool) -> None:
    """Save the draft if it changed; a draft without any answer left is no longer submitted."""
    is_new = draft.revision == 0
    if not is_new and (answers, consent) == (draft.answers, draft.consent):
        return
    draft.seal(DraftContent(answers, consent, draft.submitted and bool(answers.strip(UNANSWERED))))
    draft.revision += 1
    if is_new:
        draft.save()
    else:
        draft.save(update_fields=["sealed", "revision"])


def brackets_update() -> None:
    """Let the response brackets of open waves show the answers of today."""
    open_waves = WaveNetwork.objects.filter(wave__opened_at__isnull=False, wave__closed_at__isnull=True)
    open_waves.update(answered_last_night=F("most_answered"))
