"""Privacy attacks 1, 5, 6, 7 and 9: what a reader who knows everyone and looks twice can find out about answers.

Each test fails if its rule is removed; tests/mutations.py names the rules.
"""

import difflib
import itertools
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobs.models import Job
from networks.events import participations_changed
from networks.models import Network, Participation
from srt.definition import provisional_instrument
from srt.models import DraftResponse, Release, ReleasedCell, Response, ScoreRun, Wave
from srt.release import release_network
from srt.selectors.questionnaire import link_token
from srt.services.conversation import conversation_start, statement_write
from srt.services.scoring import SCORE_JOB, wave_rescore
from tests.cast import REKENEN, ROLES, Cast
from tests.srt.collector import Answer, collect, emails_to, numbers, own_routes, reachable
from tests.srt.wave_cases import (
    THIRTEEN,
    answer,
    answer_all,
    answers_of,
    close_and_score,
    closed_wave,
    invitation_of,
    row_of,
    run_again,
    run_jobs,
    wave_make,
)

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
SLOW = pytest.mark.slow(reason="every page of several people, byte by byte")

# The clock is frozen while two scenarios are compared, because pages and headers contain times.
MOMENT = timezone.now().replace(microsecond=0)
# The readers with the widest access inside and outside the network.
READERS = ["Iris", "Nadia"]
ALL_REKENEN = [name for name, _background, _role in REKENEN]


@contextmanager
def scenario() -> Iterator[None]:
    """Roll back everything inside, so that another scenario can start from the same rows at the same time.

    Primary keys are reset as well, so everything derived from them is identical, including QR codes of links.
    """
    with patch("django.utils.timezone.now", return_value=MOMENT), transaction.atomic():
        reset_sequences()
        yield
        transaction.set_rollback(True)


def reset_sequences() -> None:
    """Reset all primary key sequences, because PostgreSQL does not reuse keys after a rollback."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
            cursor.execute(statement)


def everything(cast: Cast, names: list[str] = READERS) -> dict[str, dict[str, Answer]]:
    """Return every page that these readers can get."""
    return {name: collect(cast[name]) for name in names}


def talk(cast: Cast, wave: Wave) -> None:
    """Hold the conversation and write the statement, so that everyone has their widest access."""
    row = row_of(wave, cast.burgerschap)
    conversation_start(wave_network=row, actor=cast["Iris"])
    statement_write(wave_network=row, statement="Wij proberen meer dan we vertellen.", actor=cast["Iris"])
    run_jobs()


def differences(one: dict[str, dict[str, Answer]], other: dict[str, dict[str, Answer]]) -> list[str]:
    """Return which reader finds which page changed, with the first lines that differ."""
    found = []
    places = [(name, address) for name, pages in one.items() for address in {**pages, **other[name]}]
    for name, address in places:
        before, after = one[name].get(address), other[name].get(address)
        if before != after:
            lines = [] if not before or not after else difflib.ndiff(before.body.splitlines(), after.body.splitlines())
            changed = [line for line in lines if line[:1] in "+-"][:4]
            found.append(f"{name} {address}: {before and before.headers} {after and after.headers} {changed}")
    return found


# 1. Two observations that differ by one person


def replay_forms(cast: Cast, wave: Wave) -> None:
    """Post every form of the questionnaire by Karel's personal link."""
    token = link_token(invitation_of(wave, cast["Karel"]))
    codes = wave.instrument.definition.item_codes
    fields = {**dict.fromkeys(codes, "5"), **{f"answer-{code}": "5" for code in codes}, "send": "1", "submit": "1"}
    for route in ("questionnaire_intro", "questionnaire_save", "questionnaire_review", "questionnaire_thanks"):
        Client().post(reverse(f"srt:{route}", args=[token]), fields)
    for page in range(1, 6):
        Client().post(reverse("srt:questionnaire_page", args=[token, page]), fields)


def turn_back_the_clock(cast: Cast, wave: Wave) -> None:
    """Post the forms with the clock set to before closing."""
    before = wave.opens_at + timedelta(minutes=5)
    with patch("django.utils.timezone.now", return_value=before):
        replay_forms(cast, wave)


