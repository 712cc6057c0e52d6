import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXAMPLE, VOCABULARY } from "../../compiler/init/template-sources.ts";
import { isInstalled, workplace } from "./command.ts";

const plugin = resolve(import.meta.dirname, "../../lsp/editors/neovim");
const isThere = isInstalled("nvim");

/**
 * What the editor does, told line by line. It works as a user would: opens a file, waits for findings, asks, edits, renames. All
 * of it goes through the calls that key bindings go through.
 */
const SCRIPT = `
local told = {}
local function tell(name, value)
  table.insert(told, vim.fn.json_encode({ name, value == nil and vim.NIL or value }))
end
local function wait(met)
  return vim.wait(60000, met, 20)
end
local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 60000) or {}
  for _, answer in pairs(answers) do
    if answer.result then return answer.result end
  end
end
local function messages()
  return vim.tbl_map(function(found) return found.message end, vim.diagnostic.get(0))
end

vim.cmd("edit measures.cordon")
tell("filetype", vim.bo.filetype)
tell("color", vim.fn.synIDattr(vim.fn.synID(vim.fn.search("^list measure"), 6, 1), "name"))
tell("attached", wait(function() return next(vim.lsp.buf_get_clients(0)) ~= nil end))
tell("mistake", wait(function() return #vim.diagnostic.get(0) > 0 end) and messages() or {})
vim.cmd([[%s/destination in partner$/destination in partners/]])
tell("mended", wait(function() return #vim.diagnostic.get(0) == 0 end))

vim.fn.search("destination in partners")
tell("hover", ask("textDocument/hover", vim.lsp.util.make_position_params()).contents.value)
local list = ask("textDocument/completion", vim.lsp.util.make_position_params())
tell("completion", vim.tbl_map(function(item) return item.label end, list.items or list))

vim.cmd([[%s/^  topic/        topic/]])
if vim.lsp.buf.format then vim.lsp.buf.format({ timeout_ms = 60000 }) else vim.lsp.buf.formatting_sync(nil, 60000) end
tell("formatted", vim.fn.getline(vim.fn.search("topic ai_chips")))

vim.fn.search("group partners")
vim.cmd("normal! w")
vim.lsp.buf.rename("friends")
tell("renamed", wait(function() return vim.fn.search("destination in friends", "nw") > 0 end))
vim.fn.writefile(told, "told.txt")
vim.cmd("qall!")
`;

describe.skipIf(!isThere)(`Neovim${isThere ? "" : " (skipped: no nvim on the path)"}`, () => {
  let folder: string;
  let told: ReadonlyMap<string, unknown>;

  beforeAll(() => {
    const place = workplace({
      "cordon.json": '{ "name": "test" }\n',
      "trade.cordon": VOCABULARY,
      "measures.cordon": EXAMPLE.replace("destination in partners", "destination in partner"),
    });
    folder = place.folder;
    writeFileSync(join(folder, "check.lua"), SCRIPT);
    const run = spawnSync(
      "nvim",
      ["--headless", "-u", "NONE", "-i", "NONE", "--cmd", `set runtimepath^=${plugin}`]
        // Without a configuration neither plugins nor file types are on.
        .concat(["--cmd", "filetype plugin on", "--cmd", "syntax on"])
        .concat(["-c", "runtime! plugin/cordon.lua", "-c", "luafile check.lua"]),
      { cwd: folder, env: place.environment, encoding: "utf8", timeout: 280_000 },
    );
    let lines: string;
    try {
      lines = readFileSync(join(folder, "told.txt"), "utf8");
    } catch {
      throw new Error(`Neovim did not finish:\n${run.stdout}${run.stderr}`);
    }
    told = new Map(
      lines
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as [string, unknown]),
    );
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("knows the file and colors it", () => {
    expect(told.get("filetype")).toBe("cordon");
    expect(told.get("color")).toBe("cordonDeclaration");
  });
  it("shows what is wrong, until it is mended", () => {
    expect(told.get("attached")).toBe(true);
    expect(told.get("mistake")).toEqual([expect.stringContaining("`partner`")]);
    expect(told.get("mended")).toBe(true);
  });
  it("hovers and completes", () => {
    expect(told.get("hover")).toContain("In which country does it end up?");
    expect(told.get("completion")).toContain("destination");
  });
  it("formats and renames", () => {
    expect(told.get("formatted")).toBe("  topic ai_chips");
    expect(told.get("renamed")).toBe(true);
  });
});
