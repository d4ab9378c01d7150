"""Choosing an activity for a meeting or a phase, the note about how it went, and sharing that."""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.services import person_erase
from audit.models import AuditEntry
from meetings.models import AgendaBlock, Meeting
from meetings.services.agenda import block_remove
from meetings.services.meeting import meeting_cancel
from networks.models import Network
from ogo.models import ActivityUse, Phase
from ogo.selectors.activities import card_of, uses_by_phase
from ogo.selectors.tracks import phases_of
from ogo.services.activities import activity_add
from ogo.services.activity_notes import (
    activity_note_share,
    activity_note_withdraw,
    activity_note_write,
    note_fingerprint,
)
from ogo.services.activity_uses import activity_choose, activity_schedule, activity_use_remove
from ogo.services.cycles import cycle_delete
from ogo.services.tracks import track_choose
from tests.cast import Cast
from tests.meetings.meeting_cases import in_days, meeting_make, undecided_make
from tests.meetings.test_agenda import titles

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

WORKED = "Na twee minuten stilte schreef iedereen."


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """Return an upcoming meeting of Burgerschap."""
    return meeting_make(cast.burgerschap, cast["Iris"])


@pytest.fixture
def use(cast: Cast, meeting: Meeting) -> ActivityUse:
    """Return the silent discussion on the agenda of the meeting."""
    return schedule(cast, meeting, "silent-discussion")


@pytest.fixture
def noted(cast: Cast, use: ActivityUse) -> ActivityUse:
    """Return the same with a note of Iris."""
    return activity_note_write(use=use, actor=cast["Iris"], worked=WORKED)


@pytest.fixture
def phases(cast: Cast) -> list[Phase]:
    """Return the phases of Burgerschap, of which one runs now."""
    track_choose(network=cast.burgerschap, actor=cast["Iris"], key="ogo", cycles=1, today=in_days(-100))
    return list(phases_of(cast.burgerschap))


def schedule(cast: Cast, meeting: Meeting, key: str, name: str = "Iris") -> ActivityUse:
    card = card_of(cast.burgerschap, key)
    return activity_schedule(network=cast.burgerschap, meeting=meeting, card=card, actor=cast[name])


def choose(cast: Cast, phase: Phase, key: str, name: str = "Iris") -> ActivityUse:
    card = card_of(cast.burgerschap, key)
    return activity_choose(network=cast.burgerschap, phase=phase, card=card, actor=cast[name])


def share(use: ActivityUse, actor: Any) -> None:
    activity_note_share(use=use, actor=actor, expected_fingerprint=note_fingerprint(use))


def address(network: Network, name: str, *args: object) -> str:
    return reverse(f"ogo:{name}", args=[network.pk, *args])


def of_phase(cast: Cast, phase: Phase) -> list[str]:
    return [line.key for line in uses_by_phase(cast.burgerschap)[phase.pk]]


def test_agenda_page_leads_to_a_chosen_activity_in_three_clicks(cast: Cast, meeting, as_):
    iris = as_("Iris")
    agenda = iris.get(reverse("meetings:agenda", args=[meeting.pk])).content.decode()
    library = re.search(r'href="([^"]*/activities/\?meeting=\d+)"', agenda)
    assert library
    shown = iris.get(library[1]).content.decode()
    card = re.search(r'href="([^"]*/activities/five-whys/\?meeting=\d+)"', shown)
    assert card
    action = re.search(r'action="([^"]*/schedule/\d+/)"', iris.get(card[1]).content.decode())
    assert action
    response = iris.post(action[1])
    assert response.headers["Location"].startswith(reverse("meetings:agenda", args=[meeting.pk]))
    assert titles(meeting) == ["Vijf keer waarom"]


def test_activity_becomes_a_part_of_the_agenda_with_its_steps(cast: Cast, meeting, use):
    block = AgendaBlock.objects.get(meeting=meeting)
    assert (block.title, block.minutes, use.block, use.meeting) == ("Stille discussie", 40, block, meeting)
    assert block.note.startswith("4 min: Spreek af")
    assert block.note.endswith("een stift per persoon.")


def test_steps_on_the_agenda_are_in_the_language_of_the_programme(cast: Cast, meeting, as_):
    cast["Iris"].language = "en"
    cast["Iris"].save(update_fields=["language"])
    as_("Iris").post(address(cast.burgerschap, "activity_schedule", "five-whys", meeting.pk))
    assert titles(meeting) == ["Vijf keer waarom"]


