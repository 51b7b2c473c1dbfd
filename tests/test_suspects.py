"""Which cell is wrong: the one that was spoiled is named, one mistake is one finding, nothing is invented."""

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import (
    KINDS_OF_APPLICANT,
    OUTCOMES,
    as_yaml,
    governed,
    number,
    reports,
    with_cells,
)

from gxreport.catalogue import selected
from gxreport.cell import MISSING
from gxreport.checking import check
from gxreport.editions import EDITIONS, tables
from gxreport.finding import Finding, Slip
from gxreport.form import fill, layout
from gxreport.layout import Address
from gxreport.model import Report
from gxreport.readers import read
from gxreport.reading import Reading
from gxreport.reporters import Outcome
from gxreport.reporters import json as as_json
from gxreport.reporters import text as as_text
from gxreport.sums import Sum, failing, known
from gxreport.suspects import Cause, causes
from gxreport.suspects.covering import Cost, ways
from gxreport.suspects.slips import slip, unlikely

CLEAN_FILE = Path(__file__).parents[1] / "examples" / "report-2023.yaml"
CLEAN = read("report.yaml", CLEAN_FILE.read_bytes()).report
SUMS = selected(["GX301", "GX302", "GX303", "GX304"])


def cell(row: str, column: str = "natural", table: str = "requests") -> Address:
    return Address(table, row, column)


def spoiled(changes: Mapping[Address, str]) -> tuple[Cause, ...]:
    return causes(with_cells(CLEAN, changes))


def suspected(cause: Cause) -> list[dict[Address, str]]:
    """The cells of each suspect with what they should hold; totals that follow are left out."""
    return [
        {change.address: change.wanted for change in suspect.changes if change.slip != "follows"}
        for suspect in cause.suspects
    ]


def slips(cause: Cause) -> list[list[str | None]]:
    return [[change.slip for change in suspect.changes] for suspect in cause.suspects]


def values(report: Report) -> dict[Address, int]:
    return {address: int(found.value) for address, found in report.cells().items() if found.value is not None}


# Reports as they are published: mostly zeros, a few small figures, one or two large ones


def figure(chance: random.Random) -> int:
    kind = chance.random()
    if kind < 0.7:
        return 0
    return chance.randint(1, 9) if kind < 0.85 else int(10 ** chance.uniform(1, 3.3))


def drawn(chance: random.Random, edition: int, figure: Callable[[random.Random], int] = figure) -> Report:
    """A report that adds up; the arithmetic is that of the printed form, written out once more."""
    parts = {}
    for table in tables(edition):
        name = table.section.name
        rows = [row.name for row in layout(table).rows]
        found: dict[tuple[str, str], int] = {}
        if name == "requests":
            outcomes = [row for row in rows if row.startswith("results.") and row != "results.total"]
            for kind in KINDS_OF_APPLICANT:
                found |= {(row, kind): figure(chance) for row in outcomes}
                settled = sum(found[row, kind] for row in outcomes)
                came, left = min(figure(chance), settled), figure(chance)
                found |= {("results.total", kind): settled, ("carried_in", kind): came}
                found |= {("carried_out", kind): left, ("new", kind): settled + left - came}
            found |= {(row, "total"): sum(found[row, kind] for kind in KINDS_OF_APPLICANT) for row in rows}
        elif name == "reviews":
            found = {(row, outcome): figure(chance) for row in rows for outcome in OUTCOMES}
            found |= {(row, "total"): sum(found[row, outcome] for outcome in OUTCOMES) for row in rows}
        parts[name] = fill(table, {Address(name, *at): number(value) for at, value in found.items()})
    return Report.assembled(edition, year=2020 if edition == 2019 else 2023, **parts)


# Likely slips: each changes one figure, or two that stand side by side


def transposed(chance: random.Random, report: Report, address: Address) -> dict[Address, str]:
    text = str(values(report)[address])
    at = chance.randrange(max(len(text) - 1, 1))
    return {address: text[:at] + text[at : at + 2][::-1] + text[at + 2 :]}


def one_digit_off(chance: random.Random, report: Report, address: Address) -> dict[Address, str]:
    text = str(values(report)[address])
    at = chance.randrange(len(text))
    return {address: text[:at] + chance.choice("0123456789") + text[at + 1 :]}


def digit_missing(chance: random.Random, report: Report, address: Address) -> dict[Address, str]:
    text = str(values(report)[address])
    at = chance.randrange(len(text))
    return {address: text[:at] + text[at + 1 :] or "0"}


