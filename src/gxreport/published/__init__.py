"""What a published document says: its sections, tables, title, organ and year.

This part knows the form and no carrier; it is given paragraphs and grids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from gxreport import form
from gxreport.cell import Cell
from gxreport.document import Document, Grid, Paragraph
from gxreport.editions import EDITIONS, edition_for, tables
from gxreport.form import Table
from gxreport.headings import SectionHeading, headings_of
from gxreport.labels import section_of
from gxreport.layout import Address
from gxreport.markup import row_of, rule_of
from gxreport.matching import Matched, match
from gxreport.messages import _
from gxreport.model import Heading, Noticed, Remark, Report
from gxreport.published.beside import (
    NOTHING,
    Beside,
    Published,
    completed,
    contradicted,
    period,
    published,
    signed,
)
from gxreport.published.choosing import tables_of
from gxreport.published.joining import whole, without_page_marks
from gxreport.reading import NotAReport, Reading
from gxreport.restoring import restored, stated_report, stated_title
from gxreport.sections import TABLES
from gxreport.source import Passage, Place, passage_of
from gxreport.titles import Title, title_of

__all__ = ["Beside", "report_of"]


@dataclass(slots=True)
class _Part:
    """A section as it comes: its paragraphs before and after the table."""

    before: list[Paragraph] = field(default_factory=list)
    after: list[Paragraph] = field(default_factory=list)
    seen_table: bool = False

    def add(self, paragraph: Paragraph) -> None:
        (self.after if self.seen_table else self.before).append(paragraph)

    def ends_in_a_row(self) -> bool:
        """Whether the last thing added is the row of a table in prose."""
        last = (self.after if self.seen_table else self.before)[-1:]
        return bool(last) and last[0].text.startswith("|")


@dataclass(slots=True)
class _Content:
    """The sections and tables of a document, and what was odd in them."""

    parts: dict[str, _Part] = field(default_factory=dict)
    tables: dict[str, tuple[type[Table], Matched]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def evident_edition(self) -> int | None:
        """The edition that the tables show, if any does."""
        return next((table.edition for table, _matched in self.tables.values() if table.edition), None)


def report_of(
    name: str,
    document: Document,
    edition: int | None,
    lines: tuple[str, ...] = (),
    asides: tuple[str, ...] = (),
    beside: Beside = NOTHING,
) -> Reading:
    """The report that a document holds. Raises NotAReport where nothing of one is found."""
    document = whole(document)
    headings = headings_of(document)
    above = [b for b in document.blocks[: min(headings, default=None)] if isinstance(b, Paragraph)]
    stated = stated_report(beside.fields)
    as_stated = stated_title(stated, above) if stated else None
    names = (*beside.titles, PurePath(name).stem)
    shown = as_stated or title_of(above, names)
    title, source = completed(shown, names)
    by_year = edition_for(title.year) if title and title.year else None
    preferred = stated.edition if stated else None
    likely = edition or preferred or by_year or EDITIONS[-1]
    grids, doubled = tables_of(document, headings, likely, edition)
    if not shown and not grids and len(headings) < 2:
        if not document.blocks:
            raise NotAReport(_("文档是空白的，里面没有文字"))
        raise NotAReport(_("里面没有年度报告的标题、六个部分和表格，不是年度报告"))

    content = _content(document, headings, grids, doubled, title)
    content.remarks += contradicted(title, names)
    evident = content.evident_edition()
    agreed = preferred if evident in (None, preferred) else None
    chosen = edition or agreed or by_year or evident or EDITIONS[-1]
    reading = _reading(name, chosen, title, list(headings.values()), content, lines, asides + source)
    if stated:
        return restored(reading, stated, as_stated)
    day = published(content.parts["preamble"].before, beside.days)
    return _dated(reading, day, content)


def _content(
    document: Document,
    headings: Mapping[int, SectionHeading],
    grids: Mapping[int, type[Table]],
    doubled: Mapping[int, type[Table]],
    title: Title | None,
) -> _Content:
    """What stands in each section. The title and the headings are no part of any."""
    found = _Content()
    named = [heading.section for heading in headings.values()]
    again: list[tuple[Grid, type[Table]]] = []
    here = found.parts.setdefault("preamble", _Part())
    for index, block in enumerate(document.blocks):
        if heading := headings.get(index):
            if heading.section:
                here = found.parts.setdefault(heading.section.name, _Part())
            else:
                here.add(heading.paragraph)
            if heading.rest:
                here.add(heading.rest)
        elif isinstance(block, Paragraph):
            if not (title and block in title.lines):
                here.add(block)
        elif index in doubled:
            again.append((block, doubled[index]))
        elif (table := grids.get(index)) is None:
            if here.ends_in_a_row():
                here.add(Paragraph("", block.place))  # two tables that touched would be one
            for paragraph in _as_text(block):
                here.add(paragraph)
        else:
            here.seen_table = True
            section = next((s for s in TABLES if found.parts.get(s.name) is here), table.section)
            if section is not table.section and table.section in named:
                own, other = table.section.heading, section.heading
                found.remarks.append(Remark(Noticed.MISPLACED_TABLE, block.place, other, own))
            matched = match(without_page_marks(block), form.layout(table))
            found.tables[table.section.name] = table, matched
            for cell in matched.texts:
                if section_of(cell.text) is not table.section:
                    here.add(Paragraph(" ".join(cell.text.split()), cell.place))
    found.remarks += [_repeated(block, found.tables[table.section.name]) for block, table in again]
    return found


def _repeated(block: Grid, read: tuple[type[Table], Matched]) -> Remark:
    """A table that was read already, and the cells in which this one has something else."""
    table, matched = read
    once_more = match(without_page_marks(block), form.layout(table)).cells
    other = [
        address
        for address in form.layout(table).addresses()
        if _raw(matched.cells, address) != _raw(once_more, address)
    ]
    words = " ".join(text for row in block.rows for cell in row if (text := "".join(cell.text.split())))
    about = (Address(table.section.name), *other)
    return Remark(Noticed.REPEATED_TABLE, block.place, words[:80], "", about)


def _raw(cells: Mapping[Address, Cell], address: Address) -> str | None:
    return cells[address].raw if address in cells else None


def _dated(reading: Reading, published: Published | None, content: _Content) -> Reading:
    """The reading with the day of publication, the period, and the signature that ends the last section."""
    report, passages = reading.report, dict(reading.passages)
    values: dict[str, Any] = {}
    prose = [line for part in content.parts.values() for line in (*part.before, *part.after)]
    if stated := period(prose, report.year):
        values["period"], at = stated
        passages["period"] = _passage((at,))
    last = content.parts.get("other", _Part())
    if signature := signed(last.before, report.organ):
        lines, day = signature
        rest = last.before[: -len(lines)]
        values |= {"signature": lines[0].text, "published": day}
        values["other"] = "\n".join(paragraph.text for paragraph in rest)
        passages |= {"signature": _passage(lines[:1]), "published": _passage(lines[1:])}
    if published:
        values["published"] = published.day
        if published.at:
            passages["published"] = _passage((published.at,))
    asides = (published.aside,) if published and published.aside else ()
    report = report.with_parts(**values) if values else report
    return reading._replace(report=report, passages=passages, asides=reading.asides + asides)


def _as_text(grid: Grid) -> Iterator[Paragraph]:
    """A table of another matter as text: one in plain rows as mark-up, else a line for each row."""
    rows = [[" ".join(cell.text.split()) for cell in row] for row in grid.rows]
    plain = len(rows) + grid.headed > 1 and len(rows[0]) > 1 and all(len(row) == len(rows[0]) for row in rows)
    for number, (row, texts) in enumerate(zip(grid.rows, rows, strict=True)):
        if plain:
            yield Paragraph(row_of(texts), row[0].place)
            if number == 0 and grid.headed:
                yield Paragraph(rule_of(len(texts)), row[0].place)
        elif text := "  ".join(filter(None, texts)):
            yield Paragraph(text, row[0].place)


def _reading(
    name: str,
    edition: int,
    title: Title | None,
    headings: list[SectionHeading],
    content: _Content,
    lines: tuple[str, ...],
    asides: tuple[str, ...],
) -> Reading:
    values: dict[str, Any] = {"year": title.year if title else None, "edition": edition}
    passages: dict[str, Passage] = {}
    figures: dict[Address, Place] = {}
    remarks = list(content.remarks)
    if title and title.lines:
        passages |= dict.fromkeys(("title", "organ", "year"), _passage(title.lines))
    if title:
        values["organ"] = title.organ
        standard = f"{title.organ}{title.year}年政府信息公开工作年度报告"
        values["title"] = "" if title.text == standard else title.text
    for field_name, paragraphs in _texts(content.parts):
        if paragraphs:
            passages[field_name] = _passage(paragraphs)
        values[field_name] = "\n".join(paragraph.text for paragraph in paragraphs)
    for table in tables(edition):
        name_ = table.section.name
        kind, matched = content.tables.get(name_, (table, Matched()))
        texts = (str(values.pop(f"{name_}.{text}", "")) for text in ("intro", "note"))
        values[name_] = form.fill(kind, matched.cells, *texts)
        figures |= matched.places
        remarks += matched.remarks
    for index, heading in enumerate(headings):
        place = _passage((heading.paragraph,))
        passages[f"headings.{index}"] = place
        if heading.section:
            passages.setdefault(heading.section.name, place)
    written = tuple(Heading(h.paragraph.text, h.section.number if h.section else None) for h in headings)
    report = Report.assembled(**values, headings=written, remarks=tuple(remarks))
    return Reading(name, report, figures, passages, lines, asides)


def _texts(parts: dict[str, _Part]) -> Iterator[tuple[str, list[Paragraph]]]:
    """The fields of prose with their paragraphs; a section that has only its heading has none."""
    of_tables = {section.name for section in TABLES}
    for name, part in parts.items():
        if name not in of_tables:
            yield name, part.before + part.after
            continue
        if part.before:
            yield f"{name}.intro", part.before
        if part.after:
            yield f"{name}.note", part.after


def _passage(paragraphs: Iterable[Paragraph]) -> Passage:
    return passage_of((paragraph.text, paragraph.place) for paragraph in paragraphs)
