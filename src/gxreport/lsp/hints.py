"""What an editor writes behind totals that are left out or wrong: the sum of their parts. Else nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gxreport.cell import State, plain
from gxreport.layout import Address, Row
from gxreport.lsp.figures import own_places
from gxreport.lsp.texts import Point
from gxreport.messages import _
from gxreport.reading import Reading
from gxreport.source import Place
from gxreport.sums import added, definitions, parts_of, written


class Hint(NamedTuple):
    """A few words behind a point, and how they came about."""

    at: Point
    text: str
    working: str


def total_of(reading: Reading, address: Address) -> Hint | None:
    """The sum of a total's parts where the total does not say it; None if it does, or if it is not known.

    It stands nowhere yet. Blank parts count as nothing, but with nothing but blanks there is no sum.
    """
    report = reading.report
    cell = report.cells()[address]
    terms = parts_of(report, address)
    value = added(terms)
    if not terms or value is None or cell.value == value or cell.state is State.TEXT:
        return None
    if not any(report.cells()[part].state is State.NUMBER for term in terms for part in term.cells):
        return None
    return Hint(Point(0, 0), plain(value), written(terms))


def hints(reading: Reading, lines: Sequence[str]) -> list[Hint]:
    """All hints of a file, from top to bottom."""
    found: list[Hint] = []
    for layout in reading.report.layouts:
        places: Mapping[Address, Place] | None = None
        totals = definitions(layout)
        for row in layout.rows:
            sums = {a: hint for a in row.addresses if a in totals and (hint := total_of(reading, a))}
            if sums:
                places = own_places(reading, layout.name) if places is None else places
                found += _of_row(reading, row, sums, places, lines)
    return sorted(found)


def _of_row(
    reading: Reading,
    row: Row,
    sums: Mapping[Address, Hint],
    places: Mapping[Address, Place],
    lines: Sequence[str],
) -> Iterator[Hint]:
    """Hints behind the cells themselves, or for all cells that are not in the file behind the row."""
    unwritten = []
    for address, hint in sums.items():
        place = places.get(address)
        if place is not None and place.line and place.column:
            yield _hint(Point(place.line - 1, place.column - 1 + place.length), hint.text, hint.working)
        else:
            unwritten.append(hint)
    place = reading.figures.get(row.address)
    if unwritten and place is not None and place.line and place.line <= len(lines):
        behind = Point(place.line - 1, len(lines[place.line - 1].rstrip()))
        if len(unwritten) == 1:
            yield _hint(behind, unwritten[0].text, unwritten[0].working)
        else:
            yield Hint(behind, f"= [{', '.join(hint.text for hint in unwritten)}]", "")


def _hint(at: Point, text: str, working: str) -> Hint:
    return Hint(at, f"= {text}", _("各项之和：{working} = {sum}").format(working=working, sum=text))
