"""Invitations, sessions and what was done in the administration are kept so long and no longer."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccountInvitation, Erasure, User
from accounts.retention import SESSIONS_KEPT_FOR, forget
from accounts.selectors import invitation_url
from accounts.services import account_invitation_send, person_find_or_make
from audit.models import AuditEntry
from audit.registry import audit_code_for
from audit.services import audit_write
from jobs.retention import INVITATIONS_KEPT_FOR, LOGS_KEPT_FOR
from meetings.models import Meeting, MeetingInvitee
from meetings.services.retention import invitations_forget
from tests.cast import PASSWORD, Cast
from tests.meetings.meeting_cases import meeting_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

JUST = timedelta(minutes=1)
NIGHT = "2026-11-26"


def invited(name: str, *, margin: timedelta = -JUST) -> AccountInvitation:
    """Somebody new who was invited a year ago, a minute more unless told otherwise."""
    person = User.objects.create(email=f"{name}@example.org", first_name=name)
    invitation = account_invitation_send(person=person, actor=None, programme_name="Werkplaats")
    assert invitation is not None
    sent = timezone.now() - INVITATIONS_KEPT_FOR + margin
    AccountInvitation.objects.filter(pk=invitation.pk).update(created_at=sent, expires_at=sent + timedelta(days=30))
    return invitation


def test_an_invitation_goes_a_year_after_it_was_sent():
    invited("gone")
    invited("stays", margin=JUST)
    for _again in range(2):
        forget(NIGHT)
    assert [row.person.first_name for row in AccountInvitation.objects.all()] == ["stays"]


def test_an_invitation_that_was_sent_again_counts_from_then():
    invitation = invited("again")
    account_invitation_send(person=invitation.person, actor=None, programme_name="Werkplaats")
    forget(NIGHT)
    assert AccountInvitation.objects.filter(pk=invitation.pk).exists()


def test_who_was_invited_long_ago_can_be_invited_again_and_the_old_link_stays_closed(client):
    old = invited("late")
    address = invitation_url(old)
    forget(NIGHT)
    new = account_invitation_send(person=old.person, actor=None, programme_name="Werkplaats")
    assert new is not None
    assert client.get(address).status_code == 410
    assert client.get(invitation_url(new)).status_code == 200


def test_what_was_done_in_the_administration_goes_after_half_a_year(cast: Cast):
    about = ContentType.objects.get_for_model(User)
    for label, margin in (("gone", -JUST), ("stays", JUST)):
        row = LogEntry.objects.create(user=cast["Stella"], content_type=about, object_repr=label, action_flag=CHANGE)
        LogEntry.objects.filter(pk=row.pk).update(action_time=timezone.now() - LOGS_KEPT_FOR + margin)
    forget(NIGHT)
    assert [row.object_repr for row in LogEntry.objects.all()] == ["stays"]


@pytest.fixture
def signed_in(client, cast: Cast):
    """Amira, as she signs in."""
    client.post(reverse("account_login"), {"login": "amira@example.org", "password": PASSWORD})
    return client


def test_a_session_that_has_ended_goes_with_when_and_from_where(signed_in, cast: Cast):
    assert UserSession.objects.filter(user=cast["Amira"]).exists()
    Session.objects.update(expire_date=timezone.now() - JUST)
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(days=2))
    forget(NIGHT)
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()


def test_a_session_that_goes_on_stays(signed_in, cast: Cast):
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(days=13))
    forget(NIGHT)
    assert signed_in.get(reverse("accounts:profile")).status_code == 200
    assert UserSession.objects.filter(user=cast["Amira"]).count() == 1


def test_no_session_is_kept_longer_than_the_page_about_data_says(signed_in, cast: Cast):
    """Whatever somebody does, a session is looked at for two weeks at most, and its cookie ends two weeks later."""
    begun = UserSession.objects.get(user=cast["Amira"]).created_at
    assert Session.objects.get().expire_date - begun <= SESSIONS_KEPT_FOR / 2 + JUST
    assert timedelta(weeks=4) == SESSIONS_KEPT_FOR


# Who never made an account


def guest_of_long_ago(**fields: object) -> User:
    """Somebody whose address was typed more than a year ago, and who never signed in."""
    long_ago = timezone.now() - INVITATIONS_KEPT_FOR - JUST
    person, _made = person_find_or_make(email="saar@example.org", first_name="Saar")
    User.objects.filter(pk=person.pk).update(**{"joined_at": long_ago, **fields})
    audit_write(audit_code_for("accounts.person_erased"), actor=None, person="Saar", person_key=person.pk)
    return person


def is_gone(person: User) -> bool:
    for _again in range(2):
        forget(NIGHT)
    return not User.objects.filter(pk=person.pk).exists()


def test_a_guest_goes_when_nothing_else_is_kept_of_them(cast: Cast):
    assert is_gone(guest_of_long_ago())
    assert "Saar" not in str(list(AuditEntry.objects.values_list("details", flat=True)))
    assert not Erasure.objects.exists()


def test_a_guest_of_less_than_a_year_ago_stays(cast: Cast):
    assert not is_gone(guest_of_long_ago(joined_at=timezone.now() - INVITATIONS_KEPT_FOR + JUST))


def test_a_guest_stays_as_long_as_the_last_invitation_and_then_goes(cast: Cast):
    """The invitation to the meeting goes first; the night after that there is nothing left of them."""
    meeting = meeting_make(cast.burgerschap)
    person = guest_of_long_ago()
    MeetingInvitee.objects.create(meeting=meeting, person=person, because="added", called="Saar")
    assert not is_gone(person)
    Meeting.objects.filter(pk=meeting.pk).update(on_date=timezone.localdate() - timedelta(days=800))
    invitations_forget()
    assert is_gone(person)


def test_who_stands_in_a_network_stays_though_they_never_made_an_account(cast: Cast):
    person = cast["Amira"]
    EmailAddress.objects.filter(user=person).update(verified=False)
    User.objects.filter(pk=person.pk).update(joined_at=timezone.now() - timedelta(days=4000))
    assert not is_gone(person)


def test_who_has_an_account_stays_though_they_are_nowhere(cast: Cast):
    User.objects.filter(pk=cast["Otto"].pk).update(joined_at=timezone.now() - timedelta(days=4000))
    assert not is_gone(cast["Otto"])


def test_staff_stays(cast: Cast):
    assert not is_gone(guest_of_long_ago(is_staff=True))
