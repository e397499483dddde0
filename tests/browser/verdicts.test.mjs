// One judgement everywhere: the page finds what the command line finds. And the module stays small.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";

import { inPage } from "./lib/browser.mjs";
import { COLUMNS, checkRows } from "./lib/checkrows.mjs";
import { dist, root } from "./lib/server.mjs";
import { tool } from "./lib/tool.mjs";

const SHARED = join(root, "../shared/data/agent_replies_dev.jsonl");
const SEVERITIES = ["suggest", "warn", "block"];
/** What compressed size of the module a portal may rely on. */
const LIMIT = 130;

const OWN = [
  "这个我不知道，你自己看指南。",
  "這個我不知道，你自己看，我沒時間。",
  "😀 不 知 道。自·己·看",
  "少\u200b啰嗦！𠮷不知道",
  "材料不全，补齐再来。",
  "不知道您是否方便留个电话？",
  "您反映工作人员说“不知道”一事，我们已核实并会尽快答复。",
  "不，知道了。减少啰嗦的手续。您要是没时间来，可以网上办。",
  "对不起，您缺少 XX 材料。请补交{材料名称}。",
  "下班了，明天再来。\r\n不能办。\n\n系统坏了。",
  "",
];

/** Drafts of the shared collection, evenly taken from the whole of it. */
function shared(count) {
  if (!existsSync(SHARED)) return [];
  const lines = readFileSync(SHARED, "utf8").trim().split("\n");
  const step = Math.max(1, Math.floor(lines.length / count));
  return lines.filter((_, index) => index % step === 0).map((line) => JSON.parse(line).text);
}

/** The text of a pack and before it of all that it extends, each once: the order in which the core has them. */
function packs(id, seen = new Set()) {
  if (seen.has(id)) return "";
  seen.add(id);
  const text = readFileSync(join(root, `crates/rules/packs/${id}.toml`), "utf8");
  const parents = /^extends = (.+)$/m.exec(text)?.[1].matchAll(/"([^"]+)"/g) ?? [];
  return [...parents].map(([, parent]) => packs(parent, seen)).join("") + text;
}

/** Rule ids in the order of the pack, by which the rows name them. */
function ruleIds() {
  return [...pack.matchAll(/^\[\[rule\]\]\nid = "([^"]+)"/gm)].map(([, id]) => id);
}

/** A row in the words of the command line. */
function finding(row, text, rules) {
  const { rule, turn, start, end, flags } = Object.fromEntries(COLUMNS.map((name, index) => [name, row[index]]));
  const nowhere = start === 0xffff_ffff;
  const place = (units) => (nowhere ? null : [...text.slice(0, units)].length);
  return {
    rule: rules[rule],
    turn,
    start: place(start),
    end: place(end),
    text: nowhere ? null : text.slice(start, end),
    severity: SEVERITIES[flags & 3],
    basis: flags & 4 ? "stated" : "inferred",
  };
}

const replies = shared(300);
const pack = packs("jilin-window");
// The bad examples of the pack itself, without their brackets: most of the real replies are courteous.
const bad = [...pack.matchAll(/"([^"\n]*【[^"\n]*)"/g)].map(([, text]) => text.replaceAll(/[【】]/g, ""));
const texts = [...OWN, ...bad, ...replies];

if (!tool) {
  test("the page finds what the command line finds", { skip: "no command line tool is built" });
} else {
  inPage("the page finds what the command line finds", { path: "/reply.html" }, async (page) => {
    if (replies.length === 0) console.log("skipped: the shared replies are not there; own drafts only");
    const input = texts.map((text, id) => JSON.stringify({ id: String(id), text })).join("\n");
    const run = spawnSync(tool, ["check", "--jsonl", "-"], { input, encoding: "utf8", maxBuffer: 1 << 28 });
    assert.equal(run.stderr, "");
    const said = run.stdout.trim().split("\n").map((line) => JSON.parse(line));
    const rules = ruleIds();
    const seen = await checkRows(page, texts);
    assert.equal(said.length, texts.length);
    for (const [index, text] of texts.entries()) {
      const expected = said[index].findings.map(({ rule, turn, start, end, text, severity, basis }) => ({
        rule, turn, start, end, text, severity, basis,
      }));
      assert.deepEqual(seen[index].map((row) => finding(row, text, rules)), expected, text);
    }
    const found = said.reduce((sum, { findings }) => sum + findings.length, 0);
    assert.ok(found > 100, `only ${found} findings to compare`);
    console.log(`verdicts: ${found} findings in ${texts.length} drafts, the same in the page and on the command line`);
  });
}

test(`the module is at most ${LIMIT} kB over the wire`, (t) => {
  const wasm = readFileSync(join(dist, "liyan-widget_bg.wasm"));
  const packed = brotliCompressSync(wasm, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  const size = packed.length / 1000;
  t.diagnostic(`wasm: ${size.toFixed(1)} kB brotli, bound ${LIMIT} kB`);
  assert.ok(size <= LIMIT, `${size} kB`);
});
