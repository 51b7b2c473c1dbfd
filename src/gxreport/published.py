"""What a published document says: its sections, tables, title, organ and year.

This part knows the form and no carrier; it is given paragraphs and grids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gxreport import form
from gxreport.document import Document, Grid, Paragraph
from gxreport.editions import EDITIONS, edition_for, latest_first, tables
from gxreport.form import Table
from gxreport.labels import section_of
from gxreport.layout import Address
from gxreport.matching import Matched, likeness, match
from gxreport.messages import _
from gxreport.model import Heading, Noticed, Remark, Report
from gxreport.prose import Numbering, numbered
from gxreport.reading import NotAReport, Reading
from gxreport.sections import SECTIONS, Section
from gxreport.source import Passage, Place, Segment

_LONGEST_HEADING = 40
_TITLE_LINES = 3
_YEAR = r"(?P<year>20\d\d)\s*年\s*(?:度)?"
_NAME = r"政府信息公开(?:工作)?(?:年度)*(?:报告|年报)"
_TITLES = (
    re.compile(rf"(?P<organ>[^\d，。]{{2,40}}?)\s*{_YEAR}\s*{_NAME}"),
    re.compile(rf"{_YEAR}\s*(?P<organ>[^\d，。]{{2,40}}?)\s*{_NAME}"),
    re.compile(rf"{_YEAR}\s*(?P<organ>){_NAME}"),
    re.compile(rf"(?P<organ>[^\d，。]{{2,40}}?)(?P<year>)\s*{_NAME}"),
)


@dataclass(slots=True)
class _Part:
    """A section as it comes: its paragraphs before and after the table."""

    before: list[Paragraph] = field(default_factory=list)
    after: list[Paragraph] = field(default_factory=list)
    seen_table: bool = False

    def add(self, paragraph: Paragraph) -> None:
        (self.after if self.seen_table else self.before).append(paragraph)


@dataclass(frozen=True, slots=True)
class _Title:
    """The title with what it says, the places of its lines, and how many paragraphs it takes."""

    text: str
    organ: str
    year: int | None
    lines: tuple[Paragraph, ...]


def report_of(
    name: str,
    document: Document,
    edition: int | None,
    lines: tuple[str, ...] = (),
    asides: tuple[str, ...] = (),
) -> Reading:
    """The report that a document holds. Raises NotAReport where nothing of one is found."""
    headings = _headings(document)
    title = _title([block for block in document.blocks[: _first(headings)] if isinstance(block, Paragraph)])
    year = title.year if title else None
    likely = edition or (edition_for(year) if year else None) or EDITIONS[-1]
    grids = {
        index: table
        for index, block in enumerate(document.blocks)
        if isinstance(block, Grid) and (table := _recognised(block, likely, edition))
    }
    if not title and not grids and len(headings) < 2:
        raise NotAReport(_("里面没有年度报告的标题、六个部分和表格，不是年度报告"))

    parts: dict[str, _Part] = {}
    found: dict[str, tuple[type[Table], Matched]] = {}
    remarks: list[Remark] = []
    here = parts.setdefault("preamble", _Part())
    for index, block in enumerate(document.blocks):
        section = headings[index][1] if index in headings else None
        if section:
            here = parts.setdefault(section.name, _Part())
        elif index in headings:
            continue
        elif isinstance(block, Grid):
            here.seen_table = True
            table = grids.get(index)
            if table is None or table.section.name in found:
                words = " ".join(cell.text.strip() for row in block.rows for cell in row)
                remarks.append(Remark(Noticed.EXTRA_LINE, block.place, words[:80]))
            else:
                found[table.section.name] = table, match(block, form.layout(table))
        elif not (title and block in title.lines):
            here.add(block)
    return _reading(name, edition, title, list(headings.values()), parts, found, remarks, lines, asides)


def _reading(
    name: str,
    edition: int | None,
    title: _Title | None,
    headings: list[tuple[Paragraph, Section | None]],
    parts: dict[str, _Part],
    found: dict[str, tuple[type[Table], Matched]],
    remarks: list[Remark],
    lines: tuple[str, ...],
    asides: tuple[str, ...],
) -> Reading:
    year = title.year if title else None
    evident = next((table.edition for table, _matched in found.values() if table.edition), None)
    chosen = edition or (edition_for(year) if year else None) or evident or EDITIONS[-1]
    values: dict[str, Any] = {"year": year, "edition": chosen}
    passages: dict[str, Passage] = {}
    figures: dict[Address, Place] = {}
    if title:
        passages |= dict.fromkeys(("title", "organ", "year"), _passage(title.lines))
        values["organ"] = title.organ
        standard = f"{title.organ}{title.year}年政府信息公开工作年度报告"
        values["title"] = "" if title.text == standard else title.text
    for field_name, paragraphs in _texts(parts):
        passages[field_name] = _passage(paragraphs)
        values[field_name] = "\n".join(paragraph.text for paragraph in paragraphs)
    for table in tables(chosen):
        name_ = table.section.name
        kind, matched = found.get(name_, (table, Matched()))
        texts = (str(values.pop(f"{name_}.{text}", "")) for text in ("intro", "note"))
        values[name_] = form.fill(kind, matched.cells, *texts)
        figures |= matched.places
        remarks += matched.remarks
    for index, (paragraph, _section) in enumerate(headings):
        passages[f"headings.{index}"] = _passage((paragraph,))
    for paragraph, section in headings:
        if section:
            passages.setdefault(section.name, _passage((paragraph,)))
    written = tuple(Heading(p.text, s.number if s else None) for p, s in headings)
    report = Report.assembled(**values, headings=written, remarks=tuple(remarks))
    return Reading(name, report, figures, passages, lines, asides)


def _texts(parts: dict[str, _Part]) -> Iterator[tuple[str, list[Paragraph]]]:
    """The fields of prose with their paragraphs; a section that has only its heading has none."""
    of_tables = {
        section.name for section in SECTIONS if section.name in ("disclosure", "requests", "reviews")
    }
    for name, part in parts.items():
        if name not in of_tables:
            yield name, part.before + part.after
            continue
        if part.before:
            yield f"{name}.intro", part.before
        if part.after:
            yield f"{name}.note", part.after


def _passage(paragraphs: list[Paragraph] | tuple[Paragraph, ...]) -> Passage:
    segments = []
    offset = 0
    for paragraph in paragraphs:
        segments.append(Segment(offset, paragraph.place))
        offset += len(paragraph.text) + 1
    return Passage(tuple(segments) or (Segment(0, Place()),))


def _first(headings: dict[int, tuple[Paragraph, Section | None]]) -> int | None:
    return min(headings, default=None)


def _headings(document: Document) -> dict[int, tuple[Paragraph, Section | None]]:
    """The headings of sections by block: those that name one, and those that stand where one should.

    A heading between two sections that counts on from the first and has a number in the style of
    sections is a section's heading under another name.
    """
    named: dict[int, tuple[Paragraph, Section | None]] = {}
    taken: set[int] = set()
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph) and (section := _section(block)) and section.number not in taken:
            named[index] = block, section
            taken.add(section.number)
    for index, block in enumerate(document.blocks):
        if not isinstance(block, Paragraph) or index in named or not _like_a_heading(block.text):
            continue
        number = numbered(block.text)
        before = [section.number for at, (_p, section) in named.items() if section and at < index]
        if number and number.style is Numbering.CHINESE and before and number.number == max(before) + 1:
            if number.number > len(SECTIONS):
                named[index] = block, None
            elif number.number not in taken:
                named[index] = block, SECTIONS[number.number - 1]
                taken.add(number.number)
    return dict(sorted(named.items()))


def _section(paragraph: Paragraph) -> Section | None:
    """The section that a paragraph is the heading of: top-level numbering or none, and its words."""
    number = numbered(paragraph.text)
    if number and number.style in (Numbering.CHINESE_BRACKETS, Numbering.ARABIC_BRACKETS):
        return None
    return section_of(paragraph.text) if _like_a_heading(paragraph.text) else None


def _like_a_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not text.endswith(("。", "；", "，", "："))


def _title(paragraphs: list[Paragraph]) -> _Title | None:
    """The title among the paragraphs before the first section; it may be broken over lines."""
    for start in range(len(paragraphs)):
        for count in range(1, _TITLE_LINES + 1):
            lines = tuple(paragraphs[start : start + count])
            text = "".join("".join(line.text.split()) for line in lines)
            for pattern in _TITLES:
                if found := pattern.fullmatch(text):
                    year = int(found["year"]) if found["year"] else None
                    return _Title(text, found["organ"], year, lines)
    return None


def _recognised(grid: Grid, likely: int, only: int | None) -> type[Table] | None:
    """The table of the form that a grid is most like, on the likely edition where two are alike."""
    editions = [only] if only else list(latest_first(likely))
    candidates = [table for edition in editions for table in tables(edition)]
    best = max(candidates, key=lambda table: likeness(grid, form.layout(table)))
    return best if likeness(grid, form.layout(best)) else None
