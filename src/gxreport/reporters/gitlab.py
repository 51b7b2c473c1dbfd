"""Findings for GitLab: a code quality report, shown in merge requests beside the lines."""

from __future__ import annotations

import hashlib
import json

from gxreport.finding import Severity
from gxreport.messages import _
from gxreport.reporters import Failure, Outcome
from gxreport.reporters.fingerprints import fingerprinted
from gxreport.reporters.paths import slashed
from gxreport.reporters.wording import on_one_line, told
from gxreport.source import Place

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
# Worse than any finding: nothing in the file was checked.
_UNREADABLE = "critical"


def report(outcome: Outcome) -> str:
    """All findings and unreadable files as one JSON list."""
    issues = [
        _issue(
            on_one_line(told(checked, finding)),
            finding.rule,
            fingerprint,
            _SEVERITIES[finding.severity],
            _location(checked.reading.name, finding.place),
        )
        for checked, finding, fingerprint in fingerprinted(outcome)
    ]
    issues += [_of_failure(failure) for failure in outcome.failures]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _issue(
    description: str, name: str, fingerprint: str, severity: str, location: dict[str, object]
) -> dict[str, object]:
    return {
        "description": description,
        "check_name": name,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": location,
    }


def _of_failure(failure: Failure) -> dict[str, object]:
    said = _("读不了：{sentence}").format(sentence=failure.sentence)
    where = _location(failure.name, failure.place)
    mark = hashlib.sha256(f"unreadable\x1f{failure.name}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return _issue(said, "unreadable", mark, _UNREADABLE, where)


def _location(name: str, place: Place | None) -> dict[str, object]:
    """GitLab asks for a line of every file: in one without lines it is the first."""
    line = place.line if place and place.line else 1
    return {"path": slashed(name), "lines": {"begin": line}}
