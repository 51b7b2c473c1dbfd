"""What a shell offers when Tab is pressed: files that can be read, rules, formats. click finds the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from click import shell_completion
from click.shell_completion import CompletionItem

from gxreport.cli.completionscripts import BASH, FISH, ZSH
from gxreport.messages import _
from gxreport.model import OrganKind

VARIABLE = "_GXREPORT_COMPLETE"
"""The variable by which the scripts ask."""


class _Bash(shell_completion.BashComplete):
    source_template: ClassVar[str] = BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is completed; bash takes the sign in --option=value for a word."""
        words, incomplete = super().get_completion_args()
        return [word for word in words if word != "="], incomplete


class _Zsh(shell_completion.ZshComplete):
    source_template: ClassVar[str] = ZSH


class _Fish(shell_completion.FishComplete):
    source_template: ClassVar[str] = FISH


SHELLS: dict[str, type[shell_completion.ShellComplete]] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}


def register() -> None:
    """Let click answer with these scripts."""
    for name, kind in SHELLS.items():
        shell_completion.add_completion_class(kind, name)


def offered(name: str, incomplete: str) -> list[CompletionItem]:
    """What to offer for an option or argument; nothing where click knows better."""
    offer = _OFFERS.get(name)
    return list(offer(incomplete)) if offer else []


def _files(*endings: str) -> Callable[[str], Iterator[CompletionItem]]:
    """Files with these endings, or any, and the folders on the way to them: the script looks for them."""
    pattern = "|".join(ending.removeprefix(".") for ending in endings) or "*"
    return lambda _incomplete: iter([CompletionItem(pattern, type="file")])


def _reports(incomplete: str) -> Iterator[CompletionItem]:
    from gxreport.readers import ENDINGS

    return _files(*ENDINGS)(incomplete)


def _folders(incomplete: str) -> Iterator[CompletionItem]:
    yield CompletionItem(incomplete, type="dir")


def _rules(incomplete: str) -> Iterator[CompletionItem]:
    """Families and rules; in a list with commas the last of them."""
    from gxreport.catalogue import catalogue
    from gxreport.explaining import FAMILIES, explained

    before, comma, begun = incomplete.rpartition(",")
    titles = {family: _(title) for family, title in FAMILIES.items()}
    titles |= {rule.id: explained(rule).title for rule in catalogue()}
    for id, title in sorted(titles.items()):
        if id.startswith(begun.upper()):
            yield CompletionItem(before + comma + id, help=title)


def _formats(incomplete: str) -> Iterator[CompletionItem]:
    """FORMAT=FILE: the format, then a file."""
    from gxreport.cli.results import FORMATS

    if "=" in incomplete:
        yield CompletionItem("*", type="file")
    else:
        yield from (CompletionItem(f"{name}=") for name in FORMATS if name.startswith(incomplete))


def _kinds(incomplete: str) -> Iterator[CompletionItem]:
    return (CompletionItem(kind.value) for kind in OrganKind if kind.value.startswith(incomplete))


_OFFERS: dict[str, Callable[[str], Iterator[CompletionItem]]] = {
    "paths": _reports,
    "path": _reports,
    "old": _reports,
    "new": _reports,
    "previous": _reports,
    "output": _files(),
    "provenance": _files("json"),
    "template": _files("docx", "html", "md", "typ"),
    "reference": _files("docx"),
    "config_": _files("toml"),
    "baseline": _files("toml"),
    "write_baseline": _files("toml"),
    "among": _folders,
    "select": _rules,
    "ignore": _rules,
    "id": _rules,
    "others": _formats,
    "kind": _kinds,
}
