"""The findings of one report as a page lists them, each with what it means in the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gxreport.checking import Checked
from gxreport.finding import Change, Finding, Severity
from gxreport.fingerprints import fingerprint
from gxreport.layout import Address
from gxreport.markup import Mark
from gxreport.messages import _
from gxreport.model import Report
from gxreport.reporters.details import details, window
from gxreport.reporters.html.homes import Home, home
from gxreport.reporters.html.sheet import Drawing
from gxreport.reporters.places import in_words
from gxreport.reporters.text import SEVERITIES
from gxreport.reporters.wording import unsaid_expectation
from gxreport.source import Place
from gxreport.textwidth import shown

_MOST_SUSPECTS = 5
KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "hint"}
"""What the page calls severities; the note of a table is called note there."""


class Excerpt(NamedTuple):
    """A line of the file, in which the words between are meant."""

    before: str
    meant: str
    after: str


class Entry(NamedTuple):
    """A finding in the list. `home` is where it is drawn; one without has the line of the file instead.

    `same` is alike for what is most likely the same finding after an edit; `cells` are the ids of the cells
    that belong to it. Waived ones have a reason and are not drawn.
    """

    id: str
    number: int
    kind: str
    word: str
    rule: str
    message: str
    note: str
    place: str
    details: tuple[tuple[str, str], ...]
    home: Home | None
    excerpt: Excerpt | None
    cells: tuple[str, ...]
    same: str
    reason: str = ""


def entries(checked: Checked, prefix: str) -> tuple[Entry, ...]:
    """The findings in their order, numbered from one; `prefix` keeps the ids of reports apart."""
    return tuple(
        _entry(checked, finding, number, f"{prefix}f{number}", prefix)
        for number, finding in enumerate(checked.findings, 1)
    )


def waived(checked: Checked, prefix: str) -> Iterator[Entry]:
    """The findings that are let stand, each with the reason and the day on which that ends."""
    for number, (finding, (waiver, *_others)) in enumerate(checked.waived, 1):
        ends = _("（{until} 起不再豁免）").format(until=waiver.until) if waiver.until else ""
        entry = _entry(checked, finding, number, f"{prefix}w{number}", prefix)
        yield entry._replace(home=None, reason=shown(waiver.reason) + ends)


def _entry(checked: Checked, finding: Finding, number: int, id: str, prefix: str) -> Entry:
    report = checked.reading.report
    at = home(report, finding)
    word, _colour = SEVERITIES[finding.severity]
    cells = tuple(cell_id(prefix, address) for address in _cells(report, finding))
    return Entry(
        id,
        number,
        KINDS[finding.severity],
        _(word),
        finding.rule,
        shown(finding.message),
        shown(unsaid_expectation(finding)),
        _where(finding.place),
        tuple((label, shown(text)) for label, text in details(checked, finding)),
        at,
        _excerpt(finding) if at is None else None,
        tuple(dict.fromkeys(cells)),
        f"{finding.rule}-{fingerprint(finding, report.organ, report.year)}",
    )


def _where(place: Place | None) -> str:
    if place is None:
        return _("整份报告")
    if place.line:
        return _("第 {line} 行").format(line=place.line)
    return shown(in_words(place)) or _("整份报告")


def _excerpt(finding: Finding) -> Excerpt | None:
    line, place = finding.excerpt, finding.place
    if not line.strip() or place is None:
        return None
    start = max((place.column or 1) - 1, 0)
    first, last = window(line, start)
    end = min(start + place.length, last)
    lead, trail = "…" if first else "", "…" if last < len(line) else ""
    return Excerpt(lead + shown(line[first:start]), shown(line[start:end]), shown(line[end:last]) + trail)


def drawing(checked: Checked, listed: Iterable[Entry], prefix: str) -> Drawing:
    """What the form of a report shows of these findings, which are all that it has."""
    report = checked.reading.report
    placings, guesses, ids = [], dict[Address, tuple[Mark, ...]](), dict[Address, str]()
    for entry, finding in zip(listed, checked.findings, strict=True):
        said = _("{word} {number}：{message}").format(
            word=entry.word, number=entry.number, message=entry.message
        )
        if entry.home:
            placings.append((entry.home, Mark(entry.id, entry.kind, str(entry.number), said)))
        for change, guess in _guesses(finding):
            said = guess.format(wanted=change.wanted, number=entry.number)
            mark = Mark(entry.id, "guess", f"{change.wanted}?", said)
            guesses[change.address] = (*guesses.get(change.address, ()), mark)
        ids.update((address, cell_id(prefix, address)) for address in _cells(report, finding))
    return Drawing(placings, guesses, ids)


def _guesses(finding: Finding) -> Iterator[tuple[Change, str]]:
    """The cells that are most likely wrong, each with a sentence; totals that follow are not guessed at."""
    alike = [suspect for suspect in finding.suspects if suspect.likeliest]
    one, several = _("最可能应为 {wanted}（问题 {number}）"), _("可能应为 {wanted}（问题 {number}）")
    seen = set()
    for suspect in alike[:_MOST_SUSPECTS]:
        for change in suspect.changes:
            if change.slip != "follows" and (change.address, change.wanted) not in seen:
                seen.add((change.address, change.wanted))
                yield change, one if len(alike) == 1 else several


def _cells(report: Report, finding: Finding) -> Iterator[Address]:
    """The cells of this report that belong to a finding beside the one it points at; a row is its cells."""
    about = [it.address for it in finding.related if it.address and not it.last_year]
    about += [it.address for it in finding.also if it.address]
    about += [change.address for suspect in finding.suspects for change in suspect.changes]
    for address in about:
        if address.column:
            yield from (address,) if address in report.cells() else ()
        elif address.row:
            yield from (cell for cell in report.cells() if cell[:2] == address[:2])


def cell_id(prefix: str, address: Address) -> str:
    """The id of a cell on the page."""
    return prefix + ".".join(filter(None, address))
