"""Who is invited: a snapshot at opening, late joiners until closing, leavers withdrawn."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed
from django.utils import timezone

from mailing.models import Email
from networks.events import participations_changed
from networks.models import Participation
from srt.models import DraftResponse, Wave, WaveInvitation
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
    """Somebody begins today, through the hook that the services of networks call."""
    teacher = cast.werkplaats.backgrounds.get(code="teacher")
    participation = Participation.objects.create(
        network=network, person=cast[name], background=teacher, role=role, from_date=timezone.localdate()
    )
    participations_changed([participation.network])
    return participation


def leave(cast, name, network, *, days_ago=1):
    """Somebody ended some days ago."""
    participation = Participation.objects.get(network=network, person=cast[name], until__isnull=True)
    participation.until = timezone.localdate() - timedelta(days=days_ago)
    participation.save(update_fields=["until"])
    participations_changed([participation.network])


def invited(wave):
    rows = WaveInvitation.objects.filter(wave_network__wave=wave)
    return {(row.person.first_name, row.wave_network.network.slug) for row in rows}


def test_everybody_who_takes_part_is_invited_facilitators_too_guests_not(cast):
    wave = wave_make(cast)
    assert {name for name, _network in invited(wave)} == set(THIRTEEN)


def test_the_invitation_keeps_the_background_of_the_day_of_opening(cast):
    wave = wave_make(cast)
    Participation.objects.filter(person=cast["Bram"]).update(background=cast.werkplaats.backgrounds.get(code="teacher"))
    assert invitation_of(wave, cast["Bram"]).background_code == "student"


def test_who_joined_less_than_three_months_ago_is_a_newcomer(cast):
    recent = timezone.localdate() - timedelta(days=60)
    Participation.objects.filter(person=cast["Amira"]).update(from_date=recent)
    wave = wave_make(cast)
    assert invitation_of(wave, cast["Amira"]).is_newcomer
    assert not invitation_of(wave, cast["Bram"]).is_newcomer


def test_who_has_ended_is_not_invited(cast):
    leave(cast, "Amira", cast.burgerschap)
    assert ("Amira", "burgerschap") not in invited(wave_make(cast))


def test_a_late_joiner_is_invited_and_gets_an_email(cast):
    wave = wave_make(cast)
    join(cast, "Otto", cast.burgerschap)
    assert ("Otto", "burgerschap") in invited(wave)
    assert Email.objects.filter(email_type=INVITATION_EMAIL, recipient=cast["Otto"]).count() == 1


def test_who_joins_late_as_a_guest_is_not_asked(cast):
    wave = wave_make(cast)
    join(cast, "Otto", cast.burgerschap, role="guest")
    assert "Otto" not in {name for name, _network in invited(wave)}


def test_who_becomes_a_guest_is_withdrawn_with_the_sheet(cast):
    wave = wave_make(cast)
    answer(wave, cast["Bram"], "4" * 32)
    participation = Participation.objects.get(network=cast.burgerschap, person=cast["Bram"])
    participation.role = "guest"
    participation.save(update_fields=["role"])
    participations_changed([cast.burgerschap])
    assert "Bram" not in {name for name, _network in invited(wave)}
    assert not DraftResponse.objects.exists()


def test_a_late_joiner_of_tomorrow_is_found_by_the_daily_job(cast):
    wave = wave_make(cast)
    participation = join(cast, "Otto", cast.burgerschap)
    WaveInvitation.objects.filter(person=cast["Otto"]).delete()
    assert participation.is_active()
    run_again(SYNC_JOB)
    assert ("Otto", "burgerschap") in invited(wave)


def test_nobody_joins_after_closing_time(cast):
    wave = wave_make(cast)
    Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    join(cast, "Otto", cast.burgerschap)
    invitations_sync(wave=wave)
    assert ("Otto", "burgerschap") not in invited(wave)


def test_a_leaver_is_withdrawn_with_the_sheet(cast):
    wave = wave_make(cast)
    answer(wave, cast["Amira"], "4")
    leave(cast, "Amira", cast.burgerschap)
    assert ("Amira", "burgerschap") not in invited(wave)
    assert not DraftResponse.objects.exists()


def test_who_left_after_closing_time_still_counts_when_the_closing_runs_late(cast):
    wave = wave_make(cast)
    answer(wave, cast["Amira"], "4")
    Wave.objects.filter(pk=wave.pk).update(
        opens_at=timezone.now() - timedelta(days=9), closes_at=timezone.now() - timedelta(days=3)
    )
    leave(cast, "Amira", cast.burgerschap)
    invitations_sync(wave=wave)
    assert DraftResponse.objects.count() == 1


@pytest.mark.parametrize("order", ["leaves first", "joins first"])
def test_who_moves_to_another_network_counts_where_the_snapshot_found_them(cast, order):
    wave = wave_make(cast, cast.burgerschap, cast.rekenen)
    answer(wave, cast["Amira"], "4")
    if order == "joins first":
        join(cast, "Amira", cast.rekenen)
        leave(cast, "Amira", cast.burgerschap)
    else:
        # As a move is made: the old place ends today, the new one begins today.
        leave(cast, "Amira", cast.burgerschap, days_ago=0)
        join(cast, "Amira", cast.rekenen)
        invitations_sync(wave=wave, today=timezone.localdate() + timedelta(days=1))
    assert [network for name, network in invited(wave) if name == "Amira"] == ["burgerschap"]
    assert DraftResponse.objects.count() == 1


def test_who_moves_on_and_then_leaves_altogether_is_withdrawn(cast):
    wave = wave_make(cast, cast.burgerschap, cast.rekenen)
    answer(wave, cast["Amira"], "4")
    join(cast, "Amira", cast.rekenen)
    leave(cast, "Amira", cast.burgerschap)
    Participation.objects.filter(person=cast["Amira"], network=cast.rekenen).delete()
    invitations_sync(wave=wave)
    assert not DraftResponse.objects.exists()


def test_who_comes_back_gets_a_link_that_works(cast):
    wave = wave_make(cast)
    leave(cast, "Amira", cast.burgerschap)
    join(cast, "Amira", cast.burgerschap)
    assert ("Amira", "burgerschap") in invited(wave)
    assert Email.objects.filter(email_type=INVITATION_EMAIL, recipient=cast["Amira"]).count() == 2


def test_somebody_in_two_networks_at_opening_answers_for_each(cast):
    join(cast, "Iris", cast.rekenen)
    wave = wave_make(cast, cast.burgerschap, cast.rekenen)
    assert {network for name, network in invited(wave) if name == "Iris"} == {"burgerschap", "rekenen"}


def test_a_closed_wave_follows_nobody(cast):
    wave = wave_make(cast)
    Wave.objects.filter(pk=wave.pk).update(closed_at=timezone.now())
    leave(cast, "Amira", cast.burgerschap)
    invitations_sync(wave=wave)
    assert ("Amira", "burgerschap") in invited(wave)


def test_a_changed_address_gets_a_new_link_and_the_old_one_ends(cast):
    wave = wave_make(cast)
    old = link_token(invitation_of(wave, cast["Amira"]))
    invitations_renew(person=cast["Amira"])
    new = link_token(invitation_of(wave, cast["Amira"]))
    assert invitation_by_token(old) is None
    assert invitation_by_token(new) == invitation_of(wave, cast["Amira"])
    assert Email.objects.filter(email_type=INVITATION_EMAIL, recipient=cast["Amira"]).count() == 2


def test_changing_the_address_of_an_account_renews_the_links(cast):
    wave = wave_make(cast)
    old = invitation_of(wave, cast["Amira"])
    email_changed.send(EmailAddress, request=None, user=cast["Amira"], from_email_address=None, to_email_address=None)
    assert invitation_of(wave, cast["Amira"]).version == old.version + 1


def test_saying_no_can_be_undone(cast):
    wave = wave_make(cast)
    invitation_decline(invitation=invitation_of(wave, cast["Amira"]), declined=True)
    assert invitation_of(wave, cast["Amira"]).declined
    invitation_decline(invitation=invitation_of(wave, cast["Amira"]), declined=False)
    assert not invitation_of(wave, cast["Amira"]).declined


def test_saying_no_after_closing_time_is_refused(cast):
    wave = wave_make(cast)
    Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(WaveClosedError):
        invitation_decline(invitation=invitation_of(wave, cast["Amira"]), declined=True)
    assert not invitation_of(wave, cast["Amira"]).declined
