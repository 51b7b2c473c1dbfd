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

    `repeated_share` is how much of the prose may be last year's, in per cent of its characters. Much of
    an honest report recurs: what an office does every year is said in the same words. Two thirds of a
    text are more than that, and what is left then tells no more than the tables do.

    `implausible_factor` is how many times as great or as small as last year a figure must be to be
    asked about. There is no such number that suits all offices, so nothing is asked without one.
    """

    deadline: Day | None = None
    overview: int | None = None
    repeated_share: int = 70
    implausible_factor: int | None = None
