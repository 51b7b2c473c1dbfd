"""Takes the findings that waivers cover out of a checked report, and tells which waivers were of no use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from gxreport.checking import Checked, Waived
from gxreport.finding import Finding
from gxreport.fingerprints import fingerprint
from gxreport.waivers import Waiver, about, beyond, concerns, covers

PathFrom = Callable[[Waiver, Checked], str]
"""The path of a report as seen from the folder of the waiver's file, with slashes; empty for no file."""


class Waivers(NamedTuple):
    """Waivers so arranged that a report need not be held against a whole baseline."""

    general: tuple[Waiver, ...]
    exact: Mapping[str, tuple[Waiver, ...]]


def arranged(waivers: Iterable[Waiver]) -> Waivers:
    """Waivers with those that have a fingerprint by it."""
    general: list[Waiver] = []
    exact: dict[str, tuple[Waiver, ...]] = {}
    for waiver in waivers:
        if waiver.fingerprint:
            exact[waiver.fingerprint] = (*exact.get(waiver.fingerprint, ()), waiver)
        else:
            general.append(waiver)
    return Waivers(tuple(general), exact)


def waive(checked: Checked, waivers: Waivers, path: PathFrom) -> Checked:
    """The report without the findings that waivers cover, which are in `waived` instead."""
    organ, year = checked.reading.report.organ, checked.reading.report.year
    rules = {finding.rule for finding in checked.findings}
    general = [w for w in waivers.general if w.rule in rules and concerns(w, path(w, checked), organ, year)]
    left: list[Finding] = []
    waived: list[Waived] = []
    spent: set[Waiver] = set()
    for finding in checked.findings if general or waivers.exact else ():
        by = [waiver for waiver in general if covers(waiver, finding, organ, year)]
        # A fingerprint means one finding: the same slip made once more in the same words is a new one.
        for waiver in waivers.exact.get(fingerprint(finding, organ, year), ()) if waivers.exact else ():
            here = waiver not in spent and concerns(waiver, path(waiver, checked), organ, year)
            if here and covers(waiver, finding, organ, year):
                spent.add(waiver)
                by.append(waiver)
                break
        if by:
            waived.append(Waived(finding, tuple(by)))
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
        found = (f for f in one.findings if about(waiver, f, report.organ, report.year))
        finding = next(found, None)
        if finding and concerns(waiver, path(waiver, one), report.organ, report.year):
            return [report.key_of(cell) for cell in beyond(waiver, finding)]
    return []


def concerned(waiver: Waiver, checked: Iterable[Checked], path: PathFrom) -> bool:
    """Whether one of these reports is one that the waiver is about."""
    return any(
        concerns(waiver, path(waiver, one), one.reading.report.organ, one.reading.report.year)
        for one in checked
    )
