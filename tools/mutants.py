"""Asks whether the tests notice a small mistake: changes the rules and the form, one place at a time.

What is changed, which tests must notice, and the mutants that need not be noticed stand in
tests/mutants.toml. Arguments choose modules: gx301, gx3, suspects, sums; none means all of them.
Nothing is written to the source: each mutant lives in a process of its own.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from pkgutil import walk_packages
from tempfile import TemporaryFile
from typing import IO, NamedTuple, NoReturn

import pytest
from hypothesis import Phase, settings

from mutating import Mutant, mutants

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "gxreport"
MEMORY = 4 << 30
OPTIONS = (
    *("-x", "-q", "--tb=no", "--assert=plain", "-m", "not slow"),
    *("-p", "no:cacheprovider", "-p", "no:xdist"),
)
EXAMPLE = (
    "test_example_breaks_its_rule_and_no_other[{id}]",
    "test_finding_of_an_example_says_all_that_a_person_needs[{id}]",
    "test_clean_report_has_no_finding_beside_that_of_the_year_before",
)


class Plan(NamedTuple):
    """What tests/mutants.toml says. `explained` has the reasons, by module and name of the mutant."""

    modules: dict[str, list[str]]
    rules: list[str]
    unasked: list[str]
    explained: dict[tuple[str, str], str]


def plan() -> Plan:
    """The plan as it is written down; a mutant that is explained twice is a mistake."""
    read = tomllib.loads((ROOT / "tests" / "mutants.toml").read_text(encoding="utf-8"))
    explained: dict[tuple[str, str], str] = {}
    for one in read["explained"]:
        for name in one["mutants"]:
            if explained.setdefault((one["module"], name), one["why"]) is not one["why"]:
                raise ValueError(f"explained twice: {one['module']}: {name}")
    return Plan(read["modules"], read["rules"], read["unasked"], explained)


def chosen(plan: Plan, wanted: Sequence[str]) -> list[str]:
    """The modules to change, all of them if none is asked for."""
    rules = sorted(f"rules/{path.stem}" for path in PACKAGE.glob("rules/gx*.py"))
    known = [*plan.modules, *rules]
    if unknown := [word for word in wanted if not any(_is(module, word) for module in known)]:
        raise SystemExit(f"no such module: {' '.join(unknown)}")
    return [module for module in known if not wanted or any(_is(module, word) for word in wanted)]


def _is(module: str, word: str) -> bool:
    return module == word or module.startswith((f"{word}/", f"rules/{word.lower()}"))


def tests_of(plan: Plan, module: str) -> list[list[str]]:
    """The tests that must notice, quick ones first: of a rule its example, then the files that name it.

    What stands in one list is run together.
    """
    unasked = [f"--deselect={test}" for test in plan.unasked]
    if module in plan.modules:
        return [[file, *unasked] for file in plan.modules[module]]
    id = module.removeprefix("rules/").upper()
    example = [f"tests/test_rules.py::{name.format(id=id)}" for name in EXAMPLE]
    naming = [file for file in plan.rules if id in (ROOT / file).read_text(encoding="utf-8")]
    return [example, *([file, *unasked] for file in naming)]


class QuickestFirst:
    """Notes how long each test takes, and runs those first that are known to take the least time.

    What a test notices, a quick one notices as a rule: so few mutants wait for the slow ones.
    """

    def __init__(self, took: dict[str, float]) -> None:
        self.took = took

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """The order in which the tests are run."""
        items.sort(key=lambda test: self.took.get(test.nodeid, 0))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """The time that a part of a test took."""
        self.took[report.nodeid] = self.took.get(report.nodeid, 0) + report.duration


def start(
    module: str,
    source: str | None,
    tests: Iterable[Sequence[str]],
    limit: int,
    order: QuickestFirst,
    into: IO[str] | None = None,
) -> int:
    """Start a process that runs the tests with this source of a module; its exit code is pytest's.

    How long they took is written `into` a file.
    """
    child = os.fork()
    if not child:
        _run(module, source, tests, limit, order, into)
    return child


def _run(
    module: str,
    source: str | None,
    tests: Iterable[Sequence[str]],
    limit: int,
    order: QuickestFirst,
    into: IO[str] | None,
) -> NoReturn:
    code = 1
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        signal.alarm(limit)  # a mutant may run for ever, or take all memory
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        if source is not None:
            _put(module, source)
        code = next(filter(None, (int(pytest.main([*OPTIONS, *some], [order])) for some in tests)), 0)
        if into is not None:
            json.dump(order.took, into)
            into.flush()
    finally:
        os._exit(code)


def _loaded() -> None:
    """Import the whole package once, as every process begins as a copy of this one."""
    for module in walk_packages([str(PACKAGE)], "gxreport."):
        if module.name != "gxreport.__main__":
            import_module(module.name)


def _put(module: str, source: str) -> None:
    """Import a module from another source than that of its file, and anew all that may have imported it."""
    path = PACKAGE / f"{module}.py"
    if not module.startswith("rules/gx"):  # which nothing imports
        for known in [name for name in sys.modules if name.partition(".")[0] == "gxreport"]:
            del sys.modules[known]
    parts = ("gxreport", *module.removesuffix("/__init__").split("/"))
    name, package = ".".join(parts), path.stem == "__init__"
    import_module(".".join(parts[:-1]))
    spec = spec_from_file_location(
        name, path, submodule_search_locations=[str(path.parent)] if package else None
    )
    assert spec is not None
    made = sys.modules[name] = module_from_spec(spec)
    exec(compile(source, path, "exec"), vars(made))
    setattr(sys.modules[".".join(parts[:-1])], parts[-1], made)


def survivors(module: str, every: Sequence[Mutant], tests: Sequence[Sequence[str]]) -> Iterator[Mutant]:
    """The mutants that the tests do not notice. The tests must pass with the module as it is."""
    began = time.monotonic()
    with TemporaryFile("w+") as times:
        child = start(module, None, tests, 600, QuickestFirst({}), times)
        if code := os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
            raise SystemExit(
                f"{module}: its tests fail without any mutant, or there are none ({code}): {tests}"
            )
        times.seek(0)
        order = QuickestFirst(json.load(times))
    limit = 10 + 5 * int(time.monotonic() - began)
    waiting, running = list(reversed(every)), dict[int, Mutant]()
    while waiting or running:
        while waiting and len(running) < (os.cpu_count() or 1):
            mutant = waiting.pop()
            running[start(module, mutant.source, tests, limit, order)] = mutant
        child, status = os.wait()
        mutant = running.pop(child)
        if os.waitstatus_to_exitcode(status) == 0:
            yield mutant


def main(wanted: Sequence[str]) -> int:
    """Run, and print what is left to do. The exit code is 1 if a mutant lives without an explanation."""
    told, left, total, alive = plan(), 0, 0, 0
    _loaded()
    for module in chosen(told, wanted):
        began = time.monotonic()
        every = list(mutants((PACKAGE / f"{module}.py").read_text(encoding="utf-8")))
        living = sorted(survivors(module, every, tests_of(told, module)))
        new = [mutant for mutant in living if (module, mutant.name) not in told.explained]
        names = {mutant.name for mutant in living}
        gone = [name for where, name in told.explained if where == module and name not in names]
        took = time.monotonic() - began
        print(
            f"{module}: {len(every)} mutants, {len(every) - len(living)} noticed, "
            f"{len(living) - len(new)} explained, {len(new)} left ({took:.0f} s)",
            flush=True,
        )
        for mutant in new:
            print(f"  src/gxreport/{module}.py:{mutant.line}: {mutant.name}", flush=True)
        for name in gone:
            print(f"  explained in vain: {name}", flush=True)
        total, alive, left = total + len(every), alive + len(living), left + len(new) + len(gone)
    print(f"{total} mutants, {total - alive} noticed, {left} to be noticed or explained")
    return min(left, 1)


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    # The same examples every time, and none made smaller: that one fails is all that is asked.
    os.environ["CI"] = "1"
    settings.register_profile("mutants", phases=(Phase.explicit, Phase.generate), report_multiple_bugs=False)
    settings.load_profile("mutants")
    sys.exit(main(sys.argv[1:]))
