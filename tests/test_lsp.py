"""The language server, spoken to as an editor does: a real client and a real process."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from tests.language_client import CAPABILITIES, ENOUGH, begun, editing, ended, span
from tests.strategies import as_yaml, governed, reports, with_cells

from gxreport.cli import cli

EXAMPLES = Path(__file__).parents[1] / "examples"
MISTAKES = (EXAMPLES / "mistakes-2023.yaml").read_text(encoding="utf-8")
CLEAN = (EXAMPLES / "report-2023.yaml").read_text(encoding="utf-8")
BROKEN = "机关: 甲局\n年度: 2023\n总体情况: [\n"
FOREIGN = {
    "ci.yml": "name: CI\non: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n",
    "issue.yml": "name: Bug\ndescription: d\ntitle: '[Bug]'\nlabels: [bug]\nbody: []\n",
    "film.json": '{"title": "甲", "year": 2023, "reviews": 3}',
    "broken.yml": "name: [\n",
    "list.yaml": "- a\n- b\n",
    "reports.json": '[{"organ": "a"}]',
    "words.yaml": "说明: 别的东西\n标题: 也是别的\n",
}


def by_validate(*paths):
    """What `gxreport validate --format json` says of the files: rules with their lines, from 0."""
    ran = CliRunner().invoke(cli, ["validate", "--lang", "zh", "--format", "json", *map(str, paths)])
    return {
        report["path"]: sorted(
            (one["rule"], one["severity"], (one["location"] or {}).get("line", 1) - 1)
            for one in report["findings"]
        )
        for report in json.loads(ran.stdout)["reports"]
    }


def listed(diagnostics):
    names = {1: "error", 2: "warning", 3: "note"}
    return sorted((one.code, names[one.severity], one.range.start.line) for one in diagnostics)


def applied(text, edits):
    """A text after edits of one line each; columns are UTF-16."""
    lines = text.split("\n")
    for edit in sorted(
        edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True
    ):
        units = lines[edit.range.start.line].encode("utf-16-le")
        start, end = edit.range.start.character * 2, edit.range.end.character * 2
        made = units[:start] + edit.new_text.encode("utf-16-le") + units[end:]
        lines[edit.range.start.line] = made.decode("utf-16-le")
    return "\n".join(lines)


def at(text, words, after=""):
    """The line and UTF-16 column of words, the first ones after others."""
    start = text.index(words, text.index(after))
    line = text.count("\n", 0, start)
    begin = text.rfind("\n", 0, start) + 1
    return line, len(text[begin:start].encode("utf-16-le")) // 2


@pytest.fixture(scope="module")
def loop():
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="module")
def editor(loop):
    """One editor for all tests that leave it as it was."""
    found = loop.run(begun())
    yield found
    assert loop.run(ended(found)) == (0, "")
    assert found.messages == []


# What is listed


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.glob("*.yaml")))
def test_examples_are_told_as_validate_tells_them(loop, editor, tmp_path, name):
    path = tmp_path / name
    path.write_bytes((EXAMPLES / name).read_bytes())
    uri = editor.open(path, path.read_text(encoding="utf-8"))
    found = loop.run(editor.diagnostics(uri))
    assert listed(found) == by_validate(path)[str(path)]
    assert {one.source for one in found} <= {"gxreport"}


@settings(max_examples=25)
@given(data=st.data(), report=reports())
def test_spoiled_reports_are_told_as_validate_tells_them(loop, editor, tmp_path_factory, data, report):
    cells = data.draw(st.lists(st.sampled_from(governed(report)), min_size=1, max_size=3, unique=True))
    texts = st.sampled_from(["", "7", "12件", "/", "十二", "999"])
    spoiled = with_cells(report, {cell: data.draw(texts) for cell in cells})
    text = as_yaml(spoiled, lists=data.draw(st.booleans()), english=data.draw(st.booleans()))
    path = tmp_path_factory.mktemp("spoiled") / "report.yaml"
    path.write_text(text, encoding="utf-8")
    uri = editor.open(path, text)
    assert listed(loop.run(editor.diagnostics(uri))) == by_validate(path)[str(path)]


def test_json_is_told_as_validate_tells_it(loop, editor, tmp_path):
    path = tmp_path / "甲.json"
    path.write_text('{"机关": "甲局",\n "年度": 2023,\n "行政许可": 1}', encoding="utf-8")
    uri = editor.open(path, path.read_text(encoding="utf-8"), "json")
    assert listed(loop.run(editor.diagnostics(uri))) == by_validate(path)[str(path)]


def test_a_finding_says_all_that_the_clerk_needs(loop, editor, tmp_path):
    uri = editor.open(tmp_path / "report.yaml", MISTAKES)
    wrong = next(one for one in loop.run(editor.diagnostics(uri)) if one.code == "GX303")
    line, unit = at(MISTAKES, "42", "予以公开: ")
    assert wrong.range == span(line, unit, line, unit + 2)
    assert wrong.severity is types.DiagnosticSeverity.Error
    for words in (
        "不等于各类申请人之和",
        "应为 24",
        "数字颠倒",
        "核对该行",
        "依据：国办公开办函〔2021〕30号",
    ):
        assert words in wrong.message
    assert wrong.related_information[0].location.uri == uri


@pytest.mark.parametrize(("encoding", "width"), [("utf-8", (3, 4)), ("utf-16", (1, 2)), ("utf-32", (1, 1))])
def test_places_are_counted_in_the_units_that_were_agreed(tmp_path, encoding, width):
    text = CLEAN.replace("总体情况: |\n", "总体情况: |\n  Ａ𠀀😀截止2023年12月31日。\n")
    general = types.GeneralClientCapabilities(position_encodings=[encoding])

    async def talk():
        async with editing(capabilities=types.ClientCapabilities(general=general)) as editor:
            assert editor.initialized.capabilities.position_encoding == encoding
            uri = editor.open(tmp_path / "report.yaml", text)
            found = await editor.diagnostics(uri)
            return next(one.range for one in found if one.code == "GX507")

    place = asyncio.run(talk())
    one, two = width
    assert place.start.character == 2 + one + 2 * two
    assert place.end.character == place.start.character + 2 * one


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_no_report_is_left_alone(loop, editor, tmp_path, name):
    uri = editor.open(tmp_path / name, FOREIGN[name], "json" if name.endswith("json") else "yaml")
    assert loop.run(editor.hints(uri)) == []  # it was looked at by now
    assert loop.run(editor.completions(uri, 0, 0)) == []
    assert not [params for params in editor.published if params.uri == uri]


def test_a_modeline_makes_a_report(loop, editor, tmp_path):
    text = "# yaml-language-server: $schema=gxreport-2021.schema.json\n年度: [\n"
    uri = editor.open(tmp_path / "甲局.yaml", text)
    assert len(loop.run(editor.diagnostics(uri))) == 1


def test_yaml_that_is_broken_has_one_diagnostic_where_it_breaks(loop, editor, tmp_path):
    path = tmp_path / "report.yaml"
    path.write_text(BROKEN.replace("年度: 2023", "年度：2023"), encoding="utf-8")
    uri = editor.open(path, path.read_text(encoding="utf-8"))
    (found,) = loop.run(editor.diagnostics(uri))
    assert (found.range.start.line, found.range.start.character) == (1, 2)
    assert "冒号要用半角" in found.message


def test_what_was_known_before_it_broke_is_still_shown(loop, editor, tmp_path):
    uri = editor.open(tmp_path / "report.yaml", MISTAKES)
    line, unit = at(MISTAKES, "42", "予以公开: ")
    loop.run(editor.diagnostics(uri))
    editor.change(uri, 2, (0, 0, 0, 0, "\n坏了: [\n"))
    assert len(loop.run(editor.diagnostics(uri, 2))) == 1
    assert loop.run(editor.hints(uri)) == [(line + 2, unit + 2, "= 24")]
    assert "予以公开" in loop.run(editor.hover(uri, line + 2, unit))
    editor.change(uri, 3, (0, 0, 2, 0, ""))
    assert "GX303" in {one.code for one in loop.run(editor.diagnostics(uri, 3))}


def test_a_document_of_hostile_size_or_depth_has_one_diagnostic(loop, editor, tmp_path):
    long = editor.open(tmp_path / "report.yaml", CLEAN + "  甲，乙。\n" * 1_000_000)
    deep = editor.open(tmp_path / "report-2.yaml", "机关: " + "[" * 100_000)
    (too_long,) = loop.run(editor.diagnostics(long))
    (too_deep,) = loop.run(editor.diagnostics(deep))
    assert "文件太长" in too_long.message
    editor.change(long, 2, (5, 0, 5, 0, "甲"))
    assert len(loop.run(editor.diagnostics(long, 2))) == 1
    assert loop.run(editor.hints(long)) == loop.run(editor.completions(long, 7, 2)) == []
    assert "一层套一层" in too_deep.message


# While somebody types


def test_a_change_is_checked(loop, editor, tmp_path):
    uri = editor.open(tmp_path / "report.yaml", CLEAN)
    assert loop.run(editor.diagnostics(uri)) == ()
    line, unit = at(CLEAN, "66", "本年新收: ")
    editor.change(uri, 2, (line, unit, line, unit + 2, "67"))
    assert "GX303" in {one.code for one in loop.run(editor.diagnostics(uri, 2))}
    editor.change(uri, 3, (line, unit, line, unit + 2, "66"))
    assert loop.run(editor.diagnostics(uri, 3)) == ()


def test_changes_after_strange_characters_hit_their_place(loop, editor, tmp_path):
    """Characters beyond the basic plane, a line that ends in Unicode only, one that ends as on Windows."""
    strange = "  𠀀😀\u2028乙丙\r\n"
    text = CLEAN.replace("总体情况: |\n", f"总体情况: |\n{strange}")
    path = tmp_path / "report.yaml"
    uri = editor.open(path, text)
    line, unit = at(text, "66", "本年新收: ")
    top = at(text, "𠀀")[0]
    editor.change(
        uri, 2, (line, unit, line, unit + 2, "67"), (top, 4, top, 6, "甲"), (top, 5, top + 1, 0, "\u2028\n")
    )
    head, key, rest = text.partition("本年新收: ")
    expected = (head + key + rest.replace("66", "67", 1)).replace(strange, "  𠀀甲\u2028\n", 1)
    path.write_bytes(expected.encode())
    assert listed(loop.run(editor.diagnostics(uri, 2))) == by_validate(path)[str(path)]


def test_fast_typing_is_checked_once(loop, editor, tmp_path):
    uri = editor.open(tmp_path / "report.yaml", CLEAN)
    line, unit = at(CLEAN, "66", "本年新收: ")
    for version in range(2, 42):
        editor.change(uri, version, (line, unit, line, unit + 2, str(50 + version % 10)))
    told = loop.run(editor.diagnostics(uri, 41))
    assert any("51" in one.message for one in told)  # the last figure, and not one of those before
    loop.run(editor.hints(uri))
    versions = [params.version for params in editor.published if params.uri == uri]
    assert versions == sorted(versions)
    assert len(versions) < 20


def test_a_closed_document_has_no_diagnostics(loop, editor, tmp_path):
    uri = editor.open(tmp_path / "report.yaml", MISTAKES)
    assert loop.run(editor.diagnostics(uri))
    document = types.TextDocumentIdentifier(uri)
    editor.client.text_document_did_close(types.DidCloseTextDocumentParams(document))
    assert loop.run(editor.diagnostics(uri, None)) == ()


# What is around a report


def test_gxreport_toml_is_honoured_and_watched(loop, editor, tmp_path):
    folder = tmp_path / "甲局"
    folder.mkdir()
    path, settings_ = folder / "report.yaml", tmp_path / "gxreport.toml"
    settings_.write_text(
        '[validate]\nignore = ["GX303", "GX5"]\n[severity]\nGX102 = "note"\n', encoding="utf-8"
    )
    uri = editor.open(path, MISTAKES)
    found = loop.run(editor.diagnostics(uri))
    assert {"GX303", "GX501"}.isdisjoint(one.code for one in found)
    assert next(one for one in found if one.code == "GX102").severity is types.DiagnosticSeverity.Information
    waiver = '[[waiver]]\nrule = "GX303"\nreason = "核对过"\nreport = "甲局/report.yaml"\n'
    settings_.write_text(waiver, encoding="utf-8")
    watched = types.FileEvent(settings_.as_uri(), types.FileChangeType.Changed)
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([watched]))
    ids = {
        one.code
        for one in loop.run(editor.diagnostics(uri, until=lambda d: any(o.code == "GX501" for o in d)))
    }
    assert "GX303" not in ids
    settings_.write_text("[validate\n", encoding="utf-8")
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([watched]))
    found = loop.run(editor.diagnostics(uri, until=lambda d: any("gxreport.toml" in o.message for o in d)))
    assert "GX303" in {one.code for one in found}


def test_last_years_report_beside_it_is_compared_with(loop, editor, tmp_path):
    """As `validate` of the folder does; a neighbour that cannot be read does not matter."""
    before = (EXAMPLES / "report-2022.yaml").read_text(encoding="utf-8")
    (tmp_path / "2022.yaml").write_text(before, encoding="utf-8")
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")
    carried_in = next(line for line in CLEAN.splitlines() if line.strip().startswith("上年结转:"))
    spoiled = CLEAN.replace(carried_in, carried_in.replace(" 2", " 3"))
    path = tmp_path / "2023.yaml"
    path.write_text(spoiled, encoding="utf-8")
    expected = by_validate(tmp_path)[str(path)]
    assert any(rule.startswith("GX6") for rule, _severity, _line in expected)
    uri = editor.open(path, spoiled)
    found = loop.run(editor.diagnostics(uri, until=lambda d: listed(d) == expected))
    last = next(one for one in found if one.code.startswith("GX6"))
    assert (tmp_path / "2022.yaml").as_uri() in {one.location.uri for one in last.related_information}


# Hover, keys, sums, cures


def test_hover_tells_the_meaning_the_column_and_the_sums(loop, editor, tmp_path):
    uri = editor.open(tmp_path / "report.yaml", MISTAKES)
    cell = loop.run(editor.hover(uri, *at(MISTAKES, "42", "予以公开: ")))
    for words in ("（一）予以公开", "第 7 列，共 7 列：总计", "各项之和是 24", "GX303", "依据："):
        assert words in cell
    group = loop.run(editor.hover(uri, *at(MISTAKES, "不予公开:")))
    assert "（三）不予公开" in group
    assert "依次是" not in group
    field = loop.run(editor.hover(uri, *at(MISTAKES, "机关类型")))
    assert "决定适用哪些条款" in field
    assert loop.run(editor.hover(uri, *at(MISTAKES, "围绕企业"))) == ""


def test_keys_are_completed_in_the_order_of_the_form(loop, editor, tmp_path):
    text = "机关: 甲局\n年度: 2023\n申请办理:\n  本年新收: 0\n  不予公开:\n    \n  "
    uri = editor.open(tmp_path / "report.yaml", text)
    top = loop.run(editor.completions(uri, 2, 0))
    assert [item.label for item in top][:2] == ["机关类型", "格式"]
    rows = loop.run(editor.completions(uri, 6, 2))
    labels = [item.label for item in sorted(rows, key=lambda item: item.sort_text)]
    assert labels[:3] == ["上年结转", "予以公开", "部分公开"]
    assert "不予公开" not in labels
    assert rows[1].detail == "（一）予以公开"
    assert rows[1].text_edit.new_text == "予以公开: "
    refused = loop.run(editor.completions(uri, 5, 4))
    assert refused[0].label == "国家秘密"
    assert "条例第十四条" in refused[0].documentation


def test_kinds_of_organ_are_completed(loop, editor, tmp_path):
    uri = editor.open(tmp_path / "report.yaml", "机关: 甲局\n机关类型: 部\n年度: 2023\n")
    found = loop.run(editor.completions(uri, 1, 7))
    assert [item.label for item in found] == ["政府", "部门", "乡镇街道", "其他"]
    assert found[1].text_edit.range == span(1, 6, 1, 7)


def test_a_total_that_is_left_out_is_shown_and_one_that_is_right_is_not(loop, editor, tmp_path):
    assert loop.run(editor.hints(editor.open(tmp_path / "report.yaml", CLEAN))) == []
    open_total = CLEAN.replace("1,    0,   66]", "1,    0,    ~]", 1)
    assert open_total != CLEAN
    uri = editor.open(tmp_path / "report-2.yaml", open_total)
    line, unit = at(open_total, "~]", "本年新收: ")
    assert loop.run(editor.hints(uri)) == [(line, unit + 1, "= 66")]


def test_the_first_cure_mends_the_figure_where_it_stands(loop, editor, tmp_path):
    path = tmp_path / "report.yaml"
    uri = editor.open(path, MISTAKES)
    wrong = next(one for one in loop.run(editor.diagnostics(uri)) if one.code == "GX303")
    first, *others = loop.run(editor.actions(uri, wrong))
    assert first.title == "改为 24（数字颠倒，推测）"
    assert first.is_preferred is None
    assert first.diagnostics[0].code == "GX303"
    assert [action.title for action in others] == []
    mended = applied(MISTAKES, first.edit.changes[uri])
    assert mended == MISTAKES.replace("1,    0,   42]", "1,    0,   24]")
    editor.change(uri, 2, mended)
    assert "GX303" not in {one.code for one in loop.run(editor.diagnostics(uri, 2))}


def test_a_blank_total_is_filled_in_and_that_is_certain(loop, editor, tmp_path):
    text = CLEAN.replace("1,    0,   66]", '1,    0,   ""]', 1)
    uri = editor.open(tmp_path / "report.yaml", text)
    (blank,) = [one for one in loop.run(editor.diagnostics(uri)) if one.code == "GX305"]
    (action,) = loop.run(editor.actions(uri, blank))
    assert (action.title, action.is_preferred) == ("填入合计 66", True)
    editor.change(uri, 2, applied(text, action.edit.changes[uri]))
    assert loop.run(editor.diagnostics(uri, 2)) == ()


def test_sections_are_outlined(loop, editor, tmp_path):
    uri = editor.open(tmp_path / "report.yaml", CLEAN)
    asked = types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
    found = loop.run(asyncio.wait_for(editor.client.text_document_document_symbol_async(asked), ENOUGH))
    requests = next(entry for entry in found if entry.name == "申请办理")
    refused = next(entry for entry in requests.children if entry.name == "不予公开")
    assert (refused.detail, len(refused.children)) == ("（三）不予公开", 8)
    assert refused.range.start.line < refused.range.end.line < requests.range.end.line


def test_a_quoted_figure_leads_to_its_cell(loop, editor, tmp_path):
    text = CLEAN.replace("总体情况: |\n", "总体情况: |\n  😀{{ 申请办理.本年新收.总计 }}件。\n")
    uri = editor.open(tmp_path / "report.yaml", text)
    line, unit = at(text, "本年新收.总计")
    asked = types.DefinitionParams(types.TextDocumentIdentifier(uri), types.Position(line, unit))
    found = loop.run(asyncio.wait_for(editor.client.text_document_definition_async(asked), ENOUGH))
    line, unit = at(text, "66", "本年新收: ")
    assert found.range == span(line, unit, line, unit + 2)


# Languages, beginnings and ends


@pytest.mark.parametrize(
    ("arguments", "locale", "words"),
    [((), "en-US", "should be 24"), ((), "zh-CN", "应为 24"), (("--lang", "zh"), "en", "应为 24")],
)
def test_the_editors_language_is_spoken_unless_one_is_chosen(tmp_path, arguments, locale, words):
    async def talk():
        async with editing(*arguments, locale=locale) as editor:
            found = await editor.diagnostics(editor.open(tmp_path / "report.yaml", MISTAKES))
            return next(one.message for one in found if one.code == "GX303")

    assert words in asyncio.run(talk())


def test_the_server_asks_to_be_told_of_files():
    watching = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    workspace = types.WorkspaceClientCapabilities(did_change_watched_files=watching)
    asked = asyncio.Queue()

    async def talk():
        capabilities = types.ClientCapabilities(workspace, CAPABILITIES.text_document)
        editor = await begun("--stdio", capabilities=capabilities)

        @editor.client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def _registered(params):
            asked.put_nowait(params)

        found = await asyncio.wait_for(asked.get(), ENOUGH)
        assert await ended(editor) == (0, "")
        return found

    assert "gxreport.toml" in str(asyncio.run(talk()).registrations[0].register_options)


def test_nothing_stops_the_server_but_the_editor(tmp_path):
    async def talk():
        editor = await begun()
        say = editor.client.protocol.send_request_async
        with pytest.raises(JsonRpcException):
            await asyncio.wait_for(say("textDocument/nonsense", {}), ENOUGH)
        # What is no request by the protocol has no answer either.
        editor.client.protocol.send_request("textDocument/hover", {"textDocument": 3})
        assert await editor.hover("file:///nowhere/report.yaml", 0, 0) == ""
        uri = editor.open(tmp_path / "report.yaml", MISTAKES)
        editor.change(uri, 2, (9_999_999, 7, 9_999_999, 9, "\n"), (3, 5_000_000, 3, 5_000_000, ""))
        assert await editor.diagnostics(uri, 2)
        assert editor.messages == []
        code, said = await ended(editor)
        assert code == 0
        assert "Traceback" not in said

    asyncio.run(talk())


def test_after_shutdown_nothing_is_answered():
    async def talk():
        editor = await begun()
        await editor.client.shutdown_async(None)
        with pytest.raises(JsonRpcException):
            await editor.hover("file:///x/report.yaml", 0, 0)
        editor.client.exit(None)
        return await asyncio.wait_for(editor.server.wait(), ENOUGH)

    assert asyncio.run(talk()) == 0


def test_an_editor_that_ends_without_goodbye_leaves_exit_code_1():
    async def exits():
        editor = await begun()
        editor.client.exit(None)
        return await asyncio.wait_for(editor.server.wait(), ENOUGH)

    async def is_gone():
        editor = await begun()
        editor.server.stdin.close()
        return await asyncio.wait_for(editor.server.wait(), ENOUGH)

    assert asyncio.run(exits()) == 1
    assert asyncio.run(is_gone()) == 1


def test_without_the_extra_one_sentence_says_how_to_install_it():
    code = "import sys; sys.modules['pygls'] = None; from gxreport.cli import main; main()"
    command = [sys.executable, "-X", "utf8", "-c", code, "lsp", "--lang", "zh"]
    ran = subprocess.run(
        command, capture_output=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL
    )
    assert ran.returncode == 2
    assert "pip install pygls" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
