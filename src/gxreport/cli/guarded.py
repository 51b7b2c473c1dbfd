"""Checks one report; a mistake of ours in it stops nothing else."""

from __future__ import annotations

import os
from collections.abc import Mapping

from gxreport.checking import Checked, check
from gxreport.cli import console
from gxreport.finding import Severity
from gxreport.reading import Reading
from gxreport.reporters import Failure
from gxreport.rules import Background, Rule


def check_guarded(
    reading: Reading,
    rules: tuple[Rule, ...],
    background: Background,
    previous: Reading | None,
    severities: Mapping[str, Severity],
) -> Checked | Failure:
    """One report, checked, or that it could not be."""
    try:
        return check(reading, rules, background, previous, severities)
    except Exception as error:
        if os.environ.get("GXREPORT_DEBUG"):
            raise
        return Failure(reading.name, console.our_mistake(error))
