"""What the reader of a rule's example must know besides: the table's figure, last year's text, the year.

An example is a change to a clean report, and shows only what changes. A few are shown in other words,
as the change that breaks the clean report would be no advice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from gxreport.messages import _, marked


class Figure(NamedTuple):
    """A cell of the clean report, named as `Report.label` names it, and what stands in it."""

    label: str
    written: str


class Note(NamedTuple):
    """`figures` of the clean report, or `before` of the one of the year before; a sentence; other words.

    `sentence` and the words are Chinese sources of messages; `right` and `wrong` stand in for the change.
    """

    figures: tuple[Figure, ...] = ()
    before: tuple[Figure, ...] = ()
    sentence: str = ""
    right: str = ""
    wrong: str = ""


NOTES: Mapping[str, Note] = {
    "GX201": Note(sentence=marked("“错”里没有“其他需要报告的事项”这一部分，它的话成了落款。")),
    "GX206": Note(sentence=marked("“错”里整行没有了。")),
    "GX209": Note(
        sentence=marked("例子是政府的报告，全文别处没有提到考核、评议和责任追究。"),
        right="全年对乡镇和部门考核1次，开展社会评议1次，未发生责任追究。",
        wrong="全年召开专题会议2次，培训3次。",
    ),
    "GX215": Note(
        sentence=marked("例子是第一部分的全文。"),
        right="全年公开政府信息86条，收到申请66件，办结62件。",
        wrong="主动公开、依申请公开、政府信息管理、平台建设和监督保障工作平稳有序。",
    ),
    "GX401": Note((Figure("本年新收·总计", "66"), Figure("上年结转·总计", "2"))),
    "GX402": Note((Figure("上年结转·总计", "2"), Figure("结转下年度·总计", "6"))),
    "GX403": Note((Figure("（七）总计·总计", "62"),)),
    "GX404": Note((Figure("予以公开·总计", "24"),)),
    "GX405": Note((Figure("行政复议·总计", "2"),)),
    "GX406": Note((Figure("未经复议直接起诉·总计", "0"), Figure("复议后起诉·总计", "1"))),
    "GX407": Note((Figure("行政规范性文件·制发件数", "2"),)),
    "GX408": Note((Figure("予以公开·总计", "24"), Figure("（七）总计·总计", "62"))),
    "GX409": Note(sentence=marked("例子的前面是“收到意见4条”。")),
    "GX411": Note((Figure("行政事业性收费", "1.25"),), sentence=marked("收费金额的单位是万元。")),
    "GX502": Note(sentence=marked("例子是 2023 年度的报告。")),
    "GX601": Note(before=(Figure("结转下年度·自然人", "2"), Figure("结转下年度·总计", "2"))),
    "GX602": Note(before=(Figure("行政规范性文件·现行有效件数", "3"),)),
    "GX603": Note(before=(Figure("行政许可·上一年项目数量", "5"), Figure("行政许可·本年增减", "-1"))),
    "GX604": Note(sentence=marked("“错”的一段是去年报告的原文；“对”的一段是今年新写的。")),
    "GX605": Note(before=(Figure("行政许可", "15"),)),
}


def told(note: Note) -> tuple[str, ...]:
    """The note in sentences."""
    said = []
    if note.figures:
        said.append(_("例子的表格里，{figures}。").format(figures=_listed(note.figures)))
    if note.before:
        said.append(_("去年报告的表格里，{figures}。").format(figures=_listed(note.before)))
    if note.sentence:
        said.append(_(note.sentence))
    return tuple(said)


def _listed(figures: tuple[Figure, ...]) -> str:
    return _("，").join(
        _("“{label}”是 {written}").format(
            label="·".join(_(word) for word in figure.label.split("·")), written=figure.written
        )
        for figure in figures
    )
