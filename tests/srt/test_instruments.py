"""Loading questionnaires as immutable versions, and the `load_instrument` command."""

import pytest
from django.core.management import CommandError, call_command

from audit.models import AuditEntry
from srt.definition import YamlFileError, provisional_instrument_bytes
from srt.models import Instrument
from srt.services.instruments import instrument_load

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

SAMPLE = "demo/samples/instrument.yaml"


def test_loaded_file_is_stored_byte_for_byte(cast):
    data = b"\xef\xbb\xbf" + provisional_instrument_bytes()
    instrument = instrument_load(data=data, actor=cast["Stella"]).instrument
    instrument.refresh_from_db()
    assert instrument.source.encode() == data
    assert instrument.definition.sha256 == instrument.sha256


def test_loading_is_recorded_in_the_audit_log(cast):
    instrument_load(data=provisional_instrument_bytes(), actor=cast["Stella"])
    assert AuditEntry.objects.get(code="srt.instrument_loaded").actor == cast["Stella"]


def test_loading_the_same_file_again_changes_nothing():
    first = instrument_load(data=provisional_instrument_bytes())
    again = instrument_load(data=provisional_instrument_bytes())
    assert (first.is_new, again.is_new) == (True, False)
    assert Instrument.objects.count() == AuditEntry.objects.count() == 1


def test_different_contents_under_an_existing_version_are_refused():
    data = provisional_instrument_bytes()
    instrument_load(data=data)
    with pytest.raises(YamlFileError, match="versie 1 bestaat al"):
        instrument_load(data=data.replace(b"In onze bijeenkomsten", b"In al onze bijeenkomsten"))
    assert Instrument.objects.get().source.encode() == data


def test_new_version_is_added_beside_the_old_one():
    data = provisional_instrument_bytes()
    instrument_load(data=data)
    instrument_load(data=data.replace(b"version: 1", b"version: 2"))
    assert [instrument.version for instrument in Instrument.objects.all()] == [2, 1]


def test_more_statements_than_a_response_can_hold_are_refused():
    dimensions = "\n".join(
        f"  - code: d{number}\n    side: process\n    name: {{nl: D, en: D}}\n    items:\n"
        + "\n".join(
            f"      - {{code: i{number}_{item}, reversed: false, text: {{nl: T, en: T}}}}" for item in range(10)
        )
        for number in range(13)
    )
    head = provisional_instrument_bytes().decode().split("pages:")[0]
    with pytest.raises(YamlFileError, match="120"):
        instrument_load(data=f"{head}dimensions:\n{dimensions}\n".encode())


@pytest.mark.parametrize("data", [b"", b"code: x", b"\xff\xfe", b"a: [", b"x" * 300_000])
def test_invalid_instrument_is_refused_with_a_message(data):
    with pytest.raises(YamlFileError) as refusal:
        instrument_load(data=data)
    assert all(refusal.value.problems)
    assert not Instrument.objects.exists()


def test_load_instrument_without_a_file_loads_the_included_questionnaire(capsys):
    call_command("load_instrument")
    call_command("load_instrument")
    output = capsys.readouterr().out
    assert "Toegevoegd: samen-leren v1." in output
    assert "Er is niets veranderd" in output


def test_load_instrument_loads_a_file():
    call_command("load_instrument", SAMPLE)
    assert Instrument.objects.get().code == "srt-sample"


def test_load_instrument_reports_an_invalid_or_missing_file(tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text("code: x")
    for file in (broken, tmp_path / "absent.yaml"):
        with pytest.raises(CommandError):
            call_command("load_instrument", str(file))
    assert not Instrument.objects.exists()
