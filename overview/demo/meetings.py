"""The meetings of the demo: a year around today for each network, created by the services that the pages use."""

import random
from collections.abc import Collection
from datetime import date, time, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from jobs.models import Job
from mailing.models import Email
from mailing.services import SEND_JOB
from meetings.holidays import holidays_of, public_holidays
from meetings.models import AgendaBlock, Meeting, MeetingInvitee, Preparation, Task
from meetings.services.answers import invitee_answer
from meetings.services.attendance import attendance_record
from meetings.services.calendar import programme_calendar_set
from meetings.services.links import links_set
from meetings.services.meeting import meeting_create
from networks.models import Network, Participation, Programme
from networks.study_years import current_first_year
from overview.demo import story, year
from overview.demo.year import PlannedMeeting

REGION = "midden"
WEEK = timedelta(days=7)


def meetings_build(programme: Programme) -> None:
    """Create the meetings of each network of a programme, and those of the programme itself."""
    coordinator = User.objects.get(pk=programme.roles.get(role="coordinator").person_id)
    programme_calendar_set(programme=programme, actor=coordinator, region=REGION, zone=settings.TIME_ZONE)
    for number, network in enumerate(programme.networks.order_by("pk")):
        _network_year(network, number)
    _of_programme(programme, coordinator)


def emails_mark_sent() -> None:
    """Mark all emails about meetings as sent, except those to the demo accounts about their next meeting.

    So the demo shows what emails look like without starting with a thousand of them.
    """
    shown = [account.email for account in story.ACCOUNTS]
    soon = timezone.localdate() + timedelta(days=14)
    to_show = MeetingInvitee.objects.filter(
        person__email__in=shown, meeting__on_date__range=(timezone.localdate(), soon)
    )
    waiting = Email.objects.filter(email_type__startswith="meetings.", handled_at=None)
    pending = waiting.filter(params__invitee__in=list(to_show.values_list("pk", flat=True)))
    rest = waiting.exclude(pk__in=list(pending.values_list("pk", flat=True)))
    Job.objects.filter(kind=SEND_JOB, key__in=[str(key) for key in rest.values_list("pk", flat=True)]).delete()
    rest.update(handled_at=timezone.now())
    MeetingInvitee.objects.exclude(pk__in=to_show).filter(notified_sequence=None).update(
        notified_sequence=0, in_calendar=True
    )


def _network_year(network: Network, number: int) -> None:
    """Create the year of a network, on its own weekday and at its own place."""
    guide = network.participations.filter(role=Participation.Role.FACILITATOR).select_related("person").first()
    if guide is None:
        return
    links_set(network=network, actor=guide.person, **year.NETWORK_LINKS)
    dice = random.Random(number)  # noqa: S311  # nosec - the demo is the same every time
    weekday, place = number % 4, year.PLACES[number % len(year.PLACES)]
    made: list[Meeting] = []
    for planned in year.YEAR:
        day = year.monday_of(timezone.localdate()) + planned.week * WEEK + timedelta(days=weekday)
        day = free_day(day, [meeting.last_day for meeting in made])
        made.append(_meeting(network, guide.person, planned, day, place))
    held = [meeting for meeting in made if meeting.is_over()]
    coming = [meeting for meeting in made if not meeting.is_over() and meeting.on_date]
    for meeting in held:
        _was_held(meeting, guide.person, dice, is_last=meeting is held[-1])
    if coming:
        _is_prepared(coming[0], network, dice)
    if network.slug == "burgerschap":
        _moments(network, guide.person, weekday)


def _meeting(network: Network, guide: User, planned: PlannedMeeting, day: date, place: str) -> Meeting:
    when: dict[str, Any] = {"on_date": day, "starts_at": time(15, 30) if planned.online else time(13, 30)}
    if planned.date_undecided:
        monday = year.monday_of(day)
        when = {"on_date": None, "window_starts": monday, "window_ends": monday + timedelta(days=18)}
    return _make(
        network.programme,
        network,
        guide,
        **when,
        minutes=45 if planned.online else 195,
        mode=Meeting.Mode.ONLINE if planned.online else Meeting.Mode.ON_SITE,
        place="" if planned.online else place,
        link="https://video.example.org/ons-netwerk" if planned.online else "",
        purpose=planned.purpose,
    )


