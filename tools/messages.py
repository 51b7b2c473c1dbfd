"""The catalogues of messages: collects messages from the code, keeps their translations, compiles.

python tools/messages.py          update and compile; lists what is still to be translated
python tools/messages.py --check  change nothing; exit 1 if there is anything to do
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "gxreport"
LOCALE = PACKAGE / "locale"

_HEADERS = ("Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

# What click hands to gettext by way of a variable, where it cannot be seen.
_UNSEEN_IN_CLICK = ("required",)

Id: TypeAlias = str | tuple[str, str]
"""A message, or its singular and plural."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message and where the code says it; without a line where it does not matter."""

    id: Id
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue file: its domain and language, and what collects the messages that it must have.

    `keep` says that messages which are not collected stay.
    """

    domain: str
    language: str
    comment: str
    collect: Callable[[], Iterable[Said]]
    keep: bool = False

    @property
    def po(self) -> Path:
        """The file that people edit."""
        return LOCALE / self.language / "LC_MESSAGES" / f"{self.domain}.po"

    @property
    def mo(self) -> Path:
        """The file that gettext reads."""
        return self.po.with_suffix(".mo")

    @property
    def name(self) -> str:
        """The file that people edit, as they are told of it."""
        return self.po.relative_to(ROOT).as_posix()


class _Undated(Catalog):
    """A catalogue that is the same file whenever and by whatever Babel it is written."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        kept = [(name, value) for name, value in super().mime_headers if name in _HEADERS]
        return [*kept[:-1], (kept[-1][0], kept[-1][1] + "\n")]


def of_gxreport() -> Iterator[Said]:
    """What gxreport says, in the order of its files."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        found = [
            Said(text, name, line)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            for text, line in _spoken(node, path.relative_to(PACKAGE).parts[0], name)
            if text
        ]
        yield from sorted(found, key=lambda said: said.line)


def _spoken(node: ast.AST, part: str, name: str) -> Iterator[tuple[str, int]]:
    """The messages of one node: marked ones, and those that the package translates without a mark.

    Without a mark are a rule's documentation, citation and help, and the keys of the form.
    """
    if part == "rules" and isinstance(node, _FUNCTIONS) and any(map(_is_rule, node.decorator_list)):
        yield ast.get_docstring(node) or "", node.lineno
    if not isinstance(node, ast.Call):
        return
    match part, node.func:
        case _, ast.Name(id="_" | "marked") | ast.Attribute(attr="marked"):
            yield from _texts(node.args[0], name)
        case "rules", ast.Name(id="rule"):
            for keyword in node.keywords:
                if keyword.arg in ("cite", "help"):
                    yield from _texts(keyword.value, name)
        case "editions", ast.Name(id="line" | "summed"):
            keys = [keyword.value for keyword in node.keywords if keyword.arg == "key"] or node.args[1:2]
            yield from _texts((keys or node.args)[0], name)
            if node.func.id == "summed":  # a total row is named by its label
                yield from _texts(node.args[0], name)
        case "sections.py", ast.Name(id="Section"):
            yield from _texts(node.args[2], name)


def _is_rule(decorator: ast.expr) -> bool:
    return (
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Name)
        and decorator.func.id == "rule"
    )


def _texts(node: ast.expr, name: str) -> Iterator[tuple[str, int]]:
    """The text that an argument is, both texts of a choice; none of a variable, which is marked elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value, node.lineno
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body, name)
        yield from _texts(node.orelse, name)
    elif isinstance(node, (ast.JoinedStr, ast.BinOp)):
        raise SystemExit(
            f"{name}:{node.lineno}: an assembled text cannot be translated; use format() after _()"
        )


def of_click() -> Iterator[Said]:
    """What the installed click says."""
    spec = find_spec("click")
    assert spec is not None
    assert spec.origin is not None
    found: set[Id] = set(_UNSEEN_IN_CLICK)
    for path in Path(spec.origin).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="_" | "gettext"), args=[ast.Constant(value=str(text))]):
                    found.add(text)
                case ast.Call(
                    func=ast.Name(id="ngettext"),
                    args=[ast.Constant(value=str(one)), ast.Constant(value=str(more)), _],
                ):
                    found.add((one, more))
    yield from map(Said, sorted(found, key=_first))


