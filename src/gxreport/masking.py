"""Personal data as results show them: enough to find them in the file, and no more."""

from __future__ import annotations

from collections.abc import Iterable

_SHORT = 4  # characters: the name of a person
_SEEN = 3  # characters left at either end of a number or an address


def masked(written: str) -> str:
    """Words with asterisks in them, as long as before, so that places beside them stay true."""
    if len(written) <= _SHORT:
        return written[:1] + "*" * (len(written) - 1)
    hidden = max(len(written) - 2 * _SEEN, 1)
    ahead = len(written) - hidden - _SEEN
    return written[:ahead] + "*" * hidden + written[-_SEEN:]


def without(text: str, private: Iterable[str]) -> str:
    """A text in which private words are masked wherever they stand. The longest have to come first."""
    for words in private:
        if words in text:
            text = text.replace(words, masked(words))
    return text
