"""What prose claims: a quantity of the form, the number that is said, and where it is said."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from gxreport.layout import Address

RECEIVED, SETTLED = "received", "settled"
CARRIED_IN, CARRIED_OUT = "carried_in", "carried_out"
ALL_RESULTS = "results.total"
REFUSED, UNABLE, REJECTED, OTHERS = "refused", "unable", "rejected", "others"
REVIEW, LITIGATION, DIRECT, AFTER_REVIEW = "review", "litigation", "direct", "after_review"
DISPUTES = "disputes"
RULES, DOCUMENTS = "rules", "documents"

NATURAL, ORGANISATIONS = "natural", "organisations"
UPHELD, CORRECTED, OTHER, PENDING = "upheld", "corrected", "other", "pending"
ISSUED, REPEALED, IN_FORCE = "issued", "repealed", "in_force"

OF_DISPUTES = (REVIEW, LITIGATION, DIRECT, AFTER_REVIEW, DISPUTES)
OF_DOCUMENTS = (RULES, DOCUMENTS)


class Quantity(NamedTuple):
    """A figure that the form has a place for.

    `name` is one of the words above or a row of the results, `results.refused.secret`; several rows
    that are named in one breath are joined with `+`. `part` narrows it: a kind of applicant (or
    several, joined likewise), a result of disputes, what happened to documents.
    """

    name: str
    part: str = ""

    def __str__(self) -> str:
        if not self.part:
            return self.name
        return f"{self.name}{'.' if self.name in (*OF_DISPUTES, *OF_DOCUMENTS) else '@'}{self.part}"

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows or words that are named."""
        return tuple(self.name.split("+"))


class Claim(NamedTuple):
    """A figure that the words `start` up to `end` of a field claim.

    `exact` is False for 十余件 and the like. `none` means that the words say there are none. `basis`
    is the place of the claim that the number is taken from, as in 均获维持. `strict` means that the
    words leave fewer readings than they do elsewhere; `beside` are quantities of the same sentence
    that the words may belong to just as well. `own` is what the organ itself has of a figure that the
    text divides among organs; the tables may be of either. `stray`: disputes of which nothing says
    that they are about information; where the tables have none, they are about something else.
    """

    field: str
    start: int
    end: int
    quantity: Quantity
    value: Decimal
    exact: bool = True
    none: bool = False
    basis: tuple[int, int] | None = None
    strict: bool = False
    beside: tuple[Quantity, ...] = ()
    own: Decimal | None = None
    stray: bool = False


class Named(NamedTuple):
    """The quantities that a number is a figure of, none where that is not clear; see `Claim` for the rest."""

    quantities: tuple[Quantity, ...] = ()
    strict: bool = False
    beside: tuple[Quantity, ...] = ()


NOTHING = Named()


class Share(NamedTuple):
    """A percentage that the words claim of a quantity.

    `percent` is as printed, with so many decimal `places`; `said` is the number beside it,
    `wholes` are numbers of the sentence that it may be a part of, `of` what the words name as the whole.
    """

    field: str
    start: int
    end: int
    quantity: Quantity
    percent: Decimal
    places: int
    said: Decimal | None = None
    wholes: tuple[Decimal, ...] = ()
    of: Quantity | None = None


class Reading(NamedTuple):
    """One honest reading of a claim: the cells that add up to it, and those that are taken off again."""

    cells: tuple[Address, ...]
    less: tuple[Address, ...] = ()
