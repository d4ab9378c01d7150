"""The phases of a network: choosing a scheme, changing dates, going back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from networks.models import Network
from ogo.models import Phase, PhaseReflection, Track
from ogo.schemes import shipped_schemes
from ogo.selectors.track_plans import phases_fingerprint
from ogo.selectors.tracks import TrackView, phases_of, track_of
from ogo.services.cycles import cycle_delete
from ogo.services.schemes import scheme_add
from ogo.services.tracks import phase_go_back, phases_set_dates, track_choose
from tests.cast import Cast

FIRST, LAST = date(2026, 9, 1), date(2028, 7, 31)
DAY = timedelta(days=1)
IN_EXPLORING, IN_DESIGNING = date(2026, 11, 30), date(2027, 2, 1)


@pytest.fixture
def network(cast: Cast) -> Network:
    """Return Burgerschap with a term of two years, and the phases of design-based research in two cycles."""
    network = cast.burgerschap
    network.starts_on, network.ends_on = FIRST, LAST
    network.save()
    track_choose(network=network, actor=cast["Iris"], key="ogo", cycles=2)
    return network


def days_of(network: Network) -> list[tuple[str, date, date]]:
    return [(phase.code, phase.first_day, phase.last_day) for phase in phases_of(network)]


def address(name: str, network: Network, *args: object) -> str:
    return reverse(f"ogo:{name}", args=[network.pk, *args])


def change(network: Network, cast: Cast, dates: dict[int, tuple[date, date]], today: date = IN_EXPLORING) -> None:
    """Change the dates of some phases, by number from 0."""
    phases = list(phases_of(network))
    given = {phase.pk: (phase.first_day, phase.last_day) for phase in phases}
    given |= {phases[number].pk: days for number, days in dates.items()}
    read = phases_fingerprint(phases)
    phases_set_dates(network=network, actor=cast["Iris"], dates=given, read=read, today=today)


def back(network: Network, cast: Cast, **fields: Any) -> Phase:
    """Go back to exploring on 1 February 2027 for a month, unless stated otherwise."""
    given: dict[str, Any] = {"code": "exploring", "reason": "We weten nog te weinig.", "first_day": IN_DESIGNING}
    given |= {"last_day": date(2027, 2, 28), **fields}
    return phase_go_back(network=network, actor=cast["Iris"], **given)


def form_data(phases: list[Phase]) -> dict[str, Any]:
    """Return what the page about dates posts."""
    given: dict[str, Any] = {"read": phases_fingerprint(phases)}
    for phase in phases:
        given |= {f"first_day_{phase.pk}": phase.first_day, f"last_day_{phase.pk}": phase.last_day}
    return given


def view_of(network: Network, today: date) -> TrackView:
    """Return the track of a network that has one."""
    view = track_of(network, today=today)
    assert view is not None
    return view


def test_choosing_a_scheme_proposes_phases_over_the_term(cast: Cast, network):
    days = days_of(network)
    assert [code for code, _first, _last in days] == ["exploring", "designing", "looking_back"] * 2
    assert (days[0][1], days[-1][2]) == (FIRST, LAST)
    assert all(one[2] + DAY == other[1] for one, other in pairwise(days))


def test_choosing_a_scheme_is_in_the_log(cast: Cast, network):
    entry = AuditEntry.objects.get(code="ogo.track_chosen")
    assert entry.details["network"] == "Burgerschap"


def test_network_without_a_term_gets_two_years_from_today(cast: Cast):
    track_choose(network=cast.rekenen, actor=cast["Hugo"], key="ogo", cycles=1)
    days = days_of(cast.rekenen)
    assert days[0][1] == timezone.localdate()
    assert (days[-1][2] - days[0][1]).days in {729, 730}


def test_choosing_twice_changes_nothing(cast: Cast, network):
    before = days_of(network)
    with pytest.raises(ValidationError):
        track_choose(network=network, actor=cast["Iris"], key="point", cycles=1)
    assert days_of(network) == before


def test_participant_cannot_choose_a_scheme(cast: Cast):
    with pytest.raises(PermissionDenied):
        track_choose(network=cast.rekenen, actor=cast["Daan"], key="ogo", cycles=1)
    assert not Track.objects.exists()


def test_term_shorter_than_its_phases_is_refused_at_the_cycles(cast: Cast):
    network = cast.rekenen
    network.starts_on, network.ends_on = timezone.localdate(), timezone.localdate() + 4 * DAY
    network.save()
    with pytest.raises(ValidationError) as refusal:
        track_choose(network=network, actor=cast["Hugo"], key="ogo", cycles=2)
    assert "cycles" in refusal.value.error_dict
    assert not Track.objects.exists()


def test_preview_saves_nothing_and_the_button_does(cast: Cast, as_):
    page = as_("Hugo").post(address("track_choose", cast.rekenen), {"scheme": "ogo", "cycles": ""})
    assert "Verkennen" in page.content.decode()
    assert not Track.objects.exists()
    given = {"scheme": "ogo", "cycles": "1", "use": "yes"}
    answer = as_("Hugo").post(address("track_choose", cast.rekenen), given)
    assert answer.status_code == 302
    assert len(days_of(cast.rekenen)) == 3


def test_unknown_scheme_is_refused(cast: Cast, as_):
    page = as_("Hugo").post(address("track_choose", cast.rekenen), {"scheme": "own-99", "use": "yes"})
    assert page.status_code == 200
    assert not Track.objects.exists()


def test_scheme_of_another_programme_cannot_be_chosen(cast: Cast):
    own = scheme_add(programme=cast.point, actor=cast["Pieter"], scheme=shipped_schemes()["ogo"])
    with pytest.raises(ValidationError):
        track_choose(network=cast.rekenen, actor=cast["Hugo"], key=f"own-{own.pk}", cycles=1)


def test_dates_can_be_changed_with_days_between_phases(cast: Cast, network):
    change(network, cast, {0: (FIRST, date(2026, 12, 18)), 1: (date(2027, 1, 4), date(2027, 5, 31))})
    assert days_of(network)[0][2] == date(2026, 12, 18)
    assert days_of(network)[1][1] == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("number", "days", "field"),
    [
        (1, (date(2026, 12, 31), date(2027, 5, 31)), "first_day"),
        (1, (date(2027, 5, 31), date(2027, 1, 1)), "last_day"),
        (0, (FIRST - DAY, date(2026, 12, 31)), "first_day"),
        (5, (date(2028, 5, 1), LAST + DAY), "last_day"),
        (0, (date(1999, 1, 1), date(2026, 12, 31)), "first_day"),
    ],
)
def test_phase_that_overlaps_or_leaves_the_term_is_refused_at_its_field(cast: Cast, network, number, days, field):
    before, phase = days_of(network), phases_of(network)[number]
    with pytest.raises(ValidationError) as refusal:
        change(network, cast, {number: days})
    assert f"{field}_{phase.pk}" in refusal.value.error_dict
    assert days_of(network) == before


def test_refused_date_is_shown_at_its_field(cast: Cast, network, as_):
    phases = list(phases_of(network))
    given = form_data(phases)
    given[f"last_day_{phases[-1].pk}"] = LAST + DAY
    page = as_("Iris").post(address("phase_dates", network), given).content.decode()
    assert "Jullie looptijd eindigt op 31 juli 2028." in page
    assert str(LAST + DAY) in page


def test_stale_dates_are_refused_with_both_on_the_page(cast: Cast, network, as_):
    phases = list(phases_of(network))
    given = form_data(phases)
    change(network, cast, {0: (FIRST, date(2026, 12, 18))})
    given[f"last_day_{phases[0].pk}"] = date(2026, 12, 11)
    page = as_("Nadia").post(address("phase_dates", network), given).content.decode()
    assert "2026-12-11" in page
    assert "18 december 2026" in page
    assert days_of(network)[0][2] == date(2026, 12, 18)


def test_going_back_ends_the_running_phase_and_moves_what_comes_after(cast: Cast, network):
    before = days_of(network)
    new = back(network, cast)
    after = days_of(network)
    assert [code for code, _first, _last in after[:5]] == [
        *("exploring", "designing", "exploring", "designing", "looking_back")
    ]
    assert after[1] == ("designing", before[1][1], IN_DESIGNING - DAY)
    assert after[2] == ("exploring", IN_DESIGNING, date(2027, 2, 28))
    assert after[3][1] == date(2027, 3, 1)
    assert new.reason == "We weten nog te weinig."
    assert after[-1][2] == LAST
    assert all(one[2] < other[1] for one, other in pairwise(after))


def test_going_back_keeps_what_was_written_in_phases(cast: Cast, network):
    PhaseReflection.objects.create(phase=phases_of(network)[2], learned="Eerst spelen.")
    back(network, cast)
    assert PhaseReflection.objects.get().phase == phases_of(network)[4]


def test_going_back_sent_twice_goes_back_once(cast: Cast, network):
    assert back(network, cast) == back(network, cast)
    assert len(days_of(network)) == 8


def test_going_back_twice_keeps_positions_apart(cast: Cast, network):
    back(network, cast)
    back(network, cast, first_day=date(2027, 3, 15), last_day=date(2027, 3, 31), reason="Nog even.")
    positions = [phase.position for phase in phases_of(network) if phase.cycle.position == 1]
    assert positions == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"reason": "  "}, "reason"),
        ({"reason": "x" * 301}, "reason"),
        ({"code": "looking_back"}, "code"),
        ({"code": "designing"}, "code"),
        ({"last_day": date(2027, 1, 31)}, "last_day"),
        ({"last_day": LAST + DAY}, "last_day"),
        ({"last_day": LAST}, "last_day"),
        ({"first_day": date(2026, 8, 31)}, "first_day"),
        ({"first_day": date(2027, 1, 1)}, "first_day"),
    ],
)
def test_going_back_with_a_wrong_field_changes_nothing(cast: Cast, network, fields, field):
    before = days_of(network)
    with pytest.raises(ValidationError) as refusal:
        back(network, cast, **fields)
    assert field in refusal.value.error_dict
    assert days_of(network) == before


def test_page_of_going_back_saves_and_shows_the_reason(cast: Cast, network, as_, clock):
    clock(datetime(2027, 2, 1, 12, tzinfo=UTC))
    given = {"code": "exploring", "reason": "Te vroeg.", "first_day": "2027-02-01", "last_day": "2027-02-28"}
    assert as_("Iris").post(address("phase_back", network), given).status_code == 302
    assert "Te vroeg." in as_("Amira").get(address("where_we_are", network)).content.decode()


def test_question_is_asked_when_exploring_takes_longer_than_planned(cast: Cast, network):
    change(network, cast, {0: (FIRST, date(2027, 2, 28)), 1: (date(2027, 3, 1), date(2027, 5, 31))})
    view = view_of(network, IN_DESIGNING)
    assert view.question == (
        "Jullie wilden in januari gaan ontwerpen. Wat willen jullie nog weten, en hoe komen jullie daarachter?"
    )


def test_question_is_asked_while_exploring_was_not_closed(cast: Cast, network):
    shortly, later = date(2027, 1, 10), date(2027, 3, 10)
    assert "in januari gaan ontwerpen" in view_of(network, shortly).question
    assert view_of(network, later).question == ""


@pytest.mark.parametrize("number", [0, 1])
def test_question_is_not_asked_once_a_phase_is_closed(cast: Cast, network, number):
    phase = phases_of(network)[number]
    Phase.objects.filter(pk=phase.pk).update(closed_at=timezone.now())
    assert view_of(network, date(2027, 1, 10)).question == ""


def test_question_is_not_asked_when_exploring_goes_as_planned(cast: Cast, network):
    assert view_of(network, IN_EXPLORING).question == ""


def test_question_is_not_asked_when_later_dates_were_planned_beforehand(cast: Cast, network):
    change(network, cast, {0: (FIRST, date(2027, 2, 28)), 1: (date(2027, 3, 1), date(2027, 5, 31))}, today=FIRST - DAY)
    assert view_of(network, IN_DESIGNING).question == ""


def test_track_names_the_current_phase_and_its_neighbours(cast: Cast, network):
    view = view_of(network, IN_DESIGNING)
    assert view.current is not None
    assert (view.current.name, view.current.official) == ("Ontwerpen", "ontwerp/constructie")
    assert [phase.name for phase in view.earlier] == ["Verkennen"]
    assert [phase.cycle_number for phase in view.later] == [1, 2, 2, 2]
    assert [line.split("\xa0")[0] for line in view.lines] == ["Ontwerpen", "Terugkijken", "Verkennen"]


def test_network_without_a_scheme_has_no_track(cast: Cast):
    assert track_of(cast.rekenen) is None


def test_track_takes_as_many_queries_with_six_cycles_as_with_one(cast: Cast, network, django_assert_num_queries):
    track_choose(network=cast.rekenen, actor=cast["Hugo"], key="ogo", cycles=6)
    network = Network.objects.select_related("programme").get(pk=cast.rekenen.pk)
    with django_assert_num_queries(5):
        view = view_of(network, timezone.localdate())
        assert view.drawing
        assert view.rows
        assert view.lines


def test_page_shows_the_empty_state_before_a_scheme_is_chosen(cast: Cast, as_):
    page = as_("Daan").get(address("where_we_are", cast.rekenen)).content.decode()
    assert "Nog geen fasen" in page
    assert address("track_choose", cast.rekenen) not in page
    assert (
        address("track_choose", cast.rekenen) in as_("Hugo").get(address("where_we_are", cast.rekenen)).content.decode()
    )


def test_page_of_a_network_without_cycles_looks_like_one_without_phases(cast: Cast, network, as_):
    for cycle in network.track.cycles.all():
        cycle_delete(cycle=cycle, actor=cast["Iris"])
    page = as_("Iris").get(address("where_we_are", network)).content.decode()
    assert "Nog geen fasen" in page
    assert "Cyclus terugzetten" in page


@pytest.mark.parametrize("name", ["phase_dates", "phase_back", "cycle_add"])
def test_pages_that_change_phases_are_not_found_without_a_scheme(cast: Cast, as_, name):
    assert as_("Hugo").get(address(name, cast.rekenen)).status_code == 404


@pytest.mark.parametrize(
    ("person", "page", "status"),
    [
        ("Otto", "where_we_are", 404),
        ("Greet", "where_we_are", 403),
        ("Wouter", "where_we_are", 403),
        ("Amira", "phase_dates", 403),
        ("Bram", "phase_back", 403),
    ],
)
def test_pages_refuse_others(network, as_, person, page, status):
    assert as_(person).get(address(page, network)).status_code == status


def test_page_refuses_a_post(cast: Cast, network, as_):
    assert as_("Iris").post(address("where_we_are", network)).status_code == 405
