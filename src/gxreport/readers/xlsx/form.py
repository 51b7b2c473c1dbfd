"""The workbook of gxreport read back: figures as in any other, texts from where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from gxreport import form
from gxreport.document import Document, Grid, Paragraph
from gxreport.editions import EDITIONS, tables
from gxreport.form import Table
from gxreport.grid import place
from gxreport.labels import section_of
from gxreport.layout import TableLayout
from gxreport.markup import row_of
from gxreport.model import Noticed, Remark, Report
from gxreport.published import Beside, report_of
from gxreport.readers.xlsx.basics import stated_by
from gxreport.readers.xlsx.blocks import grid, paragraphs
from gxreport.readers.xlsx.lines import Lines, join, trimmed
from gxreport.readers.xlsx.sheets import Sheet
from gxreport.reading import Reading
from gxreport.renderers.sheetnames import CONTINUED, SHOWN, sheet_name
from gxreport.sections import SECTIONS, Section
from gxreport.source import passage_of

_ALIKE = 0.5  # the share of labels that must stand where they should for a table to be found
_LONGEST = 80  # characters of what is shown of a line that has no place


class FormSheet(NamedTuple):
    """The sheet of a section: its heading, the lines before and after its table, and the table."""

    heading: Paragraph
    before: Lines
    grid: Grid | None
    after: Lines


def read_form(name: str, basics: Sheet, sheets: Sequence[Sheet], edition: int | None) -> Reading:
    """The report in a workbook of gxreport: figures as in any other, texts from where they stand."""
    stated = stated_by(basics, edition)
    remarks = list(stated.report.remarks)
    found: dict[Section, FormSheet] = {}
    for sheet in sheets:
        if sheet is basics:
            continue
        section = _section(sheet)
        if section is None or section in found:
            remarks += _strange(sheet)
        else:
            found[section] = _form_sheet(sheet, section)
    blocks = [block for part in found.values() for block in (part.heading, part.grid) if block]
    given = {"格式": str(stated.report.edition)}
    reading = report_of(name, Document(tuple(blocks)), edition, beside=Beside(given))
    return _completed(reading, stated, found, remarks)


def _completed(
    reading: Reading, stated: Reading, found: dict[Section, FormSheet], remarks: list[Remark]
) -> Reading:
    values: dict[str, Any] = {field: getattr(stated.report, field) for field in SHOWN}
    passages = {**reading.passages, **stated.passages}
    for section, part in found.items():
        shown = getattr(reading.report, section.name)
        texts = {section.name: part.before + part.after}
        if isinstance(shown, Table):
            texts = {f"{section.name}.intro": part.before, f"{section.name}.note": part.after}
        for field, lines in texts.items():
            if lines:
                passages[field] = passage_of(lines)
        joined = ["\n".join(text for text, _place in lines) for lines in texts.values()]
        values[section.name] = (
            form.fill(type(shown), dict(form.cells(shown)), *joined)
            if isinstance(shown, Table)
            else joined[0]
        )
    values["remarks"] = (*remarks, *reading.report.remarks)
    report = form.trusted(Report, {**dict(reading.report), **values}, {"_made": {}})
    return reading._replace(report=report, passages=passages)


def _section(sheet: Sheet) -> Section | None:
    """The section that a sheet is for: by its heading, else by its name."""
    heading = next((text for row in sheet.rows[:1] for text in row if text.strip()), "")
    named = next((section for section in SECTIONS if sheet_name(section) == sheet.name.strip()), None)
    return section_of(heading) or named


def _form_sheet(sheet: Sheet, section: Section) -> FormSheet:
    heading = next(
        (line for row in range(min(1, len(sheet.rows))) for line in paragraphs(sheet, row)),
        Paragraph(section.heading, sheet.place(0)),
    )
    rows = _table_rows(sheet, section)
    if rows is None:
        return FormSheet(heading, _lines(sheet, range(1, len(sheet.rows))), None, [])
    table = grid(sheet, [row for row in rows if row < len(sheet.rows)])
    before, after = range(1, rows.start), range(rows.stop, len(sheet.rows))
    return FormSheet(heading, _lines(sheet, before), table, _lines(sheet, after))


def _table_rows(sheet: Sheet, section: Section) -> range | None:
    """The rows in which the printed table of a section stands, of the edition whose labels agree most."""
    layouts = [form.layout(t) for edition in EDITIONS for t in tables(edition) if t.section is section]
    found = [
        (share, start, layout)
        for layout in dict.fromkeys(layouts)
        for start in range(1, len(sheet.rows))
        if (share := _agreement(sheet, start, layout)) > _ALIKE
    ]
    if not found:
        return None
    share, start, layout = max(found, key=lambda one: (one[0], -one[1]))
    end = start + place(layout).rows
    if share < 1:  # rows were put in or taken away
        end = max(row for row in range(start, len(sheet.rows)) if len(sheet.filled(row)) > 1) + 1
    return range(start, end)


def _agreement(sheet: Sheet, start: int, layout: TableLayout) -> float:
    """How many of the labels of a printed table stand where they would if it began in this row."""
    labels = [cell for cell in place(layout).cells if cell.label]
    if not sheet.rows[start] or sheet.rows[start][0] != labels[0].label:
        return 0
    rows = sheet.rows
    there = [
        cell
        for cell in labels
        if start + cell.row < len(rows)
        and cell.column < len(rows[start + cell.row])
        and rows[start + cell.row][cell.column] == cell.label
    ]
    return len(there) / len(labels)


def _lines(sheet: Sheet, rows: Iterable[int]) -> Lines:
    """The lines that stand in rows; several cells of one row as a row of a table in prose."""
    found: Lines = []
    for row in rows:
        columns = sheet.filled(row)
        texts = [sheet.rows[row][column] for column in columns]
        if found and CONTINUED in texts[1:]:
            join(found, texts[0])
        elif found and texts == [CONTINUED]:
            join(found, sheet.rows[row][0])
        else:
            text = texts[0] if len(texts) == 1 else row_of(texts) if texts else ""
            text = text or next(iter(sheet.rows[row]), "")
            place = sheet.place(row, columns[0] if columns else 0)
            found += ((line, place) for line in text.split("\n"))
    return trimmed(found)


def _strange(sheet: Sheet) -> Iterator[Remark]:
    """A sheet that the form does not have, if anything stands on it."""
    first = next((row for row in range(len(sheet.rows)) if sheet.filled(row)), None)
    if first is not None:
        words = " ".join(text for row in sheet.rows[first:] for text in row if text.strip())
        yield Remark(Noticed.EXTRA_LINE, sheet.place(first), f"{sheet.name}：{words}"[:_LONGEST])
