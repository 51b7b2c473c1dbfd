"""Findings for Jenkins, GitLab and whatever else reads the XML of JUnit: a rule on a report is a test.

An error fails the test. A test with warnings and notes only passes, with them as its output. A file that
cannot be read is a test that could not be run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from gxreport.catalogue import catalogue
from gxreport.checking import Checked
from gxreport.explaining import explained
from gxreport.finding import Finding, Severity
from gxreport.messages import _
from gxreport.reporters import Failure, Outcome
from gxreport.reporters.paths import slashed
from gxreport.reporters.places import where
from gxreport.reporters.text import SEVERITIES
from gxreport.reporters.wording import told


def report(outcome: Outcome) -> str:
    """A suite for every report, with a test for every rule that was run, and one for an unreadable file."""
    titles = {rule.id: explained(rule).title for rule in catalogue()}
    suites = [_suite(checked, titles) for checked in outcome.checked]
    suites += [_unread(failure) for failure in outcome.failures]
    tests, failures, errors = (sum(counts) for counts in zip((0, 0, 0), *(s[0] for s in suites), strict=True))
    totals = _attributes(name="gxreport", tests=tests, failures=failures, errors=errors)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites{totals}>"]
    lines += (line for _counts, found in suites for line in found)
    return "\n".join([*lines, "</testsuites>"]) + "\n"


Suite = tuple[tuple[int, int, int], list[str]]
"""The numbers of tests, of failures and of errors, and the lines of a suite."""


def _suite(checked: Checked, titles: Mapping[str, str]) -> Suite:
    name = slashed(checked.reading.name)
    by_rule: dict[str, list[Finding]] = {rule: [] for rule in checked.rules}
    for finding in checked.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    failed = sum(any(map(_fails, findings)) for findings in by_rule.values())
    cases = [
        line
        for rule, findings in by_rule.items()
        for line in _case(name, f"{rule} {titles.get(rule, '')}".rstrip(), _results(checked, findings))
    ]
    return _whole(name, (len(by_rule), failed, 0), cases)


def _whole(name: str, counts: tuple[int, int, int], cases: Iterable[str]) -> Suite:
    tests, failures, errors = counts
    attributes = _attributes(name=name, tests=tests, failures=failures, errors=errors, skipped=0, file=name)
    return counts, [f"  <testsuite{attributes}>", *cases, "  </testsuite>"]


def _unread(failure: Failure) -> Suite:
    name = slashed(failure.name)
    error = _attributes(type="unreadable", message=failure.sentence)
    text = f"{where(name, failure.place)}: {failure.sentence}"
    results = [f"      <error{error}>{_text(text)}</error>"]
    return _whole(name, (1, 0, 1), _case(name, _("读得了"), results))


def _case(classname: str, name: str, results: Sequence[str]) -> Iterator[str]:
    start = f"    <testcase{_attributes(classname=classname, name=name)}"
    yield from (f"{start}>", *results, "    </testcase>") if results else (f"{start}/>",)


def _results(checked: Checked, findings: Iterable[Finding]) -> list[str]:
    """At most one failure, as Jenkins and GitLab show no second one, and one output."""
    failures = [finding for finding in findings if _fails(finding)]
    others = [finding for finding in findings if not _fails(finding)]
    results = []
    if failures:
        message = failures[0].message
        if len(failures) > 1:
            message = _("{shown}等 {count} 处").format(shown=message, count=len(failures))
        attributes = _attributes(type=failures[0].rule, message=message)
        results.append(f"      <failure{attributes}>{_told(checked, failures)}</failure>")
    if others:
        results.append(f"      <system-out>{_told(checked, others)}</system-out>")
    return results


def _told(checked: Checked, findings: Iterable[Finding]) -> str:
    return _text("\n\n".join(_one(checked, finding) for finding in findings))


def _one(checked: Checked, finding: Finding) -> str:
    word, _colour = SEVERITIES[finding.severity]
    place = where(slashed(checked.reading.name), finding.place)
    return f"{place}: {_(word)} {finding.rule}\n{told(checked, finding, cited=True)}"


def _fails(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def _attributes(**values: str | int) -> str:
    return "".join(f" {name}={quoteattr(_allowed(str(value)))}" for name, value in values.items())


def _text(text: str) -> str:
    return escape(_allowed(text))


def _allowed(text: str) -> str:
    """The text with “·” for what XML has no way to write, such as control characters."""
    if text.isprintable():
        return text
    return "".join(character if _is_xml(character) else "·" for character in text)


def _is_xml(character: str) -> bool:
    return (
        character in "\t\n\r" or " " <= character <= "\ud7ff" or "\ue000" <= character not in "\ufffe\uffff"
    )
