"""What no law settles for the whole country, so that each office may."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Day(NamedTuple):
    """A day by which something is due: of every year, or of the one year that it names."""

    month: int
    day: int
    year: int | None = None

    def in_year(self, year: int) -> date | None:
        """The day in a year; None where another year is named."""
        return date(year, self.month, self.day) if self.year in (None, year) else None


class Limits(NamedTuple):
    """The limits that rules go by, as the law or good sense has them until an office sets its own.

    `deadline` is the day that a superior set for the reports of its units, where it is not the law's;
    `overview` is the most characters that section 一 may have, blanks not counted.
    """

    deadline: Day | None = None
    overview: int | None = None
