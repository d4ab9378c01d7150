"""Invitations: the snapshot at opening, late joiners, leavers and renewed links."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed
from django.utils import timezone

from mailing.models import Email
from networks.events import participations_changed
from networks.models import Participation
from srt.models import DraftResponse, Wave, WaveInvitation, WaveNetwork
from srt.selectors.drafts import drafts_submitted
from srt.selectors.questionnaire import invitation_by_token, link_token
from srt.services.answers import WaveClosedError
from srt.services.invitations import (
    INVITATION_EMAIL,
    invitation_decline,
    invitations_renew,
    invitations_sync,
)
from srt.services.waves import SYNC_JOB
from tests.srt.wave_cases import THIRTEEN, answer, invitation_of, run_again, wave_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def join(cast, name, network, role="participant"):
    """Start a participation today and send the signal that the services of networks send."""
    teacher = cast.werkplaats.backgrounds.get(code="teacher")
    participation = Participation.objects.create(
        network=network, person=cast[name], background=teacher, role=role, from_date=timezone.localdate()
    )
    participations_changed([participation.network])
    return participation


def leave(cast, name, network, *, days_ago=1):
    """End a participation some days ago and send the signal."""
    participation = Participation.objects.get(network=network, person=cast[name], until__isnull=True)
    participation.until = timezone.localdate() - timedelta(days=days_ago)
    participation.save(update_fields=["until"])
    participations_changed([participation.network])


def invited(wave):
    rows = WaveInvitation.objects.filter(wave_network__wave=wave)
    return {(row.person.first_name, row.wave_network.network.slug) for row in rows}


def test_participants_and_facilitators_are_invited_but_not_guests(cast):
    wave = wave_make(cast)
    assert {name for name, _network in invited(wave)} == set(THIRTEEN)


def test_invitation_keeps_the_background_at_opening(cast):
    wave = wave_make(cast)
    Participation.objects.filter(person=cast["Bram"]).update(background=cast.werkplaats.backgrounds.get(code="teacher"))
    assert invitation_of(wave, cast["Bram"]).background_code == "student"


def test_participant_since_less_than_three_months_is_a_newcomer(cast):
    recent = timezone.localdate() - timedelta(days=60)
    Participation.objects.filter(person=cast["Amira"]).update(from_date=recent)
    wave = wave_make(cast)
    assert invitation_of(wave, cast["Amira"]).is_newcomer
    assert not invitation_of(wave, cast["Bram"]).is_newcomer


def test_former_participant_is_not_invited(cast):
    leave(cast, "Amira", cast.burgerschap)
    assert ("Amira", "burgerschap") not in invited(wave_make(cast))


def test_late_joiner_is_invited_and_notified(cast):
    wave = wave_make(cast)
    join(cast, "Otto", cast.burgerschap)
    assert ("Otto", "burgerschap") in invited(wave)
    assert Email.objects.filter(email_type=INVITATION_EMAIL, recipient=cast["Otto"]).count() == 1


def test_late_guest_is_not_invited(cast):
    wave = wave_make(cast)
    join(cast, "Otto", cast.burgerschap, role="guest")
    assert "Otto" not in {name for name, _network in invited(wave)}


def test_becoming_a_guest_withdraws_the_invitation(cast):
    wave = wave_make(cast)
    answer(wave, cast["Bram"], "4" * 32)
    participation = Participation.objects.get(network=cast.burgerschap, person=cast["Bram"])
    participation.role = "guest"
    participation.save(update_fields=["role"])
    participations_changed([cast.burgerschap])
    assert "Bram" not in {name for name, _network in invited(wave)}
    assert drafts_submitted(list(WaveNetwork.objects.filter(wave=wave).select_related("wave"))) == []


def test_daily_job_invites_people_whose_participation_starts(cast):
    wave = wave_make(cast)
    participation = join(cast, "Otto", cast.burgerschap)
    WaveInvitation.objects.filter(person=cast["Otto"]).delete()
    assert participation.is_active()
    run_again(SYNC_JOB)
    assert ("Otto", "burgerschap") in invited(wave)


def test_no_one_is_invited_after_the_closing_time(cast):
    wave = wave_make(cast)
    Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    join(cast, "Otto", cast.burgerschap)
    invitations_sync(wave=wave)
    assert ("Otto", "burgerschap") not in invited(wave)


def test_leaver_after_the_closing_time_still_counts(cast):
    wave = wave_make(cast)
    answer(wave, cast["Amira"], "4")
    Wave.objects.filter(pk=wave.pk).update(
        opens_at=timezone.now() - timedelta(days=9), closes_at=timezone.now() - timedelta(days=3)
    )
    leave(cast, "Amira", cast.burgerschap)
    invitations_sync(wave=wave)
    assert DraftResponse.objects.count() == 1


@pytest.mark.parametrize("order", ["leaves first", "joins first"])
def test_mover_counts_in_the_network_of_the_snapshot(cast, order):
    wave = wave_make(cast, cast.burgerschap, cast.rekenen)
    answer(wave, cast["Amira"], "4")
    if order == "joins first":
        join(cast, "Amira", cast.rekenen)
        leave(cast, "Amira", cast.burgerschap)
    else:
        # As the move service does: the old participation ends today, the new one starts today.
        leave(cast, "Amira", cast.burgerschap, days_ago=0)
        join(cast, "Amira", cast.rekenen)
        invitations_sync(wave=wave, today=timezone.localdate() + timedelta(days=1))
    assert [network for name, network in invited(wave) if name == "Amira"] == ["burgerschap"]
    assert DraftResponse.objects.count() == 1


def test_mover_who_then_leaves_is_withdrawn(cast):
    wave = wave_make(cast, cast.burgerschap, cast.rekenen)
    answer(wave, cast["Amira"], "4")
    join(cast, "Amira", cast.rekenen)
    leave(cast, "Amira", cast.burgerschap)
    Participation.objects.filter(person=cast["Amira"], network=cast.rekenen).delete()
    invitations_sync(wave=wave)
    assert "Amira" not in {name for name, _network in invited(wave)}


def test_returning_participant_keeps_the_link(cast):
    wave = wave_make(cast)
    leave(cast, "Amira", cast.burgerschap)
    join(cast, "Amira", cast.burgerschap)
    assert ("Amira", "burgerschap") in invited(wave)
    assert Email.objects.filter(email_type=INVITATION_EMAIL, recipient=cast["Amira"]).count() == 1


def test_participant_in_two_networks_is_invited_for_each(cast):
    join(cast, "Iris", cast.rekenen)
    wave = wave_make(cast, cast.burgerschap, cast.rekenen)
    assert {network for name, network in invited(wave) if name == "Iris"} == {"burgerschap", "rekenen"}


def test_closed_wave_keeps_its_invitations(cast):
    wave = wave_make(cast)
    Wave.objects.filter(pk=wave.pk).update(closed_at=timezone.now())
    leave(cast, "Amira", cast.burgerschap)
    invitations_sync(wave=wave)
    assert ("Amira", "burgerschap") in invited(wave)


def test_changed_address_gets_a_new_link_and_ends_the_old_one(cast):
    wave = wave_make(cast)
    old = link_token(invitation_of(wave, cast["Amira"]))
    invitations_renew(person=cast["Amira"])
    new = link_token(invitation_of(wave, cast["Amira"]))
    assert invitation_by_token(old) is None
    assert invitation_by_token(new) == invitation_of(wave, cast["Amira"])
    assert Email.objects.filter(email_type=INVITATION_EMAIL, recipient=cast["Amira"]).count() == 2


def test_change_of_address_renews_the_links(cast):
    wave = wave_make(cast)
    old = invitation_of(wave, cast["Amira"])
    email_changed.send(EmailAddress, request=None, user=cast["Amira"], from_email_address=None, to_email_address=None)
    assert invitation_of(wave, cast["Amira"]).version == old.version + 1


def test_declining_can_be_undone(cast):
    wave = wave_make(cast)
    invitation_decline(invitation=invitation_of(wave, cast["Amira"]), declined=True)
    assert invitation_of(wave, cast["Amira"]).declined
    invitation_decline(invitation=invitation_of(wave, cast["Amira"]), declined=False)
    assert not invitation_of(wave, cast["Amira"]).declined


def test_declining_after_the_closing_time_is_refused(cast):
    wave = wave_make(cast)
    Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(WaveClosedError):
        invitation_decline(invitation=invitation_of(wave, cast["Amira"]), declined=True)
    assert not invitation_of(wave, cast["Amira"]).declined
