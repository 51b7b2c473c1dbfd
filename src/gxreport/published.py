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
from gxreport.labels import as_printed, section_of
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
_CONTENTS = 3
"""So many headings right after one another are a list of contents."""
_YEAR = r"(?P<year>20\d\d)年?(?:度)?"
_NAME = r"政府信息公开(?:工作)?(?:情况)?(?:年度)*(?:工作)?(?:情况)?(?:报告|年报)"
_ORGAN = r"(?P<organ>[^\d，。]{2,40}?)"
_PAGE_MARK = r"[\s—–-]*\d{0,3}[\s—–-]*"
_PLACE = r"[^\d，。]{1,12}[省市区县州旗盟]"
# Where the year stands, by how often published titles have it there; the last two say less.
_TITLES = (
    rf"{_ORGAN}{_YEAR}{_NAME}",
    rf"{_YEAR}{_ORGAN}{_NAME}",
    rf"{_ORGAN}政府信息公开(?:工作)?{_YEAR}(?:工作)?(?:报告|年报)",
    rf"{_ORGAN}{_NAME}[(（]{_YEAR}[)）]",
    rf"{_YEAR}(?P<organ>){_NAME}",
    rf"{_ORGAN}(?P<year>){_NAME}",
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
class _Heading:
    """The heading of a section, or one that no section has; `rest` is text on the same line."""

    paragraph: Paragraph
    section: Section | None
    rest: Paragraph | None = None


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
    document = _joined(document)
    headings = _headings(document)
    title = _title([b for b in document.blocks[: min(headings, default=None)] if isinstance(b, Paragraph)])
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
        elif (table := grids.get(index)) is None:
            for paragraph in _as_text(block):
                here.add(paragraph)
        elif table.section.name in found:
            words = " ".join(cell.text.strip() for row in block.rows for cell in row)
            remarks.append(Remark(Noticed.EXTRA_LINE, block.place, words[:80]))
        else:
            here.seen_table = True
            found[table.section.name] = table, match(block, form.layout(table))
    return _reading(name, edition, title, list(headings.values()), parts, found, remarks, lines, asides)


def _joined(document: Document) -> Document:
    """The document with tables that a page end cut in two put together again."""
    blocks: list[Paragraph | Grid] = []
    for block in document.blocks:
        above = [at for at, other in enumerate(blocks) if isinstance(other, Grid)][-1:]
        between = blocks[above[0] + 1 :] if above else []
        marks = all(isinstance(b, Paragraph) and re.fullmatch(_PAGE_MARK, b.text) for b in between)
        if isinstance(block, Grid) and above and marks and _continues(blocks[above[0]], block):
            first = blocks[above[0]]
            assert isinstance(first, Grid)
            blocks[above[0] :] = [Grid(first.rows + block.rows, first.place)]
        else:
            blocks.append(block)
    return Document(tuple(blocks))


def _continues(first: Paragraph | Grid, second: Grid) -> bool:
    """Whether two grids together are more like a table of the form than the first one alone."""
    if not isinstance(first, Grid):
        return False
    together = Grid(first.rows + second.rows, first.place)
    layouts = [form.layout(table) for edition in EDITIONS for table in tables(edition)]
    return max(likeness(together, layout) for layout in layouts) > max(
        likeness(first, layout) for layout in layouts
    )


def _as_text(grid: Grid) -> Iterator[Paragraph]:
    """A table of another matter as text, a line for each of its rows."""
    for row in grid.rows:
        text = "  ".join(cell.text.strip() for cell in row if cell.text.strip())
        if text:
            yield Paragraph(text, row[0].place)


def _reading(
    name: str,
    edition: int | None,
    title: _Title | None,
    headings: list[_Heading],
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
        if paragraphs:
            passages[field_name] = _passage(paragraphs)
        values[field_name] = "\n".join(paragraph.text for paragraph in paragraphs)
    for table in tables(chosen):
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


def _headings(document: Document) -> dict[int, _Heading]:
    """The headings of sections by block: those that name one, and those that stand where one should.

    A heading that counts on from the one before and has a number in the style of sections is a
    section's heading in other words. A list of contents is passed over.
    """
    named = [
        (index, heading)
        for index, block in enumerate(document.blocks)
        if isinstance(block, Paragraph) and (heading := _heading(block))
    ]
    found: dict[int, _Heading] = {}
    # A heading in the form's own words is preferred to one in others.
    for index, heading in sorted(_without_contents(named), key=lambda one: (not _printed(one[1]), one[0])):
        if all(heading.section is not other.section for other in found.values()):
            found[index] = heading
    for index, block in enumerate(document.blocks):
        number = numbered(block.text) if isinstance(block, Paragraph) else None
        if not isinstance(block, Paragraph) or not number or index in found or not _is_short(block.text):
            continue
        taken = {other.section.number: at for at, other in found.items() if other.section}
        before = max((section for section, at in taken.items() if at < index), default=0)
        if number.style is not Numbering.CHINESE or number.number != before + 1:
            continue
        if number.number > len(SECTIONS):
            found[index] = _Heading(block, None)
        elif number.number not in taken and (
            number.number == len(SECTIONS) or any(at > index for at in taken.values())
        ):
            found[index] = _Heading(block, SECTIONS[number.number - 1])
    return dict(sorted(found.items()))


def _without_contents(named: list[tuple[int, _Heading]]) -> list[tuple[int, _Heading]]:
    """The headings without those of a list of contents: several at once, and all of them come again."""
    runs: list[list[tuple[int, _Heading]]] = []
    for index, heading in named:
        follows = runs and runs[-1][-1][0] == index - 1
        if follows and all(other.section is not heading.section for _at, other in runs[-1]):
            runs[-1].append((index, heading))
        else:
            runs.append([(index, heading)])
    kept = []
    for run in runs:
        later = [heading.section for index, heading in named if index > run[-1][0]]
        if len(run) < _CONTENTS or any(heading.section not in later for _index, heading in run):
            kept += run
    return kept


def _printed(heading: _Heading) -> bool:
    return heading.section is not None and as_printed(heading.paragraph.text, heading.section)


def _heading(paragraph: Paragraph) -> _Heading | None:
    """The heading of a section. Its text may begin on the same line, behind a colon or a blank.

    Words of the form or the law may be numbered in another style or not at all; other words need the
    number of their section, as 主动公开情况 is a point of the first section too.
    """
    text = paragraph.text
    number = numbered(text)
    style = number.style if number else None
    if style in (Numbering.CHINESE_BRACKETS, Numbering.ARABIC_BRACKETS):
        return None
    if _is_short(text):
        section = section_of(text)
        in_place = number and style is Numbering.CHINESE and section and number.number == section.number
        if section and (in_place or as_printed(text, section)):
            return _Heading(paragraph, section)
    if style is Numbering.CHINESE:
        for stop in re.finditer(r"[：:。\s]+", text[:_LONGEST_HEADING]):
            head, rest = text[: stop.start()], text[stop.end() :]
            section = section_of(head)
            if section and as_printed(head, section) and rest:
                column = paragraph.place.column
                place = paragraph.place._replace(column=column + stop.end() if column else None)
                return _Heading(Paragraph(head, paragraph.place), section, Paragraph(rest, place))
    return None


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not text.rstrip("。：:").endswith(("。", "；", "，"))


def _title(paragraphs: list[Paragraph]) -> _Title | None:
    """The title among the paragraphs before the first section; it may be broken over lines.

    The fewest lines that say both organ and year are the title; else the lines that say most.
    """
    titles = []
    for count in range(1, _TITLE_LINES + 1):
        for start in range(len(paragraphs) - count + 1):
            lines = tuple(paragraphs[start : start + count])
            text = "".join("".join(line.text.split()) for line in lines)
            found = next(filter(None, (re.fullmatch(pattern, text) for pattern in _TITLES)), None)
            if found:
                year = int(found["year"]) if found["year"] else None
                titles.append(_Title(text, found["organ"], year, lines))
    # A line that is the name of a place belongs to the organ below it; 附件 does not.
    return max(
        titles,
        key=lambda title: (bool(title.organ) + bool(title.year), _begins_with_a_place(title)),
        default=None,
    )


def _begins_with_a_place(title: _Title) -> bool:
    place, *below = (line.text for line in title.lines)
    return bool(below and re.fullmatch(_PLACE, place)) and not below[0].startswith(place)


def _recognised(grid: Grid, likely: int, only: int | None) -> type[Table] | None:
    """The table of the form that a grid is most like, on the likely edition where two are alike."""
    editions = [only] if only else list(latest_first(likely))
    candidates = [table for edition in editions for table in tables(edition)]
    best = max(candidates, key=lambda table: likeness(grid, form.layout(table)))
    return best if likeness(grid, form.layout(best)) else None
