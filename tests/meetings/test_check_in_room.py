"""The check-in code on the big screen, and the page that its QR code opens."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from accounts.limits import VISITS_PER_IP_ADDRESS, visit_allowed
from jobs.models import Job
from jobs.services import job_run
from mailing.models import Email
from meetings.models import Attendance, Meeting
from meetings.services.attendance import attendance_record
from meetings.services.check_in import CHECK_IN_LINK, CHECK_IN_LINK_JOB, check_in, check_in_set
from meetings.services.guests import guest_add
from meetings.tokens import code_at, invitee_token, join_token
from tests.cast import Cast
from tests.meetings.meeting_cases import begins_now, invitee_of, meeting_make
from tests.rendered import email_message

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def empty_limits(db):
    cache.clear()


@pytest.fixture
def meeting(cast: Cast, clock) -> Meeting:
    """A meeting that began ten minutes ago, on a frozen clock."""
    check_in_set(network=cast.burgerschap, actor=cast["Iris"], is_on=True)
    found = meeting_make(cast.burgerschap, cast["Iris"], days=1)
    assert found.begins is not None
    clock(found.begins + 10 * MINUTE)
    return found


def screen(meeting: Meeting) -> str:
    return reverse("meetings:check_in_screen", args=[meeting.pk])


def room(meeting: Meeting) -> str:
    return reverse("meetings:here", args=[join_token(meeting)])


def in_two(code: str) -> str:
    return f"{code[:3]} {code[3:]}"


def requests_answered() -> None:
    """Run the jobs of requested links, but not those that send the emails."""
    for job in Job.objects.filter(kind=CHECK_IN_LINK_JOB):
        job_run(job_id=job.pk)


def emails_to(cast: Cast, name: str) -> int:
    return Email.objects.filter(email_type=CHECK_IN_LINK, recipient=cast[name]).count()


def test_screen_shows_a_new_code_every_minute(as_, meeting: Meeting, clock):
    now = timezone.now()
    first, second = code_at(meeting, now), code_at(meeting, now + MINUTE)
    assert in_two(first) in as_("Iris").get(screen(meeting)).content.decode()
    clock(now + MINUTE)
    text = as_("Iris").get(screen(meeting)).content.decode()
    assert in_two(second) in text
    assert in_two(first) not in text


def test_screen_refreshes_without_script(as_, meeting: Meeting, clock):
    clock(datetime.fromtimestamp(timezone.now().timestamp() // 60 * 60 + 20, tz=timezone.get_current_timezone()))
    text = as_("Iris").get(screen(meeting)).content.decode()
    assert 'http-equiv="refresh" content="41"' in text
    assert "data-changes-at" in text


def test_screen_has_no_inline_styles_and_is_not_cached(as_, meeting: Meeting):
    response = as_("Iris").get(screen(meeting))
    assert re.search(r"<svg[^>]*segno", response.content.decode())
    assert "style=" not in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_signed_in_invitee_gets_a_prefilled_code(as_, cast: Cast, meeting: Meeting):
    code = code_at(meeting, timezone.now())
    response = as_("Amira").get(f"{room(meeting)}?code={code}", follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("meetings:check_in", args=[meeting.pk]))
    assert f'value="{code}"' in response.content.decode()
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("name", [None, "Otto", "Nadia"])
def test_other_visitors_are_asked_for_an_address(as_, meeting: Meeting, name: str | None):
    assert 'name="email"' in as_(name).get(room(meeting)).content.decode()


@pytest.mark.parametrize(
    "email", ["amira@example.org", " AMIRA@Example.org ", "nobody@example.org", "otto@example.org"]
)
def test_link_request_gives_the_same_response_for_every_address(as_, meeting: Meeting, email: str):
    response = as_(None).post(room(meeting), {"email": email})
    assert (response.status_code, response["Location"]) == (302, f"{room(meeting)}?sent")


def test_link_request_emails_an_invitee(as_, cast: Cast, meeting: Meeting):
    as_(None).post(room(meeting), {"email": "Amira@example.org"})
    requests_answered()
    message = email_message(email=Email.objects.get(email_type=CHECK_IN_LINK))
    assert message is not None
    assert message.to == ["amira@example.org"]
    assert f"/m/{invitee_token(invitee_of(meeting, cast['Amira']))}/here/" in message.body


def test_check_in_link_is_not_sent_after_the_meeting(as_, meeting: Meeting, clock):
    as_(None).post(room(meeting), {"email": "amira@example.org"})
    requests_answered()
    assert meeting.ends is not None
    clock(meeting.ends)
    assert email_message(email=Email.objects.get(email_type=CHECK_IN_LINK)) is None


def test_link_request_sends_nothing_to_other_addresses(as_, meeting: Meeting):
    as_(None).post(room(meeting), {"email": "otto@example.org"})
    requests_answered()
    assert not Email.objects.filter(email_type=CHECK_IN_LINK).exists()


def test_link_request_emails_a_guest(as_, cast: Cast, meeting: Meeting):
    guest = guest_add(meeting=meeting, actor=cast["Iris"], email="saar@example.org", display_name="Saar")
    as_(None).post(room(meeting), {"email": "saar@example.org"})
    requests_answered()
    assert Email.objects.filter(email_type=CHECK_IN_LINK, recipient=guest.person).exists()


def test_link_request_is_limited_to_three_in_ten_minutes(as_, cast: Cast, meeting: Meeting):
    for _time in range(5):
        assert as_(None).post(room(meeting), {"email": "amira@example.org"}).status_code == 302
    requests_answered()
    assert emails_to(cast, "Amira") == 3


def test_too_many_requests_are_refused(as_, cast: Cast, meeting: Meeting):
    for _visit in range(VISITS_PER_IP_ADDRESS):
        visit_allowed("meetings.here", "127.0.0.1")
    assert as_(None).post(room(meeting), {"email": "amira@example.org"}).status_code == 429
    assert emails_to(cast, "Amira") == 0


@pytest.mark.parametrize("email", ["", "amira", "a@b@c"])
def test_invalid_address_shows_a_field_error(as_, meeting: Meeting, email: str):
    assert as_(None).post(room(meeting), {"email": email}).status_code == 422


def test_personal_token_is_not_a_check_in_token(as_, cast: Cast, meeting: Meeting):
    token = invitee_token(invitee_of(meeting, cast["Amira"]))
    assert as_(None).get(reverse("meetings:here", args=[token])).status_code == 404


def test_check_in_token_opens_no_meeting(as_, meeting: Meeting):
    assert as_(None).get(reverse("meetings:link_meeting", args=[join_token(meeting)])).status_code == 404


def test_check_in_page_closes_when_check_in_is_disabled(as_, cast: Cast, meeting: Meeting):
    check_in_set(network=cast.burgerschap, actor=cast["Iris"], is_on=False)
    assert as_(None).get(room(meeting)).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql("SQLite has one writer at a time")
def test_simultaneous_records_keep_the_facilitators(cast: Cast):
    check_in_set(network=cast.burgerschap, actor=None, is_on=True)
    meeting = begins_now(meeting_make(cast.burgerschap, days=1))
    invitee = invitee_of(meeting, cast["Amira"])
    barrier = threading.Barrier(2, timeout=30)

    def at_once(act) -> None:
        try:
            barrier.wait()
            act()
        finally:
            connections.close_all()

    def by_oneself() -> None:
        check_in(meeting=meeting, actor=cast["Amira"], code=code_at(meeting, timezone.now()))

    def by_who_leads() -> None:
        attendance_record(meeting=meeting, actor=cast["Iris"], attendance={invitee.pk: False})

    with ThreadPoolExecutor(max_workers=2) as pool:
        for future in [pool.submit(at_once, act) for act in (by_oneself, by_who_leads)]:
            future.result()
    row = Attendance.objects.get(invitee=invitee)
    assert (row.was_there, row.recorded_by) == (False, "facilitator")
