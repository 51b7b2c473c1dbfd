"""Text on a sheet: lines, each with the cell in which it stands."""

from __future__ import annotations

from typing import TypeAlias

from gxreport.source import Place

Lines: TypeAlias = list[tuple[str, Place]]


def join(lines: Lines, text: str) -> None:
    """Put a text behind the last line, of which it is the rest."""
    before, place = lines[-1]
    lines[-1] = before + text, place


def trimmed(lines: Lines) -> Lines:
    """Lines without the empty ones after them, which are there to write on."""
    end = max((at for at, (text, _place) in enumerate(lines, 1) if text), default=0)
    return lines[:end]
