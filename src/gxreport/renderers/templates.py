"""The templates of documents, which stand as files in the folder templates/, and those of users."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sized
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
)
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel

from gxreport.messages import _
from gxreport.renderers import Unrenderable, UserFile

# What XML 1.0 cannot hold: control characters, lone surrogates, two code points that are no characters.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = ("docx", "html")
_MOST = 10_000  # what a template may multiply
_OF_DAYS = ("year", "month", "day", "isoformat", "strftime", "weekday", "isoweekday")
_GLOBALS = ("range", "dict", "namespace")
_UNDEFINED = re.compile(r"'([^']*)' is undefined|has no attribute '([^']*)'")
_UNSAFE = re.compile(r"access to attribute '([^']*)'")
Filters = Mapping[str, Callable[..., object]]


def folder() -> Path:
    """Where the templates are: inside an installed package, or at the top of a checkout."""
    package = Path(__file__).parent.parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent.parent / "templates"


def whole(text: str) -> str:
    """The text with U+FFFD for every character that XML, and with it a document, cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)


@lru_cache
def _environment(kind: str) -> Environment:
    return _made(Environment, kind)


def _made(environment: type[Environment], kind: str) -> Environment:
    return environment(
        loader=FileSystemLoader(folder() / kind),
        autoescape=kind in _ESCAPED,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which only the data of a report can be reached: pydantic can load files.

    Nor is there a clock or chance, so that the same report gives the same document, and no text of
    any length.
    """

    intercepted_binops = frozenset({"*", "**"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may have an attribute of an object."""
        if isinstance(obj, BaseModel):
            return attr in type(obj).model_fields
        if isinstance(obj, type) or (isinstance(obj, date) and attr not in _OF_DAYS):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """A product of small numbers, or a text repeated a few times."""
        for value in (left, right):
            size = value if isinstance(value, int) else len(value) if isinstance(value, Sized) else 0
            if abs(size) > _MOST:
                raise SecurityError(_("乘得太大"))
        if operator == "**":
            raise SecurityError(_("不能乘方"))
        return super().call_binop(context, operator, left, right)


def filled(kind: str, name: str, values: Mapping[str, object], filters: Filters | None = None) -> str:
    """The template `name` of a kind of document, filled in. Values are escaped where the kind needs it."""
    environment = _environment(kind)
    environment.filters.update(filters or {})
    return whole(environment.get_template(name).render(values))


def xml(kind: str, name: str, values: Mapping[str, object]) -> bytes:
    """A template that is XML, filled in."""
    return filled(kind, name, values).encode()


def users(kind: str, file: UserFile, values: Mapping[str, object], filters: Filters | None = None) -> str:
    """A user's own template, filled in; it may extend and include those of its kind and nothing else.

    It runs in Jinja's sandbox. Raises Unrenderable with the file and the line where it is wrong.
    """
    environment = _made(_Sandbox, kind)
    environment.filters.update(filters or {})
    for global_name in set(environment.globals) - set(_GLOBALS):
        del environment.globals[global_name]
    try:
        source = file.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if file.content.startswith(b"PK"):
            message = _("{name} 是 Word 文件，不是模板；要用它的样式请写 --reference {name}")
            raise Unrenderable(message.format(name=file.name)) from None
        raise Unrenderable(_("模板 {name} 不是 UTF-8 文字，请另存为 UTF-8").format(name=file.name)) from None
    try:
        _refuse_unknown_blocks(environment, file, source)
        return whole(environment.from_string(source).render(values))
    except Unrenderable:
        raise
    except TemplateSyntaxError as error:
        raise _wrong(file, error.name, error.lineno, error.message or "") from None
    except Exception as error:  # noqa: BLE001  # a template can make the interpreter stumble in any way there is
        name, line = _where(error.__traceback__)
        raise _wrong(file, name, line, _reason(error)) from None


def _refuse_unknown_blocks(environment: Environment, file: UserFile, source: str) -> None:
    """Refuse a block that the extended template does not have: nothing would ever show it."""
    tree = environment.parse(source)
    parent = next(tree.find_all(nodes.Extends), None)
    if parent is None or not isinstance(parent.template, nodes.Const):
        return
    try:
        known = environment.get_template(str(parent.template.value)).blocks
    except TemplateNotFound:
        return  # told with its line when the template is filled in
    inside = {inner.name for block in tree.find_all(nodes.Block) for inner in block.find_all(nodes.Block)}
    for block in tree.find_all(nodes.Block):
        if block.name not in known and block.name not in inside:
            message = _("没有“{name}”这个 block，可以写的有 {known}")
            words = message.format(name=block.name, known=_("、").join(known))
            raise _wrong(file, None, block.lineno, words)


def _reason(error: Exception) -> str:
    """Why a template cannot be filled in, in the person's words where they are known."""
    said = str(error)
    if isinstance(error, TemplateNotFound):
        known = _("模板只能用 gxreport 自己的模板，没有“{name}”")
        return known.format(name=error.name or "")
    if isinstance(error, UndefinedError) and (found := _UNDEFINED.search(said)):
        return _("没有“{name}”这个名字").format(name=found[1] or found[2])
    if isinstance(error, SecurityError) and (found := _UNSAFE.search(said)):
        return _("模板里不能用“{name}”").format(name=found[1])
    return said if isinstance(error, TemplateError) else f"{type(error).__name__}: {said}"


def _where(traceback: TracebackType | None) -> tuple[str | None, int | None]:
    """The innermost template and line that an error passed through: Jinja writes them into tracebacks."""
    found: tuple[str | None, int | None] = (None, None)
    templates = str(folder())
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_filename
        if name == "<template>":
            found = (None, traceback.tb_lineno)
        elif name.startswith(templates):
            found = (Path(name).name, traceback.tb_lineno)
        traceback = traceback.tb_next
    return found


def _wrong(file: UserFile, name: str | None, line: int | None, reason: str) -> Unrenderable:
    message = _("模板 {name} 第 {line} 行不对：{reason}")
    if name:
        message = _("模板 {name} 用到的 {other} 第 {line} 行不对：{reason}")
    return Unrenderable(message.format(name=file.name, other=name, line=line or "?", reason=reason))
