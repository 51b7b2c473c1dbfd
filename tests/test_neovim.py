"""The language server in a real editor: Neovim without a window."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MISTAKES = (ROOT / "examples" / "mistakes-2023.yaml").read_text(encoding="utf-8")
WRONG = next(at for at, line in enumerate(MISTAKES.splitlines()) if line.startswith("  予以公开:"))

SETTINGS = """
vim.api.nvim_create_autocmd('BufReadPost', { pattern = { '*.yaml' }, callback = function()
  local what = { name = 'gxreport', cmd = COMMAND, root_dir = vim.fn.getcwd() }
  if vim.lsp.start then
    vim.lsp.start(what)
  else
    vim.lsp.buf_attach_client(0, vim.lsp.start_client(what))
  end
end })
"""
"""`vim.lsp.start` came with 0.8; `vim.lsp.config`, of which docs/editors.md speaks, with 0.11."""

SCRIPT = """
local function found() return vim.diagnostic.get(0) end
vim.wait(20000, function() return #found() == 9 end, 50)
local told = {}
for _, one in ipairs(found()) do told[#told + 1] = { one.lnum + 1, one.code } end
local document = vim.lsp.util.make_text_document_params()
local at = { line = WRONG, character = 3 }
local function ask(method, params)
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 5000) or {}) do return answer.result end
end
local hover = ask('textDocument/hover', { textDocument = document, position = at })
local cell = { line = WRONG, character = 85 }
local actions = ask('textDocument/codeAction',
  { textDocument = document, range = { start = cell, ['end'] = cell }, context = { diagnostics = {} } })
vim.lsp.util.apply_workspace_edit(actions[1].edit, 'utf-16')
vim.wait(20000, function() return #found() == 8 end, 50)
local result = { told = told, left = #found(), hover = hover.contents.value, cure = actions[1].title,
  line = vim.api.nvim_buf_get_lines(0, WRONG, WRONG + 1, false)[1] }
vim.fn.writefile({ vim.fn.json_encode(result) }, 'result.json')
vim.cmd('qa!')
"""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed")
def test_editor_shows_findings_and_mends_one(tmp_path):
    (tmp_path / "report.yaml").write_text(MISTAKES, encoding="utf-8")
    command = "{" + f"{json.dumps(sys.executable)}, '-m', 'gxreport', 'lsp'" + "}"
    (tmp_path / "init.lua").write_text(SETTINGS.replace("COMMAND", command), encoding="utf-8")
    (tmp_path / "script.lua").write_text(SCRIPT.replace("WRONG", str(WRONG)), encoding="utf-8")
    subprocess.run(
        ["nvim", "--headless", "--clean", "-u", "init.lua", "report.yaml", "-c", "luafile script.lua"],
        cwd=tmp_path,
        env=os.environ | {"GXREPORT_LANG": "zh", "HOME": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        timeout=90,
    )
    result = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    validated = subprocess.run(
        [sys.executable, "-m", "gxreport", "validate", "--format", "json", "report.yaml"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    findings = json.loads(validated.stdout)["reports"][0]["findings"]
    assert sorted(result["told"]) == sorted([f["location"]["line"], f["rule"]] for f in findings)
    assert "（一）予以公开" in result["hover"]
    assert result["cure"] == "改为 24（数字颠倒，推测）"
    assert result["line"].rstrip("]").endswith(" 24")
    assert result["left"] == len(findings) - 1
