"""What a published document says: its sections, tables, title, organ and year.

This part knows the form and no carrier; it is given paragraphs and grids.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

from gxreport import form
from gxreport.cell import State
from gxreport.cell import read as read_cell
from gxreport.document import Document, Grid, GridCell, Paragraph
from gxreport.editions import EDITIONS, edition_for, latest_first, tables
from gxreport.form import Table
from gxreport.headings import SectionHeading, headings_of
from gxreport.labels import as_printed, section_of
from gxreport.layout import Address, Kind
from gxreport.loose import with_tables
from gxreport.markup import row_of, rule_of
from gxreport.matching import Matched, likeness, match
from gxreport.messages import _
from gxreport.model import Heading, Noticed, Remark, Report
from gxreport.prose import numbered
from gxreport.reading import NotAReport, Reading
from gxreport.restoring import restored, stated_report, stated_title
from gxreport.sections import TABLES
from gxreport.source import Passage, Place, passage_of
from gxreport.titles import Title, named_in, title_of

_PAGE_MARK = r"[\s—–-]*\d{0,3}[\s—–-]*|第\s*\d{1,3}\s*页(?:[\s,，/]*共\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3}"


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


def report_of(
    name: str,
    document: Document,
    edition: int | None,
    lines: tuple[str, ...] = (),
    asides: tuple[str, ...] = (),
    fields: Mapping[str, Any] | None = None,
    titles: tuple[str, ...] = (),
) -> Reading:
    """The report that a document holds. Raises NotAReport where nothing of one is found.

    `fields` are what the file states of the report beside what it shows, by key of report.yaml;
    `titles` are what it is called elsewhere, as in the properties of a document.
    """
    document = with_tables(_with_whole_headings(_joined(document)))
    headings = headings_of(document)
    above = [b for b in document.blocks[: min(headings, default=None)] if isinstance(b, Paragraph)]
    stated = stated_report(fields or {})
    as_stated = stated_title(stated, above) if stated else None
    title, source = _completed(as_stated or title_of(above), (*titles, PurePath(name).stem))
    asides += source
    year = title.year if title else None
    preferred = stated.edition if stated else None
    likely = edition or preferred or (edition_for(year) if year else None) or EDITIONS[-1]
    grids, doubled = _tables_of(document, headings, likely, edition)
    if not title and not grids and len(headings) < 2:
        raise NotAReport(_("里面没有年度报告的标题、六个部分和表格，不是年度报告"))

    parts: dict[str, _Part] = {}
    found: dict[str, tuple[type[Table], Matched]] = {}
    remarks: list[Remark] = []
    here = parts.setdefault("preamble", _Part())
    for index, block in enumerate(document.blocks):
        if heading := headings.get(index):
            if heading.section:
                here = parts.setdefault(heading.section.name, _Part())
            else:
                here.add(heading.paragraph)
            if heading.rest:
                here.add(heading.rest)
        elif isinstance(block, Paragraph):
            if not (title and block in title.lines):
                here.add(block)
        elif index in doubled:
            words = " ".join(cell.text.strip() for row in block.rows for cell in row)
            remarks.append(Remark(Noticed.EXTRA_LINE, block.place, words[:80]))
        elif (table := grids.get(index)) is None:
            if here.ends_in_a_row():
                here.add(Paragraph("", block.place))  # two tables that touched would be one
            for paragraph in _as_text(block):
                here.add(paragraph)
        else:
            here.seen_table = True
            matched = match(_without_page_marks(block), form.layout(table))
            found[table.section.name] = table, matched
            for cell in matched.texts:
                if section_of(cell.text) is not table.section:
                    here.add(Paragraph(" ".join(cell.text.split()), cell.place))
    evident = next((table.edition for table, _matched in found.values() if table.edition), None)
    agreed = preferred if evident in (None, preferred) else None
    chosen = edition or agreed or (edition_for(year) if year else None) or evident or EDITIONS[-1]
    reading = _reading(name, chosen, title, list(headings.values()), parts, found, remarks, lines, asides)
    return restored(reading, stated, as_stated) if stated else reading


def _completed(title: Title | None, others: tuple[str, ...]) -> tuple[Title | None, tuple[str, ...]]:
    """A title with the organ or year that it lacks from where else they are said, and a sentence on it."""
    if title is None or (title.organ and title.year):
        return title, ()
    for text in others:
        other = named_in(text)
        if other and title.organ in ("", other.organ) and title.year in (None, other.year):
            message = _("标题里没有{lacking}，取自“{text}”")
            lacking = _("年度") if title.organ else _("机关") if title.year else _("机关和年度")
            whole = replace(title, organ=title.organ or other.organ, year=title.year or other.year)
            return whole, (message.format(lacking=lacking, text=text),)
    return title, ()


def _joined(document: Document) -> Document:
    """The document with tables that a page end cut in two put together again."""
    blocks: list[Paragraph | Grid] = []
    above: int | None = None  # the last grid, if nothing but marks of pages has come since
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if not re.fullmatch(_PAGE_MARK, block.text):
                above = None
        elif above is not None and _continues(blocks[above], block):
            first = blocks[above]
            assert isinstance(first, Grid)
            blocks[above:] = [Grid(first.rows + block.rows, first.place, first.headed)]
            continue
        else:
            above = len(blocks)
        blocks.append(block)
    return Document(tuple(blocks))


def _with_whole_headings(document: Document) -> Document:
    """The document with headings of sections that were broken over two lines put together again."""
    blocks: list[Paragraph | Grid] = []
    for block in document.blocks:
        above = blocks[-1] if blocks else None
        if isinstance(above, Paragraph) and isinstance(block, Paragraph) and numbered(above.text):
            whole = above.text + block.text
            section = None if section_of(above.text) else section_of(whole)
            if section and as_printed(whole, section):
                blocks[-1] = replace(above, text=whole)
                continue
        blocks.append(block)
    return Document(tuple(blocks))


def _without_page_marks(grid: Grid) -> Grid:
    """The grid without rows that hold nothing but the mark of a page; a number alone may be a figure."""

    def is_mark(row: tuple[GridCell, ...]) -> bool:
        words = [cell.text.strip() for cell in row if cell.text.strip()]
        return len(words) == 1 and not words[0].isdecimal() and bool(re.fullmatch(_PAGE_MARK, words[0]))

    return replace(grid, rows=tuple(row for row in grid.rows if not is_mark(row)))


def _continues(first: Paragraph | Grid, second: Grid) -> bool:
    """Whether two grids together are more like a table of the form than either of them alone."""
    if not isinstance(first, Grid):
        return False
    together = Grid(first.rows + second.rows, first.place)
    layouts = [form.layout(table) for edition in EDITIONS for table in tables(edition)]
    alone = max(likeness(grid, layout) for grid in (first, second) for layout in layouts)
    if max(likeness(together, layout) for layout in layouts) > alone:
        return True
    # The headings of a table may end a page, and its figures begin the next.
    return alone > 0 and not _has_figures(first) and all(_is_figure(c) for row in second.rows for c in row)


def _has_figures(grid: Grid) -> bool:
    return any(_is_figure(cell) and cell.text.strip() for row in grid.rows for cell in row)


def _is_figure(cell: GridCell) -> bool:
    return read_cell(cell.text, Kind.COUNT).state is not State.TEXT


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
    parts: dict[str, _Part],
    found: dict[str, tuple[type[Table], Matched]],
    remarks: list[Remark],
    lines: tuple[str, ...],
    asides: tuple[str, ...],
) -> Reading:
    values: dict[str, Any] = {"year": title.year if title else None, "edition": edition}
    passages: dict[str, Passage] = {}
    figures: dict[Address, Place] = {}
    if title:
        passages |= dict.fromkeys(("title", "organ", "year"), _passage(title.lines))
        values["organ"] = title.organ
        standard = f"{title.organ}{title.year}年政府信息公开工作年度报告"
        values["title"] = "" if title.text == standard else title.text
    for field_name, paragraphs in _texts(parts):
        if paragraphs:
            passages[field_name] = _passage(paragraphs)
        values[field_name] = "\n".join(paragraph.text for paragraph in paragraphs)
    for table in tables(edition):
        name_ = table.section.name
        kind, matched = found.get(name_, (table, Matched()))
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


def _tables_of(
    document: Document, headings: Mapping[int, SectionHeading], likely: int, only: int | None
) -> tuple[dict[int, type[Table]], set[int]]:
    """The grids that are tables of the form, by block, and those that are one of them a second time.

    Where several are like one table, that under its own heading is the one, then the most alike. Another
    in a section of prose is part of the prose: a summary, or a comparison with last year.
    """
    alike: list[tuple[bool, float, int, type[Table]]] = []
    in_prose: set[int] = set()
    section = None
    for index, block in enumerate(document.blocks):
        section = headings[index].section if index in headings else section
        if isinstance(block, Grid) and (recognised := _recognised(block, likely, only)):
            table, share = recognised
            alike.append((section is table.section, share, -index, table))
            if section not in TABLES:
                in_prose.add(index)
    found: dict[int, type[Table]] = {}
    doubled: set[int] = set()
    for _own, _share, before, table in sorted(alike, key=lambda one: one[:3], reverse=True):
        if all(table.section is not other.section for other in found.values()):
            found[-before] = table
        elif -before not in in_prose:
            doubled.add(-before)
    return found, doubled


def _recognised(grid: Grid, likely: int, only: int | None) -> tuple[type[Table], float] | None:
    """The table that a grid is most like, and how much; the likely edition where two are alike."""
    editions = [only] if only else list(latest_first(likely))
    candidates = [table for edition in editions for table in tables(edition)]
    best = max(candidates, key=lambda table: likeness(grid, form.layout(table)))
    alike = likeness(grid, form.layout(best))
    return (best, alike) if alike else None
