"""Reads the witness: the official form as somebody typed it from the published pages.

It shares nothing with gxreport, or it could not bear witness. A table comes out as a person sees it:
line by line, each cell with its label and span; and figure by figure, each named by the labels that
lead to it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "witness"

_NOTE = re.compile(r"(?:^|\s{2,})\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*$")
_SPAN = re.compile(r"\s*\[(\d+)×(\d+)\]\s*$")

Path_ = tuple[str, ...]
Equality = frozenset[frozenset[Path_]]


@dataclass
class Label:
    """A label of the form with what is nested in it; height and width are None where none is stated."""

    text: str
    height: int | None = None
    width: int | None = None
    below: list["Label"] = field(default_factory=list)
    note: str = ""
    line: int = 0


@dataclass(frozen=True)
class Seen:
    """A cell as it is seen in print: its label (empty: a figure), its span where the witness states one."""

    text: str
    height: int | None
    width: int | None


@dataclass(frozen=True)
class Figure:
    """A value cell: the labels of its row and of its column, outermost first, and what it holds."""

    row: Path_
    column: Path_
    holds: str


@dataclass(frozen=True)
class WitnessTable:
    """A table: stated numbers, the cells of each printed line, the figures, the equalities between them."""

    title: str
    stated: dict[str, int]
    lines: list[list[Seen]]
    figures: list[Figure]
    equalities: set[Equality]


@dataclass(frozen=True)
class Witness:
    """An edition of the form."""

    title: str
    sections: list[str]
    tables: list[WitnessTable]


@dataclass(frozen=True)
class KeyLine:
    """A line of keys.tsv: the key of a row, the label that is printed for it, the keys of its columns."""

    key: str
    label: str
    columns: list[str]


def key_lines(edition: int) -> list[KeyLine]:
    """The keys of an edition in the order of the form."""
    text = (FOLDER / "keys.tsv").read_text(encoding="utf-8")
    part = text.split(f"## edition {edition}\n")[1].split("\n## ")[0]
    found = []
    for line in part.splitlines():
        if line:
            key, label, columns = line.split("\t")
            found.append(KeyLine(key, label, columns.strip("[]").split(", ")))
    return found


def witness(edition: int) -> Witness:
    """An edition as the witness has it. What 2019 says of 2021 ("as in 2021, but …") is applied to 2021."""
    parts = _parts(edition)
    earlier = _parts(2021)
    title = next(head.removeprefix("TITLE").strip() for head in parts if head.startswith("TITLE"))
    return Witness(
        title,
        _sections(parts) or _sections(earlier),
        [_table(head, body, earlier) for head, body in parts.items() if head.startswith("TABLE")],
    )


def _parts(edition: int) -> dict[str, list[str]]:
    """The lines below each line that begins in the first column."""
    parts: dict[str, list[str]] = {}
    for line in (FOLDER / f"{edition}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            if line[0] != " ":
                parts[line] = body = []
            else:
                body.append(line)
    return parts


def _sections(parts: dict[str, list[str]]) -> list[str]:
    head = next(head for head in parts if head.startswith("SECTIONS"))
    if head != "SECTIONS":
        assert "the same six as in 2021" in head
    return [line.strip() for line in parts[head]]


def _table(head: str, body: list[str], earlier: dict[str, list[str]]) -> WitnessTable:
    title = head.split()[1]
    note = _NOTE.search(head)
    stated = {what: int(n) for n, what in re.findall(r"(\d+) (grid columns|grid rows|value cells)", head)}
    twin_head, twin_body = next((h, b) for h, b in earlier.items() if h.startswith(f"TABLE {title}"))
    if "as in 2021" in head:
        return _table(twin_head, twin_body, earlier)
    if body[0].strip().startswith("as in 2021, but"):
        return _like(title, stated, body, twin_body)
    if any(line.strip().startswith("HEADER") for line in body):
        parts = _named_parts(body)
        return _with_header(title, stated, _forest(parts["HEADER"]), _forest(parts.get("ROWS", [])), parts)
    across = re.search(r"captions \[1×(\d+)\]", note[1] if note else "")
    return _blocks(title, stated, _forest(body), int(across[1]) if across else None)


def _named_parts(body: list[str]) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {}
    for line in body:
        if re.match(r"  [A-Z]", line):
            parts[line.split()[0]] = current = []
        else:
            current.append(line)
    return parts


def _like(title: str, stated: dict[str, int], body: list[str], twin: list[str]) -> WitnessTable:
    """A table that differs from the one of 2021 in the spans that `body` names, and in sub-items."""
    differences, _equalities, said = "\n".join(body).partition("EQUALITIES as in 2021")
    parts = _named_parts(twin)
    rows = _forest(parts["ROWS"])
    changes = re.findall(r"(\S+)(?: is)? \[(\d+)×(\d+)\](?:[ ]+\(([^()]*)\))?", differences)
    assert changes
    for text, height, width, note in changes:
        label = next(label for label in _all(rows) if label.text == text)
        label.height, label.width = int(height), int(width)
        if "no sub-items" in note:
            label.below = []
    count = re.search(r"the \d+ result rows", said)
    assert count
    equalities = [re.sub(r"the \d+ result rows", count[0], line) for line in parts["EQUALITIES"]]
    return _with_header(title, stated, _forest(parts["HEADER"]), rows, parts | {"EQUALITIES": equalities})


def _forest(lines: list[str]) -> list[Label]:
    """Labels nested by indentation; `|` stands between neighbours."""
    top: list[Label] = []
    levels: list[tuple[int, list[Label]]] = [(-1, top)]
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        note = _NOTE.search(line)
        text = line[: note.start()] if note else line
        while levels[-1][0] >= indent:
            levels.pop()
        for item in text.split(" | "):
            span = _SPAN.search(item)
            label = Label(item[: span.start()].strip() if span else item.strip(), line=number)
            if span:
                label.height, label.width = int(span[1]), int(span[2])
            label.note = note[1] if note else ""
            levels[-1][1].append(label)
        levels.append((indent, label.below))
    return top


def _all(forest: list[Label]) -> Iterator[Label]:
    for label in forest:
        yield label
        yield from _all(label.below)


def _leaves(forest: list[Label], path: Path_ = ()) -> Iterator[Path_]:
    for label in forest:
        if label.below:
            yield from _leaves(label.below, (*path, label.text))
        else:
            yield (*path, label.text)


def _down(forest: list[Label], row: int, column: int) -> Iterator[tuple[int, int, Seen]]:
    """The cells of headings that stand one below the other: what is nested begins where its parent ends."""
    for label in forest:
        height, width = label.height or 1, label.width or 1
        yield row, column, Seen(label.text, height, width)
        yield from _down(label.below, row + height, column)
        column += width


def _right(forest: list[Label], row: int, column: int) -> Iterator[tuple[int, int, Seen]]:
    """The cells of row labels: what is nested stands to the right of its parent."""
    for label in forest:
        height, width = label.height or 1, label.width or 1
        yield row, column, Seen(label.text, height, width)
        yield from _right(label.below, row, column + width)
        row += height


def _with_header(
    title: str, stated: dict[str, int], header: list[Label], rows: list[Label], parts: dict[str, list[str]]
) -> WitnessTable:
    """A table of rows and columns, or one whose figures all stand in one line below the headings."""
    corner = next((label for label in header if label.text.startswith("（本列")), None)
    left = (corner.width or 1) if corner else 0
    headings = [label for label in header if label is not corner]
    cells = [*_down(header, 0, 0)]
    columns = list(_leaves(headings))
    top = 3  # both tables say: HEADER (3 grid rows)
    paths = list(_leaves(rows))
    cells += _right(rows, top, 0)
    for line in range(max(len(paths), 1)):
        cells += ((top + line, left + place, Seen("", 1, 1)) for place in range(len(columns)))
    if paths:
        figures = [Figure(row, column, "count") for row in paths for column in columns]
    else:
        figures = [Figure(path[:-1], path[-1:], "count") for path in columns]
    lines: list[list[Seen]] = [[] for _ in range(max(row for row, _column, _seen in cells) + 1)]
    for row, _column, seen in sorted(cells, key=lambda cell: cell[:2]):
        lines[row].append(seen)
    return WitnessTable(title, stated, lines, figures, set(_equalities(parts["EQUALITIES"], figures)))


def _blocks(title: str, stated: dict[str, int], captions: list[Label], across: int | None) -> WitnessTable:
    """A table of blocks: caption, heading line, rows. Without `across` the spans are not stated."""
    lines, figures = [], []
    one = 1 if across else None
    notes = " ".join(label.note for label in _all(captions))
    signed = set(re.findall(r"(\S+) is signed", notes))
    for caption in captions:
        heading = [label for label in caption.below if label.line == caption.below[0].line]
        spans = [(label.height or one, label.width or one) for label in heading]
        lines.append([Seen(caption.text, one, across)])
        lines.append([Seen(label.text, *span) for label, span in zip(heading, spans, strict=True)])
        for row in caption.below[len(heading) :]:
            lines.append([Seen(row.text, one, one), *(Seen("", *span) for span in spans[1:])])
            for label in heading[1:]:
                note = row.note or (label.note if label is heading[-1] else "")
                holds = "change" if label.text in signed else _holds(note)
                figures.append(Figure((caption.text, row.text), (label.text,), holds))
    return WitnessTable(title, stated, lines, figures, set())


def _holds(note: str) -> str:
    """What a figure holds, by the note on its row or at the end of its heading line."""
    if not note.startswith("amount"):
        return "count"
    return "wan_yuan" if "万元" in note else "amount"


def _equalities(lines: list[str], figures: list[Figure]) -> Iterator[Equality]:
    """What the witness says must be equal, figure by figure."""
    by_labels = {(figure.row, figure.column): figure for figure in figures}
    rows = list(dict.fromkeys(figure.row for figure in figures))
    columns = list(dict.fromkeys(figure.column for figure in figures))
    for line in lines:
        scope, _colon, equality = _NOTE.sub("", line).strip().partition(":")
        left, right = (side.strip().split(" + ") for side in equality.split(" = "))
        if scope == "every column":
            for column in columns:
                sides = (_rows_named(side, rows, left[0]) for side in (left, right))
                yield frozenset(frozenset(row + column for row in side) for side in sides)
        else:
            assert scope in ("every row", "each of the three groups")
            for row in rows:
                sides = ([_column_named(name, columns) for name in side] for side in (left, right))
                yield frozenset(
                    frozenset(row + column for column in side if (row, column) in by_labels) for side in sides
                )


def _rows_named(names: list[str], rows: list[Path_], total: str) -> list[Path_]:
    """Rows by their label, by their numeral (一), or as “the 21 result rows above it”."""
    found = []
    for name in names:
        if above := re.fullmatch(r"the (\d+) result rows above it", name):
            end = next(n for n, row in enumerate(rows) if row[-1] == total)
            same = [row for row in rows[:end] if row[0] == rows[end][0]]
            assert len(same) == int(above[1])
            found += same
        else:
            found.append(next(row for row in rows if row[-1] == name or row[-1].startswith(f"{name}、")))
    return found


def _column_named(name: str, columns: list[Path_]) -> Path_:
    return next(column for column in columns if column[-1] == name)
