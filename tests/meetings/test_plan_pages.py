"""The pages for planning a year and for the calendar of a programme."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from mailing.models import Email
from meetings.models import BlockedPeriod, Meeting, YearPlan
from meetings.services.notifications import INVITATION
from meetings.services.year_plan import year_plan_publish
from networks.models import StudyYear
from networks.services.programme import study_year_add
from tests.cast import Cast
from tests.meetings.meeting_cases import meeting_make, undecided_make


@pytest.fixture
def year(cast: Cast) -> StudyYear:
    """Return the next study year, which lies entirely in the future."""
    cast.year.delete()
    return study_year_add(programme=cast.werkplaats, actor=cast["Nadia"], first_year=cast.year.first_year + 1)


@pytest.fixture
def iris(cast: Cast, client: Client) -> Client:
    client.force_login(cast["Iris"])
    return client


def plan_url(cast: Cast, pattern: str) -> str:
    return f"/networks/{cast.burgerschap.pk}/meetings/plan/?pattern={pattern}"


def year_url(cast: Cast, year: StudyYear, act: str = "") -> str:
    return f"/networks/{cast.burgerschap.pk}/meetings/years/{year.pk}/{act}"


def seen(page: Any) -> str:
    """Return the dates that the page of a proposal showed."""
    found = re.search(r'name="seen" value="([^"]*)"', page.content.decode())
    assert found is not None
    return found.group(1)


def save_plan(client: Client, cast: Cast, pattern: str = "point", **given: str) -> Any:
    """Save the proposal at `url` as it was shown."""
    url = plan_url(cast, pattern)
    return client.post(url, {"save": "1", "seen": seen(client.get(url)), **given}, follow=True)


def test_network_without_meetings_offers_the_patterns(iris: Client, cast: Cast, year: StudyYear):
    page = iris.get(f"/networks/{cast.burgerschap.pk}/meetings/").content.decode()
    assert [pattern for pattern in ("iselinge", "point", "own") if f"?pattern={pattern}" in page] == [
        "iselinge",
        "point",
        "own",
    ]


def test_viewing_a_proposal_saves_nothing(iris: Client, cast: Cast, year: StudyYear):
    assert len(seen(iris.get(plan_url(cast, "iselinge"))).split()) == 12
    assert not Meeting.objects.exists()
    assert not YearPlan.objects.exists()


def test_shown_proposal_is_saved_with_the_typed_place(iris: Client, cast: Cast, year: StudyYear):
    page = save_plan(iris, cast, place="De Rank")
    assert page.redirect_chain[-1][0] == year_url(cast, year)
    assert set(Meeting.objects.values_list("state", "place")) == {("draft", "De Rank")}
    assert Meeting.objects.count() == 8


def test_changed_choices_are_shown_again_before_saving(iris: Client, cast: Cast, year: StudyYear):
    page = save_plan(iris, cast, weekday="3")
    assert not Meeting.objects.exists()
    assert date.fromisoformat(seen(page).split()[0]).weekday() == 3


def test_days_of_existing_meetings_are_avoided(iris: Client, cast: Cast, year: StudyYear):
    first = date.fromisoformat(seen(iris.get(plan_url(cast, "point"))).split()[0])
    meeting_make(cast.burgerschap, cast["Iris"], on_date=first)
    assert first.isoformat() not in seen(iris.get(plan_url(cast, "point")))


@pytest.mark.parametrize(
    "query",
    [
        "own&count=61",
        "own&count=60",
        "own&count=0",
        "own&count=nee",
        "own&rhythm=weeks-6&count=20",
        "point&study_year=999999",
        "point&study_year=nee",
        "point&weekday=9",
        "point&starts_at=25:00",
        "point&first=2001-01-01",
        "point&last=nooit",
        "iselinge&online=misschien",
    ],
)
def test_impossible_plan_is_explained_and_not_saved(iris: Client, cast: Cast, year: StudyYear, query: str):
    page = iris.get(plan_url(cast, query))
    assert page.status_code == 200
    assert "error-summary" in page.content.decode()
    assert iris.post(plan_url(cast, query), {"save": "1", "seen": ""}).status_code == 200
    assert not Meeting.objects.exists()


def test_end_before_start_is_refused_at_its_field(iris: Client, cast: Cast, year: StudyYear):
    ends = f"&first={year.first_year}-12-01&last={year.first_year}-11-01"
    form = iris.get(plan_url(cast, "point") + ends).context["form"]
    assert list(form.errors) == ["last"]


def test_second_plan_for_a_year_is_refused_with_a_hint(iris: Client, cast: Cast, year: StudyYear):
    save_plan(iris, cast)
    assert "study_year" in iris.get(plan_url(cast, "point")).context["form"].errors


def test_unknown_pattern_shows_the_patterns(iris: Client, cast: Cast, year: StudyYear):
    assert "meetings/plan_choose.html" in [t.name for t in iris.get(plan_url(cast, "elders")).templates]


def test_second_publish_is_refused_and_emails_no_one(iris: Client, cast: Cast, year: StudyYear):
    save_plan(iris, cast)
    iris.post(year_url(cast, year, "publish/"))
    emails = Email.objects.filter(email_type=INVITATION).count()
    page = iris.post(year_url(cast, year, "publish/"), follow=True)
    assert page.status_code == 200
    assert Email.objects.filter(email_type=INVITATION).count() == emails > 0


def test_discard_deletes_every_draft(iris: Client, cast: Cast, year: StudyYear):
    save_plan(iris, cast)
    iris.post(year_url(cast, year, "discard/"))
    assert not Meeting.objects.exists()


def test_plan_actions_are_404_without_a_plan(iris: Client, cast: Cast, year: StudyYear):
    assert [iris.get(year_url(cast, year, act)).status_code for act in ("publish/", "discard/")] == [404, 404]


def test_draft_for_students_only_can_be_added(iris: Client, cast: Cast, year: StudyYear):
    given = {"kind": "students", "on_date": f"{year.first_year}-09-10", "starts_at": "09:00", "ends_at": "10:00"}
    iris.post(year_url(cast, year, "add/"), {**given, "mode": "on_site"})
    draft = Meeting.objects.get()
    assert (draft.kind, draft.minutes, draft.plan.study_year if draft.plan else None) == ("students", 60, year)


def test_moved_draft_returns_to_its_place_on_the_page(iris: Client, cast: Cast, year: StudyYear):
    save_plan(iris, cast)
    draft = Meeting.objects.all()[2]
    answer = iris.post(f"/meetings/{draft.pk}/shift/", {"weeks": "1"})
    assert answer.headers["Location"] == year_url(cast, year) + f"#meeting-{draft.pk}"
    draft_now = Meeting.objects.get(pk=draft.pk)
    assert draft_now.last_day > draft.last_day


def test_moving_a_published_meeting_is_refused_with_the_reason(iris: Client, cast: Cast, year: StudyYear):
    save_plan(iris, cast)
    year_plan_publish(plan=YearPlan.objects.get(), actor=cast["Iris"])
    meeting = Meeting.objects.all()[0]
    iris.post(f"/meetings/{meeting.pk}/shift/", {"weeks": "1"})
    assert Meeting.objects.get(pk=meeting.pk).on_date == meeting.on_date


def change(client: Client, meeting: Meeting, **given: str) -> Any:
    usual = {"on_date": "", "starts_at": "16:00", "ends_at": "16:45", "mode": "online", "place": "Thuis"}
    return client.post(f"/meetings/{meeting.pk}/change/", {**usual, **given})


def test_undecided_date_stays_undecided_without_a_day(iris: Client, cast: Cast, year: StudyYear):
    undecided = undecided_make(cast.burgerschap, cast["Iris"])
    assert change(iris, undecided).status_code == 302
    undecided.refresh_from_db()
    assert (undecided.is_date_undecided, undecided.place, undecided.minutes) == (True, "Thuis", 45)


def test_undecided_date_is_set_to_the_chosen_day(iris: Client, cast: Cast, year: StudyYear):
    undecided = undecided_make(cast.burgerschap, cast["Iris"])
    change(iris, undecided, on_date=undecided.last_day.isoformat())
    day = undecided.last_day
    undecided.refresh_from_db()
    assert (undecided.on_date, undecided.minutes) == (day, 45)


def test_year_is_copied_to_the_chosen_network(client: Client, cast: Cast, year: StudyYear):
    client.force_login(cast["Nadia"])
    save_plan(client, cast)
    given = {"to_year": str(year.pk), "to_networks": [str(cast.rekenen.pk)]}
    answer = client.post(year_url(cast, year, "copy/"), given)
    assert answer.headers["Location"] == f"/networks/{cast.rekenen.pk}/meetings/years/{year.pk}/"
    assert Meeting.objects.filter(network=cast.rekenen, state="draft").count() == 8


@pytest.mark.parametrize("chosen", ["burgerschap", "rekenen", "talent"])
def test_copy_onto_itself_or_another_programme_is_refused(iris: Client, cast: Cast, year: StudyYear, chosen: str):
    save_plan(iris, cast)
    given = {"to_year": str(year.pk), "to_networks": [str(getattr(cast, chosen).pk)]}
    page = iris.post(year_url(cast, year, "copy/"), given)
    assert "to_networks" in page.context["form"].errors
    assert Meeting.objects.count() == 8


@pytest.fixture
def nadia(cast: Cast, client: Client) -> Client:
    client.force_login(cast["Nadia"])
    return client


def calendar_url(cast: Cast, rest: str = "") -> str:
    return f"/programmes/{cast.werkplaats.pk}/settings/calendar/{rest}"


def test_chosen_region_shows_its_holidays(nadia: Client, cast: Cast):
    page = nadia.post(calendar_url(cast), {"region": "zuid", "zone": "Europe/Amsterdam"}, follow=True)
    assert "Herfstvakantie" in page.content.decode()
    assert "Rijksoverheid" in page.content.decode()


def test_period_is_added_changed_and_removed(nadia: Client, cast: Cast):
    given = {"name": "Toetsweek", "first_day": "2027-01-11", "last_day": "2027-01-15"}
    nadia.post(calendar_url(cast, "periods/add/"), given)
    period = BlockedPeriod.objects.get()
    nadia.post(calendar_url(cast, f"periods/{period.pk}/"), {**given, "name": "Stageweek"})
    assert BlockedPeriod.objects.get().name == "Stageweek"
    nadia.post(calendar_url(cast, f"periods/{period.pk}/remove/"))
    assert not BlockedPeriod.objects.exists()


@pytest.mark.parametrize("last", ["2027-01-10", "nooit", ""])
def test_invalid_period_is_refused_at_its_field(nadia: Client, cast: Cast, last: str):
    given = {"name": "Toetsweek", "first_day": "2027-01-11", "last_day": last}
    assert "last_day" in nadia.post(calendar_url(cast, "periods/add/"), given).context["form"].errors
    assert not BlockedPeriod.objects.exists()


def test_unknown_period_is_404(nadia: Client, cast: Cast):
    assert nadia.get(calendar_url(cast, "periods/999999/")).status_code == 404
    assert nadia.post(calendar_url(cast, "periods/999999/remove/")).status_code == 404