def _make(programme: Programme, network: Network | None, actor: User, **fields: Any) -> Meeting:
    """Create and publish a meeting; if it is in the past, move it there after inviting people."""
    day = fields["on_date"]
    is_past = day is not None and day < timezone.localdate()
    if is_past:
        fields["on_date"] = timezone.localdate() + timedelta(days=1)
    meeting = meeting_create(programme=programme, network=network, actor=actor, publish=True, **fields)
    if is_past:
        Meeting.objects.filter(pk=meeting.pk).update(on_date=day)
        meeting.on_date = day
    return meeting


def free_day(day: date, taken: Collection[date] = ()) -> date:
    """Return the day, or the nearest same weekday away from today that is not a holiday and not taken."""
    step = WEEK if day >= timezone.localdate() else -WEEK
    while day in taken or any(first <= day <= last for first, last in _closed(day)):
        day += step
    return day


def _closed(day: date) -> list[tuple[date, date]]:
    first_year = current_first_year(day)
    days = [(holiday, holiday) for _name, holiday in public_holidays(first_year)]
    known = holidays_of(first_year)
    if known is not None:
        days += [(span.first, span.last) for _name, span in known.regions[REGION]]
    return days


def _was_held(meeting: Meeting, guide: User, dice: random.Random, *, is_last: bool) -> None:
    """Say who was there, and of the last one what people did."""
    rows = MeetingInvitee.objects.filter(meeting=meeting).values_list("pk", "person__email")
    said = {pk: dice.random() > 0.08 and not (is_last and email == year.ABSENT) for pk, email in rows}
    attendance_record(meeting=meeting, actor=guide, attendance=said)
    if is_last:
        meeting.notes_what, meeting.notes_how, meeting.notes_why = year.NOTES_WHAT, year.NOTES_HOW, year.NOTES_WHY
        meeting.save(update_fields=["notes_what", "notes_how", "notes_why"])


def _is_prepared(meeting: Meeting, network: Network, dice: random.Random) -> None:
    """Give the next meeting an agenda, something to do beforehand and tasks, and let some people answer."""
    people = [row.person for row in MeetingInvitee.objects.filter(meeting=meeting).select_related("person")]
    leads = dice.sample(people, k=min(3, len(people)))
    AgendaBlock.objects.bulk_create(
        AgendaBlock(
            meeting=meeting,
            position=position,
            title=title,
            minutes=minutes,
            lead=leads[position % len(leads)] if position % 2 == 0 else None,
        )
        for position, (title, minutes) in enumerate(year.AGENDA)
    )
    Preparation.objects.bulk_create(
        Preparation(meeting=meeting, position=position, text=text, minutes=minutes)
        for position, (text, minutes) in enumerate(year.PREPARATION)
    )
    accounts = {account.email for account in story.ACCOUNTS}
    owners = [person for person in people if person.email in accounts] or people
    Task.objects.bulk_create(
        Task(network=network, meeting=meeting, text=text, owner=owners[number % len(owners)], due_on=meeting.on_date)
        for number, text in enumerate(year.TASKS)
    )
    for person in people:
        if person.email not in accounts and dice.random() < 0.7:
            invitee_answer(meeting=meeting, actor=person, answer=dice.choices(["yes", "no", "unsure"], [8, 1, 1])[0])


def _moments(network: Network, guide: User, weekday: int) -> None:
    """Create a preparatory meeting of the students, and a lunch."""
    monday = year.monday_of(timezone.localdate())
    day = free_day(monday + WEEK + timedelta(days=weekday))
    students = {"kind": Meeting.Kind.STUDENTS, "on_date": day, "starts_at": time(12, 30), "minutes": 45}
    _make(network.programme, network, guide, **students, title=year.PREPARATORY, place=year.PLACES[0])
    lunch = {"kind": Meeting.Kind.INFORMAL, "on_date": free_day(monday + 3 * WEEK), "starts_at": time(12)}
    _make(network.programme, network, guide, **lunch, minutes=60, title=year.LUNCH, place=year.PLACES[1])


def _of_programme(programme: Programme, coordinator: User) -> None:
    """Create the facilitators' exchange, about every two months."""
    monday = year.monday_of(timezone.localdate())
    for weeks in (-5, 3, 11):
        _make(
            programme,
            None,
            coordinator,
            kind=Meeting.Kind.FACILITATORS,
            on_date=free_day(monday + weeks * WEEK + timedelta(days=4)),
            starts_at=time(15),
            minutes=90,
            purpose=year.EXCHANGE,
            mode=Meeting.Mode.ONLINE,
            link="https://video.example.org/facilitators",
        )
