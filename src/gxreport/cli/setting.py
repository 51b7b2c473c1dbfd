"""What a person asks of a document, from options and gxreport.toml to a Setting."""

from __future__ import annotations

from collections.abc import Mapping

import click

from gxreport.cli.configured import configured
from gxreport.cli.files import brought, load_one
from gxreport.messages import _
from gxreport.model import Report
from gxreport.organnames import plain
from gxreport.renderers import Setting, UserFile

# Which kinds of document an option is for.
_FOR = {
    "previous": ("html",),
    "template": ("docx", "html", "md", "pdf"),
    "reference": ("docx",),
}


def setting_of(
    format_: str, previous: str | None, template: str | None, reference: str | None, config_: str | None
) -> Setting:
    """The setting that these options make. Raises click.UsageError where they do not go together."""
    given = {"previous": previous, "template": template, "reference": reference}
    for name, value in given.items():
        if value and format_ not in _FOR[name]:
            raise click.UsageError(
                _("--{option} 只用于 {formats}，不用于 {format}").format(
                    option=name, formats=_("、").join(_FOR[name]), format=format_
                )
            )
    return Setting(
        _previous(previous) if previous else None,
        UserFile(template, brought(template)) if template else None,
        UserFile(reference, brought(reference)) if reference else None,
        configured(config_).fonts if format_ == "pdf" or config_ else {},
    )


def told(previous: Report, report: Report) -> str:
    """What to say of a previous report that is not last year's of the same organ; empty if it is."""
    if (plain(previous.organ), previous.year) == (plain(report.organ), (report.year or 0) - 1):
        return ""
    message = _("--previous 是“{organ}”{year}年的报告，不是本机关上一年的；图里照样并列")
    return message.format(organ=previous.organ, year=previous.year or "?")


def previous_of(report: Report, known: Mapping[tuple[str, int], Report]) -> Report | None:
    """Last year's report of the same organ among those that are known, by the plain name of the organ."""
    return known.get((plain(report.organ), report.year - 1)) if report.year else None


def _previous(path: str) -> Report:
    return load_one(path, None).report
