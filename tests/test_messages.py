"""Every message is there in both languages, and one person hears one language."""

import gettext
import os
import re
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import click
import pytest

from gxreport import messages
from gxreport.catalogue import catalogue
from gxreport.cli.language import language
from gxreport.cli.main import cli
from gxreport.editions import EDITIONS, tables
from gxreport.form import layout
from gxreport.sections import SECTIONS

ROOT = Path(__file__).parent.parent
CITATION = re.compile(r"[\u4e00-\u9fff]+〔\d{4}〕\d+号")
QUOTED = re.compile(r'"[^"\n]*"')
HOLE = re.compile(r"\{([a-z_][\w.]*(?:![rsa])?)(?::[^{}]*)?\}|%\((\w+)\)s")
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")

# click fills these with English words of its own, so the Chinese of click does without them.
ENGLISH_WORDS = {"number_type", "param_type"}
PROPER_NAMES = {"Bash", "Windows"}

COMMANDS = cli.list_commands(click.Context(cli))
WRONG = [
    (["--nonsense"], "cli"),
    (["vlidate"], "cli"),
    (["validate", "--nonsense"], "validate"),
    (["validate", "--formt", "json"], "validate"),
    (["validate", "--format", "bad"], "validate"),
    (["validate", "--output"], "validate"),
    (["validate", "--quiet=1"], "validate"),
    (["validate", "--select", "GX999"], "validate"),
    (["explain"], "explain"),
    (["explain", "GX301", "GX302"], "explain"),
]


def _tool():
    spec = spec_from_file_location("tools_messages", ROOT / "tools" / "messages.py")
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


tool = _tool()
ENGLISH, CLICK = tool.CATALOGUES


def translations(catalogue):
    """Each message, as singular and plural if it has them, with the forms of its translation."""
    for message in tool.stored(catalogue):
        if message.id:
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            forms = [message.string] if isinstance(message.string, str) else list(message.string)
            yield ids, forms


def english(message):
    return gettext.translation("gxreport", messages.LOCALE, ["en"]).gettext(message)


def holes(text):
    return {found[1] or found[2] for found in HOLE.finditer(text)}


def words(text):
    """Words in Latin letters; those all in capitals are names of what is to be written: PATH, GX301."""
    return {word for word in re.findall(r"[A-Za-z]+", text) if not word.isupper()}


def own_words(command):
    """What a command names itself: options, choices, defaults, files and formats in its help."""
    messages.use("zh")
    texts = [command.name or "", command.help or "", "python -m gxreport -h --help", *COMMANDS]
    for parameter in command.params:
        choices = parameter.type.choices if isinstance(parameter.type, click.Choice) else ()
        texts += [*parameter.opts, *map(str, choices), parameter.metavar or ""]
        texts += [
            text for text in (parameter.default, getattr(parameter, "help", "")) if isinstance(text, str)
        ]
    for line, said in getattr(command, "examples", ()):
        texts += [line, said]
    texts += getattr(command, "exits", {}).values()
    if isinstance(command, click.Group):
        for name in COMMANDS:
            texts += [name, command.get_command(None, name).help]
    return words(" ".join(texts))


def subcommand(name):
    return cli if name == "cli" else cli.get_command(None, name)


def run(*arguments, encoding="utf-8", **environment):
    spoken = ("LANG", "LANGUAGE", "GXREPORT_LANG")
    inherited = {name: value for name, value in os.environ.items() if name not in spoken}
    inherited = {name: value for name, value in inherited.items() if not name.startswith("LC_")}
    return subprocess.run(
        [sys.executable, "-m", "gxreport", *arguments],
        env=inherited | {"PYTHONIOENCODING": encoding} | environment,
        cwd=ROOT,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )


# The catalogues


def test_catalogues_are_complete_and_up_to_date():
    assert [problem for catalogue in tool.CATALOGUES for problem in tool.check(catalogue)] == []


def test_what_is_translated_without_a_mark_is_in_the_catalogue():
    said = {ids[0] for ids, _forms in translations(ENGLISH)}
    texts = {text for rule in catalogue() for text in (rule.doc, rule.cite, rule.help) if text}
    assert texts | keys() <= said


