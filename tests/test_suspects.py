"""Which cell is wrong: the one that was spoiled is named, one mistake is one finding, nothing is invented."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import KINDS_OF_APPLICANT, OUTCOMES, governed, number, reports, with_cells

from gxreport.catalogue import selected
from gxreport.cell import MISSING
from gxreport.checking import Checked, check
from gxreport.editions import EDITIONS, tables
from gxreport.finding import Finding
from gxreport.form import fill, layout
from gxreport.layout import Address
from gxreport.model import Report
from gxreport.readers import read
from gxreport.reporters import Outcome
from gxreport.reporters.text import report as in_text
from gxreport.suspects import Cause, causes
from gxreport.suspects.slips import slip

CLEAN_FILE = Path(__file__).parents[1] / "examples" / "report-2023.yaml"
CLEAN = read("report.yaml", CLEAN_FILE.read_bytes()).report
SUMS = selected(["GX301", "GX302", "GX303", "GX304"])


def cell(row: str, column: str = "natural", table: str = "requests") -> Address:
    return Address(table, row, column)


def spoiled(changes: Mapping[Address, str]) -> tuple[Cause, ...]:
    return causes(with_cells(CLEAN, changes))


def suspected(cause: Cause) -> list[dict[Address, str]]:
    """The cells of each suspect with what they should hold; totals that follow are left out."""
    return [
        {change.address: change.wanted for change in suspect.changes if change.slip != "follows"}
        for suspect in cause.suspects
    ]


def slips(cause: Cause) -> list[list[str | None]]:
    return [[change.slip for change in suspect.changes] for suspect in cause.suspects]


def values(report: Report) -> dict[Address, int]:
    return {address: int(found.value) for address, found in report.cells().items() if found.value is not None}


# Reports as they are published: mostly zeros, a few small figures, one or two large ones


def figure(chance: random.Random) -> int:
    kind = chance.random()
    if kind < 0.7:
        return 0
    return chance.randint(1, 9) if kind < 0.85 else int(10 ** chance.uniform(1, 3.3))


def drawn(chance: random.Random, edition: int) -> Report:
    """A report that adds up; the arithmetic is that of the printed form, written out once more."""
    parts = {}
    for table in tables(edition):
        name = table.section.name
        rows = [row.name for row in layout(table).rows]
        found: dict[tuple[str, str], int] = {}
        if name == "requests":
            outcomes = [row for row in rows if row.startswith("results.") and row != "results.total"]
            for kind in KINDS_OF_APPLICANT:
                found |= {(row, kind): figure(chance) for row in outcomes}
                settled = sum(found[row, kind] for row in outcomes)
                came, left = min(figure(chance), settled), figure(chance)
                found |= {("results.total", kind): settled, ("carried_in", kind): came}
                found |= {("carried_out", kind): left, ("new", kind): settled + left - came}
            found |= {(row, "total"): sum(found[row, kind] for kind in KINDS_OF_APPLICANT) for row in rows}
        elif name == "reviews":
            found = {(row, outcome): figure(chance) for row in rows for outcome in OUTCOMES}
            found |= {(row, "total"): sum(found[row, outcome] for outcome in OUTCOMES) for row in rows}
        parts[name] = fill(table, {Address(name, *at): number(value) for at, value in found.items()})
    return Report.assembled(edition, year=2020 if edition == 2019 else 2023, **parts)


# Likely slips: each changes one figure, or two that stand side by side


def transposed(chance: random.Random, report: Report, address: Address) -> dict[Address, str]:
    text = str(values(report)[address])
    at = chance.randrange(max(len(text) - 1, 1))
    return {address: text[:at] + text[at : at + 2][::-1] + text[at + 2 :]}


def one_digit_off(chance: random.Random, report: Report, address: Address) -> dict[Address, str]:
    text = str(values(report)[address])
    at = chance.randrange(len(text))
    return {address: text[:at] + chance.choice("0123456789") + text[at + 1 :]}


def digit_missing(chance: random.Random, report: Report, address: Address) -> dict[Address, str]:
    text = str(values(report)[address])
    at = chance.randrange(len(text))
    return {address: text[:at] + text[at + 1 :] or "0"}


def digit_added(chance: random.Random, report: Report, address: Address) -> dict[Address, str]:
    text = str(values(report)[address])
    at = chance.randrange(len(text) + 1)
    return {address: text[:at] + chance.choice("0123456789") + text[at:]}


def one_column_aside(chance: random.Random, report: Report, address: Address) -> dict[Address, str]:
    row = report.layout(address.table).row(address.row)
    at = row.addresses.index(address)
    other = row.addresses[at - 1 if at else at + 1]
    now = values(report)
    # Moved to an empty place, or the figures of two neighbours exchanged.
    return {address: str(now[other]), other: str(now[address])}


Spoil = Callable[[random.Random, Report, Address], dict[Address, str]]
SPOILS: tuple[Spoil, ...] = (transposed, one_digit_off, digit_missing, digit_added, one_column_aside)


def wrong(chance: random.Random, report: Report, spoil: Spoil) -> tuple[Report, dict[Address, int]]:
    """The report with one slip in it, and what should stand in the cells that it changed."""
    now = values(report)
    cells = [address for address in governed(report) if now[address]]
    for _try in range(1000):
        changes = spoil(chance, report, chance.choice(cells))
        true = {address: now[address] for address, text in changes.items() if int(text) != now[address]}
        if true:
            return with_cells(report, changes), true
    raise AssertionError("no figure can be spoiled so")


def named(cause: Cause, true: Mapping[Address, int]) -> int | None:
    """The place of what was spoiled among the suspects."""
    wanted = {address: str(value) for address, value in true.items()}
    found = suspected(cause)
    return found.index(wanted) if wanted in found else None


def findings(report: Report) -> tuple[Finding, ...]:
    return check(read("report.yaml", b"{}")._replace(report=report), SUMS).findings


def located(count: int) -> Iterator[tuple[str, Counter[str]]]:
    """How often each slip was found, named at all and named first; by kind of slip."""
    for spoil in SPOILS:
        chance = random.Random(f"{spoil.__name__} 2023")
        tally: Counter[str] = Counter()
        for turn in range(count):
            clean = drawn(chance, EDITIONS[turn % len(EDITIONS)])
            report, true = wrong(chance, clean, spoil)
            found = causes(report)
            tally["all"] += 1
            tally["found"] += bool(found)
            tally["one"] += len(found) == 1
            place = named(found[0], true) if found else None
            tally["named"] += place is not None
            tally["first"] += place == 0
            if all(address.table == "requests" for address in true):
                tally["determined"] += 1
                tally["named of determined"] += place is not None
                tally["first of determined"] += place == 0
        yield spoil.__name__, tally
