"""The `score_file` command: expected figures, output formats and invalid input."""

import csv
import io
import json
import random
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests.srt.definitions import SAMPLE, SAMPLES

EXPECTED = json.loads((Path(__file__).parent / "data" / "expected-scores.json").read_text(encoding="utf-8"))
YEARS = list(EXPECTED["years"])


def run(*files: Path, instrument: Path = SAMPLE, **options: Any) -> str:
    stdout = io.StringIO()
    call_command("score_file", *map(str, files), instrument=instrument, stdout=stdout, **options)
    return stdout.getvalue()


def differences(found: Any, expected: Any, place: str = "") -> list[str]:
    """Return the places where two trees of figures differ; decimals may differ by up to 1e-9."""
    if isinstance(expected, dict) and isinstance(found, dict) and found.keys() == expected.keys():
        return [line for key in expected for line in differences(found[key], expected[key], f"{place}/{key}")]
    if isinstance(expected, list) and isinstance(found, list) and len(found) == len(expected):
        return [line for pair in zip(found, expected, strict=True) for line in differences(*pair, place)]
    if isinstance(expected, float) and isinstance(found, float):
        return [] if abs(found - expected) <= 1e-9 else [f"{place}: {found} is not {expected}"]
    return [] if found == expected else [f"{place}: {found} is not {expected}"]


def against_expected(output: str, year: str) -> list[str]:
    found = json.loads(output)
    expected = EXPECTED["years"][year]
    found_years = {"networks": found["networks"], "programme": found["programme"]}
    rules = [] if (found["rule"], found["k"]) == (EXPECTED["rule"], EXPECTED["k"]) else ["rule or k"]
    return differences(found_years, expected) + rules


def file_of(year: str) -> Path:
    return SAMPLES / f"responses-{year}.csv"


def shuffled(year: str, folder: Path, seed: int) -> list[Path]:
    """Write a year with shuffled rows and columns to two files with different separators; return their paths."""
    rows = list(csv.DictReader(file_of(year).read_text(encoding="utf-8").splitlines()))
    generator = random.Random(seed)  # noqa: S311 - only for shuffling
    generator.shuffle(rows)
    paths = []
    for number, part in enumerate((rows[:31], rows[31:])):
        columns = generator.sample(list(rows[0]), len(rows[0]))
        path = folder / f"part{number}.csv"
        with path.open("w", encoding="utf-8-sig" if number else "cp1252", newline="") as stream:
            writer = csv.DictWriter(stream, columns, delimiter=";" if number else "\t")
            writer.writeheader()
            writer.writerows(part)
        paths.append(path)
    return paths


@pytest.mark.parametrize("year", YEARS)
def test_figures_equal_the_expected_ones(year: str) -> None:
    assert against_expected(run(file_of(year)), year) == []


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("seed", [1, 2])
def test_shuffled_and_split_files_give_identical_output(year: str, seed: int, tmp_path: Path) -> None:
    assert run(*shuffled(year, tmp_path, seed)) == run(file_of(year))


def test_comparison_with_expected_figures_detects_a_small_difference() -> None:
    output = run(file_of(YEARS[0])).replace('"alpha": 0.77840707', '"alpha": 0.77840706')
    assert len(against_expected(output, YEARS[0])) == 1


def test_exact_mean_always_has_a_denominator() -> None:
    kunst = json.loads(run(file_of(YEARS[0])))["networks"]["kunst"]["dimensions"]
    assert kunst["long_term_goals"]["mean_exact"] == "4/1"


def test_output_names_the_instrument() -> None:
    found = json.loads(run(file_of(YEARS[0])))["instrument"]
    assert (found["code"], found["version"], len(found["sha256"])) == ("srt-sample", 1, 64)


def test_network_without_answers_has_nulls(tmp_path: Path) -> None:
    header = file_of(YEARS[0]).read_text(encoding="utf-8").splitlines()[0]
    path = tmp_path / "empty.csv"
    path.write_text(header + "\nstil,teacher" + "," * 32 + "\n", encoding="utf-8")
    found = json.loads(run(path))
    assert found["networks"]["stil"]["respondents"] == 0
    assert set(found["networks"]["stil"]["dimensions"]["reframed_value"].values()) == {0, None}
    assert found["programme"]["reframed_value"]["alpha_reason"] == "few_complete_rows"


def test_undefined_figure_is_null_and_never_nan(tmp_path: Path) -> None:
    header = file_of(YEARS[0]).read_text(encoding="utf-8").splitlines()[0]
    path = tmp_path / "same.csv"
    path.write_text(header + "\n" + ("a,teacher" + ",3" * 32 + "\n") * 6, encoding="utf-8")
    output = run(path)
    assert "NaN" not in output
    assert json.loads(output)["programme"]["reframed_value"]["alpha"] is None


def test_table_has_a_line_per_network_and_dimension() -> None:
    lines = run(file_of(YEARS[0]), format="table").splitlines()
    assert len(lines) == 1 + 8 * 8 + 1 + 1 + 8
    assert lines[1].split()[:4] == ["begaafdheid", "practice_integration", "19", "3.9"]


def test_output_option_writes_a_file(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    assert run(file_of(YEARS[0]), output=path) == ""
    assert against_expected(path.read_text(encoding="utf-8"), YEARS[0]) == []


def refused(*files: Path, **options: Any) -> str:
    stdout = io.StringIO()
    with translation.override("en"), pytest.raises(CommandError) as raised:
        call_command("score_file", *map(str, files), stdout=stdout, **({"instrument": SAMPLE} | options))
    assert stdout.getvalue() == ""
    return str(raised.value)


def test_every_invalid_row_is_reported_and_nothing_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    header, *rows = file_of(YEARS[0]).read_text(encoding="utf-8").splitlines()
    rows[0] = rows[0].replace(",4", ",6", 1)
    rows[4] = rows[4][:-1] + "x"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    assert refused(file_of(YEARS[1]), path).splitlines() == [
        "bad.csv: Line 2, p01: “6” isn’t an answer. Use 1 to 5 or leave it empty.",
        "bad.csv: Line 6, r19: “x” isn’t an answer. Use 1 to 5 or leave it empty.",
    ]


def test_invalid_instrument_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("code: x\n", encoding="utf-8")
    assert "bad.yaml: The key “dimensions” is missing." in refused(file_of(YEARS[0]), instrument=path).splitlines()


def test_missing_file_is_reported(tmp_path: Path) -> None:
    assert "Cannot read" in refused(tmp_path / "nowhere.csv")


def test_unwritable_output_file_is_reported(tmp_path: Path) -> None:
    assert "Cannot write" in refused(file_of(YEARS[0]), output=tmp_path / "no" / "out.json")
