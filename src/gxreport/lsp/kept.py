"""Where lines of one text stand in another: what was known of a text before somebody typed on."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def kept(before: Sequence[str], after: Sequence[str]) -> Callable[[int], int | None]:
    """From the number of a line before to its number after; None for a line that was changed.

    Typing changes lines in one place: those above it are alike, and those below it are alike.
    """
    shorter = min(len(before), len(after))
    head = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    left = shorter - head
    tail = next((at for at in range(left) if before[-1 - at] != after[-1 - at]), left)

    def place(line: int) -> int | None:
        if line < head:
            return line
        return line + len(after) - len(before) if line >= len(before) - tail else None

    return place
