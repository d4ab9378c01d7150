"""Invitations, sessions, the admin log and unused accounts are deleted when their term is over."""

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
from accounts.personal_data import SESSION_RETENTION
from accounts.selectors import invitation_url
from accounts.services import account_invitation_send, person_get_or_create
from accounts.tasks import purge
from audit.models import AuditEntry
from audit.registry import audit_code_for
from audit.services import audit_write
from jobs.retention import INVITATION_RETENTION, LOG_RETENTION
from meetings.models import Meeting, MeetingInvitee
from meetings.services.retention import invitations_purge
from tests.cast import PASSWORD, Cast
from tests.meetings.meeting_cases import meeting_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

JUST = timedelta(minutes=1)
NIGHT = "2026-11-26"


def invited(name: str, *, margin: timedelta = -JUST) -> AccountInvitation:
    """Return the invitation of a new person, sent a year ago plus or minus a margin."""
    person = User.objects.create_user(email=f"{name}@example.org", first_name=name)
    invitation = account_invitation_send(person=person, actor=None, programme_name="Werkplaats")
    assert invitation is not None
    sent = timezone.now() - INVITATION_RETENTION + margin
    AccountInvitation.objects.filter(pk=invitation.pk).update(created_at=sent, expires_at=sent + timedelta(days=30))
    return invitation


def test_invitation_is_deleted_a_year_after_it_was_sent():
    invited("deleted")
    invited("stays", margin=JUST)
    for _again in range(2):
        purge(NIGHT)
    assert [row.person.first_name for row in AccountInvitation.objects.all()] == ["stays"]


def test_resent_invitation_expires_a_year_after_the_resend():
    invitation = invited("again")
    account_invitation_send(person=invitation.person, actor=None, programme_name="Werkplaats")
    purge(NIGHT)
    assert AccountInvitation.objects.filter(pk=invitation.pk).exists()


def test_expired_invitee_can_be_invited_again_with_a_new_link(client):
    old = invited("late")
    address = invitation_url(old)
    purge(NIGHT)
    new = account_invitation_send(person=old.person, actor=None, programme_name="Werkplaats")
    assert new is not None
    assert client.get(address).status_code == 410
    assert client.get(invitation_url(new)).status_code == 200


def test_admin_log_is_deleted_after_half_a_year(cast: Cast):
    about = ContentType.objects.get_for_model(User)
    for label, margin in (("deleted", -JUST), ("stays", JUST)):
        row = LogEntry.objects.create(user=cast["Stella"], content_type=about, object_repr=label, action_flag=CHANGE)
        LogEntry.objects.filter(pk=row.pk).update(action_time=timezone.now() - LOG_RETENTION + margin)
    purge(NIGHT)
    assert [row.object_repr for row in LogEntry.objects.all()] == ["stays"]


@pytest.fixture
def signed_in(client, cast: Cast):
    """Sign Amira in and return the client."""
    client.post(reverse("account_login"), {"login": "amira@example.org", "password": PASSWORD})
    return client


def test_ended_session_is_deleted_with_times_and_address(signed_in, cast: Cast):
    assert UserSession.objects.filter(user=cast["Amira"]).exists()
    Session.objects.update(expire_date=timezone.now() - JUST)
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(days=2))
    purge(NIGHT)
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()


def test_running_session_stays(signed_in, cast: Cast):
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(days=13))
    purge(NIGHT)
    assert signed_in.get(reverse("accounts:profile")).status_code == 200
    assert UserSession.objects.filter(user=cast["Amira"]).count() == 1


def test_session_expires_within_the_promised_term(signed_in, cast: Cast):
    """A session runs for at most two weeks, and its cookie for two more."""
    begun = UserSession.objects.get(user=cast["Amira"]).created_at
    assert Session.objects.get().expire_date - begun <= SESSION_RETENTION / 2 + JUST
    assert timedelta(weeks=4) == SESSION_RETENTION


# People who never created an account


def guest_of_long_ago(**fields: object) -> User:
    """Return a person who was added more than a year ago and never signed in."""
    long_ago = timezone.now() - INVITATION_RETENTION - JUST
    person, _made = person_get_or_create(email="saar@example.org", first_name="Saar")
    User.objects.filter(pk=person.pk).update(**{"joined_at": long_ago, **fields})
    audit_write(audit_code_for("accounts.person_erased"), actor=None, person="Saar", person_key=person.pk)
    return person


def is_deleted(person: User) -> bool:
    for _again in range(2):
        purge(NIGHT)
    return not User.objects.filter(pk=person.pk).exists()


def test_guest_without_other_data_is_deleted(cast: Cast):
    assert is_deleted(guest_of_long_ago())
    assert "Saar" not in str(list(AuditEntry.objects.values_list("details", flat=True)))
    assert not Erasure.objects.exists()


def test_guest_added_within_a_year_stays(cast: Cast):
    assert not is_deleted(guest_of_long_ago(joined_at=timezone.now() - INVITATION_RETENTION + JUST))


def test_guest_is_deleted_after_their_last_invitation(cast: Cast):
    """The first purge deletes the invitation to the meeting, the next one the person."""
    meeting = meeting_make(cast.burgerschap)
    person = guest_of_long_ago()
    MeetingInvitee.objects.create(meeting=meeting, person=person, source="manual", display_name="Saar")
    assert not is_deleted(person)
    Meeting.objects.filter(pk=meeting.pk).update(on_date=timezone.localdate() - timedelta(days=800))
    invitations_purge()
    assert is_deleted(person)


def test_participant_without_account_stays(cast: Cast):
    person = cast["Amira"]
    EmailAddress.objects.filter(user=person).update(verified=False)
    User.objects.filter(pk=person.pk).update(joined_at=timezone.now() - timedelta(days=4000))
    assert not is_deleted(person)


def test_account_without_memberships_stays(cast: Cast):
    User.objects.filter(pk=cast["Otto"].pk).update(joined_at=timezone.now() - timedelta(days=4000))
    assert not is_deleted(cast["Otto"])


def test_staff_without_account_stays(cast: Cast):
    assert not is_deleted(guest_of_long_ago(is_staff=True))
