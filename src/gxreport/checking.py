"""Runs rules over a reading and makes findings of what they say: severity, places, order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from gxreport.editions import notice
from gxreport.finding import Finding, Problem, Related, Severity, Span, Target, Words
from gxreport.layout import Address
from gxreport.masking import masked, without
from gxreport.messages import _
from gxreport.prose import sentence
from gxreport.quotes import figure
from gxreport.reading import Reading
from gxreport.rules import NOTHING_ELSE, Background, Rule
from gxreport.source import Place
from gxreport.sums import comparable, computed
from gxreport.waivers import Waiver

UNSET: Mapping[str, Severity] = MappingProxyType({})
_SHORT = 100  # characters: a title, a signature


class Waived(NamedTuple):
    """A finding that is let stand, and the waivers that cover it; the first one gives the reason."""

    finding: Finding
    waivers: tuple[Waiver, ...]


class Checked(NamedTuple):
    """A reading with its findings, and how much was looked at; `computed` are totals left out.

    `rules` are the ids of the rules that were run, in their order. `previous` is last year's report, where
    there was one to compare with. `waived` are findings that are let stand: they are in none of the counts.
    """

    reading: Reading
    findings: tuple[Finding, ...]
    equations: int
    cells: int
    rules: tuple[str, ...]
    computed: int
    previous: Reading | None = None
    waived: tuple[Waived, ...] = ()


def check(
    reading: Reading,
    rules: Iterable[Rule],
    background: Background = NOTHING_ELSE,
    previous: Reading | None = None,
    severities: Mapping[str, Severity] = UNSET,
) -> Checked:
    """Check one report. Findings come in the order of the file, then of the rules.

    `previous` is last year's report with the places of its parts; it is the background's if given.
    `severities` are those that the office set, by rule id or its beginning.
    """
    rules = tuple(rules)
    report = reading.report
    if previous is not None:
        background = background._replace(previous=previous.report)
    elif background.previous is not None:
        previous = Reading("", background.previous, {}, {})
    findings = [
        _finding(reading, rule, problem, previous, severities)
        for rule in rules
        for problem in rule.check(report, background)
    ]
    if hidden := [rule.id for rule in rules if rule.private]:
        reading, findings = _discreet(reading, findings, hidden)
    findings.sort(key=lambda finding: (finding.place.order if finding.place else (0,) * 5, finding.rule))
    return Checked(
        reading,
        tuple(findings),
        comparable(report),
        len(report.cells()),
        tuple(rule.id for rule in rules),
        len(computed(report)),
        previous,
    )


def _discreet(reading: Reading, findings: list[Finding], hidden: list[str]) -> tuple[Reading, list[Finding]]:
    """The lines of the file and what is said of them, without what the hidden rules point at.

    It is done for all findings: another mistake may stand in the same line as a person's number.
    """
    persons = [finding for finding in findings if finding.rule in hidden]
    if not persons:
        return reading, findings
    private = sorted({person.words.text for person in persons}, key=lambda text: (-len(text), text))
    lines = [without(line, private) for line in reading.lines]
    for place in (person.place for person in persons):
        # Written otherwise than it is read: broken over two lines, or with escapes.
        if place and place.line and place.column and place.line <= len(lines):
            line, start = lines[place.line - 1], place.column - 1
            end = start + place.length
            if line[start:end] == reading.lines[place.line - 1][start:end]:
                lines[place.line - 1] = line[:start] + masked(line[start:end]) + line[end:]
    reading = reading._replace(lines=tuple(lines))

    def hush(text: str) -> str:
        return without(text, private)

    return reading, [
        finding._replace(
            message=hush(finding.message),
            excerpt=_line(reading, finding.place),
            related=tuple(other._replace(written=hush(other.written)) for other in finding.related),
            expected=hush(finding.expected),
            actual=hush(finding.actual),
            working=hush(finding.working),
            private=any(words in finding.words.text for words in private),
        )
        for finding in findings
    ]


def _finding(
    reading: Reading,
    rule: Rule,
    problem: Problem,
    previous: Reading | None,
    severities: Mapping[str, Severity],
) -> Finding:
    first, *others = problem.at
    place = place_of(reading, first)
    return Finding(
        rule=rule.id,
        severity=_severity(reading, rule, problem, severities),
        message=problem.message,
        address=first if isinstance(first, Address) else None,
        place=place,
        excerpt=_line(reading, place),
        related=(
            *(_related(reading, target) for target in others),
            *(_related(previous, target, last_year=True) for target in problem.before if previous),
        ),
        expected=problem.expected,
        actual=problem.actual,
        working=problem.working,
        cite=_(rule.cite).format(notice=notice(reading.report.edition)),
        help=problem.help or _(rule.help),
        suspects=problem.suspects,
        also=tuple(Related(a.clause, "", place_of(reading, a.address), a.address) for a in problem.also),
        span=first if isinstance(first, Span) else None,
        words=_words(reading, first),
    )


def _severity(reading: Reading, rule: Rule, problem: Problem, severities: Mapping[str, Severity]) -> Severity:
    if severities and (named := [id for id in severities if rule.id.startswith(id)]):
        return severities[max(named, key=len)]
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


def _related(reading: Reading, target: Target, *, last_year: bool = False) -> Related:
    place = place_of(reading, target)
    if not isinstance(target, Address):
        return Related("", _quoted(reading, target) or _line(reading, place).strip(), place, None, last_year)
    written = ""
    if target.column:
        cell = reading.report.cells()[target]
        written = (figure(reading.report, target) if last_year else cell.raw) or ""
    return Related(reading.report.label(target), written, place, target, last_year)


def _words(reading: Reading, target: Target) -> Words:
    """What stands where a finding points, without its place in the file."""
    if isinstance(target, Address):
        cell = reading.report.cells().get(target)
        return Words(text=(cell.raw or "") if cell else "")
    if isinstance(target, Place):
        return _noticed(reading, target)
    heading = target.field.removeprefix("headings.")
    if heading != target.field:
        return Words(target.field, reading.report.headings[int(heading)].text, whole=not target.end)
    text = dict(reading.report.prose()).get(target.field, "")
    if not target.end:
        return Words(target.field, text if len(text) <= _SHORT else "", whole=True)
    first, last = sentence(text, target.start, target.end)
    return Words(
        target.field,
        text[target.start : target.end],
        text[first : target.start],
        text[target.end : last],
    )


def _noticed(reading: Reading, place: Place) -> Words:
    """The words of the line at a place; where the file has no lines, what its reader noticed there."""
    if line := _line(reading, place):
        start = (place.column or 1) - 1
        end = start + place.length
        return Words("", line[start:end], line[:start], line[end:])
    written = next((remark.written for remark in reading.report.remarks if remark.place == place), "")
    return Words("", written, place.heading, whole=not written)


def _quoted(reading: Reading, target: Span | Place) -> str:
    """The words of the prose that a span means; none if it means a whole field, or no prose."""
    if isinstance(target, Place) or not target.end:
        return ""
    return dict(reading.report.prose()).get(target.field, "")[target.start : target.end].strip()


def _line(reading: Reading, place: Place | None) -> str:
    if place is None or place.line is None or place.line > len(reading.lines):
        return ""
    return reading.lines[place.line - 1]