def keys():
    found = {section.key for section in SECTIONS}
    for table in (table for edition in EDITIONS for table in tables(edition)):
        for row in layout(table).rows:
            found |= {*row.keys, *(column.key for column in row.columns)}
    return found


def test_two_keys_never_share_an_english_name():
    assert len({english(key) for key in keys()}) == len(keys())


@pytest.mark.parametrize("catalogue", tool.CATALOGUES, ids=lambda catalogue: catalogue.domain)
def test_translations_have_the_placeholders_of_the_message(catalogue):
    omitted = ENGLISH_WORDS if catalogue is CLICK else set()
    for ids, forms in translations(catalogue):
        for form in forms:
            assert holes(form) in [holes(id) - omitted for id in ids] + [holes(id) for id in ids], ids


def test_english_has_chinese_only_in_quotes_and_citations():
    for ids, forms in translations(ENGLISH):
        for form in forms:
            plain = QUOTED.sub("", CITATION.sub("", form))
            assert plain.isascii(), (ids, plain)


def test_titles_of_rules_are_one_line_in_english():
    for rule in catalogue():
        title, *body = english(rule.doc).splitlines()
        assert title.endswith("."), rule.id
        assert not body or body[0] == "", rule.id


def test_click_speaks_no_english_word_in_chinese():
    for ids, forms in translations(CLICK):
        for form in forms:
            assert words(HOLE.sub("", form)) <= PROPER_NAMES, ids


def test_plural_forms_of_click_work():
    chinese = gettext.translation("click", messages.LOCALE, ["zh_CN"])
    plurals = [ids for ids, _forms in translations(CLICK) if len(ids) == 2]
    assert plurals
    for one, more in plurals:
        assert CHINESE.search(chinese.ngettext(one, more, 1))
        assert chinese.ngettext(one, more, 1) == chinese.ngettext(one, more, 2)


@pytest.fixture
def code(tmp_path, monkeypatch):
    """A package of one file, whose text the returned function sets."""
    for name in ("ROOT", "PACKAGE"):
        monkeypatch.setattr(tool, name, tmp_path)
    monkeypatch.setattr(tool, "LOCALE", tmp_path / "locale")
    return lambda text: (tmp_path / "said.py").write_text(text, encoding="utf-8")


def test_the_tool_finds_marked_texts_choices_and_no_variables(code):
    code('ALL = (marked("甲"),)\n\ndef f(x, y):\n    return _("乙" "丙"), _("丁" if x else "戊"), _(y)\n')
    found = [(said.id, said.line) for said in tool.of_gxreport()]
    assert found == [("甲", 1), ("乙丙", 4), ("丁", 4), ("戊", 4)]


def test_the_tool_refuses_texts_that_are_put_together_first(code):
    code('_(f"读不了 {name}")\n')
    with pytest.raises(SystemExit, match=r"said\.py:1"):
        list(tool.of_gxreport())


def test_the_tool_keeps_translations_and_drops_what_is_no_longer_said(code):
    code('_("甲")\n_("乙")\n')
    assert list(tool.update(ENGLISH))[-1].endswith("2 of 2 untranslated")
    text = ENGLISH.po.read_text(encoding="utf-8")
    translated = text.replace('msgid "乙"\nmsgstr ""', 'msgid "乙"\nmsgstr "second"')
    ENGLISH.po.write_text(translated, encoding="utf-8")
    code('\n_("丙")\n_("乙")\n')
    assert "locale/en/LC_MESSAGES/gxreport.po is out of date" in list(tool.check(ENGLISH))
    assert list(tool.update(ENGLISH))[-1].endswith("1 of 2 untranslated")
    assert list(translations(ENGLISH)) == [(["丙"], [""]), (["乙"], ["second"])]
    assert list(tool.check(ENGLISH)) == ["said.py:2 is not translated: '丙'"]


def test_a_message_that_only_moved_is_up_to_date_and_files_carry_no_date(code):
    code('_("甲")\n')
    list(tool.update(ENGLISH))
    written = ENGLISH.po.read_bytes()
    assert b"Date" not in written
    code('\n_("甲")\n')
    assert list(tool.check(ENGLISH)) == ["said.py:2 is not translated: '甲'"]
    assert ENGLISH.po.read_bytes() == written


