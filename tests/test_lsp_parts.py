"""What the language server is made of: functions of a text and a position, without a server."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import as_yaml, governed, reports, with_cells

from gxreport.catalogue import catalogue
from gxreport.lsp.analysis import Document, analysed
from gxreport.lsp.completing import offers
from gxreport.lsp.figures import replacement
from gxreport.lsp.fixing import fixes
from gxreport.lsp.hints import hints
from gxreport.lsp.hovering import shown
from gxreport.lsp.kept import kept
from gxreport.lsp.levels import level
from gxreport.lsp.pointing import meant, root_of, spot
from gxreport.lsp.recognised import recognised
from gxreport.lsp.surroundings import Surroundings
from gxreport.lsp.telling import stretch, tellings
from gxreport.lsp.texts import Edit, Point, Stretch, edited, split
from gxreport.source import Place

EXAMPLES = Path(__file__).parents[1] / "examples"
CLEAN = (EXAMPLES / "report-2023.yaml").read_text(encoding="utf-8")
SMALL = "机关: 甲局\n年度: 2023\n"
texts = st.text(st.sampled_from("甲𠀀a😀\n\r\u2028\x0b "), max_size=30)


def found_in(text, path="", language="yaml"):
    return analysed(Document(path, language, text), Surroundings())


def mended(text, replacements):
    lines = text.split("\n")
    for at, words in sorted(replacements, reverse=True):
        line = lines[at.start.line]
        lines[at.start.line] = line[: at.start.column] + words + line[at.end.column :]
    return "\n".join(lines)


# Texts as editors count them


@given(texts, texts, st.integers(0, 40), st.integers(0, 40))
def test_an_edit_hits_what_the_editor_meant(text, typed, one, other):
    """Against arithmetic on UTF-16 itself; a position amid a character is nobody's."""
    units = text.encode("utf-16-le")
    ends = sorted(min(at, len(text)) for at in (one, other))
    if any(text[end - 1 : end + 1] == "\r\n" for end in ends):
        return  # between the two there is no position
    places = []
    for end in ends:
        before = split(text[:end])
        places.append((len(before) - 1, len(before[-1].encode("utf-16-le")) // 2))
    start, end = (len(text[:at].encode("utf-16-le")) for at in ends)
    expected = (units[:start] + typed.encode("utf-16-le") + units[end:]).decode("utf-16-le")
    assert edited(text, Edit(*places, typed), "utf-16") == expected


def test_an_edit_behind_the_end_is_one_at_the_end():
    assert edited("甲\n乙", Edit((1, 99), (7, 0), "丙"), "utf-16") == "甲\n乙丙"


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("abc"), max_size=8))
def test_a_line_is_kept_only_as_the_same_line(before, after):
    place = kept(before, after)
    found = [place(at) for at in range(len(before))]
    assert all(at is None or before[line] == after[at] for line, at in enumerate(found))
    left = [at for at in found if at is not None]
    assert left == sorted(set(left))


def test_lines_above_and_below_a_change_are_kept():
    place = kept(["a", "b", "c", "d"], ["a", "x", "y", "c", "d"])
    assert [place(at) for at in range(4)] == [0, None, 3, 4]


# Which documents are reports


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("report.yaml", ""),
        ("Report-2023.yml", "机关 甲"),
        ("甲局.yaml", "机关：甲局\n年度：2023\n"),
        ("a.yaml", "organ: a\nyear: 2023\n"),
        ("a.json", '{"机关": "甲局", "年度": 2023}'),
        ("a.yaml", "# yaml-language-server: $schema=../gxreport-2021.schema.json\n"),
        ("", "总体情况: |\n  甲\n主动公开: [\n"),
    ],
)
def test_reports_are_recognised(path, text):
    assert recognised(path, text)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.yaml", "title: a\nyear: 2023\nother: b\n"),
        ("mkdocs.yml", "site_name: a\nnav: []\n"),
        ("a.yaml", "甲:\n  机关: 甲\n  年度: 2023\n"),
        ("report.json", '[{"organ": 1, "year": 2}]'),
        ("reports.txt", ""),
        ("a.yaml", "机关: 甲\n"),
        (
            "a.yaml",
            "# yaml-language-server: $schema=https://json.schemastore.org/github-workflow\non: push\n",
        ),
    ],
)
def test_other_documents_are_not(path, text):
    assert not recognised(path, text)


