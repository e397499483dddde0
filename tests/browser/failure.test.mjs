// Whatever does not load: the portal can send, the helper says that it is off, and so does an event.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { inPage, until } from "./lib/browser.mjs";
import { dist } from "./lib/server.mjs";
import { gate, heard, marked, sent, write } from "./lib/helper.mjs";
import { ownPack, turned } from "./lib/pack.mjs";
import { tool } from "./lib/tool.mjs";

const DRAFT = "这个我不知道。";
const WASM = "/liyan-widget_bg.wasm";
const whole = readFileSync(join(dist, WASM));

async function isOff(page, reason) {
  await until(page, () => document.querySelector("liyan-helper").dataset.state === "off");
  assert.deepEqual((await heard(page, "off")).map(({ detail }) => detail), [{ reason }]);
  await page.locator("liyan-helper").getByText("礼言未在检查，发送不受影响。").waitFor();
  await write(page, DRAFT);
  await page.locator("#send").click();
  await page.locator("#reply").focus();
  await page.keyboard.press("Control+Enter");
  assert.deepEqual(await sent(page), [DRAFT, DRAFT]);
  assert.deepEqual(await heard(page, "unchecked"), []);
}

for (const [what, instead, complaints] of [
  ["the module's file is missing", { [WASM]: { status: 404 } }, [/404/]],
  ["the module's file is cut off", { [WASM]: { body: whole.subarray(0, whole.length / 2) } }, []],
  ["the module's file is another page", { [WASM]: { body: "<!doctype html>" } }, []],
  ["the module's script is missing", { "/liyan-widget.js": { status: 404 } }, [/404/]],
]) {
  inPage(`${what}: off, and sending works`, { path: "/reply.html", ready: false, instead, complaints }, (page) =>
    isOff(page, "module"),
  );
}

for (const [what, pack, complaints] of [
  ["missing", { status: 404 }, [/404/]],
  ["no pack at all", { body: Buffer.from("liyan, but no pack") }, []],
  ["empty", { body: "" }, []],
]) {
  inPage(`a pack that is ${what}: off, and sending works`, { path: "/reply.html", instead: { "/own.liyan": pack }, complaints }, async (page) => {
    await begin(page, { pack: "own.liyan" });
    await isOff(page, "pack");
  });
}

/** Puts a new helper with these attributes in the place of the page's. */
function begin(page, attributes) {
  return page.$eval("liyan-helper", (helper, attributes) => {
    const anew = helper.cloneNode();
    for (const [name, value] of Object.entries(attributes)) anew.setAttribute(name, value);
    helper.replaceWith(anew);
  }, attributes);
}

if (!tool) {
  test("a pack of the page's own", { skip: "no command line tool is built" });
} else {
  const own = ownPack();
  const damaged = turned(own);
  const use = (page) => page.$eval("liyan-helper", (helper) => helper.setAttribute("pack", "own.liyan"));

  inPage("a pack of the page's own is used", { path: "/reply.html", instead: { "/own.liyan": { body: own } } }, async (page, origin) => {
    await use(page);
    await until(page, (url) => performance.getEntriesByName(url).length > 0, `${origin}/own.liyan`);
    await write(page, `${DRAFT}我们尽快答复您。`);
    await marked(page, ["尽快"]);
  });

  inPage("a pack with one bit turned: off, and sending works", { path: "/reply.html", instead: { "/own.liyan": { body: damaged } } }, async (page) => {
    await begin(page, { pack: "own.liyan" });
    await isOff(page, "pack");
  });

  const packs = { "/own.liyan": { body: own }, "/damaged.liyan": { body: damaged } };
  inPage("another pack is taken without opening the page anew, and a bad one leaves the last good one", { path: "/reply.html", instead: packs, complaints: [/integrity/i, /404/] }, async (page) => {
    const told = async () => (await heard(page, "pack")).map(({ detail }) => detail);
    const name = (attributes) =>
      page.$eval("liyan-helper", (helper, attributes) => {
        for (const [name, value] of Object.entries(attributes)) value === null ? helper.removeAttribute(name) : helper.setAttribute(name, value);
      }, attributes);
    const soon = (count) => until(page, (count) => window.heard.filter(({ type }) => type === "liyan:pack").length === count, count);
    await write(page, `${DRAFT}我们尽快答复您。`);
    await marked(page, ["不知道"]);
    const digest = `sha256-${createHash("sha256").update(own).digest("base64")}`;
    // Two attributes are one change, told once.
    await name({ pack: "own.liyan", "pack-integrity": digest });
    await marked(page, ["尽快"]);
    await soon(1);
    await page.locator("liyan-helper .pack").getByText("本单位用语").waitFor();
    for (const [attributes, reason] of [
      [{ "pack-integrity": `sha256-${"A".repeat(43)}=` }, "pack"],
      [{ "pack-integrity": "md5-x" }, "integrity"],
      [{ pack: "damaged.liyan", "pack-integrity": null }, "pack"],
      [{ pack: "none.liyan" }, "pack"],
    ]) {
      const count = (await told()).length + 1;
      await name(attributes);
      await soon(count);
      assert.deepEqual((await told()).at(-1), { loaded: false, reason });
      await marked(page, ["尽快"]);
    }
    await page.locator("#send").click();
    await gate(page).waitFor();
    await page.keyboard.press("Escape");
    await name({ pack: null });
    await marked(page, ["不知道"]);
    assert.deepEqual((await told()).filter(({ loaded }) => loaded).length, 2);
    assert.deepEqual(await heard(page, "off"), []);
  });
}

inPage("a pack with another digest than the page wants: off, and sending works", {
  path: "/reply.html",
  instead: { "/own.liyan": { body: "a pack" } },
  complaints: [/integrity/i],
}, async (page) => {
  await begin(page, { pack: "own.liyan", "pack-integrity": `sha256-${"A".repeat(43)}=` });
  await until(page, () => document.querySelector("liyan-helper").dataset.state === "off");
  assert.deepEqual((await heard(page, "off")).at(-1).detail, { reason: "pack" });
  await write(page, DRAFT);
  await page.locator("#send").click();
  assert.deepEqual(await sent(page), [DRAFT]);
});

let arrive;
const late = new Promise((resolve) => {
  arrive = () => resolve(whole);
});

inPage("what is sent before the helper is ready passes, and the portal is told that it was not checked", {
  path: "/reply.html",
  ready: false,
  instead: { [WASM]: { body: late } },
}, async (page) => {
  await until(page, () => document.querySelector("liyan-helper").dataset.state === "loading");
  await write(page, DRAFT);
  await page.locator("#send").click();
  assert.deepEqual(await sent(page), [DRAFT]);
  assert.equal((await heard(page, "unchecked")).length, 1);
  arrive();
  await marked(page, ["不知道"]);
});