def test_text_too_long_for_the_agenda_ends_with_an_ellipsis(cast: Cast, meeting):
    own = activity_add(
        network=cast.burgerschap,
        actor=cast["Iris"],
        title="Lang",
        aim="Lang",
        steps="woord " * 600,
        minutes=10,
        place="both",
    )
    schedule(cast, meeting, f"own-{own.pk}")
    note = AgendaBlock.objects.get(meeting=meeting).note
    assert len(note) <= 2000
    assert note.endswith("woord …")


def test_two_clicks_choose_an_activity_once(cast: Cast, meeting, phases):
    assert schedule(cast, meeting, "five-whys") == schedule(cast, meeting, "five-whys")
    assert choose(cast, phases[0], "five-whys") == choose(cast, phases[0], "five-whys")
    assert ActivityUse.objects.count() == 2
    assert titles(meeting) == ["Vijf keer waarom"]


@pytest.mark.parametrize("name", ["Iris", "Nadia", "Wouter"])
def test_people_who_plan_meetings_choose_activities(cast: Cast, meeting, phases, name):
    assert schedule(cast, meeting, "five-whys", name).added_by == cast[name]
    assert choose(cast, phases[0], "five-whys", name).added_by == cast[name]


@pytest.mark.parametrize("name", ["Amira", "Bram", "Greet", "Hugo", "Otto"])
def test_others_cannot_choose_activities(cast: Cast, meeting, phases, name):
    with pytest.raises(PermissionDenied):
        schedule(cast, meeting, "five-whys", name)
    with pytest.raises(PermissionDenied):
        choose(cast, phases[0], "five-whys", name)


def test_meeting_of_another_network_is_not_found(cast: Cast, as_):
    other = meeting_make(cast.rekenen, cast["Hugo"])
    response = as_("Nadia").post(address(cast.burgerschap, "activity_schedule", "five-whys", other.pk))
    assert response.status_code == 404
    assert not AgendaBlock.objects.exists()


def test_cancelled_meeting_takes_no_activity(cast: Cast, meeting, as_):
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    assert as_("Iris").post(address(cast.burgerschap, "activity_schedule", "five-whys", meeting.pk)).status_code == 404
    with pytest.raises(ValidationError):
        schedule(cast, meeting, "five-whys")


def test_full_agenda_says_so(cast: Cast, meeting, as_):
    AgendaBlock.objects.bulk_create(AgendaBlock(meeting=meeting, title="A") for _ in range(60))
    page = as_("Iris").post(address(cast.burgerschap, "activity_schedule", "five-whys", meeting.pk), follow=True)
    assert "De agenda is vol." in page.content.decode()
    assert not ActivityUse.objects.exists()


def test_library_starts_with_what_suits_the_meeting(cast: Cast, phases, as_):
    online = undecided_make(cast.burgerschap, cast["Iris"])
    page = as_("Iris").get(f"{address(cast.burgerschap, 'activities')}?meeting={online.pk}").content.decode()
    assert "Marktplaats online" in page
    assert "Stille discussie" not in page
    everything = f"{address(cast.burgerschap, 'activities')}?meeting={online.pk}&find=yes"
    assert "Stille discussie" in as_("Iris").get(everything).content.decode()


def test_library_starts_with_the_stage_of_the_phase_on_the_day_of_the_meeting(cast: Cast, phases, as_):
    phase = phases[1]
    day = meeting_make(cast.burgerschap, cast["Iris"], days=(phase.last_day - in_days(0)).days)
    page = as_("Iris").get(f"{address(cast.burgerschap, 'activities')}?meeting={day.pk}").content.decode()
    assert f'<option value="{phase.stage}" selected>' in page


def test_choosing_offers_the_meetings_to_come_and_the_phases(cast: Cast, meeting, phases, as_):
    held = meeting_make(cast.burgerschap, cast["Iris"], days=-7)
    page = as_("Iris").get(address(cast.burgerschap, "activity_choose", "five-whys")).content.decode()
    values = re.findall(r'name="target" value="([^"]+)"', page)
    assert values == [f"meeting-{meeting.pk}", *(f"phase-{phase.pk}" for phase in phases)]
    assert f"meeting-{held.pk}" not in values


