// Whatever does not come, or is not what it should be: a clear error, and the pack in use stays.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { bytes, file } from "./lib/package.mjs";
import { damaged, newer, own } from "./lib/packs.mjs";
import { withLittleMemory } from "./lib/wasm.mjs";

const { createChecker, LiyanError } = await import(file("checker.js"));
const integrity = JSON.parse(bytes("integrity.json"));
const wasm = bytes("liyan-checker.wasm");
const DRAFT = { text: "不知道。我们尽快答复您。" };
const words = (checker) => checker.check(DRAFT).map(({ text }) => text);

function refused(wanted) {
  return (error) => {
    assert.ok(error instanceof LiyanError, error);
    const { code, reason } = error;
    assert.deepEqual({ code, reason }, { reason: undefined, ...wanted });
    return true;
  };
}

for (const [what, given] of [
  ["cut off", wasm.subarray(0, wasm.length / 2)],
  ["another file", bytes("checker.js")],
  ["empty", new Uint8Array()],
  ["a module of something else", Buffer.from("AGFzbQEAAAA=", "base64")],
  ["not there", file("none.wasm")],
  ["no file at all", 7],
]) {
  test(`a module that is ${what} is refused, and another one may be given`, async () => {
    await assert.rejects(createChecker({ wasm: given }), refused({ code: "wasm" }));
    assert.deepEqual(words(await createChecker({ wasm })), ["不知道"]);
  });
}

for (const [what, given, wanted] of [
  ["with one bit turned", damaged(), { code: "pack", reason: "damaged" }],
  ["of a format to come", newer(), { code: "pack", reason: "newer-format" }],
  ["that is none", bytes("checker.js"), { code: "pack", reason: "not-a-pack" }],
  ["that is empty", new Uint8Array(), { code: "pack", reason: "not-a-pack" }],
  ["that is not there", file("none.liyan"), { code: "pack" }],
  ["that does not come", { then: (_, reject) => reject(new Error("offline")) }, { code: "pack" }],
  ["that was not found", new Response("", { status: 404 }), { code: "pack" }],
]) {
  test(`a pack ${what} is refused, and the pack in use stays`, async () => {
    const checker = await createChecker();
    await assert.rejects(checker.load(given), refused(wanted));
    assert.equal(checker.pack.id, "jilin-window");
    assert.deepEqual(words(checker), ["不知道"]);
  });
}

test("no checker comes of a pack that is refused", async () => {
  await assert.rejects(createChecker({ pack: damaged() }), refused({ code: "pack", reason: "damaged" }));
});

test("files come as bytes, buffers, answers, addresses and paths", async () => {
  const pack = own();
  for (const given of [pack, new Uint8Array(pack).buffer, new Response(pack), Promise.resolve(pack), new DataView(new Uint8Array(pack).buffer)]) {
    assert.deepEqual(words(await createChecker({ pack: given })), ["尽快"]);
  }
  const path = file("jilin-window.liyan");
  for (const given of [path, pathToFileURL(path), pathToFileURL(path).href]) {
    assert.deepEqual(words(await createChecker({ pack: given })), ["不知道"]);
  }
  const module = await WebAssembly.compile(wasm);
  assert.deepEqual(words(await createChecker({ wasm: module })), ["不知道"]);
});

test("both come over http, whatever type the server gives them", async () => {
  const server = createServer(({ url }, response) => response.end(bytes(url.slice(1))));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = (name) => `http://127.0.0.1:${server.address().port}/${name}`;
  const [module, pack] = ["liyan-checker.wasm", "jilin-window.liyan"];
  try {
    const checker = await createChecker({
      wasm: address(module), wasmIntegrity: integrity[module], pack: address(pack), packIntegrity: integrity[pack],
    });
    assert.deepEqual(words(checker), ["不知道"]);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});

test("the digests of the package are those of its files", () => {
  for (const [name, digest] of Object.entries(integrity)) {
    assert.equal(digest, `sha384-${createHash("sha384").update(bytes(name)).digest("base64")}`, name);
  }
});

test("a digest is held to, of both files and in every kind", async () => {
  const of = (kind, data) => `sha${kind}-${createHash(`sha${kind}`).update(data).digest("base64")}`;
  const pack = own();
  for (const kind of [256, 384, 512]) {
    const options = { wasm, wasmIntegrity: of(kind, wasm), pack, packIntegrity: of(kind, pack) };
    assert.deepEqual(words(await createChecker(options)), ["尽快"]);
    await assert.rejects(createChecker({ ...options, wasmIntegrity: of(kind, pack) }), refused({ code: "integrity" }));
    await assert.rejects(createChecker({ ...options, packIntegrity: of(kind, wasm) }), refused({ code: "integrity" }));
  }
  // Of several the strongest kind counts, as in a page.
  await createChecker({ pack, packIntegrity: `${of(256, wasm)} ${of(512, pack)} ${of(512, wasm)}` });
  await assert.rejects(createChecker({ pack, packIntegrity: `${of(256, pack)} ${of(512, wasm)}` }), refused({ code: "integrity" }));
  for (const unreadable of ["", "md5-AAAA", of(256, pack).slice(7), `${of(256, pack)} x`]) {
    await assert.rejects(createChecker({ pack, packIntegrity: unreadable }), refused({ code: "integrity" }));
  }
});

test("a pack with another digest is refused while running, and the pack in use stays", async () => {
  const checker = await createChecker();
  await assert.rejects(checker.load(own(), { integrity: integrity["checker.js"] }), refused({ code: "integrity" }));
  assert.deepEqual(words(checker), ["不知道"]);
});

test("a new pack takes the old one's place at once, and old findings keep their fixes", async () => {
  const checker = await createChecker();
  const [old] = checker.check(DRAFT);
  const info = await checker.load(own());
  assert.equal(info, checker.pack);
  assert.equal(info.id, "own");
  assert.deepEqual(words(checker), ["尽快"]);
  assert.equal(old.fixes[0].edits[0].start, 0);
});

test("of several packs that are on their way the last one asked for wins", async () => {
  const checker = await createChecker();
  let arrive;
  const late = checker.load(new Promise((resolve) => (arrive = resolve)));
  await checker.load(own("尽快"));
  arrive(own("答复"));
  await assert.rejects(late, refused({ code: "superseded" }));
  assert.deepEqual(words(checker), ["尽快"]);
});

test("packs may be changed all day, and memory does not grow", async () => {
  const checker = await createChecker({ wasm: withLittleMemory(wasm, 800) });
  const shipped = bytes("jilin-window.liyan");
  const findings = [];
  for (let round = 0; round < 20; round += 1) {
    findings.push(...checker.check(DRAFT));
    await checker.load(shipped);
  }
  assert.equal(new Set(findings.map((finding) => JSON.stringify(finding))).size, 1);
  assert.deepEqual(words(checker), ["不知道"]);
});

test("a checker that breaks down says so from then on, and a new one works", async () => {
  const checker = await createChecker({ wasm: withLittleMemory(wasm, 600) });
  const [finding] = checker.check(DRAFT);
  assert.throws(() => checker.check({ text: "您".repeat(20_000_000) }), refused({ code: "trap" }));
  assert.throws(() => checker.check(DRAFT), refused({ code: "trap" }));
  assert.throws(() => finding.fixes, refused({ code: "trap" }));
  await assert.rejects(checker.load(own()), refused({ code: "trap" }));
  assert.deepEqual(words(await createChecker()), ["不知道"]);
});
