"""A baseline: a file of waivers for all that is wrong today, so that only new mistakes count."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date

from gxreport.checking import Checked
from gxreport.finding import Finding
from gxreport.fingerprints import bare, fingerprint
from gxreport.keys import FIELDS
from gxreport.messages import _
from gxreport.model import Report

_MOST_WORDS = 30


def baseline(reports: Iterable[tuple[str, Checked]], today: date) -> str:
    """The file, for reports each with its path as seen from the folder of the file; empty for no file."""
    reason = _("基线 {date}").format(date=today.isoformat())
    head = _("# 这一天已有的问题，由 gxreport validate --write-baseline 写成。改好一处，就可以删去它的一段。")
    blocks = [head]
    for path, checked in reports:
        report = checked.reading.report
        for finding in checked.findings:
            lines = "\n".join(_waiver(path, report, finding, reason))
            blocks.append(f"[[waiver]]\n{lines}")
    return "\n\n".join(blocks) + "\n"


def _waiver(path: str, report: Report, finding: Finding, reason: str) -> Iterator[str]:
    """The lines of a waiver. What a person can read in it is true as well, but the fingerprint decides."""
    yield f"rule = {_quoted(finding.rule)}"
    if where := (path if path.strip() else report.organ):
        yield f"report = {_quoted(where)}"
    if report.year is not None:
        yield f"year = {report.year}"
    if finding.address is not None:
        yield f"address = {_quoted(report.key_of(finding.address))}"
    elif finding.words.field in FIELDS:
        yield f"address = {_quoted(FIELDS[finding.words.field])}"
    # The mark that ends a sentence belongs to none.
    words = bare(finding.words.text)[:_MOST_WORDS]
    if finding.address is None and not finding.private and words.strip("。；！？"):
        yield f"text = {_quoted(words)}"
    yield f"fingerprint = {_quoted(fingerprint(finding, report.organ, report.year))}"
    yield f"reason = {_quoted(reason)}"


def _quoted(text: str) -> str:
    """A string of TOML: as one of JSON, but for DEL and half characters, for which `?` stands in paths."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")
