"""Published reports with rows, columns, cells, tables or headings deleted, doubled or moved.

Whatever is done to a document: no figure stands in a cell that its labels do not name, and every figure
that was not read, and every cell that got none, is named by a finding.
"""

import re
from collections.abc import Callable, Iterator
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
from tests.corpus.mutations import KINDS, Mutation
from xlsxwriter.exceptions import XlsxWriterException

from gxreport.catalogue import selected
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
EVERY = {"html": 1, "docx": 1, "md": 7, "xlsx": 7, "txt": 7}
"""Of how many mutations one is tried: all of them where that is quick."""
RULES = ["GX201", "GX202", "GX203", "GX205", "GX206"]
SLOW = {
    ("far-rows-swapped", "docx"),
    ("far-rows-swapped", "html"),
    ("far-labels-swapped", "docx"),
    ("far-labels-swapped", "html"),
}

FAILS: dict[str, str] = {}
"""What is not right yet, by carrier, edition, kind and name of the mutation, with the reason."""


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
    return finding.rule == "GX206" and f"“{name}”表的列名不全" in finding.message


def problems(carrier: str, edition: int, mutation: Mutation) -> list[str]:
    """What is wrong with the reading of a damaged report."""
    try:
        document = MAKERS[carrier](mutation.report)
    except XlsxWriterException:
        return []  # Excel knows no cells that overlap
    reading = read(f"a.{carrier}", document)
    report, findings = reading.report, check(reading, _rules()).findings
    raws = {report.key_of(address): cell.raw or "" for address, cell in report.cells().items()}
    wrong = [
        f"{key}: {raw} stands for {sorted(mutation.expected.get(key, ()))}"
        for key, raw in raws.items()
        if raw.strip() and raw not in mutation.expected.get(key, ())
    ]
    if mutation.says and not any(finding.rule in mutation.says for finding in findings):
        wrong.append(f"none of {mutation.says} speaks")
    named, taken, there = Named(report, findings), set(raws.values()), shown(mutation)
    for box in there:
        if box.text not in taken | mutation.twice and not named.knows(box.key, box.text):
            wrong.append(f"{box.key}: {box.text} is lost without a word")
    for key in form_keys(edition):
        texts = [box.text for box in there if box.key == key]
        if not raws.get(key) and not named.knows(key, *texts):
            wrong.append(f"{key} is empty without a word")
    said = {bare(text) for _field, text in report.prose()}
    for block in mutation.report.blocks():
        if isinstance(block, Words) and block.kind == "text" and not any(bare(block.text) in s for s in said):
            wrong.append(f"{block.text!r} is not in the prose")
    return wrong


def shown(mutation: Mutation) -> list[Box]:
    """The figures that the document shows."""
    tables = [block for block in mutation.report.blocks() if isinstance(block, list)]
    return [box for table in tables for line in table for box in line if box.key]


@cache
def form_keys(edition: int) -> list[str]:
    return [key for name in NAMES for key in keys(edition, name)]


def bare(text: str) -> str:
    return re.sub(r"[\s\u3000]+", "", text)


def tried(carrier: str, edition: int, kind: str) -> Iterator[tuple[str, Mutation]]:
    """The mutations of a kind that are tried in a carrier, each with its id."""
    for mutation in islice(KINDS[kind](edition), 0, None, EVERY[carrier]):
        yield f"{carrier}-{edition}-{kind}-{mutation.name}", mutation


EACH = [
    pytest.param(
        carrier,
        edition,
        kind,
        id=f"{carrier}-{edition}-{kind}",
        marks=[pytest.mark.slow] if (kind, carrier) in SLOW else [],
    )
    for kind in KINDS
    for carrier in MAKERS
    for edition in (2021, 2019)
]


@pytest.mark.parametrize(("carrier", "edition", "kind"), EACH)
def test_no_figure_stands_in_a_wrong_cell_or_is_lost_without_a_word(carrier, edition, kind):
    count = 0
    failed = {}
    for name, mutation in tried(carrier, edition, kind):
        count += 1
        if name not in FAILS and (found := problems(carrier, edition, mutation)):
            failed[name] = found
    assert count
    assert failed == {}
