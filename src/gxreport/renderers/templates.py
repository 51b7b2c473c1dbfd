"""The templates of documents, which stand as files in the folder templates/, and those of users."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel

from gxreport.messages import _
from gxreport.renderers import Unrenderable, UserFile

# What XML 1.0 cannot hold: control characters, lone surrogates, two code points that are no characters.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = ("docx", "html")
Filters = Mapping[str, Callable[..., object]]


def folder() -> Path:
    """Where the templates are: inside an installed package, or at the top of a checkout."""
    package = Path(__file__).parent.parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent.parent / "templates"


def whole(text: str) -> str:
    """The text with U+FFFD for every character that XML, and so no document, can hold."""
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
    """Jinja's sandbox, in which of a report only its data can be reached: pydantic can load files."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may have an attribute of an object."""
        if isinstance(obj, type) or (isinstance(obj, BaseModel) and attr not in type(obj).model_fields):
            return False
        return super().is_safe_attribute(obj, attr, value)


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
    try:
        source = file.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unrenderable(_("模板 {name} 不是 UTF-8 文字，请另存为 UTF-8").format(name=file.name)) from None
    try:
        return whole(environment.from_string(source).render(values))
    except TemplateSyntaxError as error:
        raise _wrong(file, error.name, error.lineno, error.message or "") from None
    except Exception as error:  # noqa: BLE001  # a template can make the interpreter stumble in any way there is
        name, line = _where(error.__traceback__)
        reason = error.message if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
        raise _wrong(file, name, line, reason or type(error).__name__) from None


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
