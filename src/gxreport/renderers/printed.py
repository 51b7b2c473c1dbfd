"""The report as it is printed, from the title to the date, whatever the file type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gxreport import form
from gxreport.form import Table
from gxreport.layout import TableLayout
from gxreport.model import Period, Report
from gxreport.prose import Numbering, lines, numbered
from gxreport.quotes import filled
from gxreport.sections import SECTIONS, Section

_PERIOD = "统计期限"
_BLANKS = " \t\r\u3000\xa0"
_TITLE_LINE = 40  # 二号字一行二十个，西文和数字算半个
_HEADING = 30  # longer than this, a sentence after a number is text
_SENTENCE = re.compile(r"[^。！？：:]*[。！？：:]")
_GOES_ON = ("，", "；", "、", ",", ";")
_LEVELS = {Numbering.CHINESE_BRACKETS: 2, Numbering.ARABIC: 3, Numbering.ARABIC_BRACKETS: 4}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: the heading that it is or begins with, of `level` 2–4, and the text after it."""

    text: str
    heading: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """A section: its heading, then text, or a table with what stands above (`text`) and below it."""

    heading: str
    title: str
    text: tuple[Paragraph, ...]
    table: TableLayout | None = None
    note: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """A whole report. `title_lines` is the title where it is broken so that no word is torn."""

    title: str
    title_lines: tuple[str, ...]
    preamble: tuple[Paragraph, ...]
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
        tuple(_broken(title, report.organ)),
        tuple(_preamble(report)),
        tuple(_section(report, section) for section in SECTIONS),
        signature,
        _signed(signature, report.published),
    )


def day(when: date) -> str:
    """A day as it is written in 公文: no zeros before the figures."""
    return f"{when.year}年{when.month}月{when.day}日"


def _broken(title: str, organ: str) -> Iterator[str]:
    """The lines of the title: a long one is broken after the name of the organ."""
    rest = title.removeprefix(organ)
    width = sum(1 if character.isascii() else 2 for character in title)
    if organ and rest and rest != title and width > _TITLE_LINE:
        yield organ
        yield rest.lstrip()
    else:
        yield title


def _preamble(report: Report) -> Iterator[Paragraph]:
    yield from _paragraphs(filled(report, report.preamble))
    if report.period and not any(_PERIOD in text for _field, text in report.prose()):
        yield Paragraph(_period(report.period))


def _period(period: Period) -> str:
    return f"本报告所列数据的统计期限自{day(period.first)}起，至{day(period.last)}止。"


def _section(report: Report, section: Section) -> PrintedSection:
    content = getattr(report, section.name)
    if not isinstance(content, Table):
        return PrintedSection(
            section.heading, section.title, tuple(_paragraphs(filled(report, content or "")))
        )
    above, below = (tuple(_paragraphs(filled(report, text))) for text in (content.intro, content.note))
    return PrintedSection(section.heading, section.title, above, form.layout(type(content)), below)


def _paragraphs(text: str) -> Iterator[Paragraph]:
    """One paragraph a line."""
    for line in _stripped(text):
        yield _paragraph(line)


def _stripped(text: str) -> Iterator[str]:
    for _offset, line in lines(text):
        if stripped := line.strip(_BLANKS):
            yield stripped


def _paragraph(line: str) -> Paragraph:
    """A line as a heading, as a heading and the text that runs on after it, or as text."""
    found = numbered(line)
    if found is None or found.style not in _LEVELS:
        return Paragraph(line)
    level = _LEVELS[found.style]
    sentence = _SENTENCE.match(line)
    heading = sentence[0] if sentence else line
    if len(heading) > _HEADING or (heading == line and line.endswith(_GOES_ON)):
        return Paragraph(line)
    return Paragraph(line[len(heading) :].lstrip(_BLANKS), heading, level)


def _signed(signature: tuple[str, ...], published: date | None) -> str:
    """The date below a signature that does not end with one."""
    if not signature or published is None or signature[-1].endswith("日"):
        return ""
    return day(published)
