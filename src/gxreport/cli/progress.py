"""A progress bar on a terminal, for work that takes longer than a moment."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

from gxreport.cli import console

T = TypeVar("T")

_A_MOMENT = 1.0  # seconds


def progress(items: Sequence[T], label: str) -> Iterator[T]:
    """The items one by one. After a second a bar says how far the work is, unless nobody would see it."""
    started = time.monotonic()
    shown = not console.quiet() and sys.stderr is not None and sys.stderr.isatty()
    for at, item in enumerate(items):
        if shown and time.monotonic() - started > _A_MOMENT:
            yield from _with_bar(items[at:], label, at, len(items))
            return
        yield item


def _with_bar(items: Sequence[T], label: str, done: int, total: int) -> Iterator[T]:
    # Loading rich takes as long as making several documents.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total, completed=done)
        for item in items:
            yield item
            bar.advance(task)
