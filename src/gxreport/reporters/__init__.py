"""Reporters: each turns checked reports into one output format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gxreport.checking import Checked
from gxreport.finding import Severity
from gxreport.source import Place


class Failure(NamedTuple):
    """A file that could not be read, and why."""

    name: str
    sentence: str
    place: Place | None = None


class Unchecked(NamedTuple):
    """A file of a folder that was passed over, and why."""

    name: str
    sentence: str


class Outcome(NamedTuple):
    """What came of a whole run."""

    checked: Sequence[Checked]
    failures: Sequence[Failure]
    unchecked: Sequence[Unchecked] = ()

    def count(self, severity: Severity) -> int:
        """The number of findings of exactly this severity."""
        return sum(f.severity is severity for checked in self.checked for f in checked.findings)

    def worst(self) -> Severity | None:
        """The worst severity found."""
        return max(self._severities(), default=None)

    def _severities(self) -> Iterable[Severity]:
        return (finding.severity for checked in self.checked for finding in checked.findings)
