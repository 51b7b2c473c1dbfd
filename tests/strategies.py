"""What tests draw at random: consistent reports, the text of cells, and report.yaml written by hand.

The sums of a consistent report are made here with the arithmetic of the printed form, not with the
equations of gxreport.form, so that a wrong equation is seen.
"""

import json
from collections.abc import Mapping
from decimal import Decimal

from hypothesis import strategies as st

from gxreport.cell import MISSING, Cell, State, read
from gxreport.editions import EDITIONS, edition_for, tables
from gxreport.form import Table, fill, layout
from gxreport.layout import Address, Kind
from gxreport.model import Report

KINDS_OF_APPLICANT = ("natural", "business", "research", "welfare", "legal_services", "other")
OUTCOMES = ("upheld", "corrected", "other", "pending")

# Most cells of a real report are zero or small; a few have the figures of a province.
figures = st.one_of(st.just(0), st.integers(0, 30), st.integers(0, 10**9))
amounts = st.decimals(0, 10**7, places=4, allow_nan=False, allow_infinity=False)
words = st.text(st.sampled_from("本局公开情况一二三（），。0123件 aB'\"#:-\\"), min_size=1, max_size=30)


def years(edition: int) -> st.SearchStrategy[int]:
    """The reporting years for which an edition is in force."""
    return st.sampled_from([year for year in range(2019, 2027) if edition_for(year) == edition])


@st.composite
def requests_figures(draw, table: type[Table]) -> dict[tuple[str, str], int]:
    """The table of applications: outcomes are drawn, all else follows from them."""
    rows = [row.name for row in layout(table).rows]
    outcomes = [name for name in rows if name.startswith("results.") and name != "results.total"]
    drawn = draw(st.lists(figures, min_size=len(outcomes) * 6, max_size=len(outcomes) * 6))
    found = {(row, kind): drawn.pop() for row in outcomes for kind in KINDS_OF_APPLICANT}
    for kind in KINDS_OF_APPLICANT:
        settled = sum(found[row, kind] for row in outcomes)
        carried_out = draw(figures)
        carried_in = draw(st.integers(0, settled + carried_out))
        found["results.total", kind] = settled
        found["carried_out", kind] = carried_out
        found["carried_in", kind] = carried_in
        found["new", kind] = settled + carried_out - carried_in
    for row in rows:
        found[row, "total"] = sum(found[row, kind] for kind in KINDS_OF_APPLICANT)
    return found


@st.composite
def reviews_figures(draw, table: type[Table]) -> dict[tuple[str, str], int]:
    """The table of disputes: four outcomes a group, and their total."""
    found = {}
    for row in layout(table).rows:
        outcomes = draw(st.lists(figures, min_size=4, max_size=4))
        found |= {(row.name, name): value for name, value in zip(OUTCOMES, outcomes, strict=True)}
        found[row.name, "total"] = sum(outcomes)
    return found


@st.composite
def disclosure_figures(draw, table: type[Table]) -> dict[tuple[str, str], int | Decimal]:
    """The table of 第二十条, which has no sums; documents in force are no fewer than the form allows."""
    found: dict[tuple[str, str], int | Decimal] = {}
    for row in layout(table).rows:
        for column in row.columns:
            values = {Kind.COUNT: figures, Kind.CHANGE: st.integers(-99, 99)}.get(column.kind, amounts)
            found[row.name, column.name] = draw(values)
        if (row.name, "in_force") in found:
            found[row.name, "in_force"] += found[row.name, "issued"]
    return found


_FIGURES = {"disclosure": disclosure_figures, "requests": requests_figures, "reviews": reviews_figures}


@st.composite
def reports(draw, editions: tuple[int, ...] = EDITIONS) -> Report:
    """A report in which all sums hold and no cell is blank, on one of the editions."""
    edition = draw(st.sampled_from(editions))
    parts = {}
    for table in tables(edition):
        name = table.section.name
        drawn = draw(_FIGURES[name](table))
        parts[name] = fill(table, {Address(name, *at): number(value) for at, value in drawn.items()})
    prose = {"overview": draw(words), "problems": draw(words), "other": draw(words)}
    return Report(organ=draw(words), year=draw(years(edition)), edition=edition, **prose, **parts)


