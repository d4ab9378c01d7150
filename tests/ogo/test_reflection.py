"""Looking back on a phase."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from meetings.models import Meeting
from ogo.activities import starters
from ogo.models import ActivityUse, Phase, PhaseReflection, ReflectionLine
from ogo.selectors.reflection import reflections_of, what_we_did
from ogo.services.reflection import phase_reopen, reflection_line_remove, reflection_line_write, reflection_write
from tests.cast import Cast
from tests.meetings.meeting_cases import meeting_make
from tests.ogo.reflection_cases import phase_make


@pytest.fixture
def phase(cast: Cast) -> Phase:
    """Return the current phase of Burgerschap."""
    return phase_make(cast.burgerschap)


def url(name: str, phase: Phase) -> str:
    """Return the address of a page about a phase of Burgerschap."""
    return reverse(f"ogo:{name}", args=[phase.cycle.track.network_id, phase.pk])


def notes_make(network, actor, text: str, *, days: int = -7, **fields: object) -> None:
    """Create a meeting with notes."""
    meeting = meeting_make(network, actor, days=days)
    Meeting.objects.filter(pk=meeting.pk).update(notes_what=text, completed_at=timezone.now(), **fields)


def test_form_begins_with_the_notes_of_the_meetings_in_the_phase(cast: Cast, phase, as_):
    notes_make(cast.burgerschap, cast["Iris"], "Drie lessen naast elkaar gelegd.")
    notes_make(cast.burgerschap, cast["Iris"], "Lang geleden.", days=-90)
    page = as_("Iris").get(url("look_back_write", phase)).content.decode()
    assert "Drie lessen naast elkaar gelegd." in page
    assert "Lang geleden." not in page


def test_notes_of_a_meeting_for_students_only_are_left_out(cast: Cast, phase):
    notes_make(cast.burgerschap, cast["Iris"], "Alleen wij studenten.", kind=Meeting.Kind.STUDENTS)
    assert what_we_did(cast.burgerschap, phase) == ""


def test_form_names_the_activities_of_the_phase_once(cast: Cast, phase):
    for _time in range(2):
        ActivityUse.objects.create(network=cast.burgerschap, starter=next(iter(starters())), phase=phase)
    assert what_we_did(cast.burgerschap, phase).count("Activiteiten: ") == 1


def test_long_notes_are_shortened_to_what_the_field_takes(cast: Cast, phase):
    for day in range(1, 15):
        notes_make(cast.burgerschap, cast["Iris"], "woord " * 200, days=-day)
    assert len(what_we_did(cast.burgerschap, phase)) <= 4000


def test_facilitator_closes_a_phase_in_one_click_on_the_form(cast: Cast, phase, as_):
    as_("Iris").post(url("look_back_write", phase), {"learned": "Eerst praten.", "close": "yes"})
    phase.refresh_from_db()
    assert phase.closed_at is not None
    assert "Eerst praten." in as_("Bram").get(url("look_back", phase)).content.decode()


def test_phase_is_closed_without_a_word(cast: Cast, phase):
    reflection_write(phase=phase, actor=cast["Iris"], closes=True)
    phase.refresh_from_db()
    assert phase.closed_at is not None


def test_saving_without_closing_leaves_the_phase_open(cast: Cast, phase, as_):
    as_("Iris").post(url("look_back_write", phase), {"learned": "Eerst praten."})
    phase.refresh_from_db()
    assert phase.closed_at is None


def test_closed_phase_is_reopened_and_keeps_its_text(cast: Cast, phase, as_):
    reflection_write(phase=phase, actor=cast["Iris"], learned="Eerst praten.", closes=True)
    as_("Iris").post(url("phase_reopen", phase))
    phase.refresh_from_db()
    assert phase.closed_at is None
    assert PhaseReflection.objects.get().learned == "Eerst praten."


def test_text_of_a_closed_phase_can_be_changed(cast: Cast, phase, as_):
    reflection_write(phase=phase, actor=cast["Iris"], learned="Eerst praten.", closes=True)
    as_("Iris").post(url("look_back_write", phase), {"learned": "Eerst tekenen."})
    assert PhaseReflection.objects.get().learned == "Eerst tekenen."


def test_closing_and_reopening_are_in_the_log(cast: Cast, phase):
    reflection_write(phase=phase, actor=cast["Iris"], closes=True)
    phase_reopen(phase=phase, actor=cast["Iris"])
    details = {"phase": "Verkennen", "network": "Burgerschap"}
    found = AuditEntry.objects.filter(code__startswith="ogo.phase").order_by("pk").values_list("code", "details")
    assert list(found) == [("ogo.phase_closed", details), ("ogo.phase_reopened", details)]


def test_two_facilitators_writing_at_once_see_both_texts(cast: Cast, phase, as_):
    iris, nadia = as_("Iris"), as_("Nadia")
    seen = iris.get(url("look_back_write", phase)).context["action"]
    nadia.post(f"{url('look_back_write', phase)}{seen}", {"learned": "Van Nadia"})
    response = iris.post(f"{url('look_back_write', phase)}{seen}", {"learned": "Van Iris", "close": "yes"})
    page = response.content.decode()
    assert "Van Nadia" in page
    assert "Van Iris" in page
    phase.refresh_from_db()
    assert phase.closed_at is None
    iris.post(f"{url('look_back_write', phase)}{response.context['action']}", {"learned": "Van Iris en Nadia"})
    assert PhaseReflection.objects.get().learned == "Van Iris en Nadia"


def test_participant_cannot_write_or_close(cast: Cast, phase):
    for act in (
        lambda: reflection_write(phase=phase, actor=cast["Amira"], closes=True),
        lambda: phase_reopen(phase=phase, actor=cast["Amira"]),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_too_long_text_is_refused_and_given_back(cast: Cast, phase, as_):
    response = as_("Iris").post(url("look_back_write", phase), {"learned": "x" * 4001})
    assert "learned" in response.context["form"].errors
    assert "x" * 4001 in response.content.decode()


def test_participant_adds_changes_and_removes_their_own_line(cast: Cast, phase, as_):
    client = as_("Amira")
    for text in ("Kinderen willen praten.", "Kinderen willen tekenen."):
        client.post(url("look_back_line", phase), {"text": text})
    assert ReflectionLine.objects.get().text == "Kinderen willen tekenen."
    assert "Kinderen willen tekenen." in as_("Bram").get(url("look_back", phase)).content.decode()
    client.post(url("look_back_line_remove", phase))
    assert not ReflectionLine.objects.exists()


def test_empty_line_is_refused(cast: Cast, phase, as_):
    assert as_("Amira").post(url("look_back_line", phase), {"text": " "}).status_code == 200
    assert not ReflectionLine.objects.exists()


def test_line_of_another_person_stays(cast: Cast, phase):
    reflection_line_write(phase=phase, actor=cast["Amira"], text="Kinderen willen praten.")
    reflection_line_remove(phase=phase, actor=cast["Iris"])
    assert ReflectionLine.objects.get().person == cast["Amira"]


def test_coordinator_reads_the_look_back_but_no_lines_of_participants(cast: Cast, phase, as_):
    reflection_line_write(phase=phase, actor=cast["Amira"], text="Kinderen willen praten.")
    reflection_write(phase=phase, actor=cast["Iris"], learned="Eerst praten.")
    for name in ("look_back", "look_back_write"):
        page = as_("Nadia").get(url(name, phase)).content.decode()
        assert "Eerst praten." in page
        assert "Kinderen willen praten." not in page


def test_lines_are_in_alphabetical_order_of_first_name(cast: Cast, phase, as_):
    for name in ("Noor", "Amira", "Bram"):
        reflection_line_write(phase=phase, actor=cast[name], text="Een regel")
    page = as_("Iris").get(url("look_back", phase)).context["page"]
    assert [line.person.first_name for line in page.lines] == ["Amira", "Bram", "Noor"]


def test_phase_of_a_deleted_cycle_is_not_found(cast: Cast, phase, as_):
    phase.cycle.deleted_at = timezone.now()
    phase.cycle.save()
    assert as_("Iris").get(url("look_back", phase)).status_code == 404
    with pytest.raises(ValidationError):
        reflection_write(phase=phase, actor=cast["Iris"])


def test_reflections_are_those_of_phases_that_have_begun_latest_first(cast: Cast, phase, django_assert_num_queries):
    earlier = phase_make(cast.burgerschap, days=-120, position=1)
    phase_make(cast.burgerschap, days=60, position=2)
    reflection_write(phase=earlier, actor=cast["Iris"], learned="Eerst praten.")
    with django_assert_num_queries(1):
        looks = [(look.phase.pk, look.summary, look.url) for look in reflections_of(cast.burgerschap)]
    assert looks == [(phase.pk, "", url("look_back", phase)), (earlier.pk, "Eerst praten.", url("look_back", earlier))]
