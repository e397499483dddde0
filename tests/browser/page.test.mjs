// The helper as a guest on a page: beside another, removed, moved, given another conversation, another language.

import assert from "node:assert/strict";

import { allOn, inPage, settled, until } from "./lib/browser.mjs";
import { POLICY } from "./lib/server.mjs";
import { field, gate, heard, marked, marks, sent, write } from "./lib/helper.mjs";

const DRAFT = "这个我不知道。";
const [ONE, TWO] = ["liyan-helper[for=one]", "liyan-helper[for=two]"];

inPage("two helpers on one page do not disturb each other", { path: "/two.html" }, async (page) => {
  await write(page, DRAFT, "#one");
  await marked(page, ["不知道"], ONE);
  await write(page, "您自己看。", "#two");
  await marked(page, ["自己看"], TWO);
  await marked(page, ["不知道"], ONE);
  await page.locator("#send-two").click();
  await page.locator(`${TWO} [role=alertdialog]`).waitFor();
  assert.equal(await page.locator(`${ONE} [role=alertdialog]`).count(), 0);
  assert.deepEqual((await heard(page, "blocked")).map((event) => event.for), ["two"]);

  await page.locator("#one").focus();
  await page.keyboard.press("Alt+1");
  await marked(page, [], ONE);
  assert.equal((await field(page, "#two")).text, "您自己看。");
  await page.locator("#send-one").click();
  assert.deepEqual(await sent(page), ["对不起，请稍等，我帮您问一下其他同志。"]);

  await page.$eval(ONE, (helper) => helper.remove());
  await page.locator(`${TWO} [data-act=return]`).click();
  await page.locator("#two").focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("不知道。");
  await marked(page, ["自己看", "不知道"], TWO);
});

/** The listeners that the helper's scripts have on the window, the document, its fonts and the field. */
async function listeners(page) {
  const devtools = await page.context().newCDPSession(page);
  const own = new Set();
  devtools.on("Debugger.scriptParsed", ({ scriptId, url }) => /\/liyan-[^/]*$/.test(url) && own.add(scriptId));
  await devtools.send("Debugger.enable");
  const found = [];
  for (const expression of ["window", "document", "document.fonts", "document.getElementById('reply')"]) {
    const { result } = await devtools.send("Runtime.evaluate", { expression });
    const { listeners: all } = await devtools.send("DOMDebugger.getEventListeners", { objectId: result.objectId });
    found.push(...all.filter(({ scriptId }) => own.has(scriptId)).map(({ type }) => `${expression} ${type}`));
  }
  await devtools.detach();
  return found;
}

inPage("a helper that is removed leaves nothing: no marks, no listener, no gate", { path: "/reply.html" }, async (page) => {
  await write(page, DRAFT);
  await marked(page, ["不知道"]);
  await page.locator("#send").click();
  await gate(page).waitFor();
  const kept = await listeners(page);
  for (const one of ["window click", "window keydown", "document selectionchange"]) assert.ok(kept.includes(one), one);

  const helper = await page.evaluateHandle(() => {
    const element = document.querySelector("liyan-helper");
    element.remove();
    return element;
  });
  assert.deepEqual(await listeners(page), []);
  assert.equal(await helper.evaluate((element) => element.shadowRoot.childElementCount), 0);
  await page.locator("#send").click();
  assert.deepEqual(await sent(page), [DRAFT]);
  const attributes = await page.$eval("#reply", (reply) => reply.getAttributeNames());
  assert.deepEqual(attributes, ["id", "rows", "cols"], "the field is as the page made it");
});

inPage("a removed helper that is put in again begins anew", { path: "/reply.html" }, async (page) => {
  await write(page, DRAFT);
  await marked(page, ["不知道"]);
  await page.$eval("liyan-helper", (helper) => {
    const { parentNode } = helper;
    helper.remove();
    parentNode.append(helper);
  });
  await allOn(page);
  await marked(page, ["不知道"]);
});

inPage("a field that the page replaces by another is found again", { path: "/reply.html" }, async (page) => {
  await write(page, DRAFT);
  await marked(page, ["不知道"]);
  await page.$eval("#reply", (reply) => {
    const next = document.createElement("textarea");
    reply.replaceWith(next);
    next.value = "您自己看。";
    next.id = "reply";
  });
  await marked(page, ["自己看"]);
  await page.locator("#send").click();
  await gate(page).waitFor();
});

inPage("while its field is gone a helper waits and nothing is held", { path: "/reply.html" }, async (page) => {
  await write(page, DRAFT);
  await marked(page, ["不知道"]);
  await page.$eval("#reply", (reply) => reply.removeAttribute("id"));
  await until(page, () => document.querySelector("liyan-helper").dataset.state === "loading");
  assert.deepEqual(await marks(page), []);
  await page.locator("#send").click();
  assert.deepEqual(await sent(page), [DRAFT]);
});

