"""Where an inviter sees that an email did not arrive: the network's people, guests, and people with a task."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mailing.models import Email
from meetings.services.guests import guest_add
from networks.models import Participation, ProgrammeRole
from networks.services import programme_role_grant
from tests.meetings.meeting_cases import meeting_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

ARRIVED_NOT = "een bericht kwam niet aan"


def refuse(person):
    Email.objects.create(
        email_type="t", idempotency_key="1", recipient=person, due_at=timezone.now(), refusal="address"
    )


def seen_by(client, person, page, *args):
    client.force_login(person)
    return client.get(reverse(page, args=args)).content.decode()


def test_planner_sees_that_a_guest_was_not_reached(client, cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    guest = guest_add(meeting=meeting, actor=cast["Iris"], email="saar@example.org", display_name="Saar")
    assert ARRIVED_NOT not in seen_by(client, cast["Iris"], "meetings:guests", meeting.pk)
    refuse(guest.person)
    page = seen_by(client, cast["Iris"], "meetings:guests", meeting.pk)
    assert ARRIVED_NOT in page
    assert "nodig opnieuw uit" in page


def test_coordinator_sees_that_someone_with_a_task_was_not_reached(client, cast):
    programme = cast.burgerschap.programme
    programme_role_grant(
        programme=programme,
        actor=cast["Nadia"],
        email="lotte.fout@example.org",
        first_name="Lotte",
        last_name="Fout",
        role=ProgrammeRole.Role.COORDINATOR,
    )
    assert ARRIVED_NOT not in seen_by(client, cast["Nadia"], "networks:roles", programme.pk)
    refuse(ProgrammeRole.objects.get(person__first_name="Lotte").person)
    assert ARRIVED_NOT in seen_by(client, cast["Nadia"], "networks:roles", programme.pk)


def test_person_who_starts_later_is_shown_too(client, cast):
    later = timezone.localdate() + timedelta(days=40)
    Participation.objects.filter(person=cast["Amira"], network=cast.burgerschap).update(from_date=later)
    refuse(cast["Amira"])
    assert ARRIVED_NOT in seen_by(client, cast["Iris"], "networks:people", cast.burgerschap.pk)
