"""Which grids of a document are the tables of the form."""

from __future__ import annotations

from collections.abc import Mapping

from gxreport import form
from gxreport.document import Document, Grid
from gxreport.editions import latest_first, tables
from gxreport.form import Table
from gxreport.headings import SectionHeading
from gxreport.matching import agreement, words_of
from gxreport.sections import TABLES


def tables_of(
    document: Document, headings: Mapping[int, SectionHeading], likely: int, only: int | None
) -> tuple[dict[int, type[Table]], dict[int, type[Table]]]:
    """The grids that are tables of the form, by block, and those that are one of them a second time.

    Where several are like one table, that under its own heading is the one, then the most alike. Another
    in a section of prose is part of the prose: a summary, or a comparison with last year.
    """
    alike: list[tuple[bool, float, int, type[Table]]] = []
    in_prose: set[int] = set()
    section = None
    for index, block in enumerate(document.blocks):
        section = headings[index].section if index in headings else section
        if isinstance(block, Grid) and (recognised := _recognised(block, likely, only)):
            table, share = recognised
            alike.append((section is table.section, share, -index, table))
            if section not in TABLES:
                in_prose.add(index)
    found: dict[int, type[Table]] = {}
    doubled: dict[int, type[Table]] = {}
    for _own, _share, before, table in sorted(alike, key=lambda one: one[:3], reverse=True):
        if all(table.section is not other.section for other in found.values()):
            found[-before] = table
        elif -before not in in_prose:
            doubled[-before] = table
    return found, doubled


def _recognised(grid: Grid, likely: int, only: int | None) -> tuple[type[Table], float] | None:
    """The table that a grid is most like, and how much; the likely edition where two are alike."""
    editions = [only] if only else list(latest_first(likely))
    candidates = [table for edition in editions for table in tables(edition)]
    words = words_of(grid)
    best = max(candidates, key=lambda table: agreement(words, form.layout(table)))
    alike = agreement(words, form.layout(best))
    return (best, alike) if alike else None
