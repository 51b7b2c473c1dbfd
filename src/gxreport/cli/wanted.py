"""What a person asks of a preview."""

from __future__ import annotations

from typing import NamedTuple


class Wanted(NamedTuple):
    """What was asked for; the rest stands in gxreport.toml, which may change as the report does."""

    path: str
    config: str | None
    previous: str | None
    edition: int | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
