"""The editions of the official form, one module each. A module is imported when its form is needed."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from gxreport.form import Table

EDITIONS = (2019, 2021)
"""Years in which an edition was issued, oldest first."""

# Reporting years. The notice of 2019 took effect in the middle of that year and only encouraged its
# form for it; the notice of September 2021 applies from the report on 2021.
_FIRST_YEAR = {2019: 2019, 2021: 2021}


def edition_for(year: int) -> int | None:
    """The edition in force for a reporting year; None before there was a form."""
    return max((edition for edition, first in _FIRST_YEAR.items() if first <= year), default=None)


def tables(edition: int) -> tuple[type[Table], ...]:
    """The three tables of an edition, in the order of the form."""
    module = import_module(f"gxreport.editions.e{edition}")
    found: tuple[type[Table], ...] = module.TABLES
    return found


def notice(edition: int) -> str:
    """The notice that prescribes an edition, as it is cited."""
    cite: str = import_module(f"gxreport.editions.e{edition}").CITE
    return cite


def table(edition: int, name: str) -> type[Table]:
    """One table of an edition by its name in the model."""
    return next(found for found in tables(edition) if found.section.name == name)


def latest_first(preferred: int) -> Iterator[int]:
    """All editions, the preferred one first, then from the latest back."""
    yield preferred
    yield from (edition for edition in reversed(EDITIONS) if edition != preferred)
