"""What a carrier holds, before anybody asks what it means: paragraphs and grids, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from gxreport.source import Place


class Paragraph(NamedTuple):
    """A paragraph; `level` is 1–9 where the carrier marks it as a heading."""

    text: str
    place: Place
    level: int | None = None


class GridCell(NamedTuple):
    """A cell of a grid: its text as written, 0-based grid row and column, height and width in cells.

    A carrier that does not know its spans gives every cell the size 1 × 1.
    """

    text: str
    place: Place
    row: int
    column: int
    height: int = 1
    width: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it stands in the file: its rows, each with the cells that begin in it.

    `headed` says that the carrier marks the first row as a heading.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    place: Place
    headed: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A whole file, from top to bottom."""

    blocks: tuple[Paragraph | Grid, ...]
