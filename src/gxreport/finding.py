"""What rules say: problems in terms of cells and words, and the findings that are made of them."""

from __future__ import annotations

from enum import IntEnum
from typing import Literal, NamedTuple, TypeAlias

from gxreport.layout import Address
from gxreport.source import Place


class Severity(IntEnum):
    """How bad a finding is; the greater, the worse."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


class Span(NamedTuple):
    """Words of the report: characters `start` up to `end` of a field such as `overview`.

    With `end` 0 it means the field as a whole. `headings.2` is the third heading as it was written.
    """

    field: str
    start: int = 0
    end: int = 0


Target: TypeAlias = Address | Span | Place


Slip: TypeAlias = Literal[
    "transposed",
    "digit added",
    "digit missing",
    "digit wrong",
    "moved",
    "swapped",
    "sign",
    "copied",
    "follows",
]
"""How a wrong figure may have come to be written; "follows": a total computed from a wrong figure."""


class Change(NamedTuple):
    """A cell that would have to hold something else: what was `written`, what is `wanted`.

    `slip` is the likely mistake, None where the two figures do not tell.
    """

    address: Address
    written: str
    wanted: str
    slip: Slip | None = None


class Suspect(NamedTuple):
    """Changes that would together put right all that is wrong. They are a guess, never a demand.

    `likeliest` says that no other suspect is likelier.
    """

    changes: tuple[Change, ...]
    likeliest: bool = True


class Also(NamedTuple):
    """Something else that goes wrong by the same mistake: the cell that shows it, and a clause on it."""

    address: Address
    clause: str


class Problem(NamedTuple):
    """What a rule has to say: what it points at (the first is the point, the others are related).

    `working` shows how `expected` came about; `help` and `severity` stand in for the rule's own.
    `before` is what it points at in last year's report; words there pair with words in the rest of `at`.
    `suspects` are the likeliest mistakes behind it, best first; `also` is what else they break.
    """

    at: tuple[Target, ...]
    message: str
    expected: str = ""
    actual: str = ""
    working: str = ""
    help: str = ""
    severity: Severity | None = None
    before: tuple[Target, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    also: tuple[Also, ...] = ()


class Related(NamedTuple):
    """Something else that a finding is about, with its place where the file has one.

    `last_year` says that it stands in last year's report, and the place is one in that file.
    """

    label: str
    written: str
    place: Place | None
    address: Address | None
    last_year: bool = False


class Words(NamedTuple):
    """What stands where a finding points: in a field, with the rest of its sentence before and after it.

    Of a cell it is what is written in it; of a field as a `whole` its text, if that is short. `field` is
    empty for what is no prose.
    """

    field: str = ""
    text: str = ""
    before: str = ""
    after: str = ""
    whole: bool = False


class Finding(NamedTuple):
    """A problem made concrete: with the rule behind it and its place in the file.

    It points at a cell, row or table (`address`) or at words (`span`), or at a place and neither.
    `private` says that its `words`, by which it is known again, are not to be written anywhere.
    """

    rule: str
    severity: Severity
    message: str
    address: Address | None
    place: Place | None
    excerpt: str = ""
    related: tuple[Related, ...] = ()
    expected: str = ""
    actual: str = ""
    working: str = ""
    cite: str = ""
    help: str = ""
    suspects: tuple[Suspect, ...] = ()
    also: tuple[Related, ...] = ()
    span: Span | None = None
    words: Words = Words()
    private: bool = False
