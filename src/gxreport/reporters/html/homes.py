"""Where in the printed form a finding belongs: a figure, the label of a row, words, a heading, a fact."""

from __future__ import annotations

from typing import Literal, NamedTuple

from gxreport.finding import Finding
from gxreport.grid import Placed, place
from gxreport.layout import Address
from gxreport.model import Report
from gxreport.sections import SECTIONS

FACTS = ("organ", "organ_kind", "year", "edition", "period", "published")
"""Fields that the form does not print by themselves: a page of findings says them above it."""

TITLE, PREAMBLE, SIGNATURE = "title", "preamble", "signature"
_NAMES = tuple(section.name for section in SECTIONS)


class Home(NamedTuple):
    """A part of the form, and what in it: a cell by its address, a label by its place, or words.

    `field` is the field of words and facts, or the section of a heading. With `end` 0 all words are meant.
    """

    part: Literal["figure", "label", "words", "heading", "fact"]
    field: str
    address: Address | None = None
    label: Placed | None = None
    start: int = 0
    end: int = 0


def home(report: Report, finding: Finding) -> Home | None:
    """Where to draw a finding; None for one that is about nothing that the form shows."""
    if finding.address:
        return _of_address(report, finding.address)
    if finding.span:
        return _of_words(report, finding.span.field, finding.span.start, finding.span.end)
    for remark in report.remarks:
        if remark.place == finding.place and remark.about:
            first = remark.about[0]
            return _of_address(report, Address(first.table, first.row))
    return None


def _of_address(report: Report, address: Address) -> Home | None:
    if all(address.table != layout.name for layout in report.layouts):
        return _of_words(report, address.table, 0, 0)  # a remark may be about a field
    if address.column and address in report.cells():
        return Home("figure", address.table, address)
    label = label_of(report, address) if address.row else None
    return Home("label", address.table, address, label) if label else Home("heading", address.table)


def _of_words(report: Report, field: str, start: int, end: int) -> Home | None:
    name = field.partition(".")[0]
    if name == "headings":
        number = report.headings[int(field.partition(".")[2])].section
        return Home("heading", SECTIONS[number - 1].name) if number else None
    if field in FACTS:
        return Home("fact", field)
    if field == TITLE:
        return Home("words", TITLE, start=start, end=end if report.title else 0)
    if end or field in (PREAMBLE, SIGNATURE):
        return Home("words", field, start=start, end=end) if field in dict(report.prose()) else None
    return Home("heading", name) if name in _NAMES else None


def label_of(report: Report, address: Address) -> Placed | None:
    """The label of a row or group of rows: over or beside all its figures, and the fewest others."""
    cells = place(report.layout(address.table)).cells
    figures = [cell for cell in cells if cell.address]
    own = [cell for cell in figures if cell.address and _within(cell.address.row, address.row)]
    heading = [
        (sum(_heads(label, cell) for cell in figures), -label.row, -label.column, label)
        for label in cells
        if label.heads and own and all(_heads(label, cell) for cell in own)
    ]
    return min(heading, key=lambda found: found[:3])[3] if heading else None


def _within(row: str, group: str) -> bool:
    return row == group or row.startswith(f"{group}.")


def _heads(label: Placed, cell: Placed) -> bool:
    if label.heads == "row":
        return label.row <= cell.row < label.row + label.height
    return label.row < cell.row and label.column <= cell.column < label.column + label.width
