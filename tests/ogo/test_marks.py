"""The marks on the track of a network: only what everyone in the network may know."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from meetings.models import Meeting
from ogo.marks import mark_source_register, marks_of
from ogo.selectors.designs import version_marks
from ogo.selectors.marks import meeting_marks
from ogo.selectors.tracks import track_of
from ogo.services.designs import design_add, version_add
from ogo.services.tracks import track_choose
from ogo.track import MarkKind
from srt.models import Wave
from srt.selectors.marks import wave_marks
from tests.cast import Cast
from tests.meetings.meeting_cases import in_days, meeting_make, undecided_make
from tests.srt.wave_cases import wave_make

DESIGN = "Lessen over onenigheid"


def test_meetings_are_marked_on_site_or_online(cast: Cast):
    meeting_make(cast.burgerschap, days=7, title="Kiezen")
    meeting_make(cast.burgerschap, days=14, mode=Meeting.Mode.ONLINE)
    meeting_make(cast.burgerschap, days=21, mode=Meeting.Mode.HYBRID)
    marks = meeting_marks(cast.burgerschap)
    assert [mark.kind for mark in marks] == [MarkKind.ON_SITE, MarkKind.ONLINE, MarkKind.ON_SITE]
    assert (marks[0].day, marks[0].text) == (in_days(7), "Kiezen")


def test_drafts_cancelled_undecided_and_restricted_meetings_are_not_marked(cast: Cast):
    meeting_make(cast.burgerschap, publish=False)
    undecided_make(cast.burgerschap)
    meeting_make(cast.burgerschap, kind=Meeting.Kind.STUDENTS)
    cancelled = meeting_make(cast.burgerschap)
    Meeting.objects.filter(pk=cancelled.pk).update(state="cancelled", cancelled_at=timezone.now())
    meeting_make(cast.rekenen)
    assert meeting_marks(cast.burgerschap) == []


def test_opened_rounds_are_marked_without_anything_about_answers(cast: Cast):
    wave = wave_make(cast)
    (mark,) = wave_marks(cast.burgerschap)
    assert (mark.kind, mark.day, mark.url) == (MarkKind.ROUND, timezone.localdate(wave.opens_at), "")
    assert mark.text == f"De vragenlijst van {cast.year}"
    assert wave_marks(cast.rekenen) == []


def test_planned_and_imported_rounds_are_not_marked(cast: Cast):
    wave = wave_make(cast)
    Wave.objects.filter(pk=wave.pk).update(imported=True)
    assert wave_marks(cast.burgerschap) == []
    Wave.objects.filter(pk=wave.pk).update(imported=False, opened_at=None)
    assert wave_marks(cast.burgerschap) == []


def test_marks_come_in_order_of_day_from_every_source(cast: Cast):
    meeting_make(cast.burgerschap, days=14)
    design = design_add(network=cast.burgerschap, actor=cast["Amira"], title=DESIGN)
    version_add(design=design, actor=cast["Amira"], changed="Drie lessen")
    wave_make(cast)
    marks = marks_of(cast.burgerschap)
    assert {mark.kind for mark in marks} == {MarkKind.ROUND, MarkKind.VERSION, MarkKind.ON_SITE}
    assert [mark.day for mark in marks] == sorted(mark.day for mark in marks)


def test_registering_a_source_twice_has_no_effect(cast: Cast):
    mark_source_register(meeting_marks)
    meeting_make(cast.burgerschap)
    assert len(marks_of(cast.burgerschap)) == 1


def test_coordinator_sees_a_version_without_the_name_of_the_design(cast: Cast, as_):
    design = design_add(network=cast.burgerschap, actor=cast["Amira"], title=DESIGN)
    version_add(design=design, actor=cast["Amira"], changed="Drie lessen")
    track_choose(network=cast.burgerschap, actor=cast["Iris"], key="ogo", cycles=2, today=in_days(-30))
    page = reverse("ogo:where_we_are", args=[cast.burgerschap.pk])
    assert DESIGN in as_("Amira").get(page).content.decode()
    text = as_("Nadia").get(page).content.decode()
    assert DESIGN not in text
    assert "een nieuwe versie van een ontwerp" in text


def test_marks_of_versions_do_not_read_their_long_texts(cast: Cast, django_assert_num_queries):
    design = design_add(network=cast.burgerschap, actor=cast["Amira"], title=DESIGN)
    version_add(design=design, actor=cast["Amira"], changed="x", description="Lang " * 100)
    with django_assert_num_queries(1) as queries:
        [mark] = version_marks(cast.burgerschap)
    assert "description" not in queries[0]["sql"]
    assert DESIGN in mark.text


def test_track_has_no_names_of_designs_unless_asked_for(cast: Cast):
    design = design_add(network=cast.burgerschap, actor=cast["Amira"], title=DESIGN)
    version_add(design=design, actor=cast["Amira"], changed="Drie lessen")
    track_choose(network=cast.burgerschap, actor=cast["Iris"], key="ogo", cycles=2, today=in_days(-30))
    plain, whole = track_of(cast.burgerschap), track_of(cast.burgerschap, sees_work=True)
    assert plain is not None
    assert whole is not None
    assert DESIGN not in plain.drawing
    assert DESIGN in whole.drawing


def test_marks_outside_the_phases_stay_in_the_table(cast: Cast, as_):
    track_choose(network=cast.burgerschap, actor=cast["Iris"], key="ogo", cycles=1)
    meeting_make(cast.burgerschap, days=-30, title="Kennismaken")
    text = as_("Amira").get(reverse("ogo:where_we_are", args=[cast.burgerschap.pk])).content.decode()
    assert "Buiten de fasen" in text
    assert "Kennismaken" in text