def number(value: int | Decimal) -> Cell:
    """A cell that holds a number and nothing else."""
    return Cell(str(value), State.NUMBER, Decimal(value))


def with_cells(report: Report, changes: Mapping[Address, str | Cell]) -> Report:
    """The same report with other text in some cells; MISSING takes a cell away."""
    cells = dict(report.cells())
    for address, written in changes.items():
        kind = report.layout(address.table).column(address).kind
        cells[address] = written if isinstance(written, Cell) else read(written, kind)
    parts = {table.section.name: fill(type(table), cells, table.intro, table.note) for table in report.tables}
    return report.model_copy(update=parts)


def governed(report: Report) -> list[Address]:
    """The cells that take part in a sum: all of the two tables that have sums."""
    return [address for address in report.cells() if address.table != "disclosure"]


# The text of cells, good and bad

_SPACES = ["", " ", "  ", "\u3000", "\xa0", "\t", "\n", "\u200b", "\ufeff"]
_PIECES = [
    st.sampled_from(["", "", "", "+", "-", "−", "减", "增", "净增", "?"]),
    st.sampled_from(_SPACES),
    st.one_of(
        st.integers(0, 10**16).map(str),
        st.sampled_from(["", "0", "1,234", "12,34", "１２", "1.50", ".5", "017", "1e3", "①", "²", "十二"]),
    ),
    st.sampled_from(_SPACES),
    st.sampled_from(["", "", "件", "条", "元", "万元", "（其中修订16件）", "(无)", "/", "-", "*", "①"]),
    st.sampled_from(_SPACES),
]
cell_texts = st.one_of(st.tuples(*_PIECES).map("".join), st.text(max_size=20))


# report.yaml, written as plainly as can be


def as_yaml(report: Report, *, english: bool = False, lists: bool = True, gap: str = " ") -> str:
    """The report as the text of a report.yaml: rows as lists or as mappings, `gap` after each comma.

    Figures stand as they were written; other words are quoted as JSON does it, which YAML understands.
    """
    name = (
        (lambda english_name, chinese: english_name) if english else (lambda english_name, chinese: chinese)
    )
    lines = [
        f"{name('organ', '机关')}: {quoted(report.organ)}",
        f"{name('year', '年度')}: {report.year}",
        f"{name('overview', '总体情况')}: {quoted(report.overview or '')}",
    ]
    for table in report.tables:
        found = layout(type(table))
        cells = report.cells()
        lines.append(f"{name(found.name, found.section.key)}:")
        above: tuple[str, ...] = ()
        for row in found.rows:
            steps = row.names if english else row.keys
            for depth, step in enumerate(steps[:-1]):
                if steps[: depth + 1] != above[: depth + 1]:
                    lines.append(f"{'  ' * (depth + 1)}{step}:")
            above = steps[:-1]
            indent = "  " * len(steps)
            written = [scalar(cells[Address(found.name, row.name, column.name)]) for column in row.columns]
            if lists:
                lines.append(f"{indent}{steps[-1]}:{gap} [{f',{gap}'.join(written)}]")
            else:
                lines.append(f"{indent}{steps[-1]}:")
                keys = [name(column.name, column.key) for column in row.columns]
                lines += (f"{indent}  {key}: {gap}{text}" for key, text in zip(keys, written, strict=True))
    lines += [f"{name('problems', '存在的主要问题及改进情况')}: {quoted(report.problems or '')}"]
    lines += [f"{name('other', '其他需要报告的事项')}: {quoted(report.other or '')}"]
    return "\n".join(lines) + "\n"


def scalar(cell: Cell) -> str:
    """A cell as YAML: `~` where there is none, the text as it was written, quoted where it must be."""
    if cell == MISSING:
        return "~"
    raw = cell.raw or ""
    return raw if raw.replace(".", "", 1).removeprefix("-").isdigit() else quoted(raw)


def quoted(text: str) -> str:
    """Text in double quotes."""
    return json.dumps(text, ensure_ascii=False)
