"""The sheets of an Excel workbook as texts: what a person sees in each cell, and which cells are merged."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

import python_calamine as calamine
from lxml import etree

from gxreport.cell import plain
from gxreport.messages import _
from gxreport.reading import Unreadable
from gxreport.source import Place

_MOST_EXPANDED = 32 * 1024 * 1024
_MOST_CELLS = 200_000  # of the rectangle around all that is filled in
_MOST_COLUMNS = 16_384
_DIGITS = 15  # as many as Excel keeps
_BLANKS = " \t\r\n\u3000\xa0"


class Sheet(NamedTuple):
    """A sheet, the `number`th of its workbook: texts of its rows, and the merged cells.

    `merged` has the height and width of each merged cell by its first row and column, 0-based;
    `covered` are the cells that lie under one. `days` are the cells that hold a day to Excel, which shows it
    in a way of its own; their texts are as 2024-01-25.
    """

    name: str
    number: int
    rows: tuple[tuple[str, ...], ...]
    merged: dict[tuple[int, int], tuple[int, int]]
    covered: frozenset[tuple[int, int]]
    days: Mapping[tuple[int, int], date] = MappingProxyType({})

    def place(self, row: int, column: int | None = None) -> Place:
        """Where a row or cell stands: Excel's own numbers."""
        cell = None if column is None else column + 1
        return Place(
            table=self.number,
            row=row + 1,
            cell=cell,
            heading=self.name,
            block=self.number,
            sheet=self.name,
        )

    def filled(self, row: int) -> list[int]:
        """The columns of a row in which something stands."""
        return [column for column, text in enumerate(self.rows[row]) if text.strip(_BLANKS)]


def sheets(data: bytes) -> tuple[Sheet, ...]:
    """The visible sheets of a workbook. Raises Unreadable where it is none, or not a sane one."""
    try:
        _examined(data)
        with calamine.load_workbook(io.BytesIO(data)) as book:
            return tuple(
                _sheet(book.get_sheet_by_name(about.name), number)
                for number, about in enumerate(book.sheets_metadata, 1)
                if about.typ is calamine.SheetTypeEnum.WorkSheet
                and about.visible is calamine.SheetVisibleEnum.Visible
            )
    except Unreadable:
        raise
    except Exception:  # noqa: BLE001  # a damaged package makes its libraries stumble in any way there is
        raise Unreadable(_("不是完整的 Excel 文件，可能没有下载完、加了密码或已损坏")) from None


def _examined(data: bytes) -> None:
    """Refuse what is not a workbook or would not fit into memory. Macros are never run, nor looked at."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        if sum(part.file_size for part in package.infolist()) > _MOST_EXPANDED:
            raise Unreadable(_("文件解压后太大，不像一份年度报告"))
        if "xl/workbook.xml" not in names:
            raise Unreadable(_("这是压缩包，不是 .xlsx 工作簿；请先解压，或用 Excel、WPS 另存为 .xlsx"))
        if package.testzip():
            raise zipfile.BadZipFile
        for name in names:
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with package.open(name) as part:
                    _measured(etree.iterparse(part, events=("end",), resolve_entities=False, no_network=True))


def _measured(events: etree.iterparse) -> None:
    """Refuse a sheet on which something stands so far away that all cells up to there are too many."""
    rows = columns = row = column = 0
    for _event, element in events:
        tag, name = etree.QName(element).localname, element.get("r", "")
        if tag == "c":
            letters = name.rstrip("0123456789")
            column = _column(letters) if letters else column + 1
            if len(element):
                columns = max(columns, column)
                rows = max(rows, _row(name, row + 1))
        elif tag == "row":
            row = _row(name, row + 1)
            column = 0
        if tag in ("c", "row"):
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
        if rows * columns > _MOST_CELLS or columns > _MOST_COLUMNS:
            message = _("工作表离开头很远的地方（{cell}）还有内容；请删去多余的行和列再试")
            # A cell need not say which it is; without that it is the next one.
            far = Place(row=_row(name, row + 1), cell=column or None) if tag == "c" else Place(row=row)
            raise Unreadable(message.format(cell=far.reference))


def _column(letters: str) -> int:
    number = 0
    for letter in letters[:4]:
        number = number * 26 + ord(letter.upper()) - 64
    return number


def _row(reference: str, default: int) -> int:
    digits = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else default


def _sheet(sheet: calamine.CalamineSheet, number: int) -> Sheet:
    values = sheet.to_python(skip_empty_area=False)
    rows = [tuple(map(text_of, row)) for row in values]
    days = {
        (at, column): value.date() if isinstance(value, datetime) else value
        for at, row in enumerate(values)
        for column, value in enumerate(row)
        if isinstance(value, date)
    }
    height, width = len(rows), max(map(len, rows), default=0)
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if (top, left) in covered or top >= height:
            continue
        merged[top, left] = bottom - top + 1, right - left + 1
        # Beyond what is filled in, nothing lies under a merged cell that would be asked for.
        inside = {
            (row, column)
            for row in range(top, min(bottom + 1, height))
            for column in range(left, min(right + 1, width))
        }
        if len(inside) + len(covered) > _MOST_CELLS:
            break
        covered |= inside - {(top, left)}
    return Sheet(sheet.name, number, tuple(rows), merged, frozenset(covered), days)


def text_of(value: object) -> str:
    """A cell as a person sees it: 12 for 12.0, 2024-01-25 for a date."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return plain(Decimal(f"{value:.{_DIGITS}g}"))
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.time().isoformat() != "00:00:00" else value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
