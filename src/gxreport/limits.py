"""What no law settles for the whole country, so that each office may."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """The limits that rules go by, as the law or good sense has them until an office sets its own."""
