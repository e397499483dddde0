// The package as `cargo xtask dist` built it, and the records that every door of Liyan must judge alike.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { root } from "../../browser/lib/server.mjs";
import { tool } from "../../browser/lib/tool.mjs";

export const here = fileURLToPath(new URL("..", import.meta.url));
/** The folder of the package. */
export const built = join(root, "target/npm/liyan");
/** One of its files. */
export const file = (name) => join(built, name);
export const bytes = (name) => readFileSync(file(name));

const lines = readFileSync(join(here, "records.jsonl"), "utf8").trim().split("\n");
export const records = lines.map((line) => JSON.parse(line));

/** What the command line says of the records, one line each. */
export function native() {
  const run = spawnSync(tool, ["check", "--jsonl", "-"], { input: lines.join("\n"), encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.stderr) throw new Error(run.stderr);
  return run.stdout.trim().split("\n");
}

/** The same lines from a checker. */
export function judged(checker, records) {
  return records.map((record) => JSON.stringify({ id: record.id, findings: checker.check(record, { unit: "chars" }) }));
}
