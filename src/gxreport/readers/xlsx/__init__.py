"""The Excel reader: any published workbook, and the one that gxreport makes to be filled in."""

from __future__ import annotations

from gxreport.document import Document
from gxreport.published import report_of
from gxreport.readers.xlsx.basics import basics_of
from gxreport.readers.xlsx.blocks import blocks
from gxreport.readers.xlsx.form import read_form
from gxreport.readers.xlsx.sheets import sheets
from gxreport.reading import Reading


def read(name: str, data: bytes, edition: int | None = None) -> Reading:
    """Read a report from a workbook. Raises Unreadable where the file is none that can be read."""
    found = sheets(data)
    basics = basics_of(found)
    if basics is not None:
        return read_form(name, basics, found, edition)
    return report_of(name, Document(tuple(block for sheet in found for block in blocks(sheet))), edition)
