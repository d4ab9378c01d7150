"""R14: five means five people whom the programme knows."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from networks.models import Participation
from networks.services.participation import participation_add, participations_confirm
from srt.models import Release, ReleasedCell, Response, WaveInvitation
from srt.release import Candidate, admit
from srt.release.breakdown import person_score
from srt.selectors.waves import Bracket, response_bracket
from srt.services.answers import brackets_update
from tests.srt.definitions import built
from tests.srt.wave_cases import THIRTEEN, answer, answer_all, close_and_score, row_of, wave_make

SHAM = ["Een", "Twee", "Drie", "Vier", "Vijf", "Zes"]
DEFINITION = built([2, 3])


def admitted(*rows: tuple[str, bool]) -> list[str | None]:
    return admit([Candidate("a", answers, is_known) for answers, is_known in rows], DEFINITION)


def test_answers_of_others_are_left_out_below_five_known_respondents():
    assert admitted(*[("11111", True)] * 4, *[("55555", False)] * 4) == [*["11111"] * 4, *[None] * 4]


def test_answers_of_others_count_where_five_known_people_answered():
    assert admitted(*[("11111", True)] * 5, ("55555", False)) == [*["11111"] * 5, "55555"]


def test_dimension_with_four_known_scores_is_blanked_for_others():
    known = [("11111", True)] * 4 + [("11---", True)]
    assert admitted(*known, ("55555", False))[-1] == "55---"


def test_others_never_bring_a_dimension_to_ten():
    assert admitted(*[("11111", True)] * 9, ("55555", False))[-1] is None
    assert admitted(*[("11111", True)] * 10, ("55555", False))[-1] == "55555"


def test_others_never_bring_the_complete_answers_to_ten():
    known = [("11111", True)] * 9 + [("111-1", True)]
    assert admitted(*known, ("55555", False))[-1] == "55---"


def test_not_yet_of_others_is_never_stored():
    assert admitted(*[("11111", True)] * 5, ("5?55?", False))[-1] == "5-55-"


@given(st.lists(st.tuples(st.text("12345?-", min_size=5, max_size=5), st.booleans()), max_size=24))
def test_every_figure_rests_on_five_known_people(rows):
    stored = admitted(*rows)
    for dimension in DEFINITION.dimensions:
        scored = [
            is_known
            for answers, (_given, is_known) in zip(stored, rows, strict=True)
            if answers is not None and person_score(answers, dimension, DEFINITION) is not None
        ]
        assert all(scored) or sum(scored) >= 5
        assert len(scored) < 10 or all(scored) or sum(scored) >= 10


@pytest.fixture
def sham(cast):
    """Return a cast in which the facilitator of Rekenen added six people a day ago."""
    add_sham(cast, cast.rekenen, cast["Hugo"])
    return cast


def add_sham(cast, network, facilitator) -> None:
    """Add six people to a network as its facilitator."""
    background = cast.werkplaats.backgrounds.get(code="teacher")
    for name in SHAM:
        cast.people[name] = participation_add(
            network=network,
            actor=facilitator,
            email=f"{name.lower()}@example.org",
            first_name=name,
            background=background,
            from_date=timezone.localdate() - timedelta(days=1),
        ).person


@pytest.mark.django_db
@pytest.mark.portable
def test_four_known_people_get_no_release(sham):
    wave = wave_make(sham, sham.rekenen)
    answer_all(wave, sham, ["Sara", "Daan", "Lotte", "Ruben", *SHAM])
    close_and_score(wave, sham)
    assert not Release.objects.exists()
    assert Response.objects.count() == 4


@pytest.mark.django_db
@pytest.mark.portable
def test_background_stays_blank_where_only_a_facilitator_knows_the_other_students(cast):
    add_sham(cast, cast.burgerschap, cast["Iris"])
    wave = wave_make(cast)
    invitations = WaveInvitation.objects.filter(wave_network__wave=wave)
    students = [*SHAM, THIRTEEN[0]]
    invitations.update(background_code="teacher")
    invitations.filter(person__in=[cast[name] for name in students]).update(background_code="student")
    answer_all(wave, cast, [*THIRTEEN, *SHAM])
    close_and_score(wave, cast)
    assert set(Response.objects.values_list("background", flat=True)) == {""}


@pytest.mark.django_db
@pytest.mark.portable
def test_bracket_ignores_people_whom_only_a_facilitator_knows(cast):
    add_sham(cast, cast.burgerschap, cast["Iris"])
    wave = wave_make(cast)
    answer_all(wave, cast, [*THIRTEEN[:4], *SHAM])
    brackets_update()
    assert response_bracket(row_of(wave, cast.burgerschap)) is Bracket.FEWER_THAN_FIVE


@pytest.mark.django_db
@pytest.mark.portable
def test_confirmed_people_count(sham):
    wave = wave_make(sham, sham.rekenen)
    answer_all(wave, sham, ["Sara", "Daan", "Lotte", "Ruben", *SHAM])
    added = Participation.objects.filter(added_by=sham["Hugo"])
    participations_confirm(programme=sham.werkplaats, actor=sham["Nadia"], participations=list(added))
    close_and_score(wave, sham)
    assert set(ReleasedCell.objects.values_list("n", flat=True)) == {10}


@pytest.mark.django_db
@pytest.mark.portable
def test_participation_older_than_thirty_days_counts_without_confirmation(cast):
    Participation.objects.update(created_at=timezone.now() - timedelta(days=29))
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN)
    close_and_score(wave, cast)
    assert not Release.objects.exists()
    Participation.objects.update(created_at=timezone.now() - timedelta(days=31))
    wave = wave_make(cast, scope="process")
    answer_all(wave, cast, THIRTEEN)
    close_and_score(wave, cast)
    assert Release.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.portable
def test_new_people_of_a_coordinator_count_at_once(cast):
    background = cast.werkplaats.backgrounds.get(code="teacher")
    added = participation_add(
        network=cast.rekenen,
        actor=cast["Nadia"],
        email="nieuw@example.org",
        first_name="Nieuw",
        background=background,
        from_date=timezone.localdate(),
    )
    assert (added.added_by, added.confirmed_at is not None) == (cast["Nadia"], True)
    wave = wave_make(cast, cast.rekenen)
    answer(wave, added.person, "4")
    brackets_update()
    assert response_bracket(row_of(wave, cast.rekenen)) in set(Bracket)
