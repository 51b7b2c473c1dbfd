"""A table of settings with fixed keys: each has a name in either language and a kind of value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from gxreport.config.file import File, unknown
from gxreport.messages import _, marked


def _nothing(file: File, value: object) -> str:
    return ""


class Key(NamedTuple):
    """A setting: its Chinese name, what reads its value (None if it cannot), what the value must be.

    `wrong` says what is wrong with a value that was read; empty if nothing is.
    """

    chinese: str
    read: Callable[[object], object]
    right: str
    wrong: Callable[[File, object], str] = _nothing


def keyed(
    file: File, start: int, table: Mapping[str, object], keys: Mapping[str, Key], strange: str
) -> dict[str, object]:
    """The values of a table that begins on line `start`, by English key. Raises BadConfig.

    `strange` is the sentence on a key that does not exist.
    """
    known = {**{name: name for name in keys}, **{key.chinese: name for name, key in keys.items()}}
    found: dict[str, object] = {}
    for written, value in table.items():
        name = known.get(written, "")
        if not name:
            sentence = unknown(strange, written, known)
        elif name in found:
            raise file.twice(file.line(written, start=start), written)
        elif (made := keys[name].read(value)) is None:
            sentence = _(keys[name].right).format(key=written)
        else:
            found[name] = made
            sentence = keys[name].wrong(file, made)
        if sentence:  # only now is it looked for the line: a baseline has thousands
            raise file.bad(file.line(written, start=start), sentence)
    return found


A_TEXT = marked("“{key}”要写文字，加引号，不能空着")


def text(value: object) -> str | None:
    """Words, at least one."""
    return (value.strip() or None) if isinstance(value, str) else None


def path(value: object) -> str | None:
    """A path, in which blanks before and behind count."""
    return value if text(value) else None  # type: ignore[return-value]  # a text is one


def count(value: object) -> int | None:
    """A whole number above zero; true is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def day(value: object) -> date | None:
    """A day of the calendar, which TOML knows without quotes; in them it is 2026-12-31 as well."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None
