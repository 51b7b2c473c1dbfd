"""The report as it is printed, from the title to the date, whatever the file type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gxreport import form
from gxreport.form import Table
from gxreport.grid import Placed, place
from gxreport.layout import Address, TableLayout
from gxreport.markup import BLANKS, Block, Paragraph, Run, blocks
from gxreport.model import Period, Report
from gxreport.periods import speaks_of_period
from gxreport.prose import lines
from gxreport.quotes import filled
from gxreport.renderers.figures import printed as printed_figures
from gxreport.renderers.titlelines import title_lines
from gxreport.sections import SECTIONS, Section

_ENDS_WITH_A_DAY = r"(?:日|(?<!\d)\d{4}([-/.])\d{1,2}\1\d{1,2})\Z"


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell of the printed grid with its `text`: a figure if it has an `address`, else a label."""

    text: str
    at: Placed

    @property
    def address(self) -> Address | None:
        """Which figure it is."""
        return self.at.address


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """A section: its heading, then text, or a table with what stands above (`text`) and below it.

    `name` is its field in the model.
    `rows` are those of the printed grid, each with the cells that begin in it, from left to right.
    """

    name: str
    heading: str
    title: str
    text: tuple[Block, ...]
    table: TableLayout | None = None
    rows: tuple[tuple[PrintedCell, ...], ...] = ()
    note: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """A whole report. `title_lines` is the title where it is broken so that no word is torn."""

    title: str
    title_lines: tuple[str, ...]
    preamble: tuple[Block, ...]
    sections: tuple[PrintedSection, ...]
    signature: tuple[str, ...]
    date: str


def printed(report: Report) -> PrintedReport:
    """The texts and tables of a report in the order and wording of the form."""
    year = "" if report.year is None else f"{report.year}年"
    title = "".join(_stripped(report.title)) or f"{report.organ}{year}政府信息公开工作年度报告"
    signature = tuple(_stripped(report.signature))
    return PrintedReport(
        title,
        tuple(title_lines(title, report.organ)),
        tuple(_preamble(report)),
        tuple(_section(report, section) for section in SECTIONS),
        signature,
        _signed(signature, report.published),
    )


def day(when: date) -> str:
    """A day as it is written in 公文: no zeros before the figures."""
    return f"{when.year}年{when.month}月{when.day}日"


def _preamble(report: Report) -> Iterator[Block]:
    yield from blocks(filled(report, report.preamble))
    period = report.period
    if period and not any(speaks_of_period(text, period.first.year) for _field, text in report.prose()):
        yield Paragraph((Run(period_sentence(period)),))


def period_sentence(period: Period) -> str:
    """The sentence that states the period where the prose does not."""
    return f"本报告所列数据的统计期限自{day(period.first)}起，至{day(period.last)}止。"


def _section(report: Report, section: Section) -> PrintedSection:
    content = getattr(report, section.name)
    if not isinstance(content, Table):
        return PrintedSection(
            section.name, section.heading, section.title, tuple(blocks(filled(report, content or "")))
        )
    above, below = (tuple(blocks(filled(report, text))) for text in (content.intro, content.note))
    layout = form.layout(type(content))
    return PrintedSection(
        section.name, section.heading, section.title, above, layout, _rows(report, layout), below
    )


def _rows(report: Report, layout: TableLayout) -> tuple[tuple[PrintedCell, ...], ...]:
    grid = place(layout)
    figures = report.once(printed_figures)
    rows: list[list[PrintedCell]] = [[] for _row in range(grid.rows)]
    for cell in sorted(grid.cells, key=lambda cell: cell.column):
        rows[cell.row].append(PrintedCell(figures[cell.address] if cell.address else cell.label, cell))
    return tuple(map(tuple, rows))


def _stripped(text: str) -> Iterator[str]:
    for _offset, line in lines(text):
        if stripped := line.strip(BLANKS):
            yield stripped


def _signed(signature: tuple[str, ...], published: date | None) -> str:
    """The date below a signature that does not end with one, written in whatever way."""
    if not signature or published is None or re.search(_ENDS_WITH_A_DAY, signature[-1]):
        return ""
    return day(published)