def repeat_all_work(cast: Cast, wave: Wave) -> None:
    """Run every job of the survey again."""
    for kind in list(Job.objects.filter(kind__startswith="srt.").values_list("kind", flat=True).distinct()):
        run_again(kind)


def import_the_same_year(cast: Cast, wave: Wave) -> None:
    """Import a file with a thirteenth answer for the same year and questionnaire."""
    codes = wave.instrument.definition.item_codes
    data = ",".join(["network", *codes]) + "\n" + ",".join(["burgerschap", *"5" * len(codes)])
    client = Client()
    client.force_login(cast["Nadia"])
    fields = {
        "first_year": cast.year.first_year,
        "instrument": wave.instrument_id,
        "file": SimpleUploadedFile("een.csv", data.encode()),
    }
    client.post(reverse("srt:past_answers", args=[cast.werkplaats.pk]), fields)


def try_the_admin(cast: Cast, wave: Wave) -> None:
    """Try to add rows in the admin as staff."""
    client = Client()
    client.force_login(cast["Stella"])
    for model in ("response", "draftresponse", "waveinvitation", "releasedcell"):
        assert client.get(f"/admin/srt/{model}/add/").status_code == 404


def extend_and_reopen(cast: Cast, wave: Wave) -> None:
    """Extend the wave after closing, then answer."""
    client = Client()
    client.force_login(cast["Nadia"])
    later = {"closes_on": timezone.localdate() + timedelta(days=19), "closes_time": "12:00"}
    answer = client.post(reverse("srt:wave_extend", args=[cast.werkplaats.pk, wave.pk]), later, follow=True)
    assert "Na het sluiten kan hij niet meer open." in answer.content.decode()
    replay_forms(cast, wave)


WAYS: list[Callable[[Cast, Wave], None]] = [
    replay_forms,
    turn_back_the_clock,
    repeat_all_work,
    import_the_same_year,
    try_the_admin,
    extend_and_reopen,
]


@SLOW
def test_attack_1_no_answer_can_be_added_after_closing(cast):
    wave = closed_wave(cast, THIRTEEN[:12])
    talk(cast, wave)
    before = {name: numbers(cast[name]) for name in ("Iris", "Amira", "Nadia")}
    for way in WAYS:
        way(cast, wave)
        run_jobs()
        assert Response.objects.filter(wave_network__wave=wave).count() == 12, way.__name__
        assert not DraftResponse.objects.exists(), way.__name__
    assert {name: numbers(cast[name]) for name in before} == before


@SLOW
def test_attack_1_row_inserted_into_the_database_is_never_published(cast):
    wave = closed_wave(cast, THIRTEEN[:12])
    talk(cast, wave)
    before = everything(cast, ["Iris", "Amira"])
    Response.objects.create(wave_network=row_of(wave, cast.burgerschap), answers="5" * 32)
    run_again(SCORE_JOB)
    wave_rescore(wave=wave)
    run_jobs()
    assert ScoreRun.objects.count() == 1
    after = everything(cast, ["Iris", "Amira"])
    for pages in (*before.values(), *after.values()):
        del pages["/health/"]  # reports the change, as it should
    assert not differences(before, after)


def test_attack_1_release_that_singles_out_one_person_is_refused(cast):
    from srt.services.releases import ReleaseRefused, partition_check
    from srt.services.scoring import score_input, scores_compute

    wave = closed_wave(cast, THIRTEEN[:12])
    row = row_of(wave, cast.burgerschap)
    Response.objects.create(wave_network=row, answers="5" * 32)
    with pytest.raises(ReleaseRefused):
        partition_check([row], scores_compute(score_input(wave)), 5)


# 5. Moving a person between networks


def test_attack_5_answers_count_in_the_network_of_the_snapshot(cast):
    wave = wave_make(cast, cast.burgerschap, cast.rekenen)
    answer_all(wave, cast, [*THIRTEEN, *ALL_REKENEN])
    yesterday = timezone.localdate() - timedelta(days=1)
    old = cast["Sem"].participations.get()
    old.until = yesterday
    old.save()
    new = Participation.objects.create(
        network=cast.rekenen,
        person=cast["Sem"],
        background=old.background,
        from_date=timezone.localdate(),
    )
    participations_changed([old.network, new.network])
    close_and_score(wave, cast)
    found = {release.wave_network.network.slug: release.respondents for release in Release.objects.all()}
    assert found == {"burgerschap": 13, "rekenen": 6}
    assert shown(wave, cast.burgerschap) == expected(wave, range(13))
    assert shown(wave, cast.rekenen) == expected(wave, range(13, 19))


