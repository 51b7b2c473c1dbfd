"""A web page that holds all it needs: the report, its charts, and the report as data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from gxreport.model import Report
from gxreport.renderers import USUAL, Setting
from gxreport.renderers.html.charts import charts
from gxreport.renderers.html.tables import text_table, web_table
from gxreport.renderers.json import source
from gxreport.renderers.printed import printed
from gxreport.renderers.stated import as_text
from gxreport.renderers.templates import Filters, filled, users, whole
from gxreport.renderers.titlelines import title_pieces

_FILTERS: Filters = {"text_table": text_table}


def render(report: Report, setting: Setting = USUAL) -> bytes:
    """The report as a page in UTF-8, with last year's figures in the charts if they are given."""
    values = _values(report, setting.previous)
    if setting.template:
        return users("html", setting.template, values, _FILTERS).encode()
    return filled("html", "report.html", values, _FILTERS).encode()


def _values(report: Report, previous: Report | None) -> dict[str, object]:
    page = printed(report)
    return {
        "report": report,
        "page": page,
        "charts": tuple(charts(report, previous)),
        "title": tuple(tuple(title_pieces(line)) for line in page.title_lines),
        "web_table": web_table,
        "linked": _script(_linked(report, page.title)),
        "data": _script(source(report)),
    }


def _script(data: Mapping[str, Any]) -> Markup:
    """Data as JSON inside a `script`, which ends at the first `</`, whatever stands around that."""
    text = json.dumps(data, ensure_ascii=False)
    # Nothing here is mark-up any more: every `<` is written as an escape.
    return Markup(whole(text).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _linked(report: Report, title: str) -> dict[str, Any]:
    """What search engines and archives want to know, in the words of schema.org."""
    organ = {"@type": "GovernmentOrganization", "name": report.organ}
    known = {
        "datePublished": as_text(report.published) if report.published else None,
        "temporalCoverage": as_text(report.period) if report.period else None,
    }
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": title,
        "inLanguage": "zh-CN",
        "author": organ,
        "publisher": organ,
        **{key: value for key, value in known.items() if value},
        "isBasedOn": {"@type": "Legislation", "name": "中华人民共和国政府信息公开条例"},
        "isAccessibleForFree": True,
    }
