"""Rows that grow with what is typed into them, and are high enough for what stands there already."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

_ROW = re.compile(rb'<row r="(\d+)"[^>]*')
_FIXED = b' customHeight="1"'


def growing(workbook: bytes, sheets: Mapping[int, int]) -> bytes:
    """The workbook with heights of rows as Excel itself notes them, not as a person who drags a row.

    `sheets` are the numbers of sheets, each with the first row that is to grow; both count from one. A height
    that somebody has set stays when a longer paragraph comes; without any height LibreOffice shows one
    line. XlsxWriter can only write those two.
    """
    names = {f"xl/worksheets/sheet{number}.xml": first for number, first in sheets.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as before, zipfile.ZipFile(file, "w") as after:
        for part in before.infolist():
            content = before.read(part)
            if part.filename in names:
                content = _released(content, names[part.filename])
            after.writestr(part, content)
    return file.getvalue()


def _released(sheet: bytes, first: int) -> bytes:
    """A sheet in which the rows from this one on have no height that somebody set."""

    def released(row: re.Match[bytes]) -> bytes:
        return row[0].replace(_FIXED, b"") if int(row[1]) >= first else row[0]

    return _ROW.sub(released, sheet)
