"""Attack 4: erasure of a person before and after a questionnaire closes; published bytes do not change."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.services import person_erase
from jobs.models import Job
from networks.models import Participation
from networks.services.participation import participation_add
from srt.models import DraftResponse, Release, ReleasedCell, Response, WaveInvitation, WaveNetwork
from srt.services.answers import answers_save
from srt.services.closing import VACUUM_JOB, wave_close
from srt.services.conversation import conversation_start, statement_write
from srt.services.invitations import invitations_sync
from srt.services.scoring import wave_rescore
from tests.cast import ROLES, TASKS, Cast
from tests.srt.collector import Answer, collect
from tests.srt.wave_cases import (
    THIRTEEN,
    answer,
    answer_all,
    answers_in,
    close_and_score,
    closed_wave,
    invitation_of,
    row_of,
    run_jobs,
    wave_make,
)

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
SLOW = pytest.mark.slow(reason="every page of several people, byte by byte")

# A participant, a student and the facilitator, who are all invited; and the roles that are not.
INVITED = ["Amira", "Bram", "Iris"]
NOT_INVITED = [name for name in ROLES.values() if name and name not in INVITED and TASKS.get(name) != "coordinator"]


def erase(cast: Cast, name: str) -> None:
    person_erase(person=cast[name], actor=cast[name])


def talk(cast: Cast, wave) -> None:
    row = row_of(wave, cast.burgerschap)
    conversation_start(wave_network=row, actor=cast["Iris"])
    statement_write(wave_network=row, statement="Wij proberen meer dan we vertellen.", actor=cast["Iris"])
    run_jobs()


def published(cast: Cast, readers: list[str]) -> dict[str, dict[str, Answer]]:
    """Return the pages about rounds and results that these people can reach, including refusals."""
    return {
        name: {
            address: page for address, page in collect(cast[name]).items() if "/waves/" in address or "pict" in address
        }
        for name in readers
    }


def stored() -> list[object]:
    """Return all published figures and all answers as stored in the database."""
    return [
        list(Release.objects.order_by("pk").values()),
        list(ReleasedCell.objects.order_by("pk").values()),
        sorted(Response.objects.values_list("pk", "answers", "background", "consent")),
        list(WaveNetwork.objects.order_by("pk").values("members", "respondents")),
    ]


@pytest.mark.parametrize("name", INVITED)
def test_attack_4_erasure_before_closing_deletes_the_draft_uncounted(cast, name):
    wave = wave_make(cast)
    answer_all(wave, cast, [other for other in THIRTEEN if other != name])
    answer(wave, cast[name], "5")
    erase(cast, name)
    assert DraftResponse.objects.count() == 12
    wave = close_and_score(wave, cast)
    assert len(answers_in(wave)) == 12
    assert "5" * 32 not in answers_in(wave)
    row = row_of(wave, cast.burgerschap)
    assert (row.members, row.respondents) == (12, 12)


def test_attack_4_erasure_deletes_an_unsubmitted_draft(cast):
    wave = wave_make(cast)
    answer(wave, cast["Amira"], "5", submit=False)
    erase(cast, "Amira")
    assert not DraftResponse.objects.exists()


@SLOW
@pytest.mark.parametrize("name", ["Amira", "Bram"])
def test_attack_4_erasure_after_closing_changes_no_published_byte(cast, name):
    wave = closed_wave(cast, THIRTEEN)
    talk(cast, wave)
    readers = [reader for reader in ("Iris", "Noor", "Nadia", "Wouter") if reader != name]
    before, numbers = published(cast, readers), stored()
    key = cast[name].pk
    erase(cast, name)
    run_jobs()
    assert published(cast, readers) == before
    assert stored() == numbers
    assert not User.objects.filter(pk=key).exists()
    assert not Participation.objects.filter(person=key).exists()
    assert not WaveInvitation.objects.filter(person=key).exists()


@SLOW
def test_attack_4_erasure_of_a_facilitator_changes_no_published_byte(cast):
    wave = closed_wave(cast, THIRTEEN)
    talk(cast, wave)
    before, numbers = published(cast, ["Amira", "Noor", "Nadia"]), stored()
    erase(cast, "Iris")
    run_jobs()
    assert published(cast, ["Amira", "Noor", "Nadia"]) == before
    assert stored() == numbers


@pytest.mark.parametrize("name", NOT_INVITED)
def test_erasure_of_a_person_not_invited_removes_no_answer(cast, name):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN)
    erase(cast, name)
    assert DraftResponse.objects.count() == 13
    assert len(answers_in(close_and_score(wave, cast))) == 13


def test_erasure_between_closing_and_scoring_changes_no_figure(cast):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN)
    wave_close(wave=wave, actor=cast["Nadia"])
    erase(cast, "Amira")
    run_jobs()
    release = Release.objects.get()
    assert (release.respondents, release.members) == (13, 13)


def test_rescoring_after_an_erasure_gives_the_same_figures(cast):
    wave = closed_wave(cast, THIRTEEN)
    erase(cast, "Amira")
    wave_rescore(wave=wave)
    run_jobs()
    first, second = (
        list(ReleasedCell.objects.filter(release__run__version=version).values_list("dimension", "mean", "n", "sd"))
        for version in (1, 2)
    )
    assert second == first


def test_erasure_does_not_query_responses(cast):
    wave = closed_wave(cast, THIRTEEN)
    invitation_of(wave, cast["Amira"])
    with CaptureQueriesContext(connection) as queries:
        erase(cast, "Amira")
    touched = [query["sql"] for query in queries if '"srt_response"' in query["sql"]]
    assert touched == []


def test_erasure_removes_a_person_from_all_networks_of_a_wave(cast):
    other = cast["Amira"].participations.get()
    teacher = cast.werkplaats.backgrounds.get(code="teacher")
    Participation.objects.create(
        network=cast.rekenen, person=cast["Amira"], background=teacher, from_date=other.from_date
    )
    wave = wave_make(cast, cast.burgerschap, cast.rekenen)
    for invitation in WaveInvitation.objects.filter(person=cast["Amira"]):
        answers_save(invitation=invitation, changes={"p01": "1"})
    key = cast["Amira"].pk
    erase(cast, "Amira")
    invitations_sync(wave=wave)
    assert not WaveInvitation.objects.filter(person=key).exists()
    assert not DraftResponse.objects.exists()


def test_erasure_queues_the_vacuum_of_deleted_drafts(cast):
    wave = wave_make(cast)
    answer(wave, cast["Amira"], "5")
    erase(cast, "Amira")
    assert Job.objects.filter(kind=VACUUM_JOB).exists()


def test_jobs_do_not_reveal_whether_an_erased_person_had_answered(cast):
    wave = wave_make(cast)
    answer(wave, cast["Amira"], "5")
    for number, name in enumerate(("Amira", "Bram"), start=1):
        erase(cast, name)
        assert Job.objects.filter(kind=VACUUM_JOB).count() == number


def test_person_returning_after_erasure_is_new(cast):
    wave = wave_make(cast)
    answer(wave, cast["Amira"], "5")
    old = cast["Amira"].participations.get()
    background, first_day, key = old.background, old.from_date, cast["Amira"].pk
    erase(cast, "Amira")
    again = participation_add(
        network=cast.burgerschap,
        actor=cast["Nadia"],
        email="amira@example.org",
        first_name="Amira",
        background=background,
        from_date=first_day,
    )
    assert again.person_id != key
    assert not DraftResponse.objects.exists()
    assert invitation_of(wave, again.person).pk
