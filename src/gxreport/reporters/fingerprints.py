"""Fingerprints for trackers, which compare the findings of two runs by them.

They are those of waivers and baselines, so that a finding is the same one everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gxreport.checking import Checked
from gxreport.finding import Finding
from gxreport.fingerprints import fingerprint
from gxreport.reporters import Outcome


def fingerprinted(outcome: Outcome) -> Iterator[tuple[Checked, Finding, str]]:
    """Every finding in order, with its report and its fingerprint, which no other finding of the run has.

    Findings that are alike in all that counts, such as one wrong word used twice in a sentence, are
    numbered. A report that does not say whose it is goes by the name of its file.
    """
    seen: Counter[str] = Counter()
    for checked in outcome.checked:
        report = checked.reading.report
        for finding in checked.findings:
            mark = fingerprint(finding, report.organ or checked.reading.name, report.year)
            seen[mark] += 1
            yield checked, finding, mark if seen[mark] == 1 else f"{mark}-{seen[mark]}"
