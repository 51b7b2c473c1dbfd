"""Markdown: pipe tables in the ways that converters write them."""

from collections.abc import Callable

from tests.corpus.forms import Published, Table, Words, flat


def markdown(
    report: Published,
    *,
    marks: bool = True,
    rule: bool = True,
    first: str = "",
    trailing: str = "|",
    rows: Callable[[Table], list[list[str]]] = flat,
) -> bytes:
    """`marks` for # before headings, `first` for cells before each row, `trailing` for what ends it."""
    parts = []
    for block in report.blocks():
        if isinstance(block, Words):
            mark = {"title": "# ", "heading": "## "}.get(block.kind, "") if marks else ""
            parts.append(f"{mark}{block.text}\n")
            continue
        cells = [[cell.replace("\n", "<br>") for cell in row] for row in rows(block)]
        lines = [f"|{first}" + "|".join(f" {cell} " for cell in row) + trailing for row in cells]
        if rule:
            count = lines[0].count("|") - 1
            lines.insert(1, "|" + "---|" * count)
        parts.append("\n".join(lines) + "\n")
    return ("\n".join(parts) + "\n").encode()
