"""Published reports with rows, columns, cells, tables or headings deleted, doubled or moved.

Whatever is done to a document: no figure stands in a cell that its labels do not name, and every figure
that was not read, and every cell that got none, is named by a finding.
"""

import re
from collections.abc import Callable
from functools import cache
from itertools import islice

import pytest
from tests.corpus.figures import keys
from tests.corpus.forms import HEADINGS, NAMES, Box, Words
from tests.corpus.make_docx import word
from tests.corpus.make_html import html
from tests.corpus.make_md import markdown
from tests.corpus.make_text import from_word
from tests.corpus.make_xlsx import workbook
from tests.corpus.mutations import KINDS, Expected, Mutation, as_printed, fresh
from xlsxwriter.exceptions import XlsxWriterException

from gxreport.catalogue import selected
from gxreport.cell import State
from gxreport.checking import check
from gxreport.finding import Finding
from gxreport.model import Report
from gxreport.readers import read

MAKERS: dict[str, Callable] = {
    "html": html,
    "docx": word,
    "md": markdown,
    "xlsx": workbook,
    "txt": from_word,
}
RULES = ["GX102", "GX201", "GX202", "GX203", "GX205", "GX206", "GX305"]
MANY = {
    "rows-broken",
    "far-rows-swapped",
    "far-labels-swapped",
    "cells-deleted",
    "cells-doubled",
    "cells-wider",
    "cells-taller",
}
"""Kinds with hundreds of mutations."""
WITHOUT_SPANS = ("md", "xlsx")
SAID = {
    *("rows-deleted", "rows-doubled", "rows-swapped", "far-rows-swapped", "labels-swapped"),
    *("columns-deleted", "columns-doubled", "columns-swapped", "headings-swapped", "tables-moved"),
}
"""Kinds that one of the rules on tables must name."""
SHIFTING = {"cells-deleted", "cells-doubled", "columns-deleted", "rows-broken"}
"""Where a cell that is gone lets those behind it move below the next heading, in a grid without spans."""


@cache
def _rules():
    return selected(RULES)


class Named:
    """What findings name: figures by their text, cells by their address, whole tables."""

    def __init__(self, report: Report, findings: tuple[Finding, ...]) -> None:
        self.report = report
        words = [*(finding.message for finding in findings), *(text for _field, text in report.prose())]
        self.numbers = set(re.findall(r"\d+", " ".join(words)))
        self.tables = {
            name
            for name, heading in zip(NAMES, HEADINGS[1:4], strict=True)
            if any(_is_about_all(finding, name, heading) for finding in findings)
        }
        about = [
            address
            for finding in findings
            if finding.rule == "GX206"
            for address in (finding.address, *(related.address for related in finding.related))
            if address and address.row
        ]
        rows = {(address.table, address.row) for address in about if not address.column}
        self.cells = {
            report.key_of(address)
            for address in report.cells()
            if address in about or (address.table, address.row) in rows
        }

    def knows(self, key: str, *texts: str) -> bool:
        """Whether a cell, or all of some figures for it, are named."""
        there = bool(texts) and self.numbers.issuperset(texts)
        return there or key in self.cells or key.partition(".")[0] in self.tables


def _is_about_all(finding: Finding, name: str, heading: str) -> bool:
    """Whether a finding says that a table as a whole is not there, or was not read."""
    if finding.rule in ("GX201", "GX203"):
        return heading in finding.message and ("没有读到" in finding.message or "缺少" in finding.message)
    unread = (f"“{name}”表的列名不全", f"“{name}”表里没有读到列名", f"“{name}”表有 ")
    return finding.rule == "GX206" and finding.message.startswith(unread)