# Which language


@pytest.mark.parametrize(
    ("arguments", "environment", "spoken"),
    [
        ([], {}, "zh"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "de_DE@euro"}, "en"),
        ([], {"LC_ALL": "C", "LANG": "en_US.UTF-8"}, "en"),
        ([], {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ([], {"GXREPORT_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        (["--lang", "en"], {"LANG": "zh_CN.UTF-8"}, "en"),
        (["validate", "--lang=zh"], {"LANG": "en_US.UTF-8"}, "zh"),
        (["--lang", "zh", "validate", "--lang", "en"], {}, "en"),
        (["validate", "--lang", "fr"], {"LANG": "en_US.UTF-8"}, "en"),
        (["validate", "--lang"], {}, "zh"),
        (["validate", "--", "--lang", "en"], {}, "zh"),
    ],
)
def test_the_language_is_what_was_asked_for_else_the_environments_else_chinese(
    arguments, environment, spoken
):
    assert language(arguments, environment) == spoken


@pytest.mark.parametrize("name", ["cli", *COMMANDS])
def test_help_is_wholly_in_chinese(name):
    done = run(*([] if name == "cli" else [name]), "--help")
    text = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert CHINESE.search(text)
    assert words(text) <= own_words(subcommand(name))


@pytest.mark.parametrize("name", ["cli", *COMMANDS])
def test_help_is_wholly_in_english(name):
    done = run(*([] if name == "cli" else [name]), "--help", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Show this message and exit." in done.stdout
    assert done.stdout.isascii()


@pytest.mark.parametrize(("arguments", "name"), WRONG, ids=str)
def test_wrong_usage_is_told_in_chinese(arguments, name):
    done = run(*arguments)
    text = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b"")
    assert "错误：" in text
    assert words(text) <= own_words(subcommand(name)) | words(" ".join(arguments))


@pytest.mark.parametrize(("arguments", "name"), WRONG, ids=str)
def test_wrong_usage_is_told_in_english(arguments, name):
    done = run(*arguments, LANG="en_US.UTF-8")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Error: " in done.stderr
    assert done.stderr.isascii()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lang", "en", "validate", "--help"],
        ["validate", "--lang", "en", "--help"],
        ["validate", "--lang=en", "--help"],
        ["validate", "--help", "--lang", "en"],
    ],
    ids=" ".join,
)
def test_the_language_may_stand_anywhere(arguments):
    assert run(*arguments, LANG="zh_CN.UTF-8").stdout.startswith(b"Usage:")


def test_the_environment_may_ask_for_english_and_the_person_for_chinese():
    assert run("validate", "--help", LANG="en_US.UTF-8").stdout.startswith(b"Usage:")
    assert "检查年度报告" in run("validate", "--help", "--lang", "zh", LANG="en_US.UTF-8").stdout.decode()


def test_rules_are_listed_in_english():
    text = run("rules", "--lang", "en").stdout.decode()
    assert QUOTED.sub("", text).isascii()


# Consoles


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["validate", "examples/report-2023.yaml"], 0),
        (["validate", "examples/mistakes-2023.yaml"], 1),
        (["validate", "--lang", "zh", "examples/mistakes-2023.yaml"], 1),
        (["validate", "--lang", "en", "examples/mistakes-2023.yaml"], 1),
        (["validate", "--nonsense"], 2),
        (["validate", "--lang", "zh", "--nonsense"], 2),
        (["validate", "没有.yaml"], 3),
        (["explain", "GX505"], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_no_console_stops_the_program(arguments, code, encoding):
    done = run(*arguments, encoding=encoding)
    assert done.returncode == code
    assert b"Traceback" not in done.stdout + done.stderr


def test_a_console_without_chinese_is_spoken_to_in_english():
    assert run("validate", "--help", encoding="ascii").stdout.isascii()


def test_a_gbk_console_is_spoken_to_in_gbk():
    assert "检查年度报告" in run("validate", "--help", encoding="gbk").stdout.decode("gbk")