def test_activity_is_chosen_for_a_phase(cast: Cast, phases, as_):
    choices = address(cast.burgerschap, "activity_choose", "five-whys")
    response = as_("Iris").post(choices, {"target": f"phase-{phases[0].pk}"})
    assert response.headers["Location"] == address(cast.burgerschap, "activity_uses")
    assert of_phase(cast, phases[0]) == ["five-whys"]


@pytest.mark.parametrize("target", ["", "meeting-0", "phase-999999", "anything"])
def test_unknown_target_is_refused(cast: Cast, phases, as_, target):
    page = as_("Iris").post(address(cast.burgerschap, "activity_choose", "five-whys"), {"target": target})
    assert "data-focus-on-load" in page.content.decode()
    assert not ActivityUse.objects.exists()


def test_use_belongs_to_the_phase_that_covers_the_day_of_its_meeting(cast: Cast, phases, use):
    (covering,) = (phase for phase in phases if phase.covers(in_days(14)))
    assert of_phase(cast, covering) == ["silent-discussion"]
    Meeting.objects.filter(pk=use.meeting_id).update(on_date=phases[-1].last_day)
    assert of_phase(cast, covering) == []
    assert of_phase(cast, phases[-1]) == ["silent-discussion"]


def test_use_for_a_meeting_outside_the_phases_belongs_to_none(cast: Cast, phases, use):
    Meeting.objects.filter(pk=use.meeting_id).update(on_date=in_days(3000))
    assert not any(uses_by_phase(cast.burgerschap).values())


def test_uses_of_a_phase_are_in_order_of_day(cast: Cast, phases):
    choose(cast, phases[0], "timeline")
    first = phases[0].first_day
    for days, key in ((3, "five-whys"), (1, "problem-wall")):
        there = meeting_make(cast.burgerschap, cast["Iris"], days=days)
        schedule(cast, there, key)
        Meeting.objects.filter(pk=there.pk).update(on_date=first + (in_days(days) - in_days(0)))
    assert of_phase(cast, phases[0]) == ["problem-wall", "five-whys", "timeline"]


def test_part_removed_from_the_agenda_was_not_done(cast: Cast, phases, use, as_):
    block_remove(block=use.block, actor=cast["Iris"])
    assert not any(uses_by_phase(cast.burgerschap).values())
    assert "Stille discussie" not in as_("Iris").get(address(cast.burgerschap, "activity_uses")).content.decode()


def test_note_stays_when_the_part_is_removed_from_the_agenda(cast: Cast, phases, noted):
    block_remove(block=noted.block, actor=cast["Iris"])
    assert any(uses_by_phase(cast.burgerschap).values())


def test_cancelled_meeting_was_not_done(cast: Cast, phases, use, meeting):
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    assert not any(uses_by_phase(cast.burgerschap).values())


def test_deleted_cycle_takes_its_activities_with_it(cast: Cast, phases, as_):
    choose(cast, phases[0], "five-whys")
    cycle_delete(cycle=phases[0].cycle, actor=cast["Iris"])
    assert uses_by_phase(cast.burgerschap) == {}
    assert "Vijf keer waarom" not in as_("Iris").get(address(cast.burgerschap, "activity_uses")).content.decode()
    with pytest.raises(ValidationError):
        choose(cast, phases[0], "problem-wall")


@pytest.mark.parametrize("change", [{"state": "draft", "published_at": None}, {"kind": Meeting.Kind.STUDENTS}])
def test_meeting_that_not_everyone_may_open_is_hidden_with_its_activity(cast: Cast, phases, use, as_, change):
    Meeting.objects.filter(pk=use.meeting_id).update(**change)
    assert not any(uses_by_phase(cast.burgerschap).values())
    used = address(cast.burgerschap, "activity_uses")
    assert "Stille discussie" in as_("Iris").get(used).content.decode()
    assert "Stille discussie" not in as_("Amira").get(used).content.decode()


def test_uses_by_phase_takes_two_queries(cast: Cast, phases, django_assert_num_queries):
    for number in range(6):
        there = meeting_make(cast.burgerschap, cast["Iris"], days=number + 1)
        activity_note_write(use=schedule(cast, there, "five-whys"), actor=cast["Iris"], worked=WORKED)
        choose(cast, phases[number % len(phases)], "timeline")
    with django_assert_num_queries(2):
        found = uses_by_phase(cast.burgerschap)
        assert [line.writer for lines in found.values() for line in lines if line.has_note] == ["Iris"] * 6


