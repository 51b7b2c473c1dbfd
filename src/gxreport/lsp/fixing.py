"""What an editor offers to do about findings: write the figure that a guess or a sum asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gxreport.cell import State
from gxreport.checking import Checked
from gxreport.finding import Finding, Suspect
from gxreport.layout import Address
from gxreport.lsp.figures import Replacement, own_places, replacement
from gxreport.lsp.hints import total_of
from gxreport.lsp.telling import stretch
from gxreport.lsp.texts import Stretch
from gxreport.messages import _
from gxreport.reporters.suspected import SLIPS
from gxreport.source import Place
from gxreport.sums import definitions, parts_of


class Fix(NamedTuple):
    """Replacements under a title. `finding` is what they are for; none where nothing is wrong yet.

    `certain` says that nothing is guessed: a total that nobody wrote.
    """

    title: str
    replacements: tuple[Replacement, ...]
    finding: Finding | None = None
    certain: bool = False


def fixes(checked: Checked, lines: Sequence[str], where: Stretch) -> list[Fix]:
    """What can be done about what is there, the likeliest first, each change once."""
    places = {
        address: place
        for table in ("disclosure", "requests", "reviews")
        for address, place in own_places(checked.reading, table).items()
    }
    found: dict[tuple[Replacement, ...], Fix] = {}
    for fix in _all(checked, lines, where, places):
        found.setdefault(fix.replacements, fix)
    return list(found.values())


def _all(
    checked: Checked, lines: Sequence[str], where: Stretch, places: Mapping[Address, Place]
) -> Iterator[Fix]:
    here = [finding for finding in checked.findings if stretch(finding.place, lines).touches(where)]
    totals = _totals_at(checked, lines, where, places)
    for finding in here:
        for suspect in finding.suspects:
            yield from _guessed(checked, lines, finding, suspect, places)
    for finding in here:
        for address in _blamed(checked, finding):
            totals.pop(address, None)
            yield from _filled(checked, lines, address, places, finding)
    for address in totals:
        yield from _filled(checked, lines, address, places, None)


def _guessed(
    checked: Checked,
    lines: Sequence[str],
    finding: Finding,
    suspect: Suspect,
    places: Mapping[Address, Place],
) -> Iterator[Fix]:
    """A suspect as a fix, if each of its figures can be written where it stands."""
    made = []
    for change in suspect.changes:
        place = places.get(change.address)
        one = replacement(place, change.wanted, lines) if place else None
        if one is None:
            return
        made.append(one)
    own = [change for change in suspect.changes if change.slip != "follows"]
    slip = own[0].slip
    here = len(own) == 1 and own[0].address == finding.address
    if here:
        words = _("改为 {wanted}").format(wanted=own[0].wanted)
    else:
        words = _("，").join(
            _("“{label}”改为 {wanted}").format(
                label=checked.reading.report.label(change.address), wanted=change.wanted
            )
            for change in own
        )
    if len(own) < len(suspect.changes):
        words = _("{changes}，有关总计随着改").format(changes=words)
    if slip is not None and slip != "follows":
        title = _("{changes}（{slip}，推测）").format(changes=words, slip=_(SLIPS[slip]))
    else:
        title = _("{changes}（推测）").format(changes=words)
    yield Fix(title, tuple(made), finding)


def _blamed(checked: Checked, finding: Finding) -> list[Address]:
    """The totals that a finding about sums points at: its own, and blank ones that it names beside."""
    if finding.address is None or not finding.rule.startswith("GX3"):
        return []
    cells = checked.reading.report.cells()
    beside = [related.address for related in finding.related if related.address in cells]
    blank = [address for address in beside if address and cells[address].state is State.BLANK]
    return [finding.address, *blank] if finding.address.column else []


def _totals_at(
    checked: Checked, lines: Sequence[str], where: Stretch, places: Mapping[Address, Place]
) -> dict[Address, None]:
    """The totals that nobody wrote, in the place that was pointed at."""
    report = checked.reading.report
    totals = {address for layout in report.layouts for address in definitions(layout)}
    empty = (State.MISSING, State.BLANK)
    return {
        address: None
        for address, place in places.items()
        if address in totals
        and report.cells()[address].state in empty
        and stretch(place, lines).touches(where)
    }


def _filled(
    checked: Checked,
    lines: Sequence[str],
    address: Address,
    places: Mapping[Address, Place],
    finding: Finding | None,
) -> Iterator[Fix]:
    """The sum of its parts for a total that is blank, left out or wrong."""
    place = places.get(address)
    hint = total_of(checked.reading, address)
    one = replacement(place, hint.text, lines) if place and hint else None
    if hint is not None and one is not None:
        report = checked.reading.report
        unwritten = report.cells()[address].value is None
        certain = unwritten and not any(term.blanks for term in parts_of(report, address))
        title = (
            _("填入合计 {sum}")
            if finding is None or address == finding.address
            else _("“{label}”填入合计 {sum}")
        )
        yield Fix(title.format(sum=hint.text, label=report.label(address)), (one,), finding, certain)
