"""Output of the scorer for `score_file`: data for JSON, or a text table."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from srt.definition import InstrumentDefinition
from srt.release import K, round_half_up
from srt.scoring.networks import DimensionScore, NetworkScores
from srt.scoring.programme import ProgrammeScore

_HEADINGS = ("network", "dimension", "n", "mean", "sd", "ci95", "rwgj_uniform", "rwgj_slightskew", "publishable")
_PROGRAMME_HEADINGS = ("programme", "networks", "mean", "sd_between", "alpha", "ICC1_n0", "ICC2")


def figures_as_data(
    networks: Mapping[str, NetworkScores], programme: Mapping[str, ProgrammeScore], definition: InstrumentDefinition
) -> dict[str, Any]:
    """Return all figures, each marked as publishable or not; exact means as "a/b"."""
    return {
        "instrument": {"code": definition.code, "version": definition.version, "sha256": definition.sha256},
        "rule": "two_thirds",
        "k": K,
        "networks": {name: _network(scores) for name, scores in networks.items()},
        "programme": {code: _programme(score) for code, score in programme.items()},
    }


def _network(scores: NetworkScores) -> dict[str, Any]:
    dimensions = {code: _dimension(score) for code, score in scores.dimensions.items()}
    return {"rows": scores.rows, "respondents": scores.respondents, "dimensions": dimensions}


def _dimension(score: DimensionScore) -> dict[str, Any]:
    return {
        "n": score.n,
        "publishable": score.n >= K,
        "mean": _number(score.mean),
        "mean_exact": _exact(score.mean),
        "sd": score.sd,
        "ci95": None if score.ci95 is None else list(score.ci95),
        "rwgj_uniform": score.rwgj_uniform,
        "rwgj_slightskew": score.rwgj_slightskew,
    }


def _programme(score: ProgrammeScore) -> dict[str, Any]:
    figures: dict[str, Any] = {
        "networks_published": score.networks_published,
        "mean_of_network_means": _number(score.mean_of_network_means),
        "mean_of_network_means_exact": _exact(score.mean_of_network_means),
        "sd_between_networks": score.sd_between_networks,
        "alpha": score.alpha,
        "ICC1_n0": score.icc1,
        "ICC2": score.icc2,
    }
    return figures | ({"alpha_reason": score.alpha_reason} if score.alpha_reason else {})


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else f"{value.numerator}/{value.denominator}"


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def figures_as_table(networks: Mapping[str, NetworkScores], programme: Mapping[str, ProgrammeScore]) -> str:
    """Return the figures, rounded half up, in columns named as in the JSON output."""
    return "\n".join([*_aligned(_network_lines(networks)), "", *_aligned(_programme_lines(programme))])


def _network_lines(networks: Mapping[str, NetworkScores]) -> Iterator[tuple[str, ...]]:
    yield _HEADINGS
    for name, scores in networks.items():
        for code, score in scores.dimensions.items():
            interval = "" if score.ci95 is None else f"{_short(score.ci95[0], 1)}-{_short(score.ci95[1], 1)}"
            agreement = (_short(score.rwgj_uniform, 2), _short(score.rwgj_slightskew, 2))
            figures = (_short(score.mean, 1), _short(score.sd, 1), interval, *agreement)
            yield name, code, str(score.n), *figures, _("yes") if score.n >= K else _("no")


def _programme_lines(programme: Mapping[str, ProgrammeScore]) -> Iterator[tuple[str, ...]]:
    yield _PROGRAMME_HEADINGS
    for code, score in programme.items():
        figures = (score.sd_between_networks, score.alpha, score.icc1, score.icc2)
        mean = _short(score.mean_of_network_means, 1)
        yield code, str(score.networks_published), mean, *(_short(figure, 2) for figure in figures)


def _short(value: Fraction | float | None, places: int) -> str:
    return "" if value is None else str(round_half_up(Fraction(value), places))


def _aligned(lines: Iterator[tuple[str, ...]]) -> list[str]:
    rows = list(lines)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
