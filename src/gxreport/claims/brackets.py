"""（其中部分公开4件）: inside a bracket the figure before it is the whole; after it, all is as it was."""

from __future__ import annotations

from typing import NamedTuple

from gxreport.claims.ownership import Ownership
from gxreport.claims.quantities import Claim
from gxreport.claims.thread import LOST, Thread


class Outside(NamedTuple):
    """What holds before a bracket and holds again after it."""

    topic: str
    hard: bool
    frame: Claim | None
    last: Claim | None
    groups: list[Claim]
    whole: Claim | None
    happened: str
    applicant: str
    whose: str
    strange: bool
    tangent: bool
    general: bool
    foreign: bool
    result: str
    within: bool
    alien: bool
    passing: bool
    off_year: bool


def opened(thread: Thread, ownership: Ownership) -> Outside:
    """What to come back to; the thread goes on with the last figure as the whole."""
    outside = Outside(
        thread.topic,
        thread.hard,
        thread.frame,
        thread.last,
        thread.groups,
        thread.whole,
        thread.happened,
        thread.applicant,
        thread.whose,
        thread.strange,
        thread.tangent,
        thread.general,
        thread.foreign,
        thread.result,
        thread.within,
        ownership.alien,
        ownership.passing,
        ownership.off_year,
    )
    thread.depth += 1
    thread.groups = list(thread.groups)
    thread.frame = thread.last or thread.frame
    if thread.strange:  # 网上22件（自然人12件）: parts of what the form does not have
        thread.lose(hard=True)
        thread.foreign = True
    if ownership.comparing:  # 较2022年（新收48件）
        ownership.off_year, ownership.comparing = True, False
        thread.last = None
    return outside


def closed(thread: Thread, ownership: Ownership, outside: Outside) -> None:
    """Go on where the bracket broke off."""
    thread.depth -= 1
    # A noun that is named in a bracket for the first time stays: （以下简称…申请）.
    if outside.topic or thread.topic == LOST:
        thread.topic, thread.hard = outside.topic, outside.hard
    # Nor are results told twice: 复议3件（维持2件、纠正1件）.
    if outside.groups:
        thread.groups = [one for one in outside.groups if one.quantity.name not in thread.resolved]
    thread.frame, thread.last, thread.whole = outside.frame, outside.last, outside.whole
    thread.happened, thread.applicant, thread.whose = outside.happened, outside.applicant, outside.whose
    thread.strange, thread.tangent, thread.general = outside.strange, outside.tangent, outside.general
    thread.foreign, thread.result, thread.within = outside.foreign, outside.result, outside.within
    ownership.alien, ownership.passing, ownership.off_year = (
        outside.alien,
        outside.passing,
        outside.off_year,
    )
