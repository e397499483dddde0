// Whatever does not load: the portal can send, the helper says that it is off, and so does an event.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { inPage, until } from "./lib/browser.mjs";
import { dist } from "./lib/server.mjs";
import { heard, marked, sent, write } from "./lib/helper.mjs";

const DRAFT = "这个我不知道。";
const WASM = "/liyan-widget_bg.wasm";
const whole = await readFile(join(dist, WASM));

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
  ["damaged", { body: Buffer.from("liyan, but no pack") }, []],
  ["empty", { body: "" }, []],
]) {
  inPage(`a pack that is ${what}: off, and sending works`, { path: "/reply.html", instead: { "/own.liyan": pack }, complaints }, async (page) => {
    await page.$eval("liyan-helper", (helper) => helper.setAttribute("pack", "own.liyan"));
    await isOff(page, "pack");
  });
}

inPage("a pack with another digest than the page wants: off, and sending works", {
  path: "/reply.html",
  instead: { "/own.liyan": { body: "a pack" } },
  complaints: [/integrity/i],
}, async (page) => {
  await page.$eval("liyan-helper", (helper) => {
    helper.setAttribute("pack-integrity", `sha256-${"A".repeat(43)}=`);
    helper.setAttribute("pack", "own.liyan");
  });
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