def shown(wave: Wave, network) -> list[tuple[str, object, object]]:
    cells = ReleasedCell.objects.filter(release__run__wave=wave, release__wave_network__network=network)
    return [(cell.dimension, cell.n, cell.mean) for cell in cells]


def expected(wave: Wave, people: range) -> list[tuple[str, object, object]]:
    """Return the cells for the answers of these people, computed outside the application."""
    import pandas as pd

    from srt.scoring import score_wave

    definition = wave.instrument.definition
    rows = pd.DataFrame({"network": ["one"] * len(people), "answers": [answers_of(number) for number in people]})
    values = release_network(score_wave(rows, definition)["one"], definition) or []
    return [(value.dimension, value.n, value.mean) for value in values]


# 6. Everyone gives the same answers


def pages_after(cast: Cast, answers: dict[str, str]) -> dict[str, dict[str, Answer]]:
    """Return everything that is readable in a scenario with these answers."""
    with scenario():
        wave = wave_make(cast)
        for name, given in answers.items():
            answer(wave, cast[name], given)
        talk(cast, close_and_score(wave, cast))
        return everything(cast)


@SLOW
def test_attack_6_all_fives_look_like_nearly_all_fives(cast):
    all_fives = pages_after(cast, dict.fromkeys(THIRTEEN, "5"))
    nearly = pages_after(cast, {**dict.fromkeys(THIRTEEN, "5"), **dict.fromkeys(THIRTEEN[:7], first_lower("4", "5"))})
    assert not differences(all_fives, nearly)
    result = re.compile(rf"/networks/{cast.burgerschap.pk}/waves/\d+/")
    (page,) = (found.body for address, found in all_fives["Iris"].items() if result.fullmatch(address))
    assert "≥ 4,8" in page
    assert "5,0" not in page


def first_lower(first: str, rest: str) -> str:
    """Return `first` for the first item of each dimension and `rest` for the others, to change a mean by a little."""
    return "".join(first + rest * (len(dimension.items) - 1) for dimension in provisional_instrument().dimensions)


@SLOW
def test_attack_6_identical_answers_look_like_nearly_identical_ones(cast):
    identical = pages_after(cast, dict.fromkeys(THIRTEEN, "3"))
    nearly = pages_after(cast, {**dict.fromkeys(THIRTEEN, "3"), "Noor": first_lower("4", "3")})
    assert not differences(identical, nearly)


def test_attack_6_dimension_with_four_scores_is_suppressed_everywhere(cast):
    answers = {name: answers_of(number)[:29] + ("555" if number < 4 else "---") for number, name in enumerate(THIRTEEN)}
    wave = wave_make(cast)
    for name, given in answers.items():
        answer(wave, cast[name], given)
    talk(cast, close_and_score(wave, cast))
    cell = ReleasedCell.objects.get(dimension="reframed_value")
    assert (cell.shown, cell.n, cell.mean, cell.several_not_yet) == (False, None, None, False)
    assert "≥ 4,8" not in reachable(cast["Iris"])
    assert "n = 4" not in reachable(cast["Iris"])


# 7. One suppressed answer changes


def suppressed_in_a_dimension(last: str) -> dict[str, str]:
    """Return the answers of thirteen people, four of whom answer the last dimension, one of them with `last`."""
    given = {name: answers_of(number)[:29] + ("345" if number < 4 else "---") for number, name in enumerate(THIRTEEN)}
    return {**given, "Bram": answers_of(2)[:29] + last}


@SLOW
def test_attack_7_answer_in_a_suppressed_dimension_changes_no_byte(cast):
    one, other = (pages_after(cast, suppressed_in_a_dimension(last)) for last in ("111", "555"))
    assert not differences(one, other)


@SLOW
def test_attack_7_answer_in_a_suppressed_network_changes_no_byte(cast):
    def pages(given: str) -> dict[str, dict[str, Answer]]:
        with scenario():
            wave = wave_make(cast, cast.burgerschap, cast.rekenen)
            answer_all(wave, cast, [*THIRTEEN, "Hugo", "Sara", "Daan"])
            answer(wave, cast["Lotte"], given)
            talk(cast, close_and_score(wave, cast))
            return everything(cast, ["Iris", "Nadia", "Hugo", "Sara"])

    assert not differences(pages("1"), pages("5"))


