"""Findings as an editor lists them: the words they mean underlined, and a sentence for the clerk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gxreport.checking import Checked
from gxreport.finding import Finding, Severity
from gxreport.lsp.analysis import Analysis
from gxreport.lsp.texts import Point, Stretch
from gxreport.messages import _
from gxreport.reporters.wording import told
from gxreport.source import Place

_MOST_TOLD = 500
_MOST_RELATED = 20


class Beside(NamedTuple):
    """Something else that a finding is about: a stretch of this document, or of the file at `path`."""

    path: str
    stretch: Stretch
    message: str


class Told(NamedTuple):
    """One entry of an editor's list. `rule` is empty for what is said of the file as a whole."""

    stretch: Stretch
    rule: str
    severity: Severity
    message: str
    beside: tuple[Beside, ...] = ()


def tellings(analysis: Analysis) -> list[Told]:
    """All that is to be listed for a document, in the order of the file."""
    listed = []
    if analysis.wrong:
        message = _("gxreport.toml 用不了，先按默认设置检查：{sentence}").format(sentence=analysis.wrong)
        listed.append(Told(stretch(None, analysis.lines), "", Severity.WARNING, message))
    if analysis.failure is not None:
        where = stretch(analysis.failure.place, analysis.lines)
        listed.append(Told(where, "", Severity.ERROR, analysis.failure.sentence))
    if analysis.checked is not None:
        checked = analysis.checked
        listed += (_told(checked, finding, analysis.lines) for finding in checked.findings[:_MOST_TOLD])
        more = len(checked.findings) - _MOST_TOLD
        if more > 0:
            message = _("还有 {count} 个问题没有列出；请运行 gxreport validate 看全部").format(count=more)
            listed.append(Told(stretch(None, analysis.lines), "", Severity.NOTE, message))
    return listed


def stretch(place: Place | None, lines: Sequence[str]) -> Stretch:
    """The words that a place means; the beginning of the text where it means none. They end with the line."""
    if place is None or place.line is None or place.line > len(lines):
        return Stretch(Point(0, 0), Point(0, 0))
    at, line = place.line - 1, lines[place.line - 1]
    if place.column is None:
        return Stretch(Point(at, len(line) - len(line.lstrip())), Point(at, len(line)))
    start = min(place.column - 1, len(line))
    return Stretch(Point(at, start), Point(at, min(start + place.length, len(line))))


def _told(checked: Checked, finding: Finding, lines: Sequence[str]) -> Told:
    message = told(checked, finding, cited=True)
    beside = tuple(_beside(checked, finding, lines))[:_MOST_RELATED]
    return Told(stretch(finding.place, lines), finding.rule, finding.severity, message, beside)


def _beside(checked: Checked, finding: Finding, lines: Sequence[str]) -> Iterator[Beside]:
    """The related cells and words that have lines to show, in the order of the finding."""
    for related in (*finding.related, *finding.also):
        if related.place is None or related.place.line is None:
            continue
        path = ""
        if related.last_year:
            if checked.previous is None or not checked.previous.name:
                continue
            path, lines_there = checked.previous.name, checked.previous.lines
        else:
            lines_there = tuple(lines)
        words = f"{related.label} {related.written.strip()}".strip()
        yield Beside(path, stretch(related.place, lines_there), words or finding.message)