def test_a_report_by_name_with_nothing_of_a_report_in_it_is_left_alone():
    """As `gxreport validate FOLDER` passes it over."""
    assert found_in("coverage: 80\n", "/nowhere/report.yaml") is None
    assert found_in("机关: 甲\n年度: 2023\n", "/nowhere/a.txt") is None


# Sums and cures


@given(st.data(), reports())
def test_a_cure_leaves_its_finding_behind(data, report):
    """Whatever one wrong figure breaks: the first cure of each finding mends it."""
    cell = data.draw(st.sampled_from(governed(report)))
    text = as_yaml(with_cells(report, {cell: data.draw(st.sampled_from(["1", "12", "77", "40050"]))}))
    before = found_in(text)
    for finding in before.checked.findings:
        where = stretch(finding.place, before.lines)
        offered = [fix for fix in fixes(before.checked, before.lines, where) if fix.finding == finding]
        if finding.suspects:
            assert offered
        for fix in offered[:1]:
            after = found_in(mended(text, fix.replacements)).checked
            assert (finding.rule, finding.address) not in {(one.rule, one.address) for one in after.findings}


@given(reports())
def test_a_report_that_adds_up_has_no_hints_and_no_cures(report):
    found = found_in(as_yaml(report))
    assert hints(found.checked.reading, found.lines) == []
    everything = Stretch(Point(0, 0), Point(len(found.lines), 0))
    assert fixes(found.checked, found.lines, everything) == []


@pytest.mark.parametrize(
    ("line", "figure", "expected"),
    [
        ("  甲: [2, 21, 3]", "21", "  甲: [2, 12, 3]"),
        ('  甲: ["21件"]', '"21件"', '  甲: ["12件"]'),
        ("  甲: 21（其中修订6件）", "21（其中修订6件）", "  甲: 12（其中修订6件）"),
        ("  甲: [~, 1]", "~", "  甲: [12, 1]"),
        ("  甲: ['', 1]", "''", "  甲: [12, 1]"),
        ("  甲:", "", "  甲: 12"),
        ("  甲: ２１", "２１", "  甲: 12"),
        ("  甲: 二十一", "二十一", None),
    ],
)
def test_a_figure_is_replaced_and_what_stands_beside_it_kept(line, figure, expected):
    start = line.index(figure, 4) if figure else len(line)
    found = replacement(Place(1, start + 1, len(figure)), "12", [line])
    assert (mended(line, [found]) if found else None) == expected


def test_one_zero_for_many_cells_is_not_replaced():
    rows = "".join(f"  {row}: 0\n" for row in ("上年结转", "予以公开", "总计", "结转下年度"))
    text = f"{SMALL}申请办理:\n  本年新收: [1, 0, 0, 0, 0, 0, 1]\n{rows}"
    found = found_in(text)
    finding = next(one for one in found.checked.findings if one.rule == "GX301")
    lines = {
        at.start.line
        for fix in fixes(found.checked, found.lines, stretch(finding.place, found.lines))
        for at, _text in fix.replacements
    }
    assert lines <= {3}


def test_totals_that_are_not_in_the_file_are_shown_behind_their_row():
    text = SMALL + (
        "申请办理:\n"
        "  本年新收: {自然人: 2, 商业企业: 1, 科研机构: 0, 社会公益组织: 0, 法律服务机构: 0, 其他: 0}  # 甲\n"
        "  上年结转: [1, ~, ~, ~, ~, ~, ~]\n"
        "  予以公开: [~, ~, ~, ~, ~, ~, ~]\n"
    )
    found = found_in(text)
    told = [(hint.at.line, hint.text) for hint in hints(found.checked.reading, found.lines)]
    assert told == [(3, "= 3"), (4, "= 1")]


