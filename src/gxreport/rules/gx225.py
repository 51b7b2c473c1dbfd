from __future__ import annotations

from collections.abc import Iterator

from gxreport.finding import Problem, Severity, Span
from gxreport.keys import nearest
from gxreport.layout import Address
from gxreport.messages import _
from gxreport.model import Report
from gxreport.quotes import figure, quoted, quotes
from gxreport.rules import Example, rule


@rule(
    "GX225",
    Severity.ERROR,
    cite="",
    help="花括号里写格的名称，如“申请办理.本年新收.总计”；那一格要填上数。",
    example=Example("本年新收政府信息公开申请66件", "本年新收政府信息公开申请{{ 申请办理.新收.总计 }}件"),
    firm=True,
)
def wrong_quote(report: Report) -> Iterator[Problem]:
    """正文用花括号引用的格不存在，或没有数。

    正文里写“{{ 申请办理.本年新收.总计 }}”，生成文档时换成表里的数，正文和表格就不会不一致。名称写错了，
    或者那一格空着，就没有数可换。
    """
    for field, text in report.prose():
        for quote in quotes(text):
            address = quoted(report, quote.key)
            if address is None:
                near = nearest(quote.key, _keys(report))
                message = _("没有“{key}”这一格，是不是“{meant}”") if near else _("没有“{key}”这一格")
                message = message.format(key=quote.key, meant=near)
            elif not figure(report, address):
                message = _("“{key}”这一格没有数").format(key=quote.key)
            else:
                continue
            cells = () if address is None else (address,)
            yield Problem((Span(field, quote.start, quote.end), *cells), message, actual=quote.key)


def _keys(report: Report) -> Iterator[str]:
    """What can be quoted, as people write it: a row with one figure without its column."""
    for layout in report.layouts:
        for row in layout.rows:
            alone = [Address(layout.name, row.name)] if len(row.columns) == 1 else row.addresses
            yield from map(layout.key_of, alone)
