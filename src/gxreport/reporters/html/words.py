"""What a page of findings says by itself, in the person's language."""

from __future__ import annotations

from collections.abc import Mapping

from gxreport.messages import _


def words() -> Mapping[str, str]:
    """The words of the page, by where they stand."""
    return {
        "title": _("检查结果"),
        "skip": _("跳到问题"),
        "error": _("错误"),
        "warning": _("警告"),
        "hint": _("提示"),
        "reports": _("份报告"),
        "unreadable": _("读不了的文件"),
        "unread": _("读不了"),
        "unchecked": _("没有检查"),
        "unchecked_files": _("没有检查的文件"),
        "severity": _("级别"),
        "rule": _("规则"),
        "every_rule": _("全部规则"),
        "report": _("报告"),
        "every_report": _("全部报告"),
        "search": _("在问题里查找"),
        "shown": _("显示"),
        "none_shown": _("没有符合条件的问题。"),
        "keyboard": _("j、k 换问题，/ 查找"),
        "overview": _("各份报告"),
        "which": _("列出"),
        "which_every": _("全部报告"),
        "which_any": _("有问题的报告"),
        "which_error": _("有错误的报告"),
        "not_repeated": _("没有问题的报告只列在表里，后面不重复全文。"),
        "organ": _("报告机关"),
        "year": _("报告年度"),
        "file": _("文件"),
        "sort": _("点列名排序"),
        "findings": _("问题"),
        "nothing": _("没有发现问题。"),
        "compared": _("同去年的报告对比"),
        "waived": _("已豁免"),
        "reason": _("理由"),
        "not_drawn": _("不在表格或正文的某一处，只列在这里"),
        "form": _("报告，问题标在原处"),
        "form_left_out": _("没有问题，这里不重复整份报告。"),
        "guess": _("推测的错处"),
        "live": _("保存文件后自动更新"),
        "lost": _("gxreport preview 已停止，页面不再更新。"),
        "made_by": _("由 gxreport 检查。推测是按合计推算的，请核对原始数据。"),
    }