def digit_added(chance: random.Random, report: Report, address: Address) -> dict[Address, str]:
    text = str(values(report)[address])
    at = chance.randrange(len(text) + 1)
    return {address: text[:at] + chance.choice("0123456789") + text[at:]}


def one_column_aside(chance: random.Random, report: Report, address: Address) -> dict[Address, str]:
    if address.table == "reviews":
        return {}  # two parts of one sum may change places, and nothing shows it
    row = report.layout(address.table).row(address.row)
    at = row.addresses.index(address)
    other = row.addresses[at - 1 if at else at + 1]
    now = values(report)
    # Moved to an empty place, or the figures of two neighbours exchanged.
    return {address: str(now[other]), other: str(now[address])}


Spoil = Callable[[random.Random, Report, Address], dict[Address, str]]
SPOILS: tuple[Spoil, ...] = (transposed, one_digit_off, digit_missing, digit_added, one_column_aside)


def wrong(chance: random.Random, report: Report, spoil: Spoil) -> tuple[Report, dict[Address, int]]:
    """The report with one slip in it, and what should stand in the cells that it changed."""
    now = values(report)
    cells = [address for address in governed(report) if now[address]]
    for _try in range(1000):
        changes = spoil(chance, report, chance.choice(cells))
        true = {address: now[address] for address, text in changes.items() if int(text) != now[address]}
        if true:
            return with_cells(report, changes), true
    raise AssertionError("no figure can be spoiled so")


def named(cause: Cause, true: Mapping[Address, int]) -> int | None:
    """The place of what was spoiled among the suspects."""
    wanted = {address: str(value) for address, value in true.items()}
    found = suspected(cause)
    return found.index(wanted) if wanted in found else None


def findings(report: Report) -> tuple[Finding, ...]:
    return check(Reading("", report, {}, {}), SUMS).findings


def located(count: int) -> Iterator[tuple[str, Counter[str]]]:
    """How often each slip was found, named at all and named first; by kind of slip."""
    for spoil in SPOILS:
        chance = random.Random(f"{spoil.__name__} 2023")
        tally: Counter[str] = Counter()
        for turn in range(count):
            clean = drawn(chance, EDITIONS[turn % len(EDITIONS)])
            report, true = wrong(chance, clean, spoil)
            found = causes(report)
            tally["all"] += 1
            tally["found"] += bool(found)
            tally["one finding"] += len(findings(report)) == 1
            place = named(found[0], true) if found else None
            # A group of disputes has one sum, so any of its five figures may be wrong.
            of = "requests" if all(address.table == "requests" for address in true) else "reviews"
            tally[f"{of}"] += 1
            tally[f"{of} named"] += place is not None
            tally[f"{of} first"] += place == 0
        yield spoil.__name__, tally


def tell(line: str) -> None:
    """Figures for who asks: pytest -s."""
    sys.stdout.write(f"{line}\n")


def check_located(count: int) -> None:
    for kind, tally in located(count):
        tell(f"{kind} {dict(tally)}")
        assert tally["found"] == tally["one finding"] == tally["all"] == count
        assert tally["requests named"] >= 0.95 * tally["requests"], kind
        assert tally["requests first"] >= 0.8 * tally["requests"], kind
        assert tally["reviews named"] >= 0.95 * tally["reviews"], kind


def test_spoiled_cell_is_named():
    check_located(40)


