// Puts the package together: node assemble.mjs BUILD SITE OUT VERSION, as `cargo xtask dist` calls it.
//
// BUILD holds the core as wasm-bindgen and binaryen made it, SITE the built demo, whose helper and pack go in unchanged.

import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { extname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = resolve(here, "../..");
const [build, site, out, version] = process.argv.slice(2);

const OWN = ["README.md", "checker.js", "checker.d.ts", "checker-js.js", "checker-js.d.ts", "auto.js", "auto.d.ts", "lib"];
const HELPER = ["liyan-helper.js", "liyan-drift.js", "liyan-gate.js", "liyan-field.js", "liyan-rich.js", "liyan-text.js", "liyan-widget.js", "liyan-widget_bg.wasm", "jilin-window.liyan"];
const LEGAL = ["LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY.md"];

/**
 * How memory grows without WebAssembly. wasm2js copies all of it for every 64 KiB that are asked for, which takes seconds
 * while a pack is loaded; this one takes twice as much and hands it out bit by bit.
 */
const GROW = ` var pages = buffer.byteLength / 65536;
 function __wasm_memory_size() {
  return pages;
 }
 function __wasm_memory_grow(pagesToAdd) {
  var oldPages = pages;
  var newPages = oldPages + (pagesToAdd >>> 0);
  if (newPages > 32767) return -1;
  if (newPages * 65536 > buffer.byteLength) {
   var newBuffer = new ArrayBuffer(Math.min(32767, newPages * 2) * 65536);
   new Int8Array(newBuffer).set(HEAP8);
   HEAP8 = new Int8Array(newBuffer);
   HEAP16 = new Int16Array(newBuffer);
   HEAP32 = new Int32Array(newBuffer);
   HEAPU8 = new Uint8Array(newBuffer);
   HEAPU16 = new Uint16Array(newBuffer);
   HEAPU32 = new Uint32Array(newBuffer);
   HEAPF32 = new Float32Array(newBuffer);
   HEAPF64 = new Float64Array(newBuffer);
   buffer = newBuffer;
   bufferView = HEAPU8;
  }
  pages = newPages;
  return oldPages;
 }
`;

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
for (const name of OWN) await cp(join(here, name), join(out, name), { recursive: true });
for (const name of HELPER) await cp(join(site, name), join(out, name));
for (const name of LEGAL) await cp(join(root, name), join(out, name));
await cp(join(build, "liyan-checker.wasm"), join(out, "liyan-checker.wasm"));
await writeFile(join(out, "lib/core-wasm.js"), glue(await readFile(join(build, "core.js"), "utf8")));
await writeFile(join(out, "lib/core-js.js"), scripted(await readFile(join(build, "core-js.js"), "utf8")));
const manifest = { ...JSON.parse(await readFile(join(here, "package.json"), "utf8")), version };
await writeFile(join(out, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
await writeFile(join(out, "integrity.json"), `${JSON.stringify(await digests(), null, 2)}\n`);
await tell();

/** wasm-bindgen's glue for one module of a page, made into a function that gives as many as are wanted. */
function glue(script) {
  const words = script
    // A WebAssembly that is none does not detach a buffer that has grown; so buffers are compared.
    .replace(/(cached\w+Memory0)\.byteLength === 0/g, "$1.buffer !== wasm.memory.buffer")
    .replace(/cachedDataViewMemory0\.buffer\.detached === true \|\| \(.*?\)\) \{/, "cachedDataViewMemory0.buffer !== wasm.memory.buffer) {")
    // Said in crates/wasm, for those who write Rust.
    .replace(/^ *\/\*\*\n(?: *\*.*\n)*? *\*\/\n/gm, "");
  expect(words.startsWith("let wasm_bindgen = (function(exports) {"), "the glue begins otherwise");
  expect(words.match(/\.buffer !== wasm\.memory\.buffer/g)?.length === 3, "the glue keeps its views otherwise");
  const made = words.replace("let wasm_bindgen = ", "export default (WebAssembly) => ");
  return `// Made by \`cargo xtask dist\` with wasm-bindgen: the calls into one instance of the core.\n${made.trim()}\n`;
}

/** What wasm2js made, as a function from imports to exports: nothing in it is shared between two of them. */
function scripted(script) {
  const [, body] = /^import \* as \S+ from '\.\/core_bg\.js';\n([^]*)\nvar retasmFunc = asmFunc\(\{\n {2}"\.\/core_bg\.js"/.exec(script) ?? [];
  expect(body && !/^(import|export) /m.test(body), "wasm2js writes otherwise");
  const roomy = body.replace(/ function __wasm_memory_size\(\) \{[^]*?\n \}\n/, "").replace(/ function __wasm_memory_grow\([^]*?\n \}\n/, GROW);
  expect(roomy.includes(GROW) && !roomy.includes("byteLength >> 16"), "wasm2js grows memory otherwise");
  const head = "// Made by `cargo xtask dist` with wasm2js: the core without WebAssembly.\n";
  return `${head}export default (imports) => {\n${roomy.trim()}\nreturn asmFunc(imports);\n};\n`;
}

function expect(holds, problem) {
  if (!holds) throw new Error(`${problem} than in the pinned version: look at assemble.mjs`);
}

async function files(kinds) {
  const all = await readdir(out, { recursive: true, withFileTypes: true });
  const names = all.filter((entry) => entry.isFile()).map((entry) => relative(out, join(entry.parentPath ?? entry.path, entry.name)));
  return names.filter((name) => kinds.includes(extname(name))).map((name) => name.replaceAll("\\", "/")).sort();
}

/** What a page may hold each file to. */
async function digests() {
  const entries = (await files([".js", ".wasm", ".liyan"])).map(async (name) => {
    const digest = createHash("sha384").update(await readFile(join(out, name))).digest("base64");
    return [name, `sha384-${digest}`];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Sizes over the wire, in the form that `cargo xtask test` shows. */
async function tell() {
  const sizes = {};
  for (const name of await files([".js", ".wasm", ".liyan"])) {
    const bytes = await readFile(join(out, name));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    sizes[name] = brotliCompressSync(bytes, { params }).length;
  }
  const sum = (names) => names.reduce((total, name) => total + sizes[name], 0);
  const scripts = (await files([".js"])).filter((name) => name.startsWith("lib/") && name !== "lib/core-js.js");
  const row = (what, bytes) => console.log(`ℹ ${what}: ${(bytes / 1000).toFixed(1)} kB brotli`);
  row("liyan/checker, liyan-checker.wasm", sizes["liyan-checker.wasm"]);
  row("liyan/checker, its scripts", sum(["checker.js", ...scripts]));
  row("liyan/checker-js, lib/core-js.js instead of the wasm", sizes["lib/core-js.js"]);
  row("liyan/auto, the helper", sum(HELPER.filter((name) => !name.endsWith(".liyan"))));
  row("jilin-window.liyan, for each of them", sizes["jilin-window.liyan"]);
}
