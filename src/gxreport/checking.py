"""Runs rules over a reading and makes findings of what they say: severity, places, order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from gxreport.editions import notice
from gxreport.finding import Finding, Problem, Related, Severity, Span, Target
from gxreport.layout import Address
from gxreport.messages import _
from gxreport.reading import Reading
from gxreport.rules import NOTHING_ELSE, Background, Rule
from gxreport.source import Place
from gxreport.sums import comparable, computed


class Checked(NamedTuple):
    """A reading with its findings, and how much was looked at; `computed` are totals left out."""

    reading: Reading
    findings: tuple[Finding, ...]
    equations: int
    cells: int
    rules: int
    computed: int


def check(reading: Reading, rules: Iterable[Rule], background: Background = NOTHING_ELSE) -> Checked:
    """Check one report. Findings come in the order of the file, then of the rules."""
    rules = tuple(rules)
    report = reading.report
    findings = [
        _finding(reading, rule, problem) for rule in rules for problem in rule.check(report, background)
    ]
    findings.sort(key=lambda finding: (finding.place.order if finding.place else (0,) * 5, finding.rule))
    return Checked(
        reading,
        tuple(findings),
        comparable(report),
        len(report.cells()),
        len(rules),
        len(computed(report)),
    )


def _finding(reading: Reading, rule: Rule, problem: Problem) -> Finding:
    first, *others = problem.at
    place = place_of(reading, first)
    return Finding(
        rule=rule.id,
        severity=_severity(reading, rule, problem),
        message=problem.message,
        address=first if isinstance(first, Address) else None,
        place=place,
        excerpt=_line(reading, place),
        related=tuple(_related(reading, target) for target in others),
        expected=problem.expected,
        actual=problem.actual,
        working=problem.working,
        cite=_(rule.cite).format(notice=notice(reading.report.edition)),
        help=problem.help or _(rule.help),
    )


def _severity(reading: Reading, rule: Rule, problem: Problem) -> Severity:
    severity = problem.severity or rule.severity
    form_only_encouraged = reading.report.year == 2019 and rule.id.startswith("GX2") and not rule.firm
    return min(severity, Severity.WARNING) if form_only_encouraged else severity


def place_of(reading: Reading, target: Target) -> Place | None:
    """Where a target stands: its own place, or that of the nearest thing around it."""
    if isinstance(target, Place):
        return target
    if isinstance(target, Span):
        passage = reading.passages.get(target.field) or reading.passages.get(target.field.partition(".")[0])
        return passage.place(target.start, target.end) if passage else None
    row = Address(target.table, target.row)
    table = Address(target.table)
    return reading.figures.get(target) or reading.figures.get(row) or reading.figures.get(table)


def _related(reading: Reading, target: Target) -> Related:
    if not isinstance(target, Address):
        place = place_of(reading, target)
        return Related("", _line(reading, place).strip(), place, None)
    written = ""
    if target.column:
        written = reading.report.cells()[target].raw or ""
    return Related(reading.report.label(target), written, place_of(reading, target), target)


def _line(reading: Reading, place: Place | None) -> str:
    if place is None or place.line is None or place.line > len(reading.lines):
        return ""
    return reading.lines[place.line - 1]
