"""Figures of a report that keep every sum, from a seed: by key of report.yaml, as written."""

import random
from itertools import pairwise

from tests.witness import key_lines

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
OUTCOMES = ("维持", "纠正", "其他结果", "尚未审结")

Figures = dict[str, str]


def keys(edition: int, table: str) -> list[str]:
    """The keys of the cells of a table in the order of the form."""
    lines = (line for line in key_lines(edition) if line.key.startswith(f"{table}."))
    return [f"{line.key}.{column}" for line in lines for column in line.columns]


def consistent(edition: int, seed: int, *, sparse: bool = False) -> Figures:
    """Figures of all three tables. No two are alike, so that none can stand in the cell of another;
    or mostly 0, as in the report of a small office, if `sparse`.
    """
    for attempt in range(100):
        chance = random.Random(seed * 1000 + attempt)
        drawn = chance.sample(range(11, 990), 250)
        draw = iter([number if chance.random() < 0.08 else 0 for number in drawn] if sparse else drawn)
        found = {key: next(draw) for key in keys(edition, "主动公开")}
        found |= _requests(edition, draw) | _reviews(edition, draw)
        if sparse or len(set(found.values())) == len(found):
            break
    else:
        raise AssertionError("no figures without two that are alike")
    written = {
        key: str(found[key]) for name in ("主动公开", "申请办理", "复议诉讼") for key in keys(edition, name)
    }
    if edition == 2021:
        for kind in ("规章", "行政规范性文件"):
            made, repealed, valid = (
                f"主动公开.{kind}.{what}" for what in ("制发件数", "废止件数", "现行有效件数")
            )
            assert repealed in written
            written[valid] = str(int(written[made]) + 2000 + int(written[valid]))
    return written


def _requests(edition: int, draw) -> dict[str, int]:
    rows = list(dict.fromkeys(key.rpartition(".")[0] for key in keys(edition, "申请办理")))
    new, carried, *results, total, left = rows
    found = {}
    for who in APPLICANTS:
        for row in (carried, *results, left):
            found[f"{row}.{who}"] = next(draw)
        found[f"{total}.{who}"] = sum(found[f"{row}.{who}"] for row in results)
        coming = found[f"{total}.{who}"] + found[f"{left}.{who}"] - found[f"{carried}.{who}"]
        if coming < 0:
            found[f"{left}.{who}"] -= coming
            coming = 0
        found[f"{new}.{who}"] = coming
    for row in rows:
        found[f"{row}.总计"] = sum(found[f"{row}.{who}"] for who in APPLICANTS)
    return found


def _reviews(edition: int, draw) -> dict[str, int]:
    found = {}
    rows = list(dict.fromkeys(key.rpartition(".")[0] for key in keys(edition, "复议诉讼")))
    for row in rows:
        *parts, total = [key for key in keys(edition, "复议诉讼") if key.startswith(f"{row}.")]
        found |= {key: next(draw) for key in parts}
        found[total] = sum(found[key] for key in parts)
    return found


def assert_sums(edition: int, figures: Figures) -> None:
    """Every equality that the witness of the form states holds."""
    number = {key: int(text) for key, text in figures.items() if not key.startswith("主动公开")}
    rows = list(dict.fromkeys(key.rpartition(".")[0] for key in keys(edition, "申请办理")))
    new, carried, *results, total, left = rows
    for who in (*APPLICANTS, "总计"):
        got = {row: number[f"{row}.{who}"] for row in rows}
        assert got[new] + got[carried] == got[total] + got[left]
        assert got[total] == sum(got[row] for row in results)
    assert all(one != other for one, other in pairwise(rows))
