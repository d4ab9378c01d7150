"""Answering while a wave is open: saving, sending, taking back.

Every operation locks the row of the wave in the network, then checks state and time: an answer is either in before
closing or refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from srt.definition import LEFT_OPEN, InstrumentDefinition, Sides
from srt.models import AnswerSheet, WaveInvitation, WaveNetwork
from srt.services.invitations import WaveClosedError
from srt.services.locks import wave_network_lock
from srt.services.responses import is_respondent

__all__ = [
    "AnswersRefusedError",
    "InvitationGoneError",
    "SavedAnswers",
    "WaveClosedError",
    "answers_save",
    "answers_submit",
    "answers_withdraw",
]


class InvitationGoneError(Exception):
    """The invitation was withdrawn while its page was open."""


class AnswersRefusedError(ValueError):
    """Answers that cannot be kept; nothing was changed. `problems` has a sentence per item code, "" for the whole."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__("answers refused")


@dataclass(frozen=True)
class SavedAnswers:
    """A sheet after saving. `elsewhere` has the answers, by code, that another window gave and that were kept.

    `revision` is what the page may say it knows from now on: the new one, or its old one when another window changed
    something in between that this page does not show.
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
    """Keep answers (item code to one character of the alphabet) in the sheet of an invitation; make it when it is new.

    The last write wins, answer by answer. A whole page also says on which `revision` and on which answers (`shown`)
    it stood: when the sheet was changed in another window since, what that window changed stays, and what both changed
    to something else is returned in `elsewhere`.
    Raises AnswersRefusedError, WaveClosedError or InvitationGoneError, and then changes nothing.
    """
    with transaction.atomic():
        definition, sheet = _open_sheet(invitation)
        _check(definition, changes)
        given = dict(zip(definition.item_codes, sheet.answers, strict=True))
        is_current = revision is None or revision == sheet.revision
        shown = None if revision == sheet.revision else shown
        elsewhere = _changed_elsewhere(given, changes, shown)
        kept = {c: v for c, v in changes.items() if c not in elsewhere and not _untouched(c, v, shown)}
        _write(sheet, "".join((given | kept).values()), sheet.consent if consent is None else consent)
        if sheet.submitted:
            _answered_note(invitation.wave_network_id)
    known = sheet.revision if is_current or revision is None else revision
    return SavedAnswers(sheet.answers, known, sheet.submitted, elsewhere)


def answers_submit(*, invitation: WaveInvitation) -> None:
    """Send the sheet in. Sending twice is sending once; until closing it can still be changed or taken back.

    Raises AnswersRefusedError for a sheet without any answer, WaveClosedError or InvitationGoneError.
    """
    with transaction.atomic():
        _definition, sheet = _open_sheet(invitation)
        if not sheet.answers.strip(LEFT_OPEN):
            raise AnswersRefusedError({"": _("There is nothing to send yet: nothing has been answered.")})
        if not sheet.submitted:
            sheet.submitted = True
            sheet.save(update_fields=["submitted"])
            _answered_note(invitation.wave_network_id)


def answers_withdraw(*, invitation: WaveInvitation) -> None:
    """Delete the sheet, sent or not; nothing is kept of it. Without a sheet nothing happens.

    Raises WaveClosedError or InvitationGoneError.
    """
    with transaction.atomic():
        _definition, sheet = _open_sheet(invitation)
        AnswerSheet.objects.filter(pk=sheet.pk).delete()


def _open_sheet(invitation: WaveInvitation) -> tuple[InstrumentDefinition, AnswerSheet]:
    """Lock, check that answers are taken, and return the questionnaire with the sheet (a new one is not yet saved)."""
    row = wave_network_lock(invitation.wave_network_id)
    if not row.wave.is_open():
        raise WaveClosedError
    current = WaveInvitation.objects.filter(pk=invitation.pk, wave_network=row).first()
    if current is None:
        raise InvitationGoneError
    definition = row.wave.instrument.definition.for_sides(cast("Sides", row.wave.sides))
    sheet = AnswerSheet.objects.filter(invitation=current).first()
    return definition, sheet or AnswerSheet(invitation=current, answers=definition.blank_answers())


def _check(definition: InstrumentDefinition, changes: Mapping[str, str]) -> None:
    problems = {}
    for code, value in changes.items():
        if code not in definition.item_codes:
            problems[""] = _("This page is of another questionnaire. Open your link again; nothing was changed.")
        elif len(value) != 1 or value not in definition.alphabet:
            problems[code] = _("This answer is not one of the choices. Choose again; nothing was changed.")
    if problems:
        raise AnswersRefusedError(problems)


def _changed_elsewhere(
    given: Mapping[str, str], changes: Mapping[str, str], shown: Mapping[str, str] | None
) -> dict[str, str]:
    """Return what differs from the page in three ways: shown then, chosen here, kept now."""
    if shown is None:
        return {}
    return {
        code: given[code]
        for code, value in changes.items()
        if len({shown.get(code, given[code]), value, given[code]}) == 3
    }


def _untouched(code: str, value: str, shown: Mapping[str, str] | None) -> bool:
    """Return whether the page only sends back what it showed: then whatever is kept now stays."""
    return shown is not None and shown.get(code) == value


def _answered_note(wave_network_pk: int) -> None:
    """Raise the mark that the band is made from; it never falls. The row is locked by the caller."""
    sent = AnswerSheet.objects.filter(invitation__wave_network=wave_network_pk, submitted=True)
    answered = sum(is_respondent(answers) for answers in sent.values_list("answers", flat=True))
    WaveNetwork.objects.filter(pk=wave_network_pk, most_answered__lt=answered).update(most_answered=answered)


def _write(sheet: AnswerSheet, answers: str, consent: bool) -> None:
    """Save what changed. A sheet from which every answer was cleared is no longer sent in."""
    is_new = sheet.revision == 0
    if not is_new and (answers, consent) == (sheet.answers, sheet.consent):
        return
    sheet.answers, sheet.consent = answers, consent
    sheet.submitted = sheet.submitted and bool(answers.strip(LEFT_OPEN))
    sheet.revision += 1
    if is_new:
        sheet.save()
    else:
        sheet.save(update_fields=["answers", "consent", "submitted", "revision"])