def test_pages_take_the_same_queries_for_many_notes(cast: Cast, phases, noted, as_):
    share(noted, cast["Iris"])
    pages = [address(cast.burgerschap, "activity_uses"), address(cast.burgerschap, "activity", "silent-discussion")]
    pages += [address(cast.burgerschap, "where_we_are"), address(cast.rekenen, "activity", "silent-discussion")]

    def queries() -> list[int]:
        counts = []
        for page in pages:
            client = as_("Hugo" if page.startswith(f"/networks/{cast.rekenen.pk}/") else "Iris")
            with CaptureQueriesContext(connection) as captured:
                assert client.get(page).status_code == 200
            counts.append(len(captured.captured_queries))
        return counts

    before = queries()
    for number in range(5):
        there = meeting_make(cast.burgerschap, cast["Iris"], days=number + 1)
        written = activity_note_write(use=schedule(cast, there, "silent-discussion"), actor=cast["Iris"], stuck="Tijd")
        share(written, cast["Iris"])
    assert queries() == before


def test_page_where_we_are_shows_what_the_network_did(cast: Cast, phases, as_):
    current = next(phase for phase in phases if phase.covers(in_days(0)))
    activity_note_write(use=choose(cast, current, "five-whys"), actor=cast["Iris"], worked=WORKED)
    pages = {
        name: as_(name).get(address(cast.burgerschap, "where_we_are")).content.decode() for name in ("Amira", "Iris")
    }
    assert all("Vijf keer waarom" in page and WORKED in page for page in pages.values())
    assert f"?phase={current.pk}" in pages["Iris"]
    assert f"?phase={current.pk}" not in pages["Amira"]


def test_note_takes_two_clicks_from_where_we_are(cast: Cast, phases, as_):
    use = choose(cast, next(phase for phase in phases if phase.covers(in_days(0))), "five-whys")
    iris = as_("Iris")
    page = iris.get(address(cast.burgerschap, "where_we_are")).content.decode()
    form = re.search(rf'href="([^"]*/used/{use.pk}/)"', page)
    assert form
    assert "Schrijf over de werkvorm, niet over mensen." in iris.get(form[1]).content.decode()
    iris.post(form[1], {"worked": WORKED})
    use.refresh_from_db()
    assert (use.worked, use.noted_by, use.shared) == (WORKED, cast["Iris"], False)


def test_note_is_offered_from_the_day_of_the_meeting_on(cast: Cast, meeting, use, as_):
    used, form = (address(cast.burgerschap, *name) for name in (("activity_uses",), ("activity_note", use.pk)))
    assert f'"{form}?seen=' not in as_("Iris").get(used).content.decode()
    Meeting.objects.filter(pk=meeting.pk).update(on_date=in_days(0))
    assert f'"{form}?seen=' in as_("Iris").get(used).content.decode()


def test_list_has_a_form_for_the_latest_activity_without_a_note(cast: Cast, meeting, use, as_):
    Meeting.objects.filter(pk=meeting.pk).update(on_date=in_days(0))
    earlier = schedule(cast, meeting_make(cast.burgerschap, days=-7), "five-whys")
    page = as_("Iris").get(address(cast.burgerschap, "activity_uses")).content.decode()
    shown = re.findall(r'action="[^"]*/used/(\d+)/\?seen=', page)
    linked = re.findall(r'href="[^"]*/used/(\d+)/"', page)
    assert (shown, linked) == ([str(use.pk)], [str(earlier.pk)])


def test_list_has_no_form_for_a_reader(cast: Cast, meeting, use, as_):
    Meeting.objects.filter(pk=meeting.pk).update(on_date=in_days(0))
    page = as_("Amira").get(address(cast.burgerschap, "activity_uses")).content.decode()
    assert "Stille discussie" in page
    assert "/used/" not in page.replace(address(cast.burgerschap, "activity_uses"), "")


def test_empty_note_is_not_a_note(cast: Cast, noted):
    emptied = activity_note_write(use=noted, actor=cast["Iris"], worked=" ")
    assert (emptied.noted_at, emptied.noted_by) == (None, None)


