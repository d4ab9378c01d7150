"""Cells that a spreadsheet would run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networks.cells import cell_read, cell_write


@pytest.mark.parametrize("cell", ["=1+1", "+31", "-x", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "\r=1"])
def test_a_cell_that_would_run_becomes_text(cell):
    assert cell_write(cell).startswith("'")


@pytest.mark.parametrize("cell", ["'t Hart", "Anna", "De Rank", "", "a=b", "a@example.org"])
def test_other_cells_stay_as_they_are(cell):
    assert cell_write(cell) == cell
    assert cell_read(cell) == cell


@given(st.text().map(str.strip))
def test_what_was_written_reads_back_the_same(cell):
    assert cell_read(cell_write(cell)) == cell
