"""The online readiness check: answered once, counted without names, with results only after it closes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.tasks import purge
from meetings.models import Meeting, OnlineReadinessCheck, OnlineReadinessCount, OnlineReadinessRespondent
from meetings.online_readiness import CODES, MIN_ANSWERS, QUESTIONS, Tally, is_shown, questions_to_show
from meetings.services.guests import guest_add
from meetings.services.meeting import meeting_cancel, meeting_change
from meetings.services.online_readiness import online_readiness_answer
from meetings.tokens import invitee_token
from tests.cast import Cast
from tests.meetings.meeting_cases import in_days, invitee_of, meeting_make
from tests.meetings.online_readiness_cases import ALL_READY, NO_PLACE, first_online_make, online_readiness_close, say

NO_PLACE_IN_WORDS = "Sommigen hebben nog geen rustige plek."
TITLE = "Is alles klaar voor online?"
people = st.integers(0, 40)


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return first_online_make(cast)


def address(meeting: Meeting) -> str:
    return reverse("meetings:online_readiness", args=[meeting.pk])


def page_of(as_, meeting: Meeting, name: str = "Amira") -> str:
    return str(as_(name).get(address(meeting)).content.decode())


def counted(question: str = "quiet_place") -> tuple[int, int]:
    row = OnlineReadinessCount.objects.get(question=question)
    return row.ready, row.not_yet


def some(cast: Cast, *names: str):
    return [cast[name] for name in names]


@given(people, people)
def test_results_are_hidden_below_five_answers(ready: int, not_yet: int):
    if ready + not_yet < MIN_ANSWERS:
        assert not is_shown(ready, not_yet)


@given(people, st.integers(0, 1))
def test_results_are_hidden_when_all_or_all_but_one_agree(many: int, few: int):
    assert not is_shown(many, few)
    assert not is_shown(few, many)


@given(people, people)
def test_shown_result_never_reveals_a_single_answer(ready: int, not_yet: int):
    # After subtracting their own answer, any respondent still finds both answers among the others.
    if is_shown(ready, not_yet):
        assert min(ready - 1, not_yet) >= 1
        assert min(ready, not_yet - 1) >= 1


@given(st.lists(st.tuples(st.sampled_from(CODES), people, people), unique_by=lambda row: row[0]))
def test_results_contain_no_numbers(rows: list[tuple[str, int, int]]):
    found = questions_to_show(Tally(*row) for row in rows)
    assert found == [q for q in QUESTIONS if any(code == q.code and is_shown(a, b) for code, a, b in rows)]
    assert not any(character.isdigit() for q in found for character in str(q.missing))


def test_answer_by_account_returns_to_the_meeting(as_, cast: Cast, meeting: Meeting):
    response = as_("Amira").post(address(meeting), {"quiet_place": "not_yet", "camera": "yes", "link": ""})
    assert response.url == reverse("meetings:meeting", args=[meeting.pk])
    assert (counted(), counted("camera"), counted("link")) == ((0, 1), (1, 0), (0, 0))


def test_answer_by_personal_link_stays_on_the_link(client, cast: Cast, meeting: Meeting):
    link = reverse("meetings:link_online_readiness", args=[invitee_token(invitee_of(meeting, cast["Amira"]))])
    assert "niet meer wijzigen" in client.get(link).content.decode()
    assert client.post(link, NO_PLACE).url == link.removesuffix("online-readiness/")
    assert counted() == (0, 1)


def test_second_answer_is_refused_and_not_counted(as_, cast: Cast, meeting: Meeting):
    say(meeting, [cast["Amira"]])
    response = as_("Amira").post(address(meeting), NO_PLACE)
    assert "Je hebt al geantwoord." in response.content.decode()
    assert counted() == (1, 0)


@pytest.mark.parametrize("answers", [{}, dict.fromkeys(CODES, ""), {"camera": "soms"}, {"mood": "yes"}])
def test_empty_or_unknown_answer_is_not_counted(cast: Cast, meeting: Meeting, answers: dict[str, str]):
    with pytest.raises(ValidationError):
        online_readiness_answer(meeting=meeting, actor=cast["Amira"], answers=answers)
    assert not OnlineReadinessRespondent.objects.exists()


def test_answer_by_an_uninvited_person_is_refused(as_, cast: Cast, meeting: Meeting):
    assert as_("Nadia").post(address(meeting), ALL_READY).status_code == 403
    assert as_("Otto").post(address(meeting), ALL_READY).status_code == 404
    with pytest.raises(PermissionDenied):
        online_readiness_answer(meeting=meeting, actor=cast["Nadia"], answers=ALL_READY)


@pytest.mark.parametrize(("days", "is_open"), [(29, False), (28, True), (3, True), (2, False)])
def test_check_is_open_from_four_weeks_to_two_days_before(as_, cast: Cast, days: int, is_open: bool):
    meeting = first_online_make(cast, days=days, mode=Meeting.Mode.HYBRID)
    response = as_("Amira").post(address(meeting), ALL_READY)
    assert response.status_code == (302 if is_open else 200)
    assert is_open or "Je kunt nu niet antwoorden." in response.content.decode()
    assert OnlineReadinessRespondent.objects.exists() == is_open


def test_check_belongs_to_the_first_online_meeting_of_the_year(as_, cast: Cast, meeting: Meeting):
    on_site = meeting_make(cast.burgerschap, cast["Iris"], days=20)
    later = meeting_make(cast.burgerschap, cast["Iris"], days=26, mode=Meeting.Mode.ONLINE)
    assert [as_("Amira").get(address(one)).status_code for one in (on_site, meeting, later)] == [404, 200, 404]
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    assert as_("Amira").get(address(later)).status_code == 200


def test_results_are_hidden_while_answers_are_taken(as_, cast: Cast, meeting: Meeting):
    say(meeting, some(cast, "Amira", "Umut", "Olga"), quiet_place="not_yet")
    say(meeting, some(cast, "Joep", "Tess", "Noor"))
    assert NO_PLACE_IN_WORDS not in page_of(as_, meeting)
    online_readiness_close(meeting)
    for page in (page_of(as_, meeting), page_of(as_, meeting, "Bram")):
        assert f"{NO_PLACE_IN_WORDS} Is er op school een lokaal vrij?" in page
        assert "camera die werkt." not in page


def test_answer_after_closing_is_refused(as_, cast: Cast, meeting: Meeting):
    say(meeting, some(cast, "Amira", "Umut", "Olga", "Joep"), quiet_place="not_yet")
    say(meeting, [cast["Tess"]])
    online_readiness_close(meeting)
    assert NO_PLACE_IN_WORDS not in page_of(as_, meeting)
    assert "Je kunt nu niet antwoorden." in as_("Noor").post(address(meeting), ALL_READY).content.decode()
    assert NO_PLACE_IN_WORDS not in page_of(as_, meeting)


def test_moving_the_meeting_does_not_reopen_the_check(as_, cast: Cast, meeting: Meeting):
    say(meeting, [cast["Amira"]])
    online_readiness_close(meeting)
    meeting_change(meeting=meeting, actor=cast["Iris"], on_date=in_days(26))
    assert "Je kunt nu niet antwoorden." in as_("Noor").post(address(meeting), ALL_READY).content.decode()


def test_counters_stay_when_respondents_expire(as_, cast: Cast, meeting: Meeting, clock):
    say(meeting, some(cast, "Amira", "Umut"), quiet_place="not_yet")
    say(meeting, some(cast, "Olga", "Joep", "Tess"))
    online_readiness_close(meeting)
    first_year = OnlineReadinessCheck.objects.get().first_year
    clock(datetime(first_year + 1, 11, 1, 3, tzinfo=timezone.get_default_timezone()))
    purge("")
    assert not OnlineReadinessRespondent.objects.exists()
    assert NO_PLACE_IN_WORDS in page_of(as_, meeting)


def test_stored_rows_reveal_neither_time_nor_order_of_answers(cast: Cast, meeting: Meeting):
    say(meeting, some(cast, "Amira", "Umut"))
    fields = {f.name: f.get_internal_type() for f in OnlineReadinessRespondent._meta.get_fields()}
    assert fields == {"id": "UUIDField", "readiness_check": "ForeignKey", "person": "ForeignKey"}
    counters = {f.get_internal_type() for f in OnlineReadinessCount._meta.get_fields()}
    assert not any("Date" in kind or "Time" in kind for kind in counters)


def test_check_is_on_the_home_page_until_it_is_answered(as_, cast: Cast, meeting: Meeting):
    home = reverse("overview:network", args=[cast.burgerschap.pk])
    link = f'href="{address(meeting)}"'
    assert link in as_("Amira").get(home).content.decode()
    say(meeting, [cast["Amira"]])
    assert link not in as_("Amira").get(home).content.decode()
    online_readiness_close(meeting)
    assert link not in as_("Umut").get(home).content.decode()


def test_meeting_page_asks_first_and_shows_results_later(as_, cast: Cast, meeting: Meeting):
    at = reverse("meetings:meeting", args=[meeting.pk])
    assert address(meeting) in as_("Amira").get(at).content.decode()
    assert TITLE not in as_("Nadia").get(at).content.decode()
    say(meeting, some(cast, "Amira", "Umut"), quiet_place="not_yet")
    assert TITLE not in as_("Amira").get(at).content.decode()
    say(meeting, some(cast, "Olga", "Joep", "Tess"))
    online_readiness_close(meeting)
    assert NO_PLACE_IN_WORDS in as_("Amira").get(at).content.decode()
    assert NO_PLACE_IN_WORDS not in as_("Nadia").get(at).content.decode()


def test_database_refuses_a_second_check_and_unknown_questions(cast: Cast, meeting: Meeting):
    say(meeting, [cast["Amira"]])
    check = OnlineReadinessCheck.objects.get()
    for model, fields in (
        (
            OnlineReadinessCheck,
            {"network": check.network, "first_year": check.first_year, "closes_on": check.closes_on},
        ),
        (OnlineReadinessCheck, {"network": check.network, "first_year": 1, "closes_on": check.closes_on}),
        (OnlineReadinessCount, {"readiness_check": check, "question": "skills"}),
        (OnlineReadinessCount, {"readiness_check": check, "question": "camera"}),
        (OnlineReadinessRespondent, {"readiness_check": check, "person": cast["Amira"]}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(**fields)


def test_check_closes_two_days_before_the_meeting(cast: Cast, meeting: Meeting):
    say(meeting, [cast["Amira"]])
    assert OnlineReadinessCheck.objects.get().closes_on == timezone.localdate() + timedelta(days=22)


def test_guest_is_neither_asked_nor_shown_results(client, cast: Cast, meeting: Meeting):
    guest = guest_add(meeting=meeting, actor=cast["Iris"], email="saar@example.org", display_name="Saar")
    link = reverse("meetings:link_online_readiness", args=[invitee_token(guest)])
    assert client.get(link).status_code == 404
    with pytest.raises(PermissionDenied):
        online_readiness_answer(meeting=meeting, actor=guest.person, answers=ALL_READY)
    assert not OnlineReadinessCheck.objects.exists()
