"""Timing things beside each other: they take turns, so that a busy machine slows all of them alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping


def in_turn(rounds: int, things: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """The median time of each thing in milliseconds, after one round that does not count."""
    times: dict[str, list[float]] = {name: [] for name in things}
    for turn in range(rounds + 1):
        for name, thing in things.items():
            start = time.perf_counter()
            thing()
            if turn:
                times[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(taken) for name, taken in times.items()}


def table(title: str, medians: Mapping[str, float], one: str) -> None:
    """Print medians, and their ratio to the one of the given name."""
    print(f"\n{title}")
    for name, median in medians.items():
        print(f"  {name:<44} {median:9.2f} ms   {median / medians[one]:7.3f}")


def process(*command: str) -> Callable[[], object]:
    """A whole process, its output read and thrown away."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    return lambda: subprocess.run(command, capture_output=True, check=True, env=environment)