@pytest.mark.slow
def test_spoiled_cell_is_named_in_two_thousand_reports():
    check_located(2000 // len(SPOILS))


def spoiled_twice(chance: random.Random, edition: int) -> tuple[Report, dict[Address, str]]:
    """A report with two slips of one cell each, and what should stand in the cells."""
    clean = drawn(chance, edition)
    report = clean
    for _slip in range(2):
        report, _true = wrong(chance, report, chance.choice(SPOILS[:4]))
    now, true = values(report), values(clean)
    return report, {address: str(true[address]) for address in true if true[address] != now[address]}


def two_slips(count: int) -> Counter[str]:
    chance = random.Random(2021)
    tally: Counter[str] = Counter()
    for turn in range(count):
        report, true = spoiled_twice(chance, EDITIONS[turn % len(EDITIONS)])
        found = causes(report)
        said = [one for cause in found for one in suspected(cause)]
        first = [suspected(cause)[0] for cause in found if cause.suspects]
        tally["all"] += bool(true)
        tally["found"] += bool(found)
        tally["at most two findings"] += 0 < len(findings(report)) <= 2
        tally["both named"] += bool(true) and all(any(s.get(a) == true[a] for s in said) for a in true)
        tally["both first"] += bool(true) and {a: v for one in first for a, v in one.items()} == true
    return tally


def check_two_slips(count: int) -> None:
    tally = two_slips(count)
    tell(f"two cells {dict(tally)}")
    assert tally["found"] == tally["all"]
    assert tally["at most two findings"] >= 0.97 * tally["all"]
    assert tally["both named"] >= 0.95 * tally["all"]
    assert tally["both first"] >= 0.85 * tally["all"]


def test_two_spoiled_cells_are_named():
    check_two_slips(150)


@pytest.mark.slow
def test_two_spoiled_cells_are_named_in_a_thousand_reports():
    check_two_slips(1000)


# Of any report


def broken(report: Report) -> set[tuple[Address, str]]:
    return {name(found) for found in failing(report) if found.broken}


def name(found: Sum) -> tuple[Address, str]:
    return found.left[0].address, found.equation.relation.value


@given(reports(), st.data())
@settings(max_examples=60, deadline=None)
def test_every_broken_sum_has_one_cause_and_every_suspect_mends_its_sums_and_breaks_none(report, data):
    cells = data.draw(st.lists(st.sampled_from(governed(report)), min_size=1, max_size=5, unique=True))
    now = values(report)
    texts = st.one_of(
        st.just(""), st.just("若干"), st.just("/"), st.just(MISSING), st.integers(0, 50).map(str)
    )
    near = st.sampled_from([-1, 1, 2, 10])
    changes = {
        address: data.draw(st.one_of(texts, near.map(lambda by, n=now[address]: str(max(n + by, 0)))))
        for address in cells
    }
    report = with_cells(report, changes)
    found = causes(report)
    assert sorted(name(s) for cause in found for s in cause.sums) == sorted(broken(report))
    held = {name(s) for s in known(report) if not s.fails}
    for cause in found:
        for suspect in cause.suspects:
            mended = with_cells(report, {change.address: change.wanted for change in suspect.changes})
            assert broken(mended) == broken(report) - {name(s) for s in cause.sums}
            assert held <= {name(s) for s in known(mended) if not s.fails}
            assert cause.suspects.count(suspect) == 1
            assert len({change.address for change in suspect.changes}) == len(suspect.changes)
            for change in suspect.changes:
                assert change.wanted.isdigit()
                assert change.written == report.cells()[change.address].raw


@given(reports(), st.sets(st.integers(0, 189), max_size=40))
@settings(max_examples=30, deadline=None)
def test_report_that_adds_up_has_no_cause_whatever_is_blank(report, numbers):
    cells = governed(report)
    blank = dict.fromkeys((cells[n] for n in numbers if n < len(cells)), "")
    assert causes(report) == causes(with_cells(report, blank)) == ()


@given(st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_every_broken_sum_is_told_once(chance):
    report = drawn(chance, 2021)
    changes = {address: str(chance.randint(0, 20)) for address in chance.sample(governed(report), 6)}
    report = with_cells(report, changes)
    every = findings(report)
    assert len(every) + sum(len(one.also) for one in every) == len(broken(report))


# By hand


@pytest.mark.parametrize(
    ("written", "wanted", "expected"),
    [
        (21, 12, "transposed"),
        (120, 102, "transposed"),
        (2134, 1234, "transposed"),
        (321, 123, None),
        (2143, 1234, None),
        (120, 12, "digit added"),
        (112, 12, "digit added"),
        (1, 12, "digit missing"),
        (13, 18, "digit wrong"),
        (3, 8, "digit wrong"),
        (13, 28, None),
        (-5, 5, "sign"),
        (0, 5, None),
        (10, 0, None),
        (5, 500, None),
    ],
)
def test_slips_of_the_pen(written, wanted, expected):
    assert slip(Decimal(written), Decimal(wanted)) == expected


def test_slip_is_the_likelier_the_seldomer_it_fits_by_chance():
    seldom: tuple[Slip, ...] = ("transposed", "digit added", "digit missing", "digit wrong", "moved")
    order = [unlikely(slip, Decimal(5), Decimal(7)) for slip in (*seldom, "sign", "copied", None)]
    assert order == sorted(set(order))
    assert unlikely("moved", Decimal(5), Decimal(0)) == unlikely("swapped", Decimal(5), Decimal(7))


GRANTED_12 = {
    cell("results.granted"): "12",
    cell("results.granted", "total"): "16",
    cell("results.total"): "47",
    cell("results.total", "total"): "54",
    cell("new"): "50",
    cell("new", "total"): "58",
}
NOT_HELD = "results.unavailable.not_held"
CASES = {
    "21 for 12": (
        GRANTED_12 | {cell("results.granted"): "21"},
        "错误 GX303 “予以公开·总计”不等于各类申请人之和",
        "最可能是“予以公开·自然人”应为 12（现为 21，数字颠倒）；这是按合计推算的，请核对原始数据",
        "对不上的还有：“（七）总计·自然人”填的是 47，各项相加是 56（第 39 行）",
    ),
    "row total that nothing else confirms": (
        {cell("results.granted", "total"): "42", cell("results.total", "total"): ""},
        "错误 GX303 “予以公开·总计”不等于各类申请人之和",
        "最可能是“予以公开·总计”应为 24（现为 42，数字颠倒）；这是按合计推算的，请核对原始数据",
        "",
    ),
    "grand total": (
        {cell("results.total", "total"): "26"},
        "错误 GX303 “（七）总计·总计”不等于各类申请人之和",
        "最可能是“（七）总计·总计”应为 62（现为 26，数字颠倒）；这是按合计推算的，请核对原始数据",
        (
            "对不上的还有：“总计”列新收加上年结转 68，办结加结转下年 32（第 12 行）；"
            "“（七）总计·总计”填的是 26，各项相加是 62（第 39 行）"
        ),
    ),
    "balance and the totals computed from it": (
        {cell("new", "business"): "70", cell("new", "total"): "129"},
        "错误 GX301 “商业企业”列：新收加上年结转 70 件（70+0），办结加结转下年 7 件（6+1）",
        (
            "最可能是“本年新收·商业企业”应为 7（现为 70，多写一位），有关总计随着改；"
            "这是按合计推算的，请核对原始数据"
        ),
        "对不上的还有：“总计”列新收加上年结转 131，办结加结转下年 68（第 12 行）",
    ),
    "balance that any of many figures may break": (
        {cell("carried_out"): "4", cell("carried_out", "total"): "5"},
        "错误 GX301 “自然人”列：新收加上年结转 60 件（58+2），办结加结转下年 59 件（55+4）",
        "",
        "对不上的还有：“总计”列新收加上年结转 68，办结加结转下年 67（第 12 行）",
    ),
    "figure one column aside": (
        {cell("results.partly_granted"): "0", cell("results.partly_granted", "business"): "6"},
        "错误 GX303 “部分公开·总计”不等于各类申请人之和",
        (
            "最可能是“部分公开·自然人”应为 6（现为 0），同时“部分公开·商业企业”应为 1（现为 6），"
            "填到了相邻一格；这是按合计推算的，请核对原始数据"
        ),
        (
            "对不上的还有：“（七）总计·自然人”填的是 55，各项相加是 49（第 39 行）；"
            "“（七）总计·商业企业”填的是 6，各项相加是 11（第 39 行）"
        ),
    ),
    "two neighbours exchanged": (
        {cell(NOT_HELD): "1", cell(NOT_HELD, "business"): "14"},
        "错误 GX302 “（七）总计·自然人”不等于以上各项办理结果之和",
        (
            "最可能是“无法提供·本机关不掌握·自然人”应为 14（现为 1，第 26 行），"
            "同时“无法提供·本机关不掌握·商业企业”应为 1（现为 14，第 26 行），相邻两格填反了；"
            "这是按合计推算的，请核对原始数据"
        ),
        "对不上的还有：“（七）总计·商业企业”填的是 6，各项相加是 19（第 39 行）",
    ),
    "two mistakes in one row": (
        {cell("results.granted"): "22", cell("results.granted", "business"): "8"},
        "错误 GX303 “予以公开·总计”不等于各类申请人之和",
        (
            "最可能是“予以公开·自然人”应为 20（现为 22，错一位数字），"
            "同时“予以公开·商业企业”应为 3（现为 8，错一位数字）；这是按合计推算的，请核对原始数据"
        ),
        (
            "对不上的还有：“（七）总计·自然人”填的是 55，各项相加是 57（第 39 行）；"
            "“（七）总计·商业企业”填的是 6，各项相加是 11（第 39 行）"
        ),
    ),
    "disputes": (
        {cell("reconsideration", "total", "reviews"): "20"},
        "错误 GX304 “行政复议·总计”不等于四项结果之和",
        "最可能是“行政复议·总计”应为 2（现为 20，多写一位）；这是按合计推算的，请核对原始数据",
        "",
    ),
    "disputes where each of two may be it": (
        {
            cell("direct", "upheld", "reviews"): "3",
            cell("direct", "total", "reviews"): "1",
            cell("direct", "pending", "reviews"): "0",
        },
        "错误 GX304 “未经复议直接起诉·总计”不等于四项结果之和",
        (
            "可能是“未经复议直接起诉·总计”应为 3（现为 1，错一位数字），"
            "或“未经复议直接起诉·结果维持”应为 1（现为 3，错一位数字）；这是按合计推算的，请核对原始数据"
        ),
        "",
    ),
}


def printed(changes: Mapping[Address, str]) -> tuple[str, ...]:
    """The findings of the clean report with other figures in it, as text, without what sums them up."""
    reading = read("report.yaml", as_yaml(with_cells(CLEAN, changes)).encode())
    *blocks, _summary = as_text.report(Outcome([check(reading, SUMS)], ())).split("\n\n")
    return tuple(blocks)


def row(block: str, label: str) -> str:
    found = re.search(rf"^   {label} +(.*)$", block, re.M)
    return found[1] if found else ""


@pytest.mark.parametrize("case", CASES)
def test_one_mistake_is_one_finding_that_reads_so(case):
    changes, message, guess, also = CASES[case]
    (block,) = printed(changes)
    assert block.splitlines()[0].endswith(message)
    assert (row(block, "推测"), row(block, "同时")) == (guess, also)


def test_two_independent_mistakes_are_two_findings():
    first, second = printed({cell("new"): "85", cell("results.granted", "total"): "42"})
    assert "GX301" in first.splitlines()[0]
    assert "“本年新收·自然人”应为 58（现为 85，数字颠倒）" in row(first, "推测")
    assert "“本年新收·总计”填的是 66，各项相加是 93" in row(first, "同时")
    assert "GX303" in second.splitlines()[0]
    assert "“予以公开·总计”应为 24（现为 42，数字颠倒）" in row(second, "推测")


def test_a_mistake_in_a_row_does_not_hide_two_exchanged_figures_in_it():
    changes = {cell(NOT_HELD): "1", cell(NOT_HELD, "business"): "14", cell(NOT_HELD, "total"): "51"}
    aside, total = sorted(spoiled(changes), key=lambda cause: -len(suspected(cause)[0]))
    assert slips(aside) == [["swapped", "swapped"]]
    assert suspected(total) == [{cell(NOT_HELD, "total"): "15"}]


EXCHANGED = {cell("new", "welfare"): "1", cell("new", "legal_services"): "0"}
GRANTED_28 = {
    cell("results.granted"): "28",
    cell("results.granted", "total"): "32",
    cell("results.total"): "63",
    cell("results.total", "total"): "70",
    cell("new"): "66",
    cell("new", "total"): "74",
}


def test_one_cell_goes_before_two_where_another_mistake_took_two():
    """Two others that would mend the same sums are 部分公开·自然人 and 予以公开·总计."""
    blank = {cell("results.partly_granted", "total"): ""}
    first, second = spoiled(EXCHANGED | blank | {cell("results.granted"): "24"})
    assert slips(first)[0] == ["moved", "moved"]
    assert suspected(second) == [{cell("results.granted"): "20"}]


def test_one_cell_goes_before_two_that_show_a_slip():
    """Seen by the digits, 28 for 23 and 1 for 6 are likelier than 27 for 32; a blank leaves both open."""
    blank = {cell("results.refused.internal"): ""}
    (cause,) = spoiled(GRANTED_28 | blank | {cell("results.granted", "total"): "27"})
    assert suspected(cause) == [{cell("results.granted", "total"): "32"}]


def test_one_cell_is_named_beside_mistakes_that_are_too_many():
    wrong = {cell("results.partly_granted"): "9", cell("results.granted", "total"): "17"}
    wrong |= {cell(NOT_HELD, "business"): "11", cell(NOT_HELD, "total"): "25"}
    named_ones = [one for cause in spoiled(wrong) for one in suspected(cause)]
    assert named_ones == [{cell("results.partly_granted"): "6"}]


def test_grand_total_is_named_once_beside_a_mistake_that_took_two():
    wrong = {cell("carried_in", "total"): "22", cell("results.granted"): "200"}
    first, second = spoiled(wrong | {cell("results.granted", "total"): "204"})
    assert suspected(first) == [{cell("carried_in", "total"): "2"}]
    assert slips(second)[0] == ["digit added", "follows"]


def test_two_mistakes_in_a_row_may_be_of_any_size():
    (cause,) = spoiled({cell("results.granted"): "21", cell("results.granted", "business"): "8"})
    assert suspected(cause) == [{cell("results.granted"): "20", cell("results.granted", "business"): "3"}]


def test_total_that_no_other_sum_holds_may_be_one_of_two():
    """As 予以公开·总计 is no number, nothing else tells 部分公开·总计, which stands one column aside."""
    row = "results.partly_granted"
    changes = {cell("results.granted", "total"): "若干", cell(row, "other"): "7", cell(row, "total"): "0"}
    (cause,) = spoiled(changes)
    assert suspected(cause)[0] == {cell(row, "other"): "0", cell(row, "total"): "7"}
    assert slips(cause)[0] == ["moved", "moved"]


def test_two_cells_are_not_guessed_where_only_a_blank_allows_any_figure():
    row = "results.partly_granted"
    wrong = {cell(row, "other"): "7", cell(row, "total"): "1", cell(NOT_HELD): ""}
    wrong |= {cell("results.granted", "other"): "2", cell("results.granted", "total"): "26"}
    assert all(len(suspect.changes) == 1 for cause in spoiled(wrong) for suspect in cause.suspects)


def test_any_two_cells_are_as_few_as_two_side_by_side():
    row = "results.refused.internal"
    (cause,) = spoiled({cell(row): "0", cell(row, "business"): "1"})
    assert slips(cause)[0] == ["moved", "moved"]
    assert len(cause.suspects) > 1
    assert [suspect.likeliest for suspect in cause.suspects][:2] == [True, False]


def test_two_sums_that_one_repair_mends_are_told_though_more_stay_unexplained():
    repairs = {1 | 1 << at: Cost(0, 2, at) for at in range(1, 5)}
    assert dict(ways(0b11111, repairs)) == {0b11: ((0b11,),), 0b100: (), 0b1000: (), 0b10000: ()}


def test_mistakes_that_cross_are_told_together_with_both_ways_to_read_them():
    """Two figures one too high, or the two in the other corners: the sums are the same."""
    (cause,) = spoiled({cell("results.granted"): "21", cell("results.partly_granted", "business"): "2"})
    assert suspected(cause) == [
        {cell("results.granted"): "20", cell("results.partly_granted", "business"): "1"},
        {cell("results.partly_granted"): "5", cell("results.granted", "business"): "2"},
    ]
    assert [suspect.likeliest for suspect in cause.suspects] == [True, True]


def test_of_mistakes_that_cross_those_with_a_slip_are_told_apart():
    changes = {cell("results.granted"): "02", cell(NOT_HELD, "business"): "-17"}
    assert all(cause.suspects for cause in spoiled(changes))
    chosen = spoiled({cell("results.granted"): "200", cell(NOT_HELD, "business"): "181"})
    assert [suspected(cause) for cause in chosen] == [
        [{cell("results.granted"): "20"}],
        [{cell(NOT_HELD, "business"): "1"}],
    ]


def test_a_suspect_without_a_slip_comes_behind_those_with_one():
    (cause,) = spoiled({cell("reconsideration", "total", "reviews"): "20"})
    assert suspected(cause)[0] == {cell("reconsideration", "total", "reviews"): "2"}
    assert [suspect.likeliest for suspect in cause.suspects] == [True, *[False] * 4]


def test_three_mistakes_in_one_row_are_not_guessed():
    found = spoiled(
        {
            cell("results.granted"): "22",
            cell("results.granted", "business"): "8",
            cell("results.granted", "research"): "10",
        }
    )
    assert len(found) == 4
    assert all(cause.suspects == () for cause in found)


def test_a_total_left_out_is_never_to_blame():
    for text in ("", MISSING):
        changes = {cell("results.granted", "total"): text, cell("results.granted"): "200"}
        (cause,) = spoiled(changes)
        assert suspected(cause)[0] == {cell("results.granted"): "20"}
        assert all(cell("results.granted", "total") not in one for one in suspected(cause))


def test_what_is_no_number_is_never_to_blame():
    changes = {cell("results.granted", "business"): "若干", cell("results.partly_granted"): "60"}
    (cause,) = spoiled(changes)
    assert suspected(cause) == [{cell("results.partly_granted"): "6"}]


def test_sum_that_a_blank_can_explain_has_no_cause():
    assert spoiled({cell("results.granted"): ""}) == ()


def test_blank_in_either_side_of_a_balance_may_hold_what_it_lacks():
    assert spoiled({cell("carried_in"): ""}) == ()
    assert spoiled({cell("carried_out"): ""}) == ()
    for new, side, is_broken in (
        ("59", "carried_in", False),
        ("70", "carried_in", True),
        ("59", "carried_out", False),
        ("40", "carried_out", True),
    ):
        changes = {cell("new"): new, cell("new", "total"): str(int(new) + 8)}
        changes |= {cell(side): "", cell(side, "total"): ""}
        assert bool(spoiled(changes)) is is_broken
        beside = spoiled(changes | {cell("reconsideration", "total", "reviews"): "20"})
        assert (len(beside) > 1) is is_broken


def test_wrong_figure_is_named_though_a_blank_leaves_its_column_open():
    (cause,) = spoiled({cell("results.granted"): "", cell("results.partly_granted"): "60"})
    assert suspected(cause) == [{cell("results.partly_granted"): "6"}]


def test_figure_one_column_aside_is_moved_back_to_either_side():
    for wrong_place, place in (("welfare", "legal_services"), ("other", "legal_services")):
        (cause,) = spoiled({cell("new", wrong_place): "1", cell("new", place): "0"})
        assert suspected(cause)[0] == {cell("new", wrong_place): "0", cell("new", place): "1"}
        assert slips(cause)[0] == ["moved", "moved"]


def test_figure_beside_its_blank_place_is_moved_there():
    row = "results.refused.internal"
    (cause,) = spoiled({cell(row): "", cell(row, "business"): "1"})
    assert suspected(cause)[0] == {cell(row): "1", cell(row, "business"): "0"}
    assert slips(cause)[0] == ["moved", "moved"]


@pytest.mark.parametrize(
    ("row", "column", "written", "slip"),
    [
        ("results.granted", "business", "20", "copied"),  # from the left
        ("new", "other", "66", "copied"),  # from the right
        ("results.partly_granted", "natural", "20", "copied"),  # from above
        ("results.refused.inquiry", "natural", "14", "copied"),  # from below
        ("results.granted", "research", "20", None),  # two columns aside
        ("results.refused.secret", "natural", "20", None),  # two rows below
        ("results.refused.enforcement_files", "natural", "14", None),  # two rows above
    ],
)
def test_figure_of_the_neighbour_written_twice(row, column, written, slip):
    (cause,) = spoiled({cell(row, column): written})
    assert suspected(cause) == [{cell(row, column): str(values(CLEAN)[cell(row, column)])}]
    assert slips(cause) == [[slip]]


@pytest.mark.parametrize(("figure", "slip"), [("9", None), ("10", "copied")])
def test_only_figures_of_two_digits_are_told_to_be_copied(figure, slip):
    """Smaller ones stand beside their like everywhere."""
    direct = {column: cell("direct", column, "reviews") for column in (*OUTCOMES, "total")}
    changes = dict.fromkeys(direct.values(), "0") | dict.fromkeys(
        (direct["upheld"], direct["corrected"], direct["total"]), figure
    )
    (cause,) = spoiled(changes)
    told = {change.address: change.slip for suspect in cause.suspects for change in suspect.changes}
    assert told[direct["upheld"]] == told[direct["corrected"]] == slip


def test_figure_where_none_belongs_is_as_likely_as_one_wrong_digit():
    direct = {column: cell("direct", column, "reviews") for column in (*OUTCOMES, "total")}
    changes = dict.fromkeys(direct.values(), "0") | {direct["pending"]: "37", direct["upheld"]: "1"}
    (cause,) = spoiled(changes | {direct["total"]: "1"})
    assert suspected(cause) == [{direct["pending"]: "0"}, {direct["total"]: "38"}]
    assert [suspect.likeliest for suspect in cause.suspects] == [True, False]


def test_blank_that_is_not_beside_the_figure_is_left_to_the_rule_on_blanks():
    row = "results.refused.internal"
    (cause,) = spoiled({cell(row): "", cell(row, "other"): "1"})
    assert cause.suspects == ()


@pytest.mark.parametrize(
    ("row", "column", "point"),
    [
        ("new", "natural", ("GX301", cell("new"))),
        ("new", "total", ("GX303", cell("new", "total"))),
        ("results.granted", "natural", ("GX303", cell("results.granted", "total"))),
        ("results.granted", "total", ("GX303", cell("results.granted", "total"))),
        ("results.total", "natural", ("GX302", cell("results.total"))),
        ("results.total", "total", ("GX303", cell("results.total", "total"))),
        ("carried_out", "natural", ("GX303", cell("carried_out", "total"))),
    ],
)
def test_the_sum_that_shows_the_cell_best_names_the_mistake(row, column, point):
    wanted = str(values(CLEAN)[cell(row, column)] + 1)
    (found,) = findings(with_cells(CLEAN, {cell(row, column): wanted}))
    assert (found.rule, found.address) == point


def test_no_suspect_would_hold_less_than_nothing():
    """Five less would put the sums right too, but there are only two."""
    for cause in spoiled({cell("carried_in"): "7", cell("carried_in", "total"): "7"}):
        for one in suspected(cause):
            assert all(int(wanted) >= 0 for wanted in one.values())


def test_total_computed_from_a_wrong_figure_follows_it():
    changes = {cell("results.granted"): "200", cell("results.granted", "total"): "204"}
    (cause,) = spoiled(changes)
    assert suspected(cause)[0] == {cell("results.granted"): "20"}
    assert slips(cause)[0] == ["digit added", "follows"]


def test_json_names_the_suspects_and_the_other_sums():
    report = with_cells(CLEAN, {cell("results.granted", "total"): "42"})
    checked = check(read("report.yaml", as_yaml(report).encode()), SUMS)
    (finding,) = json.loads(as_json.report(Outcome([checked], ())))["reports"][0]["findings"]
    (suspect,) = finding["suspects"]
    (change,) = suspect["changes"]
    assert suspect["likeliest"] is True
    assert change["address"]["key"] == "申请办理.予以公开.总计"
    assert change["location"]["line"] == finding["location"]["line"]
    assert (change["written"], change["value"], change["reason"]) == ("42", "24", "transposed")
    (also,) = finding["also"]
    assert also["address"]["key"] == "申请办理.总计.总计"
    assert also["message"] == "“（七）总计·总计”填的是 62，各项相加是 80"


# Time


def spent(report: Report) -> float:
    """Milliseconds of this process to find the causes, when the broken sums are known; the best of three."""
    times = []
    for _turn in range(3):
        fresh = report.with_parts()
        list(failing(fresh))
        start = process_time()
        causes(fresh)
        times.append((process_time() - start) * 1000)
    return min(times)


def crossing(count: int) -> Report:
    """As many figures on a diagonal, each one too high: they can be read in count! ways."""
    report = drawn(random.Random(), 2021, lambda chance: 5)
    rows = ("granted", "partly_granted", "refused.secret", "refused.forbidden", "other.unpaid", "other.other")
    places = list(zip(rows, KINDS_OF_APPLICANT, strict=True))[:count]
    return with_cells(report, {cell(f"results.{row}", kind): "6" for row, kind in places})


@pytest.mark.parametrize(
    ("count", "sums", "suspects"), [(2, [4], 2), (3, [6], 0), (4, [8], 0), (5, [1] * 10, 0)]
)
def test_figures_that_cross_are_told_whole_or_one_by_one(count, sums, suspects):
    """Nothing is named where six ways are as likely; of a hundred and twenty not even the whole is seen."""
    found = causes(crossing(count))
    assert [len(cause.sums) for cause in found] == sums
    assert sum(len(cause.suspects) for cause in found) == suspects


@pytest.mark.slow
def test_search_takes_no_time_to_speak_of():
    chance = random.Random(50)
    two = [spent(spoiled_twice(chance, EDITIONS[turn % 2])[0]) for turn in range(200)]
    tell(f"two cells wrong: median {median(two):.2f} ms, most {max(two):.2f} ms")
    assert median(two) < 5
    worst = {f"crossing {count}": [spent(crossing(count))] for count in range(2, 7)}
    for most in (1, 3, 999, 10**9):
        every = (
            {address: str(chance.randint(0, most)) for address in governed(CLEAN)} for _turn in range(50)
        )
        worst[f"all cells wrong, up to {most}"] = [spent(with_cells(CLEAN, one)) for one in every]
    for wrong_ones in range(3, 16):
        some = (chance.sample(governed(CLEAN), wrong_ones) for _turn in range(50))
        worst[f"{wrong_ones} cells one too high"] = [
            spent(with_cells(CLEAN, {a: str(values(CLEAN)[a] + 1) for a in addresses})) for addresses in some
        ]
    for kind, times in worst.items():
        tell(f"{kind}: median {median(times):.2f} ms, most {max(times):.2f} ms")
    assert max(max(times) for times in worst.values()) < 50
