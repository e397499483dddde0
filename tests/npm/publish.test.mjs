// The package as it would be published: its files, its entrances, its types, and nothing else.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { brotliCompressSync } from "node:zlib";

import { publint } from "publint";

import { built, bytes, here } from "./lib/package.mjs";

/** The largest that the checker may be over the wire. */
const LIMIT = 70;

test("the packed file holds what is needed and nothing else", () => {
  const told = execFileSync("npm", ["pack", "--dry-run", "--json", "--loglevel", "error"], { cwd: built, encoding: "utf8" });
  const [{ files }] = JSON.parse(told);
  assert.deepEqual(files.map(({ path }) => path).sort(), [
    "LICENSE-APACHE", "LICENSE-MIT", "README.md", "THIRD-PARTY.md",
    "auto.d.ts", "auto.js", "checker-js.d.ts", "checker-js.js", "checker.d.ts", "checker.js",
    "integrity.json", "jilin-window.liyan",
    "lib/bytes.js", "lib/check.js", "lib/checker.js", "lib/core-js.js", "lib/core-wasm.js", "lib/core.js", "lib/error.js",
    "lib/findings.js", "lib/integrity.js", "lib/record.js",
    "liyan-checker.wasm", "liyan-drift.js", "liyan-field.js", "liyan-gate.js", "liyan-helper.js", "liyan-rich.js", "liyan-text.js", "liyan-widget.js",
    "liyan-widget_bg.wasm", "package.json",
  ]);
});

test("publint finds nothing", async () => {
  assert.deepEqual((await publint({ pkgDir: built, strict: true })).messages, []);
});

// An ES module only: Node 20 and every bundler import it, and `require` is not what wasm is loaded with.
test("every entrance with types is resolved, for ES modules and bundlers", () => {
  const program = join(here, "node_modules/@arethetypeswrong/cli/dist/index.js");
  const data = ["liyan-checker.wasm", "jilin-window.liyan", "integrity.json"];
  const words = ["--pack", built, "--profile", "esm-only", "--exclude-entrypoints", ...data, "--format", "ascii", "--no-emoji"];
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], { encoding: "utf8", cwd: here });
  assert.equal(status, 0, stdout + stderr);
});

test("the types take what the checker takes and refuse what it refuses", () => {
  const folder = mkdtempSync(join(tmpdir(), "liyan-types-"));
  try {
    mkdirSync(join(folder, "node_modules"));
    cpSync(built, join(folder, "node_modules/liyan"), { recursive: true });
    for (const name of ["types.ts", "tsconfig.json", "package.json"]) cpSync(join(here, name), join(folder, name));
    const compiler = join(here, "node_modules/typescript/bin/tsc");
    const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" });
    assert.equal(status, 0, stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("installed, every entrance opens under its own name in Node", () => {
  const folder = mkdtempSync(join(tmpdir(), "liyan-installed-"));
  try {
    mkdirSync(join(folder, "node_modules"));
    cpSync(built, join(folder, "node_modules/liyan"), { recursive: true });
    const script = `
      for (const name of ["liyan", "liyan/checker", "liyan/checker-js"]) {
        const { createChecker } = await import(name);
        const checker = await createChecker();
        console.log(checker.check({ text: "不知道" }).length);
      }`;
    const told = execFileSync(process.execPath, ["--input-type=module", "--eval", script], { cwd: folder, encoding: "utf8" });
    assert.equal(told, "1\n1\n1\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the package names no place but its own", () => {
  for (const name of ["README.md", "package.json", "checker.js", "lib/core-wasm.js", "lib/core-js.js"]) {
    assert.doesNotMatch(readFileSync(join(built, name), "utf8"), /\/(home|root|tmp)\/|registry\./, name);
  }
});

test(`the checker is at most ${LIMIT} kB over the wire, without the pack`, (t) => {
  const [wasm, pack] = ["liyan-checker.wasm", "jilin-window.liyan"].map((name) => brotliCompressSync(bytes(name)).length / 1000);
  t.diagnostic(`liyan-checker.wasm: ${wasm.toFixed(1)} kB brotli, bound ${LIMIT} kB; jilin-window.liyan: ${pack.toFixed(1)} kB`);
  assert.ok(wasm <= LIMIT, `${wasm} kB`);
});
