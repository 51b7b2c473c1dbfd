"""Whether files have changed, seen by what the system says of them: every editor saves in its own way."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping

Look = Mapping[str, tuple[int, int, int] | None]
"""The time, size and number of each file by its name; None for one that is not there."""

_OFTEN = 0.2  # seconds
_SETTLING = 5  # times


def look(names: Iterable[str]) -> Look:
    """What the system says of these files now."""
    return {name: _of(name) for name in names}


def _of(name: str) -> tuple[int, int, int] | None:
    try:
        found = os.stat(name)  # noqa: PTH116  # of a name that may hold what no path can
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def changed(seen: Look) -> Look:
    """Wait until some of the files look otherwise, and a moment more if they are still being written."""
    now = seen
    while now == seen:
        time.sleep(_OFTEN)
        now = look(seen)
    for _time in range(_SETTLING):
        time.sleep(_OFTEN / 2)
        before, now = now, look(seen)
        if before == now:
            break
    return now