inPage("another conversation clears what was set aside, asked for and stopped", { path: "/reply.html" }, async (page) => {
  const open = (id) => page.$eval("liyan-helper", (helper, id) => helper.setAttribute("conversation-id", id), id);
  await open("1");
  await write(page, "你好，我没时间。");
  await marked(page, ["你", "没时间"]);
  await page.keyboard.press("Alt+ArrowUp");
  await page.keyboard.press("Alt+0");
  await marked(page, ["没时间"]);
  await page.keyboard.press("Alt+1");
  await page.locator("liyan-helper .confirm").waitFor();
  await open("2");
  await marked(page, ["你", "没时间"]);
  await page.locator("liyan-helper .confirm").waitFor({ state: "detached" });
  await page.locator("#send").click();
  await gate(page).waitFor();
  await open("3");
  await gate(page).waitFor({ state: "detached" });
  await page.locator("#send").click();
  await gate(page).waitFor();
  await page.keyboard.press("1");
  assert.equal((await sent(page)).length, 1);
  await open("4");
  await page.locator("#send").click();
  await gate(page).waitFor();
  assert.equal((await sent(page)).length, 1, "the reason was given in another conversation");
});

inPage("all of it works under a strict policy, and a breach of it would be noticed", { path: "/reply.html", complaints: [/policy: style-src-attr/, /inline style/i] }, async (page, origin) => {
  const breaches = [];
  page.on("console", (message) => breaches.push(message.text()));
  const { headers } = await page.evaluate(async (url) => {
    const response = await fetch(url);
    return { headers: Object.fromEntries(response.headers) };
  }, `${origin}/reply.html`);
  assert.equal(headers["content-security-policy"], POLICY);
  await write(page, "材料不全，补齐再来。");
  await marked(page, ["材料不全", "补齐再来"]);
  await page.keyboard.press("Alt+1");
  await page.keyboard.press("Control+Enter");
  await gate(page).waitFor();
  await page.keyboard.press("Escape");
  await settled(page);
  assert.deepEqual(breaches, []);
  await page.$eval("#reply", (reply) => reply.setAttribute("style", "color: red"));
  await settled(page);
  assert.ok(breaches.some((text) => text.startsWith("policy: style-src")), "the watch is awake");
});

inPage("the helper asks for its own nine files and nothing else", { path: "/reply.html" }, async (page, origin) => {
  await write(page, DRAFT);
  await page.locator("#send").click();
  await gate(page).waitFor();
  await page.keyboard.press("3");
  const asked = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name));
  const files = ["jilin-window.liyan", "liyan-drift.js", "liyan-field.js", "liyan-gate.js", "liyan-helper.js", "liyan-rich.js", "liyan-text.js", "liyan-widget.js", "liyan-widget_bg.wasm", "reply.css", "reply.js"];
  assert.deepEqual(asked.sort(), files.map((name) => `${origin}/${name}`));
});

inPage("of many findings three are listed, the selected one among them, and all when asked for", { path: "/reply.html" }, async (page) => {
  const words = () => page.locator("liyan-helper .card .words").allTextContents();
  const all = ["你", "自己看", "不知道", "没时间", "不归我管"];
  await write(page, "你自己看。我不知道。没时间。不归我管。");
  await marked(page, all);
  assert.deepEqual(await words(), all.slice(0, 3));
  await page.locator("liyan-helper .headline").getByText("处须改").waitFor();
  await page.locator("liyan-helper").getByText("另有 2 处未列出").waitFor();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("Alt+ArrowDown");
  assert.deepEqual(await words(), all.slice(2));
  await page.locator("liyan-helper [data-act=list-all]").click();
  assert.deepEqual(await words(), all);
  assert.ok((await field(page)).focused);
  // A new draft begins with a short list again.
  await page.locator("#reply").fill("");
  await write(page, "你自己看。我不知道。没时间。不归我管。");
  await marked(page, all);
  assert.equal((await words()).length, 3);
});

inPage("labels follow lang: Simplified, Traditional, English", { path: "/reply.html" }, async (page) => {
  const speak = (lang) => page.$eval("liyan-helper", (helper, lang) => helper.setAttribute("lang", lang), lang);
  await write(page, DRAFT);
  for (const [lang, ...words] of [
    ["zh-Hans", "1 处须改", "条文明列", "检查只在本机进行，草稿不记录、不计分。"],
    ["zh-Hant", "1 處須改", "條文明列", "檢查只在本機進行，草稿不記錄、不計分。"],
    ["en", "1 to change", "named in the article", "drafts are neither recorded nor scored"],
  ]) {
    await speak(lang);
    for (const text of words) await page.locator("liyan-helper .panel").getByText(text).first().waitFor();
  }
  await page.locator("#send").click();
  await gate(page).getByText("Back to edit").waitFor();
  await speak("zh-TW");
  await gate(page).getByText("引用原話").waitFor();
});
