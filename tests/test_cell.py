"""A cell keeps what was written and says what it means."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import cell_texts

from gxreport.cell import MISSING, Cell, State, plain, read
from gxreport.layout import Kind

ALL = tuple(Kind)
COUNTS = (Kind.COUNT, Kind.CHANGE)
SUMS = (Kind.AMOUNT, Kind.WAN_YUAN)

# What was written, in cells of which kinds: the number that it is, and what stood beside it.
NUMBERS = [
    ("0", ALL, "0", ""),
    ("12", ALL, "12", ""),
    ("017", ALL, "17", ""),
    (" 12\n", ALL, "12", ""),
    ("\u3000\u30000", ALL, "0", ""),
    ("\u200b7\ufeff", ALL, "7", ""),
    ("\u20037", ALL, "7", ""),
    ("999999999999999", ALL, "999999999999999", ""),
    ("1.25", ALL, "1.25", ""),
    ("1276.553412", SUMS, "1276.553412", ""),
    ("-3", ALL, "-3", ""),
    ("−3", ALL, "-3", ""),
    ("+2", ALL, "2", ""),
    ("+2", (Kind.CHANGE,), "2", ""),
    ("减4", (Kind.CHANGE,), "-4", ""),
    ("减少4", (Kind.CHANGE,), "-4", ""),
    ("净减4", (Kind.CHANGE,), "-4", ""),
    ("增10", (Kind.CHANGE,), "10", ""),
    ("增加 10", (Kind.CHANGE,), "10", ""),
    ("净增10", (Kind.CHANGE,), "10", ""),
    ("减4项", (Kind.CHANGE,), "-4", "项"),
    ("12件", COUNTS, "12", "件"),
    ("12 件", COUNTS, "12", "件"),
    ("3条", COUNTS, "3", "条"),
    ("22（其中修订16件）", ALL, "22", "（其中修订16件）"),
    ("22件（其中修订16件）", COUNTS, "22", "件（其中修订16件）"),
    ("55（含自然失效29件）", ALL, "55", "（含自然失效29件）"),
    ("1,234", ALL, "1234", "1,234"),
    ("1，234", ALL, "1234", "1，234"),
    ("1,234,567", ALL, "1234567", "1,234,567"),
    ("１２", ALL, "12", "１２"),
    ("０", ALL, "0", "０"),
    ("? 0", ALL, "0", "?"),
    ("251000元", (Kind.WAN_YUAN,), "25.1", "元"),
    ("251000元", (Kind.AMOUNT,), "251000", "元"),
    ("1276.5534万元", SUMS, "1276.5534", "万元"),
    ("0.0001元", (Kind.WAN_YUAN,), "0.00000001", "元"),
]
BLANKS = [
    "",
    " ",
    "\u3000\u3000",
    "\xa0",
    "\t\r\n",
    "\u200b",
    "\ufeff",
    " \xa0\u200d\xad ",
    "\u2003",
    "\u2002",
    "\x0b\x0c\x85\u1680\u2028\u202f\u205f\u2060",
]
WHITE = "".join(BLANKS)
MARKS = ["/", "／", "-", "－", "--", "—", "——", "–", "无", " / ", "\u3000无", "N/A"]
TEXTS = [
    ("若干", ALL),
    ("十二", ALL),
    ("二十余件", ALL),
    ("约12", ALL),
    ("12余", ALL),
    ("12+3", ALL),
    ("12、3", ALL),
    ("1/2", ALL),
    ("5 6", ALL),
    ("5\n6", ALL),
    ("5\xa06", ALL),
    ("1,23", ALL),
    ("12,34,567", ALL),
    (".5", ALL),
    ("5.", ALL),
    ("1e3", ALL),
    ("1_000", ALL),
    ("1:30", ALL),
    ("0x1F", ALL),
    ("no", ALL),
    ("nan", ALL),
    ("Infinity", ALL),
    ("½", ALL),
    ("٣", ALL),
    ("（12）", ALL),
    ("12（", ALL),
    ("1000000000000000", (Kind.CHANGE,)),  # sixteen digits count nothing on earth
    ("99999999999999999999", ALL),
    ("减4", (Kind.COUNT, *SUMS)),
    ("12元", COUNTS),
    ("12万元", COUNTS),
    ("12件", SUMS),
]


def each(table):
    return [(row[0], kind, *row[2:]) for row in table for kind in row[1]]


@pytest.mark.parametrize(("raw", "kind", "value", "beside"), each(NUMBERS))
def test_number_is_understood(raw, kind, value, beside):
    cell = read(raw, kind)
    assert (cell.raw, cell.state, cell.value) == (raw.strip(WHITE), State.NUMBER, Decimal(value))
    # Full-width and half-width brackets and commas are the same thing beside a number.
    assert unicodedata.normalize("NFKC", cell.beside) == unicodedata.normalize("NFKC", beside)
    assert bool(cell.beside) == bool(beside)


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("raw", BLANKS)
def test_blank_is_blank_whatever_white_space_it_is_made_of(raw, kind):
    cell = read(raw, kind)
    assert (cell.state, cell.value, cell.beside) == (State.BLANK, None, "")
    assert not (cell.raw or "").strip(WHITE)


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("raw", MARKS)
def test_mark_is_a_mark(raw, kind):
    assert read(raw, kind) == Cell(raw.strip(WHITE), State.MARK)


@pytest.mark.parametrize(("raw", "kind"), each(TEXTS))
def test_text_is_no_number(raw, kind):
    assert read(raw, kind) == Cell(raw, State.TEXT)


@pytest.mark.parametrize("raw", ["12①", "3②", "5²", "12⑴", "3⒈", "12㈠"])
@pytest.mark.parametrize("kind", ALL)
def test_footnote_mark_is_no_digit(raw, kind):
    # NFKC turns ① and ² into 1 and 2; twelve with a footnote is not a hundred and twenty-one.
    cell = read(raw, kind)
    assert cell.value in (None, Decimal(raw[:-1]))


def test_what_was_written_stays_known():
    """A blank, a mark, a nought, a unit, a note, separators, wide digits and no cell are all different."""
    written = ["", "/", "-", "0", "12件", "22（其中修订16件）", "1,234", "１２", "12", "12.0"]
    cells = [read(raw, Kind.COUNT) for raw in written]
    assert [cell.raw for cell in cells] == written
    assert len({*cells, MISSING}) == len(written) + 1


def test_blank_is_not_zero():
    assert read("", Kind.COUNT).value is None
    assert read("0", Kind.COUNT).value == 0
    assert read("", Kind.COUNT) != read("0", Kind.COUNT)


def test_blank_and_mark_add_nothing_but_text_and_no_cell_are_unknown():
    assert read("", Kind.COUNT).addend == 0
    assert read("/", Kind.COUNT).addend == 0
    assert read("7", Kind.COUNT).addend == 7
    assert read("若干", Kind.COUNT).addend is None
    assert MISSING.addend is None


def test_missing_cell_was_never_written():
    assert (MISSING.raw, MISSING.state, MISSING.value) == (None, State.MISSING, None)


@given(cell_texts, st.sampled_from(ALL))
def test_any_text_is_kept_and_means_one_thing(raw, kind):
    cell = read(raw, kind)
    # Kept but for the white space around it, which no person sees.
    assert cell.raw in raw
    assert cell.raw.strip(WHITE) == raw.strip(WHITE)
    assert (cell.value is not None) == (cell.state is State.NUMBER)
    assert cell.value is None or (type(cell.value) is Decimal and cell.value.is_finite())
    assert cell.state is State.NUMBER or cell.beside == ""
    assert cell.state is not State.MISSING
    assert read(raw, kind) == cell


@given(cell_texts, st.sampled_from(ALL))
def test_number_has_no_digit_that_was_not_written(raw, kind):
    cell = read(raw, kind)
    if cell.value is not None and "元" not in cell.beside:
        # ① and ² have a numeric value, but they are no decimal digits.
        digits = "".join(str(unicodedata.decimal(c, "")) for c in raw)
        assert plain(abs(cell.value)).replace(".", "").strip("0") in digits


@given(st.integers(0, 10**15 - 1), st.sampled_from(ALL))
def test_whole_numbers_are_exact(number, kind):
    assert read(str(number), kind).value == number
    assert plain(read(str(number), kind).value) == str(number)


@given(st.integers(0, 10**15 - 1), st.integers(0, 10**10 - 1), st.sampled_from(SUMS))
def test_amounts_are_exact(whole, decimals, kind):
    written = f"{whole}.{decimals:010d}"
    assert read(written, kind).value == Decimal(written)


@given(st.integers(0, 10**15 - 1))
def test_yuan_become_wan_yuan_exactly(yuan):
    assert read(f"{yuan}元", Kind.WAN_YUAN).value * 10_000 == yuan


@given(st.integers(1, 10**14))
def test_separators_change_nothing_but_are_noticed(number):
    cell = read(f"{number:,}", Kind.COUNT)
    assert cell.value == number
    assert bool(cell.beside) == (number >= 1000)


@pytest.mark.parametrize(
    ("value", "shown"), [("12", "12"), ("1.50", "1.5"), ("100", "100"), ("1E+3", "1000"), ("0.0", "0")]
)
def test_numbers_are_shown_as_people_write_them(value, shown):
    assert plain(Decimal(value)) == shown
