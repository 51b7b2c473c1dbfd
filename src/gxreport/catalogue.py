"""All rules, in the order of their ids."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module

from gxreport import rules
from gxreport.rules import Rule


@lru_cache
def catalogue() -> tuple[Rule, ...]:
    """Every rule of the package. An id that is given twice is a programming error."""
    found: dict[str, Rule] = {}
    for module in pkgutil.iter_modules(rules.__path__):
        for value in vars(import_module(f"{rules.__name__}.{module.name}")).values():
            if isinstance(value, Rule) and found.setdefault(value.id, value) is not value:
                raise ValueError(f"two rules are called {value.id}")
    return tuple(found[id] for id in sorted(found))


def selected(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules whose id begins with one of `select` (all, if empty) and with none of `ignore`."""
    wanted, unwanted = tuple(select) or ("GX",), tuple(ignore)
    return tuple(r for r in catalogue() if r.id.startswith(wanted) and not r.id.startswith(unwanted))


def unknown(ids: Iterable[str]) -> list[str]:
    """Those of the given ids and beginnings of ids that no rule has."""
    return [id for id in ids if not any(rule.id.startswith(id) for rule in catalogue())]