@pytest.mark.parametrize("name", ["Amira", "Greet", "Hugo", "Otto"])
def test_others_cannot_write_share_withdraw_or_remove(cast: Cast, noted, name):
    with pytest.raises(PermissionDenied):
        activity_note_write(use=noted, actor=cast[name], worked="Anders")
    with pytest.raises(PermissionDenied):
        share(noted, cast[name])
    with pytest.raises(PermissionDenied):
        activity_note_withdraw(use=noted, actor=cast[name])
    with pytest.raises(PermissionDenied):
        activity_use_remove(use=noted, actor=cast[name])


def test_stale_note_is_refused_with_both_texts_on_the_page(cast: Cast, noted, as_):
    seen = note_fingerprint(noted)
    activity_note_write(use=noted, actor=cast["Nadia"], worked="Eerst opgeslagen")
    form = address(cast.burgerschap, "activity_note", noted.pk)
    page = as_("Iris").post(f"{form}?seen={seen}", {"worked": "Daarna getypt"}).content.decode()
    assert "Eerst opgeslagen" in page
    assert "Daarna getypt" in page
    noted.refresh_from_db()
    assert noted.worked == "Eerst opgeslagen"
    again = re.search(r'action="(\?seen=\w+)"', page)
    assert again
    as_("Iris").post(form + again[1], {"worked": "Daarna getypt"})
    noted.refresh_from_db()
    assert noted.worked == "Daarna getypt"


def test_too_long_a_note_is_refused_and_kept_on_the_page(cast: Cast, use, as_):
    page = as_("Iris").post(address(cast.burgerschap, "activity_note", use.pk), {"stuck": "x" * 1001})
    assert "x" * 1001 in page.content.decode()
    assert "data-focus-on-load" in page.content.decode()
    use.refresh_from_db()
    assert use.stuck == ""


def test_own_network_reads_the_note_on_the_card(cast: Cast, noted, as_):
    page = as_("Amira").get(address(cast.burgerschap, "activity", "silent-discussion")).content.decode()
    assert WORKED in page


def test_note_is_not_in_other_networks_until_it_is_shared(cast: Cast, noted, as_):
    card = address(cast.rekenen, "activity", "silent-discussion")
    assert WORKED not in as_("Hugo").get(card).content.decode()
    share(noted, cast["Iris"])
    page = as_("Hugo").get(card).content.decode()
    assert WORKED in page
    assert re.search(r"Iris\s*<span[^>]*>\s*Burgerschap", page)


def test_shared_note_is_for_those_who_choose_activities(cast: Cast, noted, as_):
    share(noted, cast["Iris"])
    card = address(cast.rekenen, "activity", "silent-discussion")
    readers = {name: WORKED in as_(name).get(card).content.decode() for name in ("Hugo", "Nadia", "Wouter", "Sara")}
    assert readers == {"Hugo": True, "Nadia": True, "Wouter": True, "Sara": False}


def test_shared_note_stays_in_its_programme(cast: Cast, noted, as_):
    share(noted, cast["Iris"])
    assert WORKED not in as_("Vera").get(address(cast.talent, "activity", "silent-discussion")).content.decode()


def test_sharing_shows_the_note_once_more(cast: Cast, noted, as_):
    iris, step = as_("Iris"), address(cast.burgerschap, "activity_note_share", noted.pk)
    page = iris.get(step).content.decode()
    seen = re.search(r'name="seen"\s+value="(\w+)"', page)
    assert WORKED in page
    assert seen
    iris.post(step, {"seen": seen[1]})
    noted.refresh_from_db()
    assert noted.shared
    assert AuditEntry.objects.filter(code="ogo.note_shared", actor=cast["Iris"]).exists()


def test_note_that_changed_since_it_was_read_is_not_shared(cast: Cast, noted, as_):
    seen = note_fingerprint(noted)
    activity_note_write(use=noted, actor=cast["Iris"], worked="Iets anders")
    as_("Iris").post(address(cast.burgerschap, "activity_note_share", noted.pk), {"seen": seen})
    noted.refresh_from_db()
    assert not noted.shared


@pytest.mark.parametrize("given", [{}, {"seen": ""}])
def test_sharing_without_having_read_is_refused(cast: Cast, noted, as_, given):
    as_("Iris").post(address(cast.burgerschap, "activity_note_share", noted.pk), given)
    noted.refresh_from_db()
    assert not noted.shared


