"""Renderers: each turns a report into the bytes of one file type, by `render(report, setting)`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from gxreport.model import Report


class Unrenderable(Exception):
    """A document cannot be made as it was asked for. Its text is one sentence that says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class UserFile(NamedTuple):
    """A file that a person brings to a document: its name for messages, and what it holds."""

    name: str
    content: bytes


class Setting(NamedTuple):
    """How a person wants a document; each renderer looks at what concerns its file type.

    `previous` is last year's report, for charts; `template` stands in for the one of gxreport;
    `reference` is a Word file from which styles and page are taken; `fonts` are font families in the
    order of preference by the name of a Chinese type (仿宋, 黑体 …), and replace the usual ones.
    """

    previous: Report | None = None
    template: UserFile | None = None
    reference: UserFile | None = None
    fonts: Mapping[str, tuple[str, ...]] = MappingProxyType({})


USUAL = Setting()
"""A document as gxreport makes it when nobody asks for anything else."""
