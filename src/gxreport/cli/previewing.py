"""What a preview shows of a file: its findings, or the last that could be read of it and why no more can."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click

from gxreport.catalogue import catalogue, selected
from gxreport.checking import Checked
from gxreport.cli import console
from gxreport.cli.choices import Choices, chosen
from gxreport.cli.configured import config_file
from gxreport.cli.files import Source, load_guarded
from gxreport.cli.guarded import check_guarded
from gxreport.cli.previous import last_years, named
from gxreport.cli.waiving import waived, waivers_of
from gxreport.cli.wanted import Wanted
from gxreport.messages import _
from gxreport.reading import Reading
from gxreport.reporters import Failure, Outcome
from gxreport.reporters.html import page
from gxreport.rules import Background


class View(NamedTuple):
    """A checked report (None if it could not be read), what failed, and the files that it all came from."""

    checked: Checked | None
    failures: tuple[Failure, ...]
    files: tuple[str, ...]


def viewed(wanted: Wanted) -> View:
    """The report as it is now. What is wrong in any of the files is a failure, and no exception."""
    files = [wanted.path, *_configs(wanted.config), wanted.previous or ""]
    try:
        choices = choices_of(wanted)
        files += (*choices.inputs, choices.previous or "")
        found = load_guarded(Source(wanted.path), wanted.edition)
        if isinstance(found, Failure):
            return View(None, (found,), _names(files))
        assert found is not None  # a file that is named is read or fails
        given = None
        if choices.previous is not None:
            given = named(choices.previous, [wanted.path], [found], choices.previous_at)
        (last,) = last_years([found], given)
        files += given.inputs if given else []
        failures = tuple(given.failures) if given else ()
        done = _checked(found, choices, last.reading)
    except click.ClickException as error:
        return View(None, (Failure(wanted.config or "gxreport.toml", error.format_message()),), _names(files))
    if isinstance(done, Failure):
        return View(None, (*failures, done), _names(files))
    return View(done, failures, _names(files))


def shown(view: View, last: Checked | None, version: str) -> bytes:
    """The page of a view; the `last` report that could be read stands in for one that cannot."""
    checked = view.checked or last
    aside = _("下面是上一次读得了的样子；改好并保存后自动更新。") if not view.checked and last else ""
    outcome = Outcome((checked,) if checked else (), view.failures)
    return console.for_programs(page(outcome, live=version, aside=aside))


def choices_of(wanted: Wanted) -> Choices:
    """What gxreport.toml and the options make together. Raises click.ClickException."""
    return chosen(
        wanted.config,
        [rule.id for rule in catalogue()],
        select=wanted.select,
        ignore=wanted.ignore,
        fail_on=None,
        previous=wanted.previous,
        baseline=None,
    )


def _checked(found: Reading, choices: Choices, previous: Reading | None) -> Checked | Failure:
    rules = selected(choices.select, choices.ignore)
    background = Background(limits=choices.settings.limits)
    done = check_guarded(found, rules, background, previous, choices.settings.severities)
    if isinstance(done, Failure):
        return done
    waivers = waivers_of(choices, [rule.id for rule in catalogue()], with_baseline=True)
    today = date.today()  # noqa: DTZ011  # the day that the office has
    (left,) = waived([done], [waiver for waiver in waivers if not waiver.lapsed(today)])
    return left


def _configs(config: str | None) -> list[str]:
    """The files whose coming and going changes which gxreport.toml is in force."""
    if config:
        return [config]
    here = Path().absolute()
    found = config_file(None)
    nearest = found.absolute().parent if found else here
    above = [here, *here.parents]
    if nearest in above:
        above = above[: above.index(nearest) + 1]
    return [str(folder / "gxreport.toml") for folder in above]


def _names(files: Sequence[str]) -> tuple[str, ...]:
    """Each file once; the names of none are left out, and of standard input."""
    return tuple(dict.fromkeys(name for name in files if name not in ("", "-")))
