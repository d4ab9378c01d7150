"""Personal data of the survey: invitations, and answers while a wave is open. After closing, answers have no name."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.language import active_language
from accounts.models import User
from accounts.registry import (
    DELETE,
    DELETED_WITH_PARENT,
    Coded,
    DataCategory,
    DataGroup,
    DataRow,
    PersonalData,
    declare,
    erased_by,
)
from accounts.retention import after, by_job, purged_by
from jobs.retention import INVITATION_RETENTION
from srt.models import DraftResponse, InstrumentUpload, Response, WaveInvitation
from srt.selectors.questionnaire import ItemLine, Questionnaire, item_lines, questionnaires_started
from srt.services.erasure import invitations_erase
from srt.services.instruments import UPLOAD_RETENTION
from srt.services.retention import RESPONSE_RETENTION, responses_purge
from srt.services.waves import CLOSE_JOB


def _background(row: WaveInvitation) -> Coded:
    backgrounds = row.wave_network.wave.programme.backgrounds.all()
    names = {background.code: background.name(active_language()) for background in backgrounds}
    return Coded(row.background_code, names.get(row.background_code, ""))


def _answers(person: User) -> list[DataRow]:
    language = active_language()
    return [
        _answer(begun, line)
        for begun in questionnaires_started(person)
        for line in item_lines(begun, begun.definition.items, language)
        if not line.is_open
    ]


def _answer(begun: Questionnaire, line: ItemLine) -> DataRow:
    data: dict[str, Any] = {
        "year": str(begun.wave.study_year),
        "network": begun.invitation.wave_network.network.name,
        "statement": line.code,
        "answer": line.answer,
    }
    return DataRow(data, {"statement": line.text, "answer": line.given})


ANSWERS = DataCategory(
    "srt.answers",
    DataGroup.SURVEY,
    _("Your answers, while a questionnaire is open"),
    purpose=_("So that you can stop, continue later and change them"),
    seen_by=_("Until closing, the people who run the server could reach them."),
    risk="who answered what: see Answers",
)
UNTIL_CLOSING = by_job(CLOSE_JOB, words=_("Until it closes; then names are separated from answers"))
UNCOUNTED = DELETED_WITH_PARENT.saying(_("Is deleted, and never counted."))

declare(
    PersonalData(
        DraftResponse,
        ANSWERS,
        person="invitation__person",
        columns={
            "year": _("Year"),
            "network": _("Network"),
            "statement": _("Statement"),
            "answer": _("Your answer"),
        },
        rows=_answers,
        on_erase=UNCOUNTED,
        expires=UNTIL_CLOSING,
    ),
    PersonalData(
        DraftResponse,
        ANSWERS,
        code="srt.drafts",
        title=_("Questionnaires that you have started"),
        person="invitation__person",
        columns={
            "year": (_("Year"), "invitation__wave_network__wave__study_year"),
            "network": (_("Network"), "invitation__wave_network__network__name"),
            "sent": (_("Sent"), "submitted"),
            "consent": _("May be used for research"),
        },
        on_erase=UNCOUNTED,
        expires=UNTIL_CLOSING,
    ),
    PersonalData(
        WaveInvitation,
        DataCategory(
            "srt.invitations",
            DataGroup.SURVEY,
            _("That you were asked to fill in the questionnaire, and your role at the time"),
            purpose=_("For your own link, and to know how many people were asked"),
            risk="where people were asked, and a link that still opens something",
        ),
        title=_("Questionnaires that you were asked to fill in"),
        person="person",
        columns={
            "year": (_("Year"), "wave_network__wave__study_year"),
            "network": (_("Network"), "wave_network__network__name"),
            "background": (_("Role"), _background),
            "newcomer": (_("You were new"), "is_newcomer"),
            "declined": _("You did not want to fill it in"),
        },
        related=("wave_network__wave__programme__backgrounds",),
        on_erase=erased_by(
            invitations_erase,
            words=_(
                "Is deleted. Answers to questionnaires that have closed stay: nobody can find which are yours, so "
                "nobody can remove them."
            ),
        ),
        expires=after("wave_network__wave__closed_at", INVITATION_RETENTION, words=_("Until %(period)s after closing")),
    ),
    PersonalData(
        Response,
        DataCategory(
            "srt.responses",
            DataGroup.SURVEY,
            _(
                "Answers after closing, without a name. Student or other, and the choice about research, stay with an "
                "answer"
            ),
            purpose=_("For the results of a network"),
            permission="",
            seen_by=_(
                "Nobody sees individual answers. Averages are shown from five answers on. Student or other is stored "
                "only where at least five students and five others answered."
            ),
            risk="a new way of finding out who gave them may be discovered",
        ),
        expires=purged_by(
            responses_purge, period=RESPONSE_RETENTION, words=_("%(period)s, after that only the averages")
        ),
    ),
    PersonalData(
        InstrumentUpload,
        DataCategory(
            "srt.uploads",
            DataGroup.SURVEY,
            _("Questionnaire files that you have not added yet"),
            purpose=_("So that you first see what would change"),
        ),
        code="srt.instrument_uploads",
        person="by",
        columns={"file_name": _("File"), "created_at": _("Since")},
        on_erase=DELETE,
        # A job deletes each file on the hour; the nightly purge finds any that it missed.
        expires=after("created_at", UPLOAD_RETENTION, words=_("Until you add them, and no longer than %(period)s")),
    ),
)
