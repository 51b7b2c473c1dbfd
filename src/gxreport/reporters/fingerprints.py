"""What tells one finding from another, and knows it again after the file was edited or renamed.

Trackers compare the findings of two runs by fingerprints. They are made of the rule, the organ, the year and
of what the finding points at: the cell, or the words. Lines, columns, figures and the language of messages
do not go into them, so that a finding stays the same one until it is mended.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from gxreport.checking import Checked
from gxreport.finding import Finding
from gxreport.reporters import Failure, Outcome
from gxreport.reporters.regions import region

VERSION = "gxreport/v1"
"""Counted up when fingerprints are made in another way: trackers then see all findings as new."""


def fingerprinted(outcome: Outcome) -> Iterator[tuple[Checked, Finding, str]]:
    """Every finding in order, with its report and its fingerprint, which no other finding of the run has.

    Findings that are alike in all that counts, such as one wrong word used twice, are numbered.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for checked in outcome.checked:
        for finding in checked.findings:
            marks = _marks(checked, finding)
            yield checked, finding, _digest(*marks, str(seen[marks]))
            seen[marks] += 1


def of_failure(failure: Failure) -> str:
    """The fingerprint of a file that could not be read."""
    return _digest("unreadable", failure.name)


def _marks(checked: Checked, finding: Finding) -> tuple[str, ...]:
    report = checked.reading.report
    whose = report.organ or checked.reading.name
    return (finding.rule, whose, str(report.year or ""), *_pointed_at(checked, finding))


def _pointed_at(checked: Checked, finding: Finding) -> tuple[str, ...]:
    """A cell by the names that the model has for it, words without their blanks, else the place."""
    if finding.address:
        return tuple(finding.address)
    if finding.span:
        texts = dict(checked.reading.report.prose()) if finding.span.end else {}
        words = texts.get(finding.span.field, "")[finding.span.start : finding.span.end]
        return (finding.span.field, "".join(words.split()))
    found = region(finding.place, checked.reading.lines)
    if found:
        return ("".join((found.words or found.whole).split()),)
    return tuple(f"{name}={value}" for name, value in finding.place.known().items()) if finding.place else ()


def _digest(*marks: str) -> str:
    """Thirty-two hexadecimal digits. What cannot be UTF-8, as in names of files, counts all the same."""
    text = "\x1f".join(marks)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