def test_only_the_writer_shares_a_note(cast: Cast, noted, as_):
    with pytest.raises(PermissionDenied):
        share(noted, cast["Nadia"])
    assert as_("Nadia").get(address(cast.burgerschap, "activity_note_share", noted.pk)).status_code == 403


def test_use_without_note_cannot_be_shared(cast: Cast, use):
    with pytest.raises(ValidationError):
        share(use, cast["Iris"])


def test_changed_note_is_no_longer_shared_and_is_shown_again(cast: Cast, noted, as_):
    share(noted, cast["Iris"])
    response = as_("Iris").post(address(cast.burgerschap, "activity_note", noted.pk), {"worked": "Korter"})
    assert response.headers["Location"] == address(cast.burgerschap, "activity_note_share", noted.pk)
    noted.refresh_from_db()
    assert not noted.shared


def test_saving_a_shared_note_unchanged_keeps_it_shared(cast: Cast, noted, as_):
    share(noted, cast["Iris"])
    as_("Iris").post(address(cast.burgerschap, "activity_note", noted.pk), {"worked": WORKED})
    noted.refresh_from_db()
    assert noted.shared


@pytest.mark.parametrize("name", ["Iris", "Nadia"])
def test_shared_note_is_withdrawn(cast: Cast, noted, as_, name):
    share(noted, cast["Iris"])
    as_(name).post(address(cast.burgerschap, "activity_note_withdraw", noted.pk))
    noted.refresh_from_db()
    assert not noted.shared
    assert AuditEntry.objects.filter(code="ogo.note_withdrawn", actor=cast[name]).exists()


def test_erased_writer_leaves_the_note_without_a_name(cast: Cast, noted, as_):
    share(noted, cast["Iris"])
    person_erase(person=cast["Iris"], actor=cast["Iris"])
    page = as_("Hugo").get(address(cast.rekenen, "activity", "silent-discussion")).content.decode()
    assert WORKED in page
    assert "Iris" not in page


def test_choice_without_note_is_taken_back_with_its_part_of_the_agenda(cast: Cast, meeting, use, as_):
    as_("Iris").post(address(cast.burgerschap, "activity_use_remove", use.pk))
    assert not ActivityUse.objects.exists()
    assert titles(meeting) == []


def test_choice_with_a_note_is_not_taken_back(cast: Cast, noted):
    with pytest.raises(ValidationError):
        activity_use_remove(use=noted, actor=cast["Iris"])
    assert ActivityUse.objects.exists()


def test_list_of_uses_has_pages_above_fifty(cast: Cast, phases, as_):
    ActivityUse.objects.bulk_create(
        ActivityUse(network=cast.burgerschap, starter="five-whys", phase=phases[0], on_date=in_days(0))
        for _number in range(51)
    )
    used = address(cast.burgerschap, "activity_uses")
    first = as_("Iris").get(used).content.decode()
    assert 'rel="next"' in first
    assert as_("Iris").get(f"{used}?page=2").content.decode().count('id="activity-') == 1


def test_activity_that_left_the_starting_set_keeps_its_name(cast: Cast, phases, use, as_):
    ActivityUse.objects.filter(pk=use.pk).update(starter="een-oude-vorm")
    page = as_("Amira").get(address(cast.burgerschap, "activity_uses"))
    assert "Een oude vorm" in page.content.decode()


def test_database_refuses_a_shared_use_without_note(use):
    with pytest.raises(IntegrityError), transaction.atomic():
        ActivityUse.objects.filter(pk=use.pk).update(shared=True)


def test_database_refuses_a_use_of_two_activities(cast: Cast, use):
    own = activity_add(
        network=cast.burgerschap, actor=cast["Iris"], title="A", aim="A", steps="A", minutes=5, place="both"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        ActivityUse.objects.filter(pk=use.pk).update(activity=own)


def test_host_of_a_get_together_sees_no_way_to_the_library(cast: Cast, as_):
    lunch = meeting_make(cast.burgerschap, cast["Iris"], kind=Meeting.Kind.INFORMAL, title="Lunch")
    Meeting.objects.filter(pk=lunch.pk).update(host=cast["Amira"])
    agenda = reverse("meetings:agenda", args=[lunch.pk])
    assert "?meeting=" not in as_("Amira").get(agenda).content.decode()
    assert "?meeting=" in as_("Iris").get(agenda).content.decode()
