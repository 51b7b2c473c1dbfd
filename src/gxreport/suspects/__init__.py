"""Which cell is wrong: broken sums that one mistake explains, with the changes that would mend them.

When sums break, the fewest cells are sought whose change mends all of them and breaks none (error
localisation after Fellegi and Holt); among equally few, those changes come first that undo a known
slip of the pen. A guess is only made where the sums leave few: three cells or more are never guessed.
"""

from __future__ import annotations

from typing import NamedTuple

from gxreport.finding import Suspect
from gxreport.model import Report
from gxreport.sums import Sum, failing


class Cause(NamedTuple):
    """Broken sums that belong together, the one that names them best first, and their suspects, best first.

    There are no suspects where the sums alone cannot tell.
    """

    sums: tuple[Sum, ...]
    suspects: tuple[Suspect, ...] = ()


def causes(report: Report) -> tuple[Cause, ...]:
    """The mistakes behind the broken sums, each broken sum in exactly one; found once a report."""
    return report.once(_causes)


def _causes(report: Report) -> tuple[Cause, ...]:
    if not any(found.broken for found in failing(report)):
        return ()
    # Most reports add up: they need not load what looks for mistakes.
    from gxreport.suspects.explaining import explained

    return explained(report)
