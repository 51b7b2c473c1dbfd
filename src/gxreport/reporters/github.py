"""Findings for GitHub Actions: workflow commands, shown as annotations beside the lines.

GitHub shows of each step ten errors, ten warnings and ten notices, the first that are printed; the others
stay in the log. All are printed, in the order of the files.
"""

from __future__ import annotations

from collections.abc import Iterator

from gxreport.catalogue import catalogue
from gxreport.checking import Checked
from gxreport.explaining import explained
from gxreport.finding import Finding, Severity
from gxreport.messages import _
from gxreport.reporters import Failure, Outcome
from gxreport.reporters.paths import slashed
from gxreport.reporters.regions import Region, region
from gxreport.reporters.wording import counted, told
from gxreport.textwidth import shown

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_IN_MESSAGES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES = {**_IN_MESSAGES, ":": "%3A", ",": "%2C"}


def report(outcome: Outcome) -> str:
    """One command a line: the findings, the unreadable files, and at the end how many there are."""
    titles = {rule.id: explained(rule).title for rule in catalogue()}
    lines = [
        _finding(checked, finding, titles.get(finding.rule, ""))
        for checked in outcome.checked
        for finding in checked.findings
    ]
    lines += [_failure(failure) for failure in outcome.failures]
    return "\n".join([*lines, _summary(outcome)]) + "\n"


def _finding(checked: Checked, finding: Finding, title: str) -> str:
    properties = [
        ("file", slashed(checked.reading.name)),
        *_position(region(finding.place, checked.reading.lines)),
        ("title", f"{finding.rule} {title}".rstrip()),
    ]
    return _command(_COMMANDS[finding.severity], properties, told(checked, finding, cited=True))


def _position(found: Region | None) -> Iterator[tuple[str, str]]:
    if found is None:
        return
    yield from (("line", str(found.line)), ("endLine", str(found.line)))
    if found.column and found.end:
        yield from (("col", str(found.column)), ("endColumn", str(found.end)))


def _failure(failure: Failure) -> str:
    properties = [
        ("file", slashed(failure.name)),
        *_position(region(failure.place, ())),
        ("title", _("读不了")),
    ]
    return _command("error", properties, failure.sentence)


def _summary(outcome: Outcome) -> str:
    said = _("检查了 {reports} 份报告：{counts}").format(
        reports=len(outcome.checked), counts=counted(outcome)
    )
    if outcome.failures:
        said += _("；{count} 个文件读不了").format(count=len(outcome.failures))
    return _command("notice", [("title", "gxreport")], said)


def _command(name: str, properties: list[tuple[str, str]], message: str) -> str:
    """A workflow command. Its text is escaped as GitHub does it, so that none of it is a command."""
    written = ",".join(f"{key}={_escaped(value, _IN_PROPERTIES)}" for key, value in properties)
    lines = "\n".join(shown(line) for line in message.split("\n"))
    return f"::{name} {written}::{_escaped(lines, _IN_MESSAGES)}"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(character, character) for character in text)
