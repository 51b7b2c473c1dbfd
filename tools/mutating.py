"""Makes mutants of a module: the same source with one small mistake in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

_SWAPPED = {
    "ReplaceBinaryOperator": (
        "Add_Sub Sub_Add Mul_FloorDiv Div_Mul FloorDiv_Mul Mod_FloorDiv BitOr_BitAnd BitAnd_BitOr"
    ),
    "ReplaceComparisonOperator": (
        "Eq_NotEq NotEq_Eq Is_IsNot IsNot_Is Lt_LtE Lt_GtE LtE_Lt LtE_Gt Gt_GtE Gt_LtE GtE_Gt GtE_Lt"
    ),
    "ReplaceUnaryOperator": "USub_UAdd Delete_Not",
}
# One or two changes for each sign, those that a person might mistake it for: that + is not ^ proves nothing.
# Strings are left alone: a word of a message or of a vocabulary that is altered is not a mistake of thought.
# So is [0] made [-1], which is the same wherever there is one of a thing, as of totals.
OPERATORS = (
    *(f"{family}_{pair}" for family, pairs in _SWAPPED.items() for pair in pairs.split()),
    "AddNot",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "ExceptionReplacer",
    "NumberReplacer",
    "RemoveDecorator",
    "ZeroIterationForLoop",
)


class Mutant(NamedTuple):
    """A mutated source. `name` is what was written, an arrow, and what is written now."""

    line: int
    name: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a source that is another program, in the order of the lines."""
    made = {}
    unchanged = _meaning(source)
    for name in OPERATORS:
        operator = get_operator(f"core/{name}")()
        places = sum(len(list(operator.mutation_positions(node))) for node in ast_nodes(get_ast(source)))
        for place in range(places):
            mutated = mutate_code(source, operator, place)
            if _meaning(mutated) not in (unchanged, None) and "[ -1]" not in mutated:
                made[mutated] = _named(source, mutated)
    yield from sorted(made.values())


def _meaning(source: str) -> str | None:
    """The program without what changes nothing that a test could see: annotations and caches.

    None if it is none: the sign before keyword-only parameters is no multiplication.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
        elif isinstance(node, ast.FunctionDef):
            node.returns = None
            node.decorator_list = [one for one in node.decorator_list if ast.unparse(one) != "lru_cache"]
    return ast.dump(tree)


def _named(source: str, mutated: str) -> Mutant:
    was, now = source.splitlines(), mutated.splitlines()
    start = next(at for at, (a, b) in enumerate(zip(was, now, strict=False)) if a != b)
    while was[start:] and now[start:] and was[-1] == now[-1]:
        was.pop()
        now.pop()
    old, new = (" ".join(line.strip() for line in lines[start:]) for lines in (was, now))
    return Mutant(start + 1, f"{old}  →  {new}", mutated)
