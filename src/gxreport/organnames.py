"""Names of organs: when two of them may be one organ's."""

from __future__ import annotations

_OPENING = "（(〔[【［"
_SILENT = dict.fromkeys(map(ord, _OPENING + "）)〕]】］ \t\r\n\u3000\xa0\u200b\ufeff"))
_SHORTEST = 3  # 财政局


def plain(organ: str) -> str:
    """A name without blanks and brackets, in which people differ from year to year."""
    return organ.translate(_SILENT)


def compatible(one: str, other: str) -> bool:
    """Whether two names may be one organ's, where somebody says so.

    The place before a name may be left out (示例县财政局, 财政局), and so may what stands in brackets
    behind it (市场监督管理局（知识产权局）). An organ that is not named may be any.
    """
    if not plain(one) or not plain(other) or plain(one) == plain(other):
        return True
    short, long = sorted((_without_second_name(one), _without_second_name(other)), key=len)
    return len(short) >= _SHORTEST and long.endswith(short)


def _without_second_name(organ: str) -> str:
    ends = [at for mark in _OPENING if (at := organ.find(mark)) > 0]
    return plain(organ[: min(ends, default=len(organ))])
