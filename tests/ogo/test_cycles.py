"""Adding, deleting and restoring cycles of a network's track."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.registry import personal_data
from audit.models import AuditEntry
from networks.models import Network
from ogo.models import ActivityUse, Cycle, Phase, PhaseReflection, ReflectionLine
from ogo.selectors.track_plans import phases_fingerprint
from ogo.selectors.tracks import phases_of, track_of
from ogo.services.cycles import cycle_add, cycle_delete, cycle_restore, cycles_purge
from ogo.services.tracks import track_choose
from tests.cast import Cast

FIRST, LAST = date(2026, 9, 1), date(2028, 7, 31)
DAY, TODAY = timedelta(days=1), date(2026, 11, 30)


@pytest.fixture
def network(cast: Cast) -> Network:
    """Return Burgerschap with a full term of two cycles."""
    network = cast.burgerschap
    network.starts_on, network.ends_on = FIRST, LAST
    network.save()
    track_choose(network=network, actor=cast["Iris"], key="ogo", cycles=2)
    return network


def cycle_at(network: Network, number: int) -> Cycle:
    """Return a cycle by its number, from 1."""
    return Cycle.objects.select_related("track__network").get(track__network=network, position=number, deleted_at=None)


def days_of(network: Network) -> list[tuple[date, date]]:
    return [(phase.first_day, phase.last_day) for phase in phases_of(network)]


def in_order(network: Network) -> bool:
    days = days_of(network)
    return all(one[1] < other[0] for one, other in pairwise(days))


def aged(cycle: Cycle, days: int) -> None:
    Cycle.objects.filter(pk=cycle.pk).update(deleted_at=timezone.now() - timedelta(days=days))


def add(network: Network, actor: User, today: date | None = None) -> Cycle:
    """Add a cycle from a fresh preview."""
    read = phases_fingerprint(list(phases_of(network)))
    return cycle_add(network=network, actor=actor, read=read, today=today)


def address(name: str, network: Network, *args: object) -> str:
    return reverse(f"ogo:{name}", args=[network.pk, *args])


def test_cycle_added_to_a_full_term_keeps_its_last_day(cast: Cast, network):
    before = days_of(network)
    add(network, cast["Iris"], TODAY)
    after = days_of(network)
    assert len(after) == 9
    assert after[0] == before[0]
    assert after[-1][1] == LAST
    assert in_order(network)


def test_cycle_is_added_after_the_last_without_a_term(cast: Cast):
    track_choose(network=cast.rekenen, actor=cast["Hugo"], key="ogo", cycles=1)
    before = days_of(cast.rekenen)
    add(cast.rekenen, cast["Hugo"])
    after = days_of(cast.rekenen)
    assert after[:3] == before
    assert after[3][0] == before[-1][1] + DAY


def test_cycle_without_room_is_refused(cast: Cast, network):
    with pytest.raises(ValidationError):
        add(network, cast["Iris"], LAST)
    assert len(days_of(network)) == 6


def test_preview_of_a_cycle_shows_the_dates_it_gets(cast: Cast, network, as_):
    page = as_("Iris").get(address("cycle_add", network)).content.decode()
    assert "derde cyclus" in page
    read = phases_fingerprint(list(phases_of(network)))
    assert read in page
    assert as_("Iris").post(address("cycle_add", network), {"read": read}).status_code == 302
    for first, _last in days_of(network):
        assert first.strftime("%-d ") in page


def test_cycle_sent_twice_is_added_once(cast: Cast, network, as_):
    read = phases_fingerprint(list(phases_of(network)))
    for _time in range(2):
        as_("Iris").post(address("cycle_add", network), {"read": read})
    assert len(days_of(network)) == 9


def test_cycle_is_not_added_to_phases_that_changed_since_the_preview(cast: Cast, network):
    read = phases_fingerprint(list(phases_of(network)))
    add(network, cast["Nadia"], TODAY)
    with pytest.raises(ValidationError):
        cycle_add(network=network, actor=cast["Iris"], read=read, today=TODAY)
    assert len(days_of(network)) == 9


def test_deleted_cycle_disappears_and_is_in_the_log(cast: Cast, network):
    cycle_delete(cycle=cycle_at(network, 2), actor=cast["Iris"])
    view = track_of(network, today=TODAY)
    assert view is not None
    assert len(view.phases) == 3
    assert not view.has_cycles
    assert AuditEntry.objects.get(code="ogo.cycle_deleted").actor == cast["Iris"]


def test_page_names_what_is_in_a_cycle_before_it_is_deleted(cast: Cast, network, as_):
    cycle = cycle_at(network, 1)
    page = address("cycle_delete", network, cycle.pk)
    assert "Er staat werk in deze cyclus" not in as_("Iris").get(page).content.decode()
    phase = cycle.phases.all()[0]
    ReflectionLine.objects.create(phase=phase, person=cast["Amira"], text="Ik wil meer kijken.")
    PhaseReflection.objects.create(phase=phase, learned="Kijken helpt.")
    ActivityUse.objects.create(network=network, starter="kijken", phase=phase)
    text = as_("Iris").get(page).content.decode()
    assert [words in text for words in ("Activiteiten die", "Regels die mensen", "Wat jullie bij het terugkijken")] == [
        *(True, True, True)
    ]
    assert "Ik wil meer kijken." not in text


def test_restored_cycle_comes_back_with_everything_in_it(cast: Cast, network):
    before, cycle = days_of(network), cycle_at(network, 1)
    PhaseReflection.objects.create(phase=cycle.phases.all()[0], learned="Kijken helpt.")
    cycle_delete(cycle=cycle, actor=cast["Iris"])
    cycle_restore(cycle=cycle, actor=cast["Nadia"])
    assert days_of(network) == before
    assert [each.position for each in Cycle.objects.filter(track__network=network)] == [1, 2]
    assert PhaseReflection.objects.exists()


def test_cycle_whose_days_are_taken_is_not_restored(cast: Cast, network):
    cycle = cycle_at(network, 2)
    cycle_delete(cycle=cycle, actor=cast["Iris"])
    add(network, cast["Iris"], TODAY)
    with pytest.raises(ValidationError):
        cycle_restore(cycle=cycle, actor=cast["Iris"])
    assert in_order(network)


def test_cycle_deleted_over_thirty_days_ago_cannot_be_restored(cast: Cast, network, as_):
    cycle = cycle_at(network, 2)
    cycle_delete(cycle=cycle, actor=cast["Iris"])
    assert "Cyclus terugzetten" in as_("Iris").get(address("where_we_are", network)).content.decode()
    aged(cycle, 31)
    assert "Cyclus terugzetten" not in as_("Iris").get(address("where_we_are", network)).content.decode()
    assert as_("Iris").post(address("cycle_restore", network, cycle.pk)).status_code == 404


def test_purge_deletes_only_cycles_that_cannot_be_restored(cast: Cast, network):
    cycle = cycle_at(network, 2)
    cycle_delete(cycle=cycle, actor=cast["Iris"])
    aged(cycle, 29)
    cycles_purge()
    assert Cycle.objects.filter(pk=cycle.pk).exists()
    aged(cycle, 31)
    cycles_purge()
    assert not Cycle.objects.filter(pk=cycle.pk).exists()
    assert Phase.objects.count() == 3


def test_nightly_purge_runs_the_purge_of_cycles(cast: Cast, network):
    cycle = cycle_at(network, 2)
    cycle_delete(cycle=cycle, actor=cast["Iris"])
    aged(cycle, 31)
    next(data for data in personal_data() if data.code == "ogo.cycles_deleted").purge()
    assert not Cycle.objects.filter(pk=cycle.pk).exists()


def test_purge_keeps_the_activities_of_a_deleted_cycle(cast: Cast, network):
    cycle = cycle_at(network, 2)
    ActivityUse.objects.create(network=network, starter="kijken", phase=cycle.phases.all()[0])
    cycle_delete(cycle=cycle, actor=cast["Iris"])
    aged(cycle, 31)
    cycles_purge()
    assert ActivityUse.objects.get().phase is None


def test_deleting_a_cycle_twice_is_refused(cast: Cast, network):
    cycle = cycle_at(network, 2)
    cycle_delete(cycle=cycle, actor=cast["Iris"])
    with pytest.raises(ValidationError):
        cycle_delete(cycle=cycle, actor=cast["Iris"])


@pytest.mark.parametrize("act", ["cycle_delete", "cycle_restore"])
def test_second_tab_leads_back_to_the_track_after_a_cycle_was_deleted_or_restored(cast: Cast, network, as_, act):
    cycle = cycle_at(network, 2)
    if act == "cycle_restore":
        cycle_delete(cycle=cycle, actor=cast["Iris"])
    address = reverse(f"ogo:{act}", args=[network.pk, cycle.pk])
    home = reverse("ogo:where_we_are", args=[network.pk])
    responses = [as_("Iris").post(address) for _tab in (1, 2)]
    assert [response.headers.get("Location") for response in responses] == [home, home]
    cycle.refresh_from_db()
    assert (cycle.deleted_at is None) == (act == "cycle_restore")


def test_participant_cannot_delete_a_cycle(cast: Cast, network):
    with pytest.raises(PermissionDenied):
        cycle_delete(cycle=cycle_at(network, 2), actor=cast["Amira"])


def test_cycle_of_another_network_is_not_found(cast: Cast, network, as_):
    track_choose(network=cast.rekenen, actor=cast["Hugo"], key="ogo", cycles=1)
    other = cycle_at(cast.rekenen, 1)
    assert as_("Iris").get(address("cycle_delete", network, other.pk)).status_code == 404


def test_cycle_is_not_added_once_its_scheme_is_deleted(cast: Cast, network):
    network.track.scheme = "own-999"
    network.track.save()
    with pytest.raises(ValidationError):
        add(network, cast["Iris"], TODAY)