@SLOW
def test_attack_7_unsubmitted_answer_changes_no_byte(cast):
    def pages(given: str) -> dict[str, dict[str, Answer]]:
        with scenario():
            wave = wave_make(cast)
            answer_all(wave, cast, THIRTEEN[:12])
            answer(wave, cast["Karel"], given, submit=False)
            talk(cast, close_and_score(wave, cast))
            return everything(cast)

    assert not differences(pages("1"), pages("5"))


def test_attack_7_answer_in_an_open_wave_changes_no_byte_for_others(cast):
    def pages(given: str) -> dict[str, dict[str, Answer]]:
        with scenario():
            wave = wave_make(cast)
            answer_all(wave, cast, THIRTEEN[:12])
            answer(wave, cast["Karel"], given)
            return everything(cast)

    assert not differences(pages("1"), pages("5"))


def test_attack_7_suppressed_answer_changes_no_email(cast, mailoutbox):
    def emails(given: dict[str, str]) -> list[str]:
        with scenario():
            mailoutbox.clear()
            wave = wave_make(cast)
            for name, one in given.items():
                answer(wave, cast[name], one)
            run_jobs()
            mailoutbox.clear()
            talk(cast, close_and_score(wave, cast))
            return [email for name in THIRTEEN for email in emails_to(cast[name])]

    one, other = emails(suppressed_in_a_dimension("111")), emails(suppressed_in_a_dimension("555"))
    assert len(one) == 13
    assert one == other


# 9. Every page of a foreign network, in every role


def foreign_networks(cast: Cast, name: str) -> list[Network]:
    """Return the networks that this person must not know about."""
    inside = {"Amira", "Bram", "Greet", "Iris"}
    if name in inside:
        return [cast.rekenen, cast.talent]
    if name == "Hugo":
        return [cast.burgerschap, cast.talent]
    if name in {"Nadia", "Wouter"}:
        return [cast.talent]
    return [cast.burgerschap, cast.rekenen] if name == "Pieter" else [cast.burgerschap, cast.rekenen, cast.talent]


@SLOW
def test_attack_9_outsiders_get_404_for_a_foreign_network(cast):
    wave = closed_wave(cast, [*THIRTEEN, *ALL_REKENEN], cast.burgerschap, cast.rekenen)
    talk(cast, wave)
    for name in [name for name in ROLES.values() if name]:
        client = Client()
        client.force_login(cast[name])
        foreign = foreign_networks(cast, name)
        for address in itertools.chain(*(network_wave_addresses(network, wave) for network in foreign)):
            assert client.get(address).status_code in {404, 405}, (name, address)
            assert client.post(address).status_code in {404, 405}, (name, address)


def test_attack_9_waves_of_another_network_are_not_found(cast):
    wave = closed_wave(cast, ALL_REKENEN, cast.rekenen)
    for name in ("Iris", "Amira", "Nadia"):
        client = Client()
        client.force_login(cast[name])
        for address in network_wave_addresses(cast.burgerschap, wave):
            status = client.get(address).status_code
            assert status in {403, 404, 405}, (name, address)


def test_attack_9_anonymous_visitors_are_asked_to_sign_in(cast):
    wave = closed_wave(cast, THIRTEEN)
    for address in network_wave_addresses(cast.burgerschap, wave):
        response = Client().get(address)
        assert response.status_code in {302, 405}
        assert response.status_code == 405 or response.headers["Location"].startswith("/accounts/login/")


def network_wave_addresses(network: Network, wave: Wave) -> list[str]:
    """Return every address of a wave in a network."""
    known = {"network_pk": network.pk, "wave_pk": wave.pk, "kind": "radar", "language": "nl", "file_format": "png"}
    paths = [
        path for path, _pattern in own_routes() if path.startswith("networks/<int:network_pk>/waves/<int:wave_pk>/")
    ]
    assert len(paths) >= 8
    return ["/" + re.sub(r"<\w+:(\w+)>", lambda found: str(known[found[1]]), path) for path in paths]