CATALOGUES = (
    Catalogue(
        "gxreport", "en", "# What gxreport says, in English. Chinese is the source language.\n#", of_gxreport
    ),
    Catalogue(
        "click",
        "zh_CN",
        "# What click says, in Chinese. Messages of other releases than the installed one are kept.\n#",
        of_click,
        keep=True,
    ),
)


def stored(catalogue: Catalogue) -> Catalog:
    """The catalogue as it was last written."""
    if not catalogue.po.exists():
        return Catalog(locale=catalogue.language)
    with catalogue.po.open("rb") as file:
        return read_po(file, locale=catalogue.language)


def updated(catalogue: Catalogue, old: Catalog) -> Catalog:
    """The catalogue as it should be: all that is said, with the translations there are."""
    new = _Undated(catalogue.language, header_comment=catalogue.comment, fuzzy=False)
    collected = catalogue.collect()
    for said in _with_stored(collected, old) if catalogue.keep else collected:
        before = old.get(_first(said.id))
        known = before is not None and _id(before) == said.id
        new.add(
            said.id,
            before.string if before and known else None,
            locations=[(said.path, said.line)] if said.path else (),
            flags=before.flags if before and known else (),
            user_comments=before.user_comments if before else (),
        )
    return new


def _with_stored(collected: Iterable[Said], old: Catalog) -> list[Said]:
    """What is collected and what is only stored, by name.

    The singular names a message: releases of click that differ only in the plural share a translation.
    """
    found = {_first(_id(message)): Said(_id(message)) for message in old if message.id}
    for said in collected:
        there = found.get(_first(said.id))
        if there is None or isinstance(there.id, str):
            found[_first(said.id)] = said
    return [found[name] for name in sorted(found)]


def _id(message: Message) -> Id:
    return message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


def _first(id: Id) -> str:
    return id if isinstance(id, str) else id[0]


def untranslated(catalog: Catalog) -> list[Message]:
    """The messages without a translation, and those whose translation is in doubt."""
    return [message for message in catalog if message.id and (message.fuzzy or not _whole(message))]


def _whole(message: Message) -> bool:
    """Whether a translation, or every plural form of it, is there."""
    forms = [message.string] if isinstance(message.string, str) else list(message.string or [])
    return bool(forms) and all(forms)


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def check(catalogue: Catalogue) -> Iterator[str]:
    """What is wrong with a catalogue. A message that only moved to another line is not."""
    old = stored(catalogue)
    new = updated(catalogue, old)
    if _content(old) != _content(new):
        yield f"{catalogue.name} is out of date"
    if not catalogue.mo.exists() or catalogue.mo.read_bytes() != compiled(new):
        yield f"{catalogue.name}: its compiled .mo is out of date"
    for message in untranslated(new):
        yield _to_translate(message)


def _content(catalog: Catalog) -> list[tuple[Id, object, bool]]:
    return [(_id(message), message.string, message.fuzzy) for message in catalog if message.id]


def _to_translate(message: Message) -> str:
    path, line = message.locations[0] if message.locations else ("click", None)
    return f"{path}:{line or ''} is not translated: {_first(_id(message))!r}"


def update(catalogue: Catalogue) -> Iterator[str]:
    """Write the catalogue anew and say how much of it is translated."""
    new = updated(catalogue, stored(catalogue))
    catalogue.po.parent.mkdir(parents=True, exist_ok=True)
    with catalogue.po.open("wb") as file:
        write_po(file, new, width=0)
    catalogue.mo.write_bytes(compiled(new))
    todo = untranslated(new)
    yield from map(_to_translate, todo)
    yield f"{catalogue.name}: {len(todo)} of {len(new)} untranslated"


def main(arguments: Sequence[str] | None = None) -> int:
    """Update or check all catalogues."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit 1 if there is anything to do"
    )
    if not parser.parse_args(arguments).check:
        for catalogue in CATALOGUES:
            print(*update(catalogue), sep="\n")
        return 0
    problems = [problem for catalogue in CATALOGUES for problem in check(catalogue)]
    print(*problems or ["all catalogues are complete"], sep="\n")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
