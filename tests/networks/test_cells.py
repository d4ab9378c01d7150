"""Cells that a spreadsheet program would run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networks.worksheets.cells import cell_read, cell_write


@pytest.mark.parametrize(
    "cell", ["=1+1", "+31", "-x", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "\r=1", "\uff1d1+1", "\uff20SUM(A1)", " =1"]
)
def test_cell_that_would_be_a_formula_is_written_as_text(cell):
    assert cell_write(cell).startswith("'")


@pytest.mark.parametrize("cell", ["'t Hart", "Anna", "De Rank", "", "a=b", "a@example.org"])
def test_harmless_cell_is_written_unchanged(cell):
    assert cell_write(cell) == cell
    assert cell_read(cell) == cell


@given(st.text().map(str.strip))
def test_written_cell_reads_back_unchanged(cell):
    assert cell_read(cell_write(cell)) == cell
