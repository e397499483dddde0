// The keyboard and the input method: what is typed is checked, and nothing is disturbed while a word is composed.

import assert from "node:assert/strict";

import { inPage, settled } from "./lib/browser.mjs";
import { field, gate, heard, marked, marks, sent, write } from "./lib/helper.mjs";
import { inputMethod } from "./lib/inputmethod.mjs";

inPage("typed words are marked, and unmarked when they are mended by hand", { path: "/reply.html" }, async (page) => {
  await page.locator("#reply").focus();
  await page.keyboard.type("这事我不知道");
  await marked(page, ["不知道"]);
  for (let key = 0; key < 3; key += 1) await page.keyboard.press("Backspace");
  await page.keyboard.type("去问问");
  await marked(page, []);
  const counts = (await heard(page, "findings")).map(({ detail }) => detail.block);
  assert.deepEqual(counts.slice(-2), [1, 0]);
});

inPage("nothing is checked while an input method composes, and all of it afterwards", { path: "/reply.html" }, async (page) => {
  const method = await inputMethod(page);
  await write(page, "自己看。");
  await marked(page, ["自己看"]);
  const before = (await heard(page, "findings")).length;
  for (const text of ["b", "bu", "bu zhi", "bu zhi dao", "不知道"]) {
    await method.compose(text);
    await settled(page);
    assert.equal((await field(page)).text, `自己看。${text}`);
    assert.deepEqual((await marks(page)).map((mark) => mark.text), ["自己看"]);
  }
  assert.equal((await heard(page, "findings")).length, before);
  await method.commit("不知道");
  await marked(page, ["自己看", "不知道"]);
  assert.equal((await field(page)).text, "自己看。不知道");
});

inPage("marks behind the caret do not stray while a word is composed before them", { path: "/reply.html" }, async (page) => {
  const method = await inputMethod(page);
  await write(page, "自己看。");
  await marked(page, ["自己看"]);
  await page.keyboard.press("Home");
  await method.compose("qing");
  await settled(page);
  assert.deepEqual(await marks(page), [], "a mark lies where its words no longer are");
  await method.commit("请");
  await marked(page, ["自己看"]);
});

inPage("the Enter that commits a composition neither sends nor opens the gate", { path: "/reply.html?enter" }, async (page) => {
  const method = await inputMethod(page);
  await write(page, "不知道");
  await marked(page, ["不知道"]);
  await method.compose("ni");
  await method.key("Enter");
  await method.commit("ni");
  await settled(page);
  assert.deepEqual(await sent(page), []);
  assert.deepEqual(await heard(page, "blocked"), []);
  assert.equal(await gate(page).count(), 0);
  // The same key, pressed for itself, is stopped.
  await page.keyboard.press("Enter");
  await gate(page).waitFor();
  assert.deepEqual(await sent(page), []);
});

inPage("the keys of the helper belong to the input method while it composes", { path: "/reply.html" }, async (page) => {
  const method = await inputMethod(page);
  await write(page, "这个我不知道。");
  await marked(page, ["不知道"]);
  await page.$eval("#reply", (reply) => {
    window.disturbed = 0;
    for (const kind of ["compositionend", "select", "blur"]) reply.addEventListener(kind, () => (window.disturbed += 1));
  });
  await method.compose("ni");
  await page.keyboard.press("Alt+1");
  await settled(page);
  assert.equal(await page.evaluate(() => window.disturbed), 0);
  assert.equal((await field(page)).text, "这个我不知道。ni");
  await method.commit("您");
  assert.equal((await field(page)).text, "这个我不知道。您");
  assert.deepEqual(await heard(page, "fixed"), []);
});

inPage("a text that the page puts in itself is checked", { path: "/reply.html" }, async (page) => {
  await page.$eval("#reply", (reply) => {
    reply.value = "您自己看。";
    reply.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await marked(page, ["自己看"]);
});
