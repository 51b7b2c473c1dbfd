"""Where documents go: beside their report, to a named file, or into a folder."""

from __future__ import annotations

import os
from pathlib import Path

import click

from gxreport.cli import console
from gxreport.cli.why import why
from gxreport.messages import _
from gxreport.readers import CARRIERS

_OTHER_ENDINGS = (
    *(".docx", ".doc", ".wps", ".pdf", ".html", ".htm", ".xlsx", ".xls", ".et", ".md", ".json"),
    *(".yaml", ".yml", ".txt", ".csv"),
)
# Carriers of reports that are also written as findings, changes or a schema: these are made anew each time.
_RESULTS = ("json", "html", "md", "wordtext")
_ALSO = {"html": (".htm",), "yaml": (".yml",)}


def is_folder(output: str | None) -> bool:
    """Whether a person means a folder: there is one of that name, or the name ends as folders do."""
    return (
        bool(output) and output != "-" and (str(output).endswith(("/", os.sep)) or Path(str(output)).is_dir())
    )


def checked(output: str, format_: str) -> str:
    """The file name that a person gave, with the ending of the format if it has none.

    A name that ends as another kind of file does is refused: it may be another report's.
    """
    path = Path(output)
    ending = path.suffix.lower()
    if ending in _OTHER_ENDINGS and ending != f".{format_}" and ending not in _ALSO.get(format_, ()):
        message = _("生成的是 {format} 文件，文件名不能以 {ending} 结尾；请写 {name}")
        named = path.with_suffix(f".{format_}")
        raise click.UsageError(message.format(format=format_, ending=ending, name=named))
    if output == "-" or ending or path.exists():
        return output
    return f"{output}.{format_}"


def beside(name: str, format_: str) -> str:
    """Where a document goes that was given no name."""
    return "-" if name == "-" else str(Path(name).with_suffix(f".{format_}"))


def inside(folder: str, name: str, below: str, format_: str) -> str:
    """Where a document goes in a folder; one from a folder `below` keeps its way there."""
    way = Path(os.path.relpath(name, below)) if below else Path(Path(name).name)
    return str(Path(folder) / way.with_suffix(f".{format_}"))


def refuse_existing(target: str) -> None:
    """Never replace a file whose name nobody gave."""
    if target != "-" and Path(target).exists():
        raise console.Refused(
            _("{target} 已经有了；要替换就加上 --force，要留着它就用 -o 写另一个文件名").format(target=target)
        )


def refuse_report(target: str) -> None:
    """Never put what was found out about reports in the place of a file that by its ending is a report."""
    path = Path(os.path.realpath(target))  # writing follows a link as well
    ending = path.suffix.lower()
    reports = (endings for carrier, endings in CARRIERS.items() if carrier not in _RESULTS)
    if target != "-" and any(ending in endings for endings in reports) and path.is_file():
        raise console.Refused(
            _("{target} 看后缀是一份报告，不能用结果替换它；请用 -o 写另一个文件名").format(target=target)
        )


def made(folder: str | Path) -> None:
    """Make a folder for documents, and those above it."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise console.Refused(
            _("建不了文件夹 {folder}：{why}").format(folder=folder, why=why(error))
        ) from None


def made_for(target: str) -> None:
    """Make the folder of a file, where the folder above it is there: more than one is rather a slip."""
    folder = Path(target).parent
    if not folder.exists() and folder.parent.is_dir():
        made(folder)
