// The checker in a page and in a worker, under a policy as strict as a careful portal's.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { allOn, inPage } from "../browser/lib/browser.mjs";
import { POLICY } from "../browser/lib/server.mjs";
import { marked, write } from "../browser/lib/helper.mjs";
import { built, bytes, here, native, records } from "./lib/package.mjs";
import { damaged, own } from "./lib/packs.mjs";

const folders = [join(here, "pages"), built];
const path = "/page.html";
const expected = native();
const PLAIN = { "Content-Type": "application/octet-stream" };
const untyped = { "/liyan-checker.wasm": { body: bytes("liyan-checker.wasm"), headers: PLAIN } };
const integrity = JSON.parse(bytes("integrity.json"));
/** The page served with another policy. */
const under = (policy) => ({ [path]: { body: readFileSync(join(here, "pages/page.html")), headers: { "Content-Security-Policy": policy } } });
const WITHOUT_WASM = POLICY.replace(" 'wasm-unsafe-eval'", "");

/** What a build of the checker says of all records in the page. */
function judgedInPage(page, build) {
  return page.evaluate(
    async ([build, records]) => {
      const checker = await (await import(`/${build}.js`)).createChecker();
      return records.map((record) => JSON.stringify({ id: record.id, findings: checker.check(record, { unit: "chars" }) }));
    },
    [build, records],
  );
}

/** What becomes of `createChecker(options)` and of `load(pack, {integrity})` after it, in the page. */
function attempt(page, options, pack, loadOptions) {
  return page.evaluate(
    async ([options, pack, loadOptions]) => {
      const { createChecker } = await import("/checker.js");
      const told = {};
      const keep = ({ name, code, reason, message }) => Object.assign(told, { name, code, reason, message });
      const checker = await createChecker(options).catch(keep);
      if (pack) await checker.load(pack, loadOptions).catch(keep);
      return { ...told, found: checker.check?.({ text: "不知道，我们尽快答复。" }).map(({ text }) => text) };
    },
    [options, pack, loadOptions],
  );
}

inPage("a page finds what the command line finds", { path, folders }, async (page) => {
  assert.deepEqual(await judgedInPage(page, "checker"), expected);
});

inPage("so it does where the server calls the module a stream of octets", { path, folders, instead: untyped }, async (page) => {
  assert.deepEqual(await judgedInPage(page, "checker"), expected);
});

inPage("so does the build without WebAssembly where the policy refuses that", { path, folders, instead: under(WITHOUT_WASM) }, async (page) => {
  assert.deepEqual(await judgedInPage(page, "checker-js"), expected);
});

for (const build of ["checker", "checker-js"]) {
  // Trusted Types let no page start a worker unless it may make a policy; the worker's own script may not.
  const instead = { ...untyped, ...under(POLICY.replace("trusted-types 'none'", "trusted-types portal")) };
  inPage(`a module worker finds the same with liyan/${build}`, { path, folders, instead }, async (page) => {
    const said = await page.evaluate(
      async ([build, records]) => {
        const policy = trustedTypes.createPolicy("portal", { createScriptURL: (url) => url });
        const worker = new Worker(policy.createScriptURL(`/worker.js?build=${build}`), { type: "module" });
        try {
          return await new Promise((resolve, reject) => {
            worker.onmessage = ({ data }) => resolve(data);
            worker.onerror = (event) => reject(new Error(event.message ?? "the worker does not start"));
            worker.postMessage(records);
          });
        } finally {
          worker.terminate();
        }
      },
      [build, records],
    );
    assert.deepEqual(said, expected);
  });
}

inPage("digests of both files are held to in a page", { path, folders }, async (page) => {
  const right = { wasmIntegrity: integrity["liyan-checker.wasm"], packIntegrity: integrity["jilin-window.liyan"] };
  assert.deepEqual(await attempt(page, right), { found: ["不知道"] });
  for (const name of ["wasmIntegrity", "packIntegrity"]) {
    const { name: kind, code } = await attempt(page, { ...right, [name]: integrity["auto.js"] });
    assert.deepEqual([kind, code], ["LiyanError", "integrity"]);
  }
});

inPage("where a page can compute no digest, the browser holds the files to theirs", { path, folders, complaints: [/integrity/i] }, async (page) => {
  await page.evaluate(() => Object.defineProperty(crypto, "subtle", { value: undefined }));
  const pack = { pack: "/jilin-window.liyan", packIntegrity: integrity["jilin-window.liyan"] };
  assert.deepEqual(await attempt(page, pack), { found: ["不知道"] });
  assert.equal((await attempt(page, { ...pack, packIntegrity: integrity["auto.js"] })).code, "pack");
});

for (const [what, answer, complaints] of [
  ["missing", { status: 404 }, [/404/]],
  ["cut off", { body: bytes("liyan-checker.wasm").subarray(0, 5000), headers: PLAIN }, []],
  ["the portal's page", { body: "<!doctype html>" }, []],
]) {
  const instead = { "/liyan-checker.wasm": answer };
  inPage(`a module that is ${what} is a clear error`, { path, folders, instead, complaints }, async (page) => {
    const { name, code, found } = await attempt(page);
    assert.deepEqual([name, code, found], ["LiyanError", "wasm", undefined]);
  });
}

inPage("a policy that refuses WebAssembly is a clear error that names the other build", {
  path, folders, instead: under(WITHOUT_WASM), complaints: [/policy: script-src/, /Content Security Policy/],
}, async (page) => {
  const { code, message } = await attempt(page);
  assert.equal(code, "wasm");
  assert.match(message, /liyan\/checker-js/);
});

const packs = {
  "/own.liyan": { body: own() },
  "/damaged.liyan": { body: damaged() },
  "/none.liyan": { status: 404 },
};

inPage("a pack is changed without opening the page anew", { path, folders, instead: packs }, async (page) => {
  assert.deepEqual(await attempt(page, {}, "own.liyan"), { found: ["尽快"] });
});

inPage("a pack that is bad, missing or another leaves the old one in use", { path, folders, instead: packs, complaints: [/404/] }, async (page) => {
  const seen = async (...load) => {
    const { code, reason, found } = await attempt(page, {}, ...load);
    return [code, reason, found];
  };
  assert.deepEqual(await seen("/damaged.liyan"), ["pack", "damaged", ["不知道"]]);
  assert.deepEqual(await seen("/none.liyan"), ["pack", undefined, ["不知道"]]);
  assert.deepEqual(await seen("/own.liyan", { integrity: integrity["auto.js"] }), ["integrity", undefined, ["不知道"]]);
});

inPage("one script tag with liyan/auto defines the element", { path: "/tag.html", folders }, async (page) => {
  await allOn(page);
  await write(page, "这个我不知道。");
  await marked(page, ["不知道"]);
});
