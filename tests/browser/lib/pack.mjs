// Packs that are not the shipped one, compiled as a portal would compile them.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { tool } from "./tool.mjs";

/** A unit's own pack, which minds one word. `more` goes into its rule. */
export function ownPack(word = "尽快", more = "") {
  const folder = mkdtempSync(join(tmpdir(), "liyan-pack-"));
  try {
    const [source, compiled] = ["own.toml", "own.liyan"].map((name) => join(folder, name));
    writeFileSync(source, toml(word, more));
    execFileSync(tool, ["pack", "build", source, "-o", compiled]);
    return readFileSync(compiled);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A copy of a pack with one bit turned. */
export function turned(pack) {
  const damaged = Buffer.from(pack);
  damaged[damaged.length >> 1] ^= 1;
  return damaged;
}

const toml = (word, more) => `
[pack]
id = "own"
version = "1.0.0"
title = "本单位用语"
license = "MIT"
notice = "自编"

[source.art1]
label = "第一条"
text = "答复写明日期。"

[[rule]]
id = "own-1-soon"
kind = "forbid"
title = "没有日期"
cite = ["art1"]
basis = "stated"
severity = "block"
${more}
phrases = ["${word}"]
message = "请写明哪一天答复。"
bad = ["我们【${word}】答复您。"]
good = ["我们 3 月 5 日前答复您。"]
`;
