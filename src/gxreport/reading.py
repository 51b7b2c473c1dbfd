"""What a reader makes of a file: the report, and where in the file each part of it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from gxreport.layout import Address
from gxreport.model import Report
from gxreport.source import Passage, Place


class Unreadable(Exception):
    """A file that cannot be read as a report. Its text is one sentence for the person who sent it."""

    def __init__(self, sentence: str, place: Place | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.place = place


class NotAReport(Unreadable):
    """A file that can be read, but in which nothing of an annual report was found."""


class Reading(NamedTuple):
    """A report and the places of its parts.

    `figures` has the places of cells, rows and tables; `passages` those of fields by name.
    `lines` are the lines of a text file, for excerpts; a binary carrier has none. `asides` are
    sentences for the person about how the file was read.
    """

    name: str
    report: Report
    figures: Mapping[Address, Place]
    passages: Mapping[str, Passage]
    lines: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
