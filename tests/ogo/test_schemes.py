"""Phase schemes: reading files, a programme's own schemes, and networks that move to a changed one."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise

import pytest
import yaml
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from networks.models import Network
from networks.yaml_files import YamlFileError
from ogo.models import Phase, PhaseReflection, PhaseScheme
from ogo.schemes import Scheme, parse_scheme, scheme_from_data, scheme_to_yaml, shipped_schemes
from ogo.schemes.shipped import shipped_file
from ogo.selectors.tracks import newer_scheme, phases_of
from ogo.services.scheme_moves import track_move
from ogo.services.schemes import scheme_add, scheme_change, scheme_delete, scheme_fingerprint
from ogo.services.tracks import phase_go_back, track_choose
from tests.cast import Cast

TODAY = date(2026, 11, 30)


def changed(**fields: object) -> Scheme:
    """Return design-based research with other fields."""
    return scheme_from_data({**shipped_schemes()["ogo"].as_data(), **fields})


def problems(change: object) -> list[str]:
    """Return the problems of the shipped file after a change of its data."""
    data = yaml.safe_load(shipped_file("ogo"))
    change(data)  # type: ignore[operator]  # a function that changes the data
    without_references = json.loads(json.dumps(data))
    with pytest.raises(YamlFileError) as refusal:
        parse_scheme(yaml.safe_dump(without_references, allow_unicode=True).encode())
    return refusal.value.problems


@pytest.mark.parametrize("code", sorted(shipped_schemes()))
def test_shipped_scheme_is_read_and_written_without_loss(code):
    scheme = shipped_schemes()[code]
    assert parse_scheme(scheme_to_yaml(scheme)) == scheme
    assert parse_scheme(shipped_file(code)) == scheme
    assert scheme.code == code


def test_shipped_schemes_have_the_phases_of_the_source():
    assert [phase.name["nl"] for phase in shipped_schemes()["ogo"].phases] == ["Verkennen", "Ontwerpen", "Terugkijken"]
    assert [phase.official["nl"] for phase in shipped_schemes()["ogo"].phases] == [
        "analyse/exploratie",
        "ontwerp/constructie",
        "evaluatie/reflectie",
    ]
    assert [phase.code for phase in shipped_schemes()["point"].phases[2:]] == [
        *("empathise", "define", "ideate", "prototype", "test")
    ]


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (lambda data: data.update(phases=[]), "phases", "minstens één fase"),
        (lambda data: data.pop("phases"), "", "phases"),
        (lambda data: data["phases"][1].update(share=0), "phases 2, share", "1"),
        (lambda data: data["phases"][1].update(share="veel"), "phases 2, share", "100"),
        (lambda data: data["phases"][2].update(code="designing"), "phases 3", "designing"),
        (lambda data: data["phases"][0].update(code="Fase 1"), "phases 1, code", "Fase 1"),
        (lambda data: data["phases"][0]["name"].pop("en"), "phases 1, name", "en"),
        (lambda data: data["name"].pop("nl"), "name", "nl"),
        (lambda data: data["phases"][0].update(stage="dromen"), "phases 1, stage", "exploring"),
        (lambda data: data.update(cycles=0), "cycles", "12"),
        (lambda data: data.update(kleur="rood"), "", "kleur"),
        (lambda data: data["phases"][0]["name"].update(nl="x" * 61), "phases 1, name, nl", "60"),
        (lambda data: data.update(phases=data["phases"] * 7), "phases", "20"),
        (lambda data: data["phases"][0]["name"].update(nl="\u3164"), "phases 1, name, nl", "onzichtbare"),
        (lambda data: data["phases"][0]["name"].update(nl="a\u202eb"), "phases 1, name, nl", "onzichtbare"),
    ],
)
def test_wrong_scheme_is_refused_with_its_place(change, place, words):
    assert any(problem.startswith(place) and words in problem for problem in problems(change))


@pytest.mark.parametrize(
    "data", [b"", b"- a", b"\xff", b"name: !!python/object:os.system x", b"a: &a [*a]", b"%PDF-1.7", b"x" * 200_001]
)
def test_file_of_another_kind_is_refused(data):
    with pytest.raises(YamlFileError):
        parse_scheme(data)


def test_every_problem_is_listed_at_once():
    def change(data):
        data["phases"][0]["share"] = 0
        data["phases"][1]["stage"] = "dromen"

    assert len(problems(change)) == 2


def test_fingerprint_changes_with_the_phases_only():
    scheme = shipped_schemes()["ogo"]
    assert changed(cycles=1).fingerprint == scheme.fingerprint
    assert changed(phases=scheme.as_data()["phases"][:2]).fingerprint != scheme.fingerprint


# A programme's own schemes.


@pytest.fixture
def own(cast: Cast) -> PhaseScheme:
    """Return a scheme of the Werkplaats."""
    return scheme_add(programme=cast.werkplaats, actor=cast["Nadia"], scheme=changed(name={"nl": "Eigen", "en": "Own"}))


def address(name: str, cast: Cast, *args: object) -> str:
    return reverse(f"ogo:{name}", args=[cast.werkplaats.pk, *args])


def upload(client, cast: Cast, content: bytes):
    return client.post(address("phase_schemes", cast), {"file": SimpleUploadedFile("fasen.yaml", content)})


def form_data(scheme: Scheme, **more: object) -> dict[str, object]:
    """Return what the page about a scheme posts."""
    data: dict[str, object] = {
        "name_nl": scheme.name["nl"],
        "name_en": scheme.name["en"],
        "cycles": scheme.cycles,
        "phases-TOTAL_FORMS": len(scheme.phases),
        "phases-INITIAL_FORMS": 0,
    }
    for number, phase in enumerate(scheme.phases):
        start = f"phases-{number}-"
        data |= {f"{start}name_nl": phase.name["nl"], f"{start}name_en": phase.name["en"]}
        data |= {f"{start}stage": phase.stage, f"{start}share": phase.share, f"{start}ORDER": number + 1}
        data |= {f"{start}official_nl": phase.official.get("nl", ""), f"{start}code": phase.code}
        data[f"{start}official_en"] = phase.official.get("en", "")
    return {**data, **more}


def test_uploaded_scheme_can_be_chosen_and_downloaded(cast: Cast, as_):
    content = shipped_file("ogo").replace(b"Ontwerpgericht onderzoek", "Op z’n elfendertigst".encode())
    assert upload(as_("Nadia"), cast, content).status_code == 302
    row = PhaseScheme.objects.get()
    track_choose(network=cast.burgerschap, actor=cast["Iris"], key=f"own-{row.pk}", cycles=1)
    file = as_("Nadia").get(address("phase_scheme_file", cast, f"own-{row.pk}"))
    assert parse_scheme(file.content).name["nl"] == "Op z’n elfendertigst"
    assert "attachment" in file["Content-Disposition"]


def test_shipped_scheme_can_be_downloaded_with_its_comments(cast: Cast, as_):
    assert as_("Nadia").get(address("phase_scheme_file", cast, "ogo")).content == shipped_file("ogo")


@pytest.mark.parametrize("key", ["niets", "own-99", "own-x", "own-" + "9" * 30])
def test_unknown_scheme_file_is_not_found(cast: Cast, as_, key):
    assert as_("Nadia").get(address("phase_scheme_file", cast, key)).status_code == 404


def test_wrong_file_is_refused_with_every_problem_on_the_page(cast: Cast, as_):
    page = upload(as_("Nadia"), cast, b"code: fasen\nname: {nl: Fasen}\ncycles: 0\nphases: []\n")
    text = page.content.decode()
    assert "name: " in text
    assert "cycles: " in text
    assert "phases: Een schema heeft minstens één fase nodig." in text
    assert not PhaseScheme.objects.exists()


def test_scheme_with_a_taken_name_is_refused(cast: Cast, own):
    with pytest.raises(ValidationError):
        scheme_add(programme=cast.werkplaats, actor=cast["Nadia"], scheme=changed(name={"nl": "eigen", "en": "Own"}))


def test_scheme_sent_twice_is_added_once(cast: Cast, as_):
    for _time in range(2):
        assert upload(as_("Nadia"), cast, shipped_file("ogo")).status_code == 302
    assert PhaseScheme.objects.count() == 1


def test_markup_in_a_scheme_stays_text(cast: Cast, as_):
    scheme_add(programme=cast.werkplaats, actor=cast["Nadia"], scheme=changed(name={"nl": "<b>x</b>", "en": "x"}))
    page = as_("Nadia").get(address("phase_schemes", cast)).content.decode()
    assert "&lt;b&gt;x" in page
    assert "<b>x" not in page


def test_scheme_is_written_in_the_page(cast: Cast, as_):
    data = form_data(changed(name={"nl": "Twee", "en": "Two"}), **{"phases-1-DELETE": "on", "phases-0-ORDER": 9})
    assert as_("Nadia").post(address("phase_scheme_add", cast), data).status_code == 302
    phases = PhaseScheme.objects.get().definition["phases"]
    assert [phase["code"] for phase in phases] == ["looking_back", "exploring"]


def test_new_phase_gets_a_code_of_its_own(cast: Cast, as_):
    data = form_data(changed(), **{"phases-0-code": "", "phases-0-name_en": "Designing"})
    assert as_("Nadia").post(address("phase_scheme_add", cast), data).status_code == 302
    codes = [phase["code"] for phase in PhaseScheme.objects.get().definition["phases"]]
    assert len(set(codes)) == 3


def test_form_refuses_a_scheme_without_phases(cast: Cast, as_):
    data = form_data(changed(), **{"phases-TOTAL_FORMS": 0})
    page = as_("Nadia").post(address("phase_scheme_add", cast), data)
    assert "minstens één fase" in page.content.decode()


def test_scheme_is_changed_in_the_page(cast: Cast, own, as_):
    data = form_data(changed(), read=scheme_fingerprint(own), name_nl="Anders")
    assert as_("Nadia").post(address("phase_scheme", cast, own.pk), data).status_code == 302
    own.refresh_from_db()
    assert (own.name, own.definition["name"]["nl"]) == ("Anders", "Anders")


def test_stale_change_is_refused_with_both_on_the_page(cast: Cast, own, as_):
    data = form_data(changed(), read=scheme_fingerprint(own), name_nl="Van Nadia")
    scheme_change(
        row=own, actor=cast["Nadia"], scheme=changed(name={"nl": "Net", "en": "Just"}), read=scheme_fingerprint(own)
    )
    page = as_("Nadia").post(address("phase_scheme", cast, own.pk), data).content.decode()
    assert "Van Nadia" in page
    assert "Net · Just" in page
    own.refresh_from_db()
    assert own.name == "Net"


def test_deleted_scheme_leaves_the_phases_of_networks(cast: Cast, own, as_):
    track_choose(network=cast.burgerschap, actor=cast["Iris"], key=f"own-{own.pk}", cycles=1)
    page = as_("Nadia").get(address("phase_scheme_delete", cast, own.pk)).content.decode()
    assert "Burgerschap" in page
    assert as_("Nadia").post(address("phase_scheme_delete", cast, own.pk)).status_code == 302
    assert phases_of(cast.burgerschap).count() == 3
    assert newer_scheme(cast.burgerschap.track) is None


def test_scheme_of_another_programme_is_not_found(cast: Cast, as_):
    other = scheme_add(programme=cast.point, actor=cast["Pieter"], scheme=changed())
    assert as_("Nadia").get(address("phase_scheme", cast, other.pk)).status_code == 404


def test_only_coordinators_change_schemes(cast: Cast, own, as_):
    assert as_("Wouter").get(address("phase_schemes", cast)).status_code == 403
    assert as_("Iris").get(address("phase_schemes", cast)).status_code == 404
    with pytest.raises(PermissionDenied):
        scheme_delete(row=own, actor=cast["Iris"])


# Networks that use a scheme.


@pytest.fixture
def network(cast: Cast, own: PhaseScheme) -> Network:
    """Return Burgerschap with the scheme of the Werkplaats, in the first of two cycles."""
    network = cast.burgerschap
    network.starts_on, network.ends_on = date(2026, 9, 1), date(2028, 7, 31)
    network.save()
    track_choose(network=network, actor=cast["Iris"], key=f"own-{own.pk}", cycles=2)
    return network


def with_dreaming(own: PhaseScheme, cast: Cast) -> None:
    """Replace designing in the scheme by dreaming, and give exploring another name."""
    phases = changed().as_data()["phases"]
    phases[0]["name"] = {"nl": "Rondkijken", "en": "Looking around"}
    phases[1] = {"code": "dreaming", "stage": "designing", "name": {"nl": "Dromen", "en": "Dreaming"}, "share": 2}
    scheme = changed(name={"nl": "Eigen", "en": "Own"}, phases=phases)
    scheme_change(row=own, actor=cast["Nadia"], scheme=scheme, read=scheme_fingerprint(own))


def codes_of(network: Network) -> list[str]:
    return [phase.code for phase in phases_of(network)]


def test_network_keeps_its_phases_when_the_scheme_changes(cast: Cast, network, own, as_):
    assert newer_scheme(network.track) is None
    before = list(phases_of(network).values())
    with_dreaming(own, cast)
    assert list(phases_of(network).values()) == before
    assert newer_scheme(network.track) is not None
    page = reverse("ogo:where_we_are", args=[network.pk])
    assert "is gewijzigd" in as_("Iris").get(page).content.decode()
    assert "is gewijzigd" not in as_("Amira").get(page).content.decode()


def test_preview_shows_what_moving_changes_and_saves_nothing(cast: Cast, network, own, as_):
    with_dreaming(own, cast)
    page = as_("Iris").get(reverse("ogo:track_choose", args=[network.pk]), {"scheme": f"own-{own.pk}"})
    text = page.content.decode()
    assert "Dromen" in text
    assert "Deze worden vervangen: Ontwerpen" in text
    assert "dreaming" not in codes_of(network)


def test_moving_replaces_only_phases_that_have_not_begun(cast: Cast, network, own):
    with_dreaming(own, cast)
    first = phases_of(network)[0]
    days = (first.first_day, first.last_day)
    end = [*phases_of(network)][-1].last_day
    track_move(network=network, actor=cast["Iris"], key=f"own-{own.pk}", today=TODAY)
    first.refresh_from_db()
    assert (first.name_nl, first.first_day, first.last_day) == ("Rondkijken", *days)
    assert codes_of(network) == ["exploring", "dreaming", "looking_back"] * 2
    spans = [(phase.first_day, phase.last_day) for phase in phases_of(network)]
    assert all(one[1] < other[0] for one, other in pairwise(spans))
    assert spans[-1][1] == end
    network.track.refresh_from_db()
    assert newer_scheme(network.track) is None


def test_moving_keeps_a_phase_with_work_in_it(cast: Cast, network, own):
    with_dreaming(own, cast)
    PhaseReflection.objects.create(phase=phases_of(network)[1], learned="Eerst spelen.")
    track_move(network=network, actor=cast["Iris"], key=f"own-{own.pk}", today=TODAY)
    assert codes_of(network)[:4] == ["exploring", "designing", "dreaming", "looking_back"]
    assert PhaseReflection.objects.get().phase.code == "designing"


def test_moving_keeps_the_phases_after_going_back(cast: Cast, network, own):
    day, last = date(2027, 2, 1), date(2027, 2, 28)
    phase_go_back(
        network=network, actor=cast["Iris"], code="exploring", reason="Nog eens", first_day=day, last_day=last
    )
    track_move(network=network, actor=cast["Iris"], key=f"own-{own.pk}", today=day)
    assert codes_of(network)[:5] == ["exploring", "designing", "exploring", "designing", "looking_back"]


def test_network_moves_to_another_scheme(cast: Cast, network):
    track_move(network=network, actor=cast["Iris"], key="point", today=TODAY)
    assert codes_of(network)[:3] == ["exploring", "research_year_one", "research_year_two"]
    assert Phase.objects.filter(cycle__track__network=network).count() == 1 + 7 + 7


def test_moving_to_an_unknown_scheme_changes_nothing(cast: Cast, network):
    before = codes_of(network)
    with pytest.raises(ValidationError):
        track_move(network=network, actor=cast["Iris"], key="own-999", today=TODAY)
    assert codes_of(network) == before


def test_participant_cannot_move_the_network(cast: Cast, network):
    with pytest.raises(PermissionDenied):
        track_move(network=network, actor=cast["Amira"], key="ogo", today=TODAY)
