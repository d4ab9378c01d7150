"""The meetings of tests/world.py, in every state. `meeting_parts` returns the values for their URLs."""

from __future__ import annotations

from datetime import time

from meetings.models import Attendance, DateOption, Meeting
from meetings.selectors.feed import calendar_page_link, feed_link
from meetings.services.calendar import blocked_period_add, programme_calendar_set
from meetings.services.check_in import check_in_set
from meetings.services.guests import guest_add
from meetings.services.meeting import meeting_cancel, meeting_create
from meetings.services.poll import poll_mark, poll_open
from meetings.services.subscription import feed_renew, mail_choice_set
from meetings.services.year_plan import year_plan_add
from meetings.tokens import invitee_token, join_token
from tests.cast import Cast
from tests.meetings.meeting_cases import in_days, invitee_of, meeting_make, undecided_make
from tests.meetings.online_readiness_cases import online_make, online_parts
from tests.meetings.page_traces import page_parts, page_traces_make

PURPOSE = "We kiezen welke les we als eerste uitproberen."


def meetings_make(cast: Cast, *, more: int = 0) -> dict[str, Meeting]:
    """Create and return the meetings by name. `more` adds some to Burgerschap, for a larger world.

    In Burgerschap: `coming`, `held` (past), `draft`, `undecided`, `off` (cancelled), `online`, `students`. Elsewhere:
    `ready`, the first online meeting of Rekenen, `exchange` for the whole werkplaats, and `elsewhere` in Talent.
    """
    iris, nadia = cast["Iris"], cast["Nadia"]
    found = {
        "coming": meeting_make(cast.burgerschap, iris, purpose=PURPOSE, link="https://video.example.org/burgerschap"),
        "held": meeting_make(cast.burgerschap, iris, days=-14, purpose=PURPOSE),
        "draft": draft_make(cast),
        "undecided": undecided_make(cast.burgerschap, iris),
        "off": meeting_make(cast.burgerschap, iris, days=21),
        "students": meeting_make(cast.burgerschap, iris, days=10, kind=Meeting.Kind.STUDENTS),
        "exchange": meeting_create(
            programme=cast.werkplaats,
            network=None,
            actor=nadia,
            kind=Meeting.Kind.FACILITATORS,
            on_date=in_days(20),
            starts_at=time(15),
            minutes=90,
            publish=True,
        ),
        "elsewhere": meeting_make(cast.talent, cast["Vera"]),
    }
    meeting_cancel(meeting=found["off"], actor=iris)
    moments = [(in_days(40), time(15)), (in_days(41), time(15))]
    found["poll"] = poll_open(network=cast.burgerschap, actor=iris, moments=moments, minutes=60)
    option = DateOption.objects.earliest("pk")
    poll_mark(meeting=found["poll"], actor=cast["Amira"], marks={option.pk: "no"})
    guest_add(meeting=found["coming"], actor=iris, email="saar@example.org", display_name="Saar")
    found |= online_make(cast)
    check_in_set(network=cast.burgerschap, actor=iris, is_on=True)
    traces_make(found, cast)
    for number in range(more):
        meeting_make(cast.burgerschap, iris, days=30 + number if number % 2 else -30 - number)
    return found


def draft_make(cast: Cast) -> Meeting:
    """Create a draft in this year's plan of Burgerschap. The programme has region Midden and days of its own."""
    programme_calendar_set(programme=cast.werkplaats, actor=cast["Nadia"], region="midden", zone="Europe/Amsterdam")
    blocked_period_add(
        programme=cast.werkplaats, actor=cast["Nadia"], name="Toetsweek", first_day=in_days(28), last_day=in_days(30)
    )
    return year_plan_add(
        network=cast.burgerschap,
        study_year=cast.year,
        actor=cast["Iris"],
        on_date=in_days(28),
        starts_at=time(13, 30),
        minutes=195,
        place="De Rank, lokaal 4",
    )


def traces_make(meetings: dict[str, Meeting], cast: Cast) -> None:
    """Let Amira leave her traces: a lead, a task, a tick, attendance and a get-together."""
    amira = cast["Amira"]
    page_traces_make(meetings, cast)
    feed_renew(person=amira, actor=amira)
    mail_choice_set(person=amira, actor=amira, frequency="at_once", calendar_by="mail")
    Attendance.objects.create(invitee=invitee_of(meetings["held"], amira), was_there=True, recorded_by="facilitator")
    meetings["moment"] = meeting_make(
        cast.burgerschap, cast["Iris"], days=17, kind=Meeting.Kind.INFORMAL, title="Lunch"
    )
    Meeting.objects.filter(pk=meetings["moment"].pk).update(host=amira)


def meeting_parts(meetings: dict[str, Meeting], cast: Cast) -> dict[str, object]:
    """Return the arguments of the URLs, by name."""
    return {
        **{f"{name}_meeting": meeting.pk for name, meeting in meetings.items()},
        "this_year": cast.year.pk,
        "year_elsewhere": cast.point_year.pk,
        "own_period": cast.werkplaats.blocked_periods.get(name="Toetsweek").pk,
        "amiras_meeting_link": invitee_token(invitee_of(meetings["coming"], cast["Amira"])),
        "room_of_meeting": join_token(meetings["coming"]),
        "amiras_feed": feed_link(cast["Amira"]).url.rpartition("/")[2].removesuffix(".ics"),
        "amiras_calendar_page": calendar_page_link(cast["Amira"]).split("/")[-2],
        "amiras_poll_link": invitee_token(invitee_of(meetings["poll"], cast["Amira"])),
        "option_of_poll": DateOption.objects.filter(poll__meeting=meetings["poll"]).earliest("pk").pk,
        "saar_on_list": meetings["coming"].invitees.get(display_name="Saar").pk,
        **page_parts(meetings, cast),
        **online_parts(meetings, cast),
        "amiras_moment_link": invitee_token(invitee_of(meetings["moment"], cast["Amira"])),
        "held_meeting_link": invitee_token(invitee_of(meetings["held"], cast["Amira"])),
    }
