"""What no law settles for the whole country, so that each office may."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """The limits that rules go by, as the law or good sense has them until an office sets its own.

    `repeated_share` is how much of the prose may be last year's, in per cent of its characters. Much of
    an honest report recurs: what an office does every year is said in the same words. Two thirds of a
    text are more than that, and what is left then tells no more than the tables do.

    `implausible_factor` is how many times as great or as small as last year a figure must be to be
    asked about. There is no such number that suits all offices, so nothing is asked without one.
    """

    repeated_share: int = 70
    implausible_factor: int | None = None
