"""What an editor shows of the thing under the pointer: what it is in the form, in law and in sums."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gxreport.catalogue import catalogue
from gxreport.cell import plain
from gxreport.checking import Checked
from gxreport.explaining import explained as rule_explained
from gxreport.layout import Address, Relation
from gxreport.lsp.pointing import Spot, labels
from gxreport.messages import _
from gxreport.model import Report
from gxreport.schema.words import about, explained, held
from gxreport.sections import SECTIONS, TABLES
from gxreport.sums import Sum, Term, known, parts_of, written

_MOST_RULES = 3


class Shown(NamedTuple):
    """A title and paragraphs below it."""

    title: str
    paragraphs: tuple[str, ...]


def shown(report: Report, address: Address, found: Spot) -> Shown | None:
    """What to show of a field, or of a table or what is in it."""
    if address.table not in {table.name for table in TABLES}:
        if not found.on_key:
            return None
        title = next((section.heading for section in SECTIONS if section.name == address.table), "")
        said = about(address.table)
        words = said if isinstance(said, str) else explained(said)
        return Shown(title or found.words[-1], (words,) if words else ())
    return Shown(_title(report, address), tuple(filter(None, _on_table(report, address))))


def rules_shown(checked: Checked, ids: list[str]) -> list[Shown]:
    """The rules of findings: what each is for, by its id."""
    rules = {rule.id: rule for rule in catalogue()}
    told = [rule_explained(rules[id]) for id in dict.fromkeys(ids) if id in rules][:_MOST_RULES]
    return [
        Shown(
            f"{rule.id} {rule.title}",
            tuple(filter(None, (rule.body, _("依据：{cite}").format(cite=rule.basis) if rule.basis else ""))),
        )
        for rule in told
    ]


def _title(report: Report, address: Address) -> str:
    layout = report.layout(address.table)
    if not address.row:
        return layout.section.heading
    words = labels(report, address)
    return " › ".join((*words, *layout.column(address).labels) if address.column else words)


def _on_table(report: Report, address: Address) -> Iterator[str]:
    layout = report.layout(address.table)
    if not address.row:
        yield explained(address)
        return
    # A row without a meaning of its own has that of its group.
    steps = address.row.split(".")
    above = (Address(address.table, ".".join(steps[:depth])) for depth in range(len(steps), 0, -1))
    yield next((words for one in above if (words := explained(one))), "")
    if not address.column:
        yield from _columns(report, address)
        return
    column, row = layout.column(address), layout.row(address.row)
    number = row.columns.index(column) + 1
    if len(row.columns) > 1:
        yield _("第 {number} 列，共 {count} 列：{column}").format(
            number=number, count=len(row.columns), column=_(column.key)
        )
    yield _("；").join(filter(None, (explained(Address(address.table, "", column.name)), held(column.kind))))
    yield from _sums(report, address)


def _columns(report: Report, address: Address) -> Iterator[str]:
    row = next((row for row in report.layout(address.table).rows if row.name == address.row), None)
    if row is not None and len(row.columns) > 1:
        names = _("、").join(_(column.key) for column in row.columns)
        yield _("依次是 {columns}；全是零可以只写一个 0").format(columns=names)


def _sums(report: Report, address: Address) -> Iterator[str]:
    """The sums that a cell stands in, with their figures where these are known."""
    terms = parts_of(report, address)
    cell = report.cells()[address]
    total = _added(terms)
    if terms and cell.value is None and total:
        yield _("各项之和：{working} = {sum}").format(working=written(terms), sum=total)
    for found in known(report):
        if address in (*found.equation.left, *found.equation.right):
            yield _sum(report, found)


def _sum(report: Report, found: Sum) -> str:
    came, went = found.came, found.went
    assert came is not None  # `known` gives such sums only
    assert went is not None
    if found.equation.relation is Relation.BALANCE:
        left, right = (_named(report, side) for side in (found.left, found.right))
        sign = "=" if came == went else "≠"
        return f"{left} {sign} {right}"
    words = {
        "label": report.label(found.left[0].address),
        "total": plain(came),
        "working": written(found.right),
        "sum": plain(went),
    }
    if came == went:
        return _("“{label}”{total} = {working}").format(**words)
    return _("“{label}”填的是 {total}，各项之和是 {sum}（{working}）").format(**words)


def _named(report: Report, terms: tuple[Term, ...]) -> str:
    layout = report.layout(terms[0].address.table)
    named = ((_(layout.row(term.address.row).keys[-1]), term.value) for term in terms)
    return " + ".join(f"{key} {plain(value)}" for key, value in named if value is not None)


def _added(terms: tuple[Term, ...]) -> str:
    values = [term.value for term in terms]
    known_ones = [value for value in values if value is not None]
    return plain(sum(known_ones[1:], known_ones[0])) if values and len(known_ones) == len(values) else ""
