"""Emails of an open wave: invitations and reminders, their times, and what their rows do not reveal."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.core import mail
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from jobs.models import Job
from mailing.models import Email
from networks.models import Participation
from srt.models import Wave
from srt.services.invitations import INVITATION_EMAIL, invitation_decline
from srt.services.reminders import REMIND_JOB, REMINDER_EMAIL, reminder_times, reminders_enqueue
from srt.services.waves import wave_extend
from tests.rendered import email_message
from tests.srt.wave_cases import THIRTEEN, answer, invitation_of, run_jobs, wave_make

OPENS = datetime(2027, 5, 3, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(1, 0), (3, 0), (4, 1), (6, 1), (10, 2), (17, 2), (40, 2)],
)
def test_short_wave_has_fewer_reminders(days, expected):
    assert len(reminder_times(OPENS, OPENS + timedelta(days=days))) == expected


@given(st.integers(1, 90 * 24))
def test_opening_reminders_and_closing_are_two_days_apart(hours):
    closes = OPENS + timedelta(hours=hours)
    moments = [OPENS, *reminder_times(OPENS, closes), closes]
    apart = [after - before for before, after in pairwise(moments)]
    assert len(apart) <= 3
    assert len(apart) == 1 or min(apart) >= timedelta(days=2)


def test_first_reminder_is_sent_in_the_morning():
    first, _second = reminder_times(OPENS, OPENS + timedelta(days=17, hours=9))
    assert timezone.localtime(first).hour == 9


def remind_all(wave):
    for key in Job.objects.filter(kind=REMIND_JOB).order_by("due_at").values_list("key", flat=True):
        reminders_enqueue(key=key)


def sendable(kind, person):
    """Return the emails of a type that would be sent to this person now."""
    emails = Email.objects.filter(email_type=kind, recipient=person)
    return [message for message in (email_message(email=email) for email in emails) if message]


@pytest.mark.django_db
@pytest.mark.portable
class TestEmails:
    def test_opening_sends_everyone_a_personal_link(self, cast):
        wave_make(cast)
        run_jobs()
        emails = {message.to[0]: message.body for message in mail.outbox}
        assert len(emails) == len(THIRTEEN)
        links = {line for body in emails.values() for line in body.splitlines() if "/q/" in line}
        assert len(links) == len(THIRTEEN)

    def test_invitation_states_the_chart_date_and_the_closing_time(self, cast):
        wave = wave_make(cast)
        (message,) = sendable(INVITATION_EMAIL, cast["Amira"])
        assert str(wave.shown_on.day) in message.body
        assert "vragenlijst is open tot" in message.body

    def test_email_is_in_the_language_of_its_recipient(self, cast):
        cast["Amira"].language = "en"
        cast["Amira"].save(update_fields=["language"])
        wave_make(cast)
        (message,) = sendable(INVITATION_EMAIL, cast["Amira"])
        assert "Your own link, for Burgerschap:" in message.body

    def test_emails_name_the_network_for_people_in_two_networks(self, cast):
        participation = Participation.objects.get(person=cast["Amira"])
        participation.pk, participation.network = None, cast.rekenen
        participation.save()
        wave_make(cast, cast.burgerschap, cast.rekenen)
        messages = sendable(INVITATION_EMAIL, cast["Amira"])
        assert {name for name in ("Burgerschap", "Rekenen") for one in messages if f"voor {name}:" in one.body} == {
            "Burgerschap",
            "Rekenen",
        }

    def test_invitation_tells_students_that_assessors_see_nothing(self, cast):
        wave_make(cast)
        line = "Wie jou beoordeelt, ziet hier niets van."
        assert line in sendable(INVITATION_EMAIL, cast["Bram"])[0].body
        assert line not in sendable(INVITATION_EMAIL, cast["Amira"])[0].body

    def test_reminders_are_queued_for_everyone(self, cast):
        wave = wave_make(cast)
        answer(wave, cast["Amira"], "4")
        invitation_decline(invitation=invitation_of(wave, cast["Bram"]), declined=True)
        remind_all(wave)
        assert Email.objects.filter(email_type=REMINDER_EMAIL).count() == 2 * len(THIRTEEN)

    def test_people_who_answered_or_declined_get_no_reminder(self, cast):
        wave = wave_make(cast)
        answer(wave, cast["Amira"], "4")
        answer(wave, cast["Olga"], "4", submit=False)
        invitation_decline(invitation=invitation_of(wave, cast["Bram"]), declined=True)
        remind_all(wave)
        assert not sendable(REMINDER_EMAIL, cast["Amira"])
        assert not sendable(REMINDER_EMAIL, cast["Bram"])
        assert len(sendable(REMINDER_EMAIL, cast["Olga"])) == 2

    def test_sent_reminders_do_not_reveal_who_answered(self, cast):
        wave = wave_make(cast)
        answer(wave, cast["Amira"], "4")
        remind_all(wave)
        run_jobs()
        rows = Email.objects.filter(email_type=REMINDER_EMAIL)
        assert {row.handled_at is not None for row in rows} == {True}
        assert len({str(row.params) for row in rows}) == 1

    def test_no_email_is_sent_after_the_closing_time(self, cast):
        wave = wave_make(cast)
        remind_all(wave)
        Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
        assert not sendable(INVITATION_EMAIL, cast["Amira"])
        assert not sendable(REMINDER_EMAIL, cast["Amira"])

    def test_extension_adds_no_third_reminder(self, cast):
        wave = wave_make(cast)
        remind_all(wave)
        wave_extend(wave=wave, closes_at=wave.closes_at + timedelta(days=9), actor=cast["Nadia"])
        remind_all(wave)
        assert Email.objects.filter(email_type=REMINDER_EMAIL, recipient=cast["Amira"]).count() == 2

    def test_reminder_from_before_an_extension_is_not_sent_at_its_old_time(self, cast):
        wave = wave_make(cast)
        old = list(Job.objects.filter(kind=REMIND_JOB).values_list("key", flat=True))
        wave_extend(wave=wave, closes_at=wave.closes_at + timedelta(days=9), actor=cast["Nadia"])
        for key in old:
            reminders_enqueue(key=key)
        assert not Email.objects.filter(email_type=REMINDER_EMAIL).exists()

    def test_reminder_keys_match_after_an_extension_given_in_local_time(self, cast):
        wave = wave_make(cast)
        later = timezone.localtime(wave.closes_at) + timedelta(days=9)
        wave_extend(wave=wave, closes_at=later, actor=cast["Nadia"])
        for key in Job.objects.filter(kind=REMIND_JOB).values_list("key", flat=True):
            reminders_enqueue(key=key)
        assert Email.objects.filter(email_type=REMINDER_EMAIL, recipient=cast["Amira"]).count() == 2
