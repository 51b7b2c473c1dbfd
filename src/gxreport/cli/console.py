"""Standard output and standard error, whatever they can show."""

from __future__ import annotations

import io
import os
import sys

import click

from gxreport.messages import _
from gxreport.reporters import Failure
from gxreport.reporters.text import where


def prepare() -> bool:
    """Let no character stop the output. False if standard output cannot show Chinese at all."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        "错误".encode(encoding())
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def encoding() -> str:
    """The encoding of standard output."""
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def coloured() -> bool:
    """Whether to colour what goes to standard output."""
    return "NO_COLOR" not in os.environ and sys.stdout.isatty()


def show(text: str = "") -> None:
    """A result, on standard output, in the encoding that it has: click would write UTF-8 to any."""
    print(text.removesuffix("\n"), flush=True)  # noqa: T201


def paint(text: str, colour: str) -> str:
    """The text in a colour, or bold."""
    return click.style(text, bold=True) if colour == "bold" else click.style(text, fg=colour, bold=True)


def say(sentence: str) -> None:
    """A sentence for the person, on standard error."""
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201


def fail(failure: Failure) -> None:
    """One sentence about a file that could not be read."""
    say(
        _("{where}: 读不了：{sentence}").format(
            where=where(failure.name, failure.place), sentence=failure.sentence
        )
    )