def test_hints_stay_silent_where_a_part_is_no_number():
    text = SMALL + "申请办理:\n  本年新收: [十二, 0, 0, 0, 0, 0, ~]\n"
    found = found_in(text)
    assert hints(found.checked.reading, found.lines) == []


# What a position means


def _within(row, group):
    return not group or f"{row}.".startswith(f"{group}.")


@pytest.mark.parametrize("name", ["report-2023.yaml", "report-2020.yaml"])
def test_every_figure_of_a_file_is_found_where_it_stands(name):
    found = found_in((EXAMPLES / name).read_text(encoding="utf-8"))
    reading, root = found.checked.reading, root_of(found.document)
    seen = 0
    for address in reading.report.cells():
        place = reading.figures.get(address)
        at = spot(root, Point(place.line - 1, place.column - 1))
        there = meant(reading.report, at)
        # One 0 may stand for a row, a group or a table.
        assert there == address or (not there.column and _within(address.row, there.row))
        assert shown(reading.report, address, at).title
        seen += there == address
    assert seen > 60


def test_a_key_is_meant_even_where_the_value_before_it_ends():
    text = SMALL + "总体情况: |\n  甲\n申请办理: 0\n"
    found = found_in(text)
    at = spot(root_of(found.document), Point(4, 0))
    assert (at.words, at.on_key) == (("申请办理",), True)


def test_an_alias_that_holds_itself_is_survived():
    root = root_of(Document("", "yaml", "a: &x {b: *x}\n"))
    assert all(spot(root, Point(0, at)) is None or at < 14 for at in range(14))


# Keys


def labels(text, line, column):
    return [offer.label for offer in offers(split(text), Point(line, column))]


def test_no_keys_in_prose_in_lists_in_comments():
    text = SMALL + "总体情况: |\n  甲\n  \n申请办理:\n  本年新收: [0, \n  # 甲\n"
    for line, column in ((3, 3), (4, 2), (6, 15), (7, 5), (99, 0)):
        assert labels(text, line, column) == []


def test_english_keys_where_the_document_has_them():
    text = "organ: a\nyear: 2020\nrequests:\n  new: 0\n  \n"
    assert labels(text, 5, 0)[0] == "organ_kind"
    assert labels(text, 4, 2)[:2] == ["carried_in", "granted"]
    assert "unpaid" not in "".join(labels(text, 4, 2))  # one row in the edition of 2019


def test_keys_of_a_mapping_on_one_line():
    text = SMALL + "申请办理:\n  本年新收: {自然人: 1, "
    assert labels(text, 3, len("  本年新收: {自然人: 1, "))[0] == "商业企业"


def test_what_is_typed_is_replaced():
    found = offers(["机关: 甲", "年度: 2023", "主动"], Point(2, 2))
    assert {offer.stretch for offer in found} == {Stretch(Point(2, 0), Point(2, 2))}


@given(st.text(st.sampled_from("甲: |\n{}[],~'\"#-a "), max_size=40), st.integers(0, 6), st.integers(0, 12))
def test_keys_are_looked_for_in_any_text(text, line, column):
    lines = split(text)
    offers(lines, Point(line, column))
    if line < len(lines):
        level(lines, line, column)


# What is listed


def test_more_findings_than_anybody_reads_are_counted():
    text = SMALL + "".join(f"没有的键{number}: 0\n" for number in range(600))
    told = tellings(found_in(text))
    assert len(told) == 501
    assert "没有列出" in told[-1].message


def test_every_finding_is_listed_with_its_rule():
    ids = {rule.id for rule in catalogue()}
    for rule in catalogue():
        if rule.example.carrier == "yaml" and rule.example.good in CLEAN:
            found = found_in(CLEAN.replace(rule.example.good, rule.example.bad))
            assert {one.rule for one in tellings(found)} - {""} <= ids