def problems(
    carrier: str, edition: int, mutation: Mutation, shifting: bool = False, said: bool = False
) -> list[str]:
    """What is wrong with the reading of a damaged report; `said` if a rule on tables must name the damage."""
    try:
        document = MAKERS[carrier](mutation.report)
    except XlsxWriterException:
        return []  # Excel knows no cells that overlap
    reading = read(f"a.{carrier}", document)
    report, findings = reading.report, check(reading, _rules()).findings
    raws = {report.key_of(address): cell.raw or "" for address, cell in report.cells().items()}
    allowed = mutation.expected if not shifting else _in_any_cell_of_the_row(mutation.expected)
    wrong = [
        f"{key}: {raw} stands for {sorted(allowed.get(key, ()))}"
        for key, raw in raws.items()
        if raw.strip() and raw not in allowed.get(key, ())
    ]
    if (
        said
        and not shifting
        and _is_seen(mutation, edition)
        and not any(finding.rule in ("GX203", "GX205", "GX206") for finding in findings)
    ):
        wrong.append("nothing is said of the tables")
    if mutation.says and not any(finding.rule in mutation.says for finding in findings):
        wrong.append(f"none of {mutation.says} speaks")
    named, taken, there = Named(report, findings), set(raws.values()), shown(mutation)
    for box in there:
        if box.text not in taken | mutation.twice and not named.knows(box.key, box.text):
            wrong.append(f"{box.key}: {box.text} is lost without a word")
    blank = {report.key_of(address) for address, cell in report.cells().items() if cell.state is State.BLANK}
    disputes = [box.text for box in there if box.key.startswith(NAMES[2])]
    # All figures of the last table stand in one line: if that was not read, one finding for it is enough.
    if disputes and not taken.intersection(disputes) and named.numbers.issuperset(disputes):
        named.tables.add(NAMES[2])
    for key in form_keys(edition):
        if key in blank and any(finding.rule in ("GX102", "GX305") for finding in findings):
            continue
        texts = [box.text for box in there if box.key == key]
        if not raws.get(key) and not named.knows(key, *texts):
            wrong.append(f"{key} is empty without a word")
    texts_read = {bare(text) for _field, text in report.prose()}
    for block in mutation.report.blocks():
        if (
            isinstance(block, Words)
            and block.kind == "text"
            and not any(bare(block.text) in text for text in texts_read)
        ):
            wrong.append(f"{block.text!r} is not in the prose")
    return wrong


def _is_seen(mutation: Mutation, edition: int) -> bool:
    """Whether rows or columns with figures are others, or elsewhere, and their labels can show it.

    Captions and headings may be lacking; the three groups of the last table have the same headings.
    """
    keys_there = [box.key for box in shown(mutation)]
    as_ever = [box.key for box in shown(Mutation("whole", fresh(edition), {}))]
    alike = re.fullmatch(r"4\.\d+-columns-(\d+)-(\d+)", mutation.name)
    return keys_there != as_ever and not (alike and (int(alike[2]) - int(alike[1])) % 5 == 0)


def _in_any_cell_of_the_row(expected: Expected) -> Expected:
    """The figures of a row, in the last table of all of it, for each of its cells."""

    def row(key: str) -> str:
        return NAMES[2] if key.startswith(NAMES[2]) else key.rpartition(".")[0]

    rows: Expected = {}
    for key, texts in expected.items():
        rows.setdefault(row(key), set()).update(texts)
    return {key: rows[row(key)] for key in form_keys(2021) + form_keys(2019) if row(key) in rows}


def shown(mutation: Mutation) -> list[Box]:
    """The figures that the document shows."""
    tables = [block for block in mutation.report.blocks() if isinstance(block, list)]
    return [box for table in tables for line in table for box in line if box.key]


@cache
def form_keys(edition: int) -> list[str]:
    return [key for name in NAMES for key in keys(edition, name)]


def bare(text: str) -> str:
    return re.sub(r"[\s\u3000]+", "", text)


def step_of(carrier: str, kind: str) -> int:
    """Of how many mutations one is tried in a quick run."""
    if carrier == "html":
        return 11 if kind in MANY else 1
    return 37 if kind in MANY else 13


def is_shifting(carrier: str, kind: str) -> bool:
    return carrier in WITHOUT_SPANS and kind in SHIFTING


EACH = [
    pytest.param(carrier, edition, kind, step_of(carrier, kind), id=f"{carrier}-{edition}-{kind}")
    for kind in KINDS
    for edition in (2021, 2019)
    for carrier in MAKERS
] + [
    pytest.param(carrier, edition, kind, 1, id=f"all-{carrier}-{edition}-{kind}", marks=pytest.mark.slow)
    for kind in KINDS
    for edition in (2021, 2019)
    for carrier in ("html", "docx")
    if step_of(carrier, kind) > 1
]


@pytest.mark.parametrize(("carrier", "edition", "kind", "step"), EACH)
def test_no_figure_stands_in_a_wrong_cell_or_is_lost_without_a_word(carrier, edition, kind, step):
    tried, failed = 0, {}
    # One at a time: all of a kind together are hundreds of megabytes.
    for mutation in islice(KINDS[kind](edition), 0, None, step):
        tried += 1
        if found := problems(carrier, edition, mutation, is_shifting(carrier, kind), kind in SAID):
            failed[mutation.name] = found
    assert tried
    assert failed == {}


def test_report_that_keeps_to_the_form_has_no_problems():
    for carrier in MAKERS:
        for edition in (2021, 2019):
            whole = Mutation("whole", fresh(edition), as_printed(edition))
            assert problems(carrier, edition, whole) == []
