"""The results table as a workbook: the released values of the page as numbers."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from accounts.language import active_language
from networks.worksheets import Table, workbook_write
from networks.worksheets.layout import Value
from srt.models import Release, ReleasedCell, WaveNetwork
from srt.selectors.chart_files import file_name, visible_release
from srt.selectors.figures import decimal, format_mean
from srt.selectors.results import ResultPage

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class ResultTable:
    """A results table as a file, with the page that shows the same figures."""

    page: ResultPage
    file_name: str
    content: bytes


def result_table(*, wave_network: WaveNetwork, person: "User") -> ResultTable:
    """Return the results table for a person who may see the chart now, else raise what `visible_release` raises."""
    page, release = visible_release(wave_network=wave_network, person=person)
    header = [_("Dimension"), _("side"), _("our picture"), _("answers")]
    if page.has_spread:
        header += [_("spread"), _("margin, from"), _("margin, to")]
    table = Table(
        title=f"{wave_network.network.name} {page.study_year}",
        header=[name[:1].upper() + name[1:] for name in header],
        rows=_rows(page, release),
        notes=_notes(page),
    )
    ending = _("table") + f"-{active_language()}.xlsx"
    return ResultTable(page, file_name(page, ending), workbook_write(table))


def _rows(page: ResultPage, release: Release) -> list[list[Value]]:
    cells = {cell.dimension: cell for cell in release.cells.all()}
    return [
        [dimension.name, side.heading, *_figures(cells.get(dimension.code), has_spread=page.has_spread)]
        for side in page.sides
        for dimension in side.dimensions
    ]


def _figures(cell: ReleasedCell | None, *, has_spread: bool) -> list[Value]:
    if cell is None or not cell.shown or cell.mean is None:
        return [_("we don’t show this"), None, *([None] * 3 if has_spread else [])]
    # A bound stays text: the number 4.8 would claim more than “≥ 4,8”.
    figures: list[Value] = [format_mean(cell) if cell.mean_bound else float(cell.mean), cell.n]
    return [*figures, _spread(cell), _number(cell.ci_low), _number(cell.ci_high)] if has_spread else figures


def _spread(cell: ReleasedCell) -> Value:
    return f"< {decimal(cell.sd)}" if cell.sd is not None and cell.sd_below else _number(cell.sd)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _notes(page: ResultPage) -> list[str]:
    ends = {"low": page.scale_low, "high": page.scale_high}
    statement = page.row.statement
    notes = [
        f"{page.lede[:1].upper()}{page.lede[1:]}",
        f"“{statement}” (" + _("in our own words") + ")" if statement else "",
        _("Our picture: the mean of your answers, from %(low)s to %(high)s.") % ends,
        page.provisional_note,
        _("This is not a report about you. It is the beginning of a conversation."),
    ]
    return [note for note in notes if note]
