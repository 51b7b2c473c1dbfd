"""Takes the findings that waivers cover out of a checked report, and tells which waivers were of no use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from gxreport.checking import Checked, Waived
from gxreport.finding import Finding
from gxreport.waivers import Waiver, about, beyond, concerns, covers

PathFrom = Callable[[Waiver, Checked], str]
"""The path of a report as seen from the folder of the waiver's file, with slashes; empty for no file."""


def waive(checked: Checked, waivers: Sequence[Waiver], path: PathFrom) -> Checked:
    """The report without the findings that waivers cover, which are in `waived` instead."""
    organ, year = checked.reading.report.organ, checked.reading.report.year
    rules = {finding.rule for finding in checked.findings}
    here = [w for w in waivers if w.rule in rules and concerns(w, path(w, checked), organ, year)]
    left: list[Finding] = []
    waived: list[Waived] = []
    spent: set[Waiver] = set()
    for finding in checked.findings if here else ():
        found = [w for w in here if w not in spent and covers(w, finding, organ, year)]
        # A fingerprint means one finding: the same slip made once more in the same words is a new one.
        exact = next((w for w in found if w.fingerprint), None)
        by = tuple(w for w in found if not w.fingerprint or w is exact)
        if by:
            spent.update(w for w in by if w.fingerprint)
            waived.append(Waived(finding, by))
        else:
            left.append(finding)
    return checked._replace(findings=tuple(left), waived=(*checked.waived, *waived)) if waived else checked


def unused(
    waivers: Iterable[Waiver], checked: Sequence[Checked], rules: Iterable[str], path: PathFrom
) -> list[Waiver]:
    """The waivers that covered nothing though a report that they concern was checked with their rule."""
    known = set(rules)
    used = {waiver for one in checked for waived in one.waived for waiver in waived.waivers}
    return [
        waiver
        for waiver in waivers
        if waiver.rule in known and waiver not in used and concerned(waiver, checked, path)
    ]


def lacking(waiver: Waiver, checked: Iterable[Checked], path: PathFrom) -> list[str]:
    """The keys of the cells that a waiver would have to name as well, to cover a finding that it is about."""
    for one in checked:
        report = one.reading.report
        if concerns(waiver, path(waiver, one), report.organ, report.year):
            for finding in one.findings:
                if about(waiver, finding, report.organ, report.year):
                    return [report.key_of(cell) for cell in beyond(waiver, finding)]
    return []


def concerned(waiver: Waiver, checked: Iterable[Checked], path: PathFrom) -> bool:
    """Whether one of these reports is one that the waiver is about."""
    return any(
        concerns(waiver, path(waiver, one), one.reading.report.organ, one.reading.report.year)
        for one in checked
    )
