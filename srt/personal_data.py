"""What the survey keeps of a person: invitations, and answers while a wave is open. After closing there are none."""

from django.utils.translation import gettext_lazy as _

from accounts.language import language_now
from accounts.models import User
from accounts.registry import KeptRow, Section, deletes, nothing_more, section_register
from srt import kept
from srt.models import InstrumentUpload, WaveInvitation
from srt.selectors.questionnaire import ItemLine, Questionnaire, item_lines, questionnaires_begun
from srt.services.erasure import invitations_erase


def _invitations(person: User) -> list[KeptRow]:
    rows = WaveInvitation.objects.filter(person=person).select_related(
        "wave_network__wave__study_year", "wave_network__wave__programme", "wave_network__network"
    )
    rows = rows.prefetch_related("wave_network__wave__programme__backgrounds")
    return [_invitation(row, language_now()) for row in rows.order_by("wave_network__wave__opens_at", "pk")]


def _invitation(row: WaveInvitation, language: str) -> KeptRow:
    wave = row.wave_network.wave
    found = (each for each in wave.programme.backgrounds.all() if each.code == row.background_code)
    background = next(found, None)
    return KeptRow(
        {
            "year": str(wave.study_year),
            "network": row.wave_network.network.name,
            "background": row.background_code,
            "newcomer": row.is_newcomer,
            "no_letters": row.no_letters,
        },
        {"background": background.name(language)} if background else {},
    )


def _sheets(person: User) -> list[KeptRow]:
    return [
        KeptRow({**_where(begun), "sent": begun.submitted, "consent": begun.consent})
        for begun in questionnaires_begun(person)
    ]


def _answers(person: User) -> list[KeptRow]:
    language = language_now()
    return [
        _answer(begun, line)
        for begun in questionnaires_begun(person)
        for line in item_lines(begun, begun.definition.items, language)
        if not line.is_open
    ]


def _answer(begun: Questionnaire, line: ItemLine) -> KeptRow:
    data = {**_where(begun), "statement": line.code, "answer": line.answer}
    return KeptRow(data, {"statement": line.text, "answer": line.given})


def _where(begun: Questionnaire) -> dict[str, str]:
    return {"year": str(begun.wave.study_year), "network": begun.invitation.wave_network.network.name}


def _uploads(person: User) -> list[KeptRow]:
    rows = InstrumentUpload.objects.filter(by=person).order_by("pk")
    return [KeptRow({"file_name": row.file_name, "created_at": row.created_at}) for row in rows]


YEAR_AND_NETWORK = {"year": _("Year"), "network": _("Network")}
GONE_UNCOUNTED = _("Is deleted, and never counted.")

for _section in (
    Section(
        code="srt.answers",
        kind=kept.ANSWERS,
        title=_("Your answers, while a questionnaire is open"),
        columns={**YEAR_AND_NETWORK, "statement": _("Statement"), "answer": _("Your answer")},
        rows=_answers,
        erase=nothing_more,  # they stand in the sheets
        erased=GONE_UNCOUNTED,
    ),
    Section(
        code="srt.sheets",
        kind=kept.ANSWERS,
        title=_("Questionnaires that you have begun"),
        columns={**YEAR_AND_NETWORK, "sent": _("Sent"), "consent": _("May be used for research")},
        rows=_sheets,
        erase=nothing_more,  # they go with the invitations
        erased=GONE_UNCOUNTED,
    ),
    Section(
        code="srt.invitations",
        kind=kept.INVITATIONS,
        title=_("Questionnaires that you were asked to fill in"),
        columns={
            **YEAR_AND_NETWORK,
            "background": _("Role"),
            "newcomer": _("You were new"),
            "no_letters": _("You did not want to fill it in"),
        },
        rows=_invitations,
        erase=invitations_erase,
        erased=_(
            "Is deleted. Answers to questionnaires that have closed stay: nobody can find which are yours, "
            "so nobody can take them out."
        ),
        covers=("srt.WaveInvitation.person",),
    ),
    Section(
        code="srt.instrument_uploads",
        kind=kept.UPLOADS,
        title=_("Questionnaires that wait until you take them in"),
        columns={"file_name": _("File"), "created_at": _("Since")},
        rows=_uploads,
        erase=deletes("srt.InstrumentUpload", "by"),
        erased=_("Is deleted."),
        covers=("srt.InstrumentUpload.by",),
    ),
):
    section_register(_section)
