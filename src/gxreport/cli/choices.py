"""What `gxreport validate` is to do: its options, and what gxreport.toml says where they are silent."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

import click

from gxreport.catalogue import unknown
from gxreport.cli.command import option
from gxreport.cli.configured import config_file, configured
from gxreport.cli.misused import no_rule
from gxreport.config import Config
from gxreport.messages import _, marked


def _ids(context: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Rule ids or beginnings of ids, separated by commas, in one or several options."""
    found = tuple(word.strip().upper() for text in given for word in text.split(",") if word.strip())
    if strange := unknown(found):
        raise click.BadParameter(no_rule(strange))
    return found


select_option = option(
    "--select", metavar="IDS", multiple=True, callback=_ids, help=marked("只用这些规则，如 GX3,GX102。")
)
ignore_option = option("--ignore", metavar="IDS", multiple=True, callback=_ids, help=marked("不用这些规则。"))


class Choices(NamedTuple):
    """Settings and options made one. Paths are as seen from here; `file` is the gxreport.toml.

    `previous_at` and `baseline_at` say where a path stands in it; they are empty where an option gave it.
    """

    settings: Config
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: str
    previous: str | None
    baseline: str | None
    file: Path | None
    previous_at: str = ""
    baseline_at: str = ""

    @property
    def inputs(self) -> list[str]:
        """The files that no result may be written over."""
        return [str(path) for path in (self.file, self.baseline) if path]


def chosen(
    config: str | None,
    rules: Collection[str],
    *,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    previous: str | None,
    baseline: str | None,
) -> Choices:
    """The choices; an option wins over the setting of its name, and `--select` over `ignore` as well."""
    settings = configured(config, rules)
    checks, file = settings.checks, config_file(config)
    return Choices(
        settings,
        select or checks.select,
        ignore or (() if select else checks.ignore),
        fail_on or checks.fail_on or "error",
        previous if previous is not None else _from(file, checks.previous),
        baseline if baseline is not None else _from(file, checks.baseline),
        file,
        _at(file, checks.previous_line) if previous is None else "",
        _at(file, checks.baseline_line) if baseline is None else "",
    )


def _at(file: Path | None, line: int) -> str:
    """A line of a file, in words; empty where there is none."""
    return _("{name} 第 {line} 行").format(name=seen_from_here(file), line=line) if file and line else ""


def _from(file: Path | None, path: str) -> str | None:
    """A path that is given as seen from the folder of a file, as seen from here."""
    return seen_from_here(file.parent / path) if file and path else None


def seen_from_here(path: str | Path) -> str:
    """A path as seen from the current folder; whole where no way leads there, as to another drive."""
    try:
        return os.path.relpath(path)
    except ValueError:
        return str(path)
