"""report.yaml as a person likes to edit it: in the order of the form, figures in columns, with comments."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from gxreport import form
from gxreport.cell import Cell, State, plain
from gxreport.form import Table
from gxreport.keys import FIELDS, TABLE_TEXTS
from gxreport.layout import Address, Row, Shape
from gxreport.messages import _
from gxreport.model import UNDERSTOOD, Noticed, OrganKind, Report
from gxreport.renderers.stated import as_text
from gxreport.textwidth import padded, width

_STEP = "  "
_TEXT_KEYS = {name: key for key, name in reversed(TABLE_TEXTS.items())}
# What libyaml does not take as it is, and what it takes for a line end.
_UNPRINTABLE = re.compile(
    "[^\\t\\n\\x20-\\x7e\\xa0-\\u2027\\u202a-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff]"
)
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<][^\n,\[\]{}]*")
_NULL = re.compile(r"~|null|Null|NULL|")


Notes: TypeAlias = Callable[[Address], Iterable[str]]
"""What to say in comments above a field, a table, a group of rows or a row, by its address."""


def render(report: Report) -> bytes:
    """The report as UTF-8 text of a report.yaml."""
    return written(report, _as_published(report))


def written(report: Report, notes: Notes, *, every_row: bool = False) -> bytes:
    """The report as UTF-8 text of a report.yaml with these comments.

    `every_row` says that rows which hold nothing are written too.
    """
    return ("\n".join(_lines(report, notes, every_row)) + "\n").encode()


def _lines(report: Report, notes: Notes, every_row: bool) -> Iterator[str]:
    for name, key in FIELDS.items():
        value = getattr(report, name)
        above = list(comments(notes(Address(name))))
        if isinstance(value, Table):
            yield from _table(key, value, notes, above, every_row)
        elif name in ("overview", "problems", "other"):
            if value is not None:
                yield from ("", *above)
                yield from _text(key, value, "")
        else:
            yield from above
            if value:
                yield from _short(key, value)
    yield from _remarks(report)


def comments(lines: Iterable[str], indent: str = "") -> Iterator[str]:
    """Lines as comments, without what a comment cannot hold."""
    return (f"{indent}# {one_line(line)}" for line in lines)


def _short(key: str, value: object) -> Iterator[str]:
    if isinstance(value, str) and not isinstance(value, OrganKind):
        yield from _text(key, value, "") if "\n" in value else [f"{key}: {scalar(value)}"]
    else:
        yield f"{key}: {as_text(value)}"


def _text(key: str, text: str, indent: str) -> Iterator[str]:
    """Prose as a literal block, as a quoted string where a block cannot hold it."""
    if not text.strip() or _UNPRINTABLE.search(text):
        yield f"{indent}{key}: {_quoted(text)}"
        return
    # A block that begins with a blank must say how far it is indented.
    indicator = len(_STEP) if text[0] in " \t\n" else ""
    yield f"{indent}{key}: |{indicator}"
    for line in text.split("\n"):
        yield f"{indent}{_STEP}{line}" if line else ""


def _table(key: str, table: Table, notes: Notes, above: list[str], every_row: bool) -> Iterator[str]:
    layout = form.layout(type(table))
    cells = dict(form.cells(table))
    present = [
        row
        for row in layout.rows
        if every_row or any(cells[address].state is not State.MISSING for address in row.addresses)
    ]
    if not present and not table.intro and not table.note:
        return
    yield from ("", *above, f"{key}:")
    if table.intro:
        yield from _text(_TEXT_KEYS["intro"], table.intro, _STEP)
    indents = {row.name: _STEP * len(row.keys) for row in present}
    keys = max((width(f"{indents[row.name]}{row.keys[-1]}:") for row in present), default=0) + 1
    widths = _widths(present, cells)
    if layout.shape is not Shape.BLOCKS and present:
        heads = [
            padded(column.key, widths[index], left=False) for index, column in enumerate(present[0].columns)
        ]
        yield padded(f"{_STEP}#", keys) + " " + "  ".join(heads)
    figures = [_row(row, [cells[a] for a in row.addresses], widths) for row in present]
    longest = max(map(width, figures), default=0)
    group: tuple[str, ...] = ()
    last: Row | None = None
    for row, shown in zip(present, figures, strict=True):
        if row.keys[:-1] != group:
            group = row.keys[:-1]
            if group:
                whole = Address(layout.name, ".".join(row.names[:-1]))
                yield from comments(notes(whole), _STEP * len(group))
                yield f"{_STEP * len(group)}{group[-1]}:"
        yield from comments(notes(row.address), indents[row.name])
        line = padded(f"{indents[row.name]}{row.keys[-1]}:", keys) + shown
        if layout.shape is Shape.BLOCKS and (last is None or last.columns is not row.columns):
            line += " " * (longest - width(shown)) + "  # " + ", ".join(c.key for c in row.columns)
        yield line
        last = row
    if table.note:
        yield from _text(_TEXT_KEYS["note"], table.note, _STEP)


def _as_published(report: Report) -> Notes:
    """What was not read literally in the rows of a published document; nothing on any other report."""
    found = {row.address: row for layout in report.layouts for row in layout.rows} if report.headings else {}
    return lambda address: _notes(found[address], report) if address in found else ()


def _notes(row: Row, report: Report) -> Iterator[str]:
    for remark in report.remarks:
        if remark.noticed is Noticed.ALTERED_LABEL and row.address in remark.about:
            yield _("原件写作“{written}”").format(written=remark.written)
    for column, address in zip(row.columns, row.addresses, strict=True):
        cell = report.cells()[address]
        name = column.key if len(row.columns) > 1 else row.keys[-1]
        if cell.state is State.NUMBER and cell.value is not None and cell.beside:
            note = _("“{name}”写的是“{written}”，按 {value} 计")
            yield note.format(name=name, written=cell.raw, value=plain(cell.value))
        elif cell.state is State.TEXT:
            yield _("“{name}”写的是“{written}”，读不出数").format(name=name, written=cell.raw)


def one_line(text: str) -> str:
    """Text as a comment can hold it."""
    return _UNPRINTABLE.sub(" ", " ".join(text.split()))


def _widths(rows: list[Row], cells: dict[Address, Cell]) -> list[int]:
    """The width of each column of figures, wide enough for its name."""
    columns = max((len(row.columns) for row in rows), default=0)
    widths = [0] * columns
    for row in (row for row in rows if len(row.columns) > 1):
        for index, (column, address) in enumerate(zip(row.columns, row.addresses, strict=True)):
            shown = width(_figure(cells[address], total=row.summed or column.summed))
            widths[index] = max(widths[index], shown, width(column.key) if len(row.columns) > 3 else 0)
    return widths


def _row(row: Row, values: list[Cell], widths: list[int]) -> str:
    """A list in columns; a mapping where a figure that is no total is missing."""
    totals = [row.summed or column.summed for column in row.columns]
    figures = [_figure(cell, total=total) for cell, total in zip(values, totals, strict=True)]
    if any(cell.state is State.MISSING and not total for cell, total in zip(values, totals, strict=True)):
        known = zip(row.columns, values, figures, strict=True)
        pairs = (f"{c.key}: {figure}" for c, cell, figure in known if cell.state is not State.MISSING)
        return "{" + ", ".join(pairs) + "}"
    if len(figures) == 1:
        return figures[0]
    return "[" + ", ".join(padded(f, widths[i], left=False) for i, f in enumerate(figures)) + "]"


def _figure(cell: Cell, *, total: bool) -> str:
    """A cell as written. `~` is a blank, but in a total it means: to be computed."""
    if cell.state is State.MISSING:
        return "~"
    if cell.state is State.BLANK:
        return '""' if total else "~"
    return scalar(cell.raw or "")


def scalar(text: str) -> str:
    """A text as a YAML scalar on one line, quoted only where it must be; also inside brackets."""
    risky = (
        "\t" in text or ": " in text or " #" in text or text.endswith((":", " ")) or _UNPRINTABLE.search(text)
    )
    if _PLAIN.fullmatch(text) and not _NULL.fullmatch(text) and not risky:
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    whole = re.sub("[\ud800-\udfff]", "\ufffd", text)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(whole, ensure_ascii=False))


def _remarks(report: Report) -> Iterator[str]:
    """What was not read into the report is kept as comments, so that nothing is lost."""
    lost = [remark for remark in report.remarks if remark.noticed not in UNDERSTOOD]
    if lost:
        yield ""
        yield _("# 读入时没有归处的内容：")
        for remark in lost:
            words = remark.written or remark.meant
            place = _("（第 {line} 行）").format(line=remark.place.line) if remark.place.line else ""
            yield f"#   {_UNPRINTABLE.sub(' ', ' '.join(words.split()))}{place}"
