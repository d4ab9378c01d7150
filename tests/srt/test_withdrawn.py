"""Answers of people who leave while a wave is open: they stop counting, and come back if the end is undone in time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mailing.models import Email
from networks.models import Participation
from networks.services.participation import (
    participation_add,
    participation_change,
    participation_end,
    participation_reopen,
)
from srt.models import DraftResponse, Response, WaveInvitation
from srt.selectors.questionnaire import invitation_by_token, link_token, questionnaires_started
from srt.services.answers import InvitationGoneError, answers_save
from srt.services.closing import wave_close
from srt.services.erasure import invitations_erase
from srt.services.invitations import INVITATION_EMAIL, invitations_renew, invitations_sync
from tests.srt.wave_cases import THIRTEEN, answer, answer_all, invitation_of, row_of, wave_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def end(cast, name="Amira"):
    """End a participation now and return it."""
    participation = Participation.objects.get(person=cast[name])
    participation_end(participation=participation, actor=cast["Iris"])
    return participation


def test_undone_end_restores_the_submitted_answers(cast):
    wave = wave_make(cast)
    answer(wave, cast["Amira"], "4")
    invitation = invitation_of(wave, cast["Amira"])
    participation_reopen(participation=end(cast), actor=cast["Iris"])
    draft = DraftResponse.objects.get()
    assert invitation_of(wave, cast["Amira"]) == invitation == invitation_by_token(link_token(invitation))
    assert (draft.submitted, set(draft.answers)) == (True, {"4"})


def test_withdrawn_invitation_opens_nothing(cast, client):
    wave = wave_make(cast)
    answer(wave, cast["Amira"], "4")
    invitation = invitation_of(wave, cast["Amira"])
    end(cast)
    assert invitation_by_token(link_token(invitation)) is None
    with pytest.raises(InvitationGoneError):
        answers_save(invitation=invitation, changes={"p01": "1"})


def test_withdrawn_answers_neither_count_nor_survive_closing(cast):
    wave = wave_make(cast, cast.burgerschap)
    answer_all(wave, cast, THIRTEEN)
    end(cast)
    wave_close(wave=wave, actor=cast["Nadia"])
    row = row_of(wave, cast.burgerschap)
    assert (row.members, row.respondents, Response.objects.count()) == (12, 12, 12)
    assert not DraftResponse.objects.exists()
    assert not WaveInvitation.with_withdrawn.filter(person=cast["Amira"]).exists()


def test_withdrawn_answers_are_deleted_once_undoing_is_impossible(cast):
    wave = wave_make(cast)
    answer(wave, cast["Amira"], "4")
    end(cast)
    invitations_sync(wave=wave)
    assert DraftResponse.objects.count() == 1
    WaveInvitation.with_withdrawn.filter(person=cast["Amira"]).update(withdrawn_at=timezone.now() - timedelta(days=2))
    invitations_sync(wave=wave)
    assert not DraftResponse.objects.exists()
    assert not WaveInvitation.with_withdrawn.filter(person=cast["Amira"]).exists()


def last_week(participation, cast):
    participation_end(
        participation=participation, actor=cast["Iris"], last_day=timezone.localdate() - timedelta(days=7)
    )


def not_yet(participation, cast):
    change(participation, cast, from_date=timezone.localdate() + timedelta(days=7), until=None)


def ended_before(participation, cast):
    change(participation, cast, until=timezone.localdate() - timedelta(days=7))


def a_guest(participation, cast):
    change(participation, cast, role="guest")


def change(participation, cast, **values):
    """Change a participation as a coordinator does in the form."""
    now = {name: getattr(participation, name) for name in ("background", "role", "from_date", "until")}
    participation_change(participation=participation, actor=cast["Nadia"], organisation="", **now | values)


@pytest.mark.parametrize("mistake", [last_week, not_yet, ended_before, a_guest])
def test_answers_survive_a_mistake_in_a_participation(cast, mistake):
    wave = wave_make(cast)
    answer(wave, cast["Amira"], "4")
    participation = Participation.objects.get(person=cast["Amira"])
    before = {name: getattr(participation, name) for name in ("role", "from_date", "until")}
    mistake(participation, cast)
    assert not WaveInvitation.objects.filter(person=cast["Amira"]).exists()
    change(participation, cast, **before)
    assert WaveInvitation.objects.get(person=cast["Amira"]).draft.submitted


def test_answers_of_someone_removed_and_added_again_on_the_first_day_come_back(cast):
    wave = wave_make(cast)
    answer(wave, cast["Amira"], "4")
    Participation.objects.filter(person=cast["Amira"]).update(from_date=timezone.localdate())
    there = end(cast)
    participation_add(
        network=cast.burgerschap,
        actor=cast["Iris"],
        email="amira@example.org",
        first_name="Amira",
        last_name="Voorbeeld",
        background=there.background,
        from_date=timezone.localdate(),
    )
    assert WaveInvitation.objects.get(person=cast["Amira"]).draft.submitted


def test_withdrawn_answers_are_own_data_and_can_be_erased(cast):
    wave = wave_make(cast)
    answer(wave, cast["Amira"], "4")
    end(cast)
    assert len(questionnaires_started(cast["Amira"])) == 1
    invitations_erase(cast["Amira"])
    assert not DraftResponse.objects.exists()


def test_link_replaced_while_withdrawn_is_emailed_on_return(cast):
    wave = wave_make(cast)
    old = link_token(invitation_of(wave, cast["Amira"]))
    participation = end(cast)
    invitations_renew(person=cast["Amira"])
    emails = Email.objects.filter(email_type=INVITATION_EMAIL, recipient=cast["Amira"])
    assert emails.count() == 1
    participation_reopen(participation=participation, actor=cast["Iris"])
    assert emails.count() == 2
    assert invitation_by_token(old) is None
