"""The likeliest mistakes behind a finding, in words: a guess that is to be held against the records."""

from __future__ import annotations

from collections.abc import Mapping

from gxreport.checking import Checked, place_of
from gxreport.finding import Change, Finding, Slip, Suspect
from gxreport.messages import _, marked

_MOST_NAMED = 5
SLIPS: Mapping[Slip, str] = {
    "transposed": marked("数字颠倒"),
    "digit added": marked("多写一位"),
    "digit missing": marked("少写一位"),
    "digit wrong": marked("错一位数字"),
    "moved": marked("填到了相邻一格"),
    "swapped": marked("相邻两格填反了"),
    "sign": marked("正负号写反"),
    "copied": marked("抄成了邻格的数"),
}


def suspected(checked: Checked, finding: Finding) -> str:
    """The likeliest suspects of a finding; empty if it has none."""
    if not finding.suspects:
        return ""
    alike = [suspect for suspect in finding.suspects if suspect.likeliest]
    shown = _("，或").join(_one(checked, finding, suspect) for suspect in alike[:_MOST_NAMED])
    if len(alike) > _MOST_NAMED:
        shown = _("{shown}等 {count} 种").format(shown=shown, count=len(alike))
    if len(alike) == 1:
        return _("最可能是{shown}；这是按合计推算的，请核对原始数据").format(shown=shown)
    return _("可能是{shown}；这是按合计推算的，请核对原始数据").format(shown=shown)


def _one(checked: Checked, finding: Finding, suspect: Suspect) -> str:
    """“予以公开·自然人”应为 12（现为 21，数字颠倒）; a slip that takes two cells is named behind both."""
    own = [change for change in suspect.changes if change.slip != "follows"]
    slip = own[0].slip
    shared = len(own) > 1 and slip in ("moved", "swapped")
    text = _("，同时").join(_change(checked, finding, change, not shared) for change in own)
    if shared and slip:
        text = _("{changes}，{slip}").format(changes=text, slip=_(SLIPS[slip]))
    if len(own) < len(suspect.changes):
        text = _("{changes}，有关总计随着改").format(changes=text)
    return text


def _change(checked: Checked, finding: Finding, change: Change, with_slip: bool) -> str:
    now = _("现为 {written}").format(written=change.written) if change.written else _("现为空白")
    notes = [now]
    if with_slip and change.slip:
        notes.append(_(SLIPS[change.slip]))
    place = place_of(checked.reading, change.address)
    if place and place.line and not (finding.place and finding.place.line == place.line):
        notes.append(_("第 {line} 行").format(line=place.line))
    label = checked.reading.report.label(change.address)
    return _("“{label}”应为 {wanted}（{notes}）").format(
        label=label, wanted=change.wanted, notes=_("，").join(notes)
    )
