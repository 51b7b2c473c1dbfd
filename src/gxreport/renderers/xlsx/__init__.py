"""Excel workbooks: to be filled in by a clerk, or to be handed over filled in."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from gxreport import form
from gxreport.cell import read as read_cell
from gxreport.form import Table
from gxreport.grid import place
from gxreport.layout import Shape
from gxreport.model import Report
from gxreport.quotes import filled
from gxreport.renderers import USUAL, Setting
from gxreport.renderers.printed import printed
from gxreport.renderers.sheetnames import BASICS, CONTINUED, pieces, sheet_name
from gxreport.renderers.templates import whole
from gxreport.renderers.xlsx.basics import FIRST_ROW, write_basics
from gxreport.renderers.xlsx.formats import Formats, formats, height
from gxreport.renderers.xlsx.formulas import totals
from gxreport.renderers.xlsx.growing import growing
from gxreport.renderers.xlsx.tables import column_widths, write_table
from gxreport.sections import SECTIONS, Section
from gxreport.sums import computed

_EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001  # where a report has no date: no clock is asked
_A4 = 9
_PROSE = 78  # the width of prose, on a page as it is
_MOST = 1000  # as many characters of it as Excel can show in one row
_BLANK, _SPARE = 12, 3  # rows to write on: in an empty section, and below a text
_FROZEN = 4  # rows above a table that may stay in sight: more would leave no room for the table
# Nothing that a report says is ever a formula or a link.
_PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# The sheet of a table is locked, and an inserted row would be as narrow as a label.
_LINES = "有几段就写在同一格里，换段按 Alt+Enter。"
_PROTECTED = {"format_columns": True, "format_rows": True}


def render(report: Report, setting: Setting = USUAL) -> bytes:
    """The report as a .xlsx file. The same report gives the same bytes."""
    file = io.BytesIO()
    book = Workbook(file, _PLAIN)
    published = datetime.combine(report.published, time(), UTC) if report.published else _EPOCH
    book.set_properties(
        {
            "title": whole(printed(report).title),
            "author": whole(report.organ),
            "created": published.replace(tzinfo=None),
        }
    )
    looks = formats(book)
    basics = _sheet(book, BASICS)
    write_basics(basics, report, looks)
    basics.protect("", {**_PROTECTED, "insert_rows": True})
    grow = {1: FIRST_ROW}
    for number, section in enumerate(SECTIONS, 2):
        sheet = _sheet(book, sheet_name(section))
        content = getattr(report, section.name)
        if isinstance(content, Table):
            _table(sheet, section, report, content, looks)
        else:
            _prose(sheet, section, filled(report, content or ""), looks)
            grow[number] = 2
    book.close()
    return growing(file.getvalue(), grow)


def _sheet(book: Workbook, name: str) -> Worksheet:
    """A sheet that is printed as wide as the page, with page numbers."""
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
    sheet.center_horizontally()
    sheet.set_footer("&C第 &P 页，共 &N 页")
    return sheet


def _prose(sheet: Worksheet, section: Section, text: str, looks: Formats) -> None:
    """A section of prose: one paragraph a row. It is not protected: rows come and go while writing."""
    sheet.set_column(0, 0, _PROSE)
    sheet.set_column(1, 1, 8)
    sheet.write_string(0, 0, section.heading, looks.heading)
    sheet.set_row(0, 26)
    sheet.freeze_panes(1, 0)
    row = 1
    for line in whole(text).split("\n") if text else ():
        for again, piece in enumerate(pieces(line, _MOST)):
            sheet.write_string(row, 0, piece, looks.text)
            sheet.set_row(row, height(piece, _PROSE))
            if again:
                sheet.write_string(row, 1, CONTINUED, looks.mark)
            row += 1
    for spare in range(row, row + (_SPARE if text else _BLANK)):
        sheet.write_blank(spare, 0, None, looks.text)


def _table(sheet: Worksheet, section: Section, report: Report, table: Table, looks: Formats) -> None:
    """A section with a table: its heading, the text above, the printed table, the text below."""
    layout = form.layout(type(table))
    cells = dict(form.cells(table))
    # A total whose parts Excel cannot add, such as “12件”, is written as it was computed.
    cells |= {
        address: read_cell(figure, layout.column(address).kind)
        for address, figure in computed(report).items()
        if address in cells
    }
    grid, widths = place(layout), column_widths(layout, cells)
    for column, columns in enumerate(widths):
        sheet.set_column(column, column, columns)
    sheet.merge_range(0, 0, 0, grid.columns - 1, section.heading, looks.heading)
    sheet.set_row(0, 26)
    top = _merged(sheet, 1, filled(report, table.intro), widths, looks, f"表格前面的说明，可不填。{_LINES}")
    write_table(sheet, top, layout, cells, totals(report), looks)
    note = filled(report, table.note)
    _merged(sheet, top + grid.rows, note, widths, looks, f"表格后面的注，可不填。{_LINES}")
    labels = grid.columns - len(layout.rows[0].columns) if layout.shape is Shape.MATRIX else 0
    headings = top + grid.heading_rows if layout.shape is not Shape.BLOCKS else 1
    sheet.freeze_panes(headings if top <= _FROZEN else 0, 1 if layout.shape is Shape.BLOCKS else labels)
    if grid.heading_rows:
        sheet.repeat_rows(top, top + grid.heading_rows - 1)
    if layout.shape is Shape.ACROSS:
        sheet.set_landscape()
    sheet.protect("", _PROTECTED)


def _merged(
    sheet: Worksheet, row: int, text: str, widths: tuple[float, ...], looks: Formats, hint: str
) -> int:
    """Lines of text as wide as a table, and an empty one to write on; the row after them."""
    last = len(widths) - 1
    lines = whole(text).split("\n") if text else []
    for line in [*lines, ""]:
        for again, piece in enumerate(pieces(line, _MOST)):
            sheet.merge_range(row, 0, row, last, "", looks.text)
            sheet.write_string(row, 0, piece, looks.text)
            if again:
                sheet.write_string(row, last + 1, CONTINUED, looks.mark)
            sheet.set_row(row, height(piece, sum(widths)))
            sheet.data_validation(row, 0, row, 0, {"validate": "any", "input_message": hint})
            row += 1
    # Room for three lines: a merged cell makes none for what is typed into it.
    sheet.set_row(row - 1, height("\n\n", sum(widths)))
    return row
