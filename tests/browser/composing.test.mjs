// Input methods in every kind of field: nothing is checked or moved while a word is composed, all of it afterwards.

import assert from "node:assert/strict";

import { inPage, settled } from "./lib/browser.mjs";
import { enter, html, inked, type } from "./lib/editors.mjs";
import { gate, heard, marked, sent } from "./lib/helper.mjs";
import { inputMethod } from "./lib/inputmethod.mjs";

/** What the field holds on its way to a word, with each input method. */
const WAYS = {
  pinyin: ["b", "bu", "bu zhi", "bu zhi dao"],
  Zhuyin: ["ㄅ", "ㄅㄨ", "ㄅㄨˋ", "不ㄓ", "不知ㄉㄠˋ"],
};

for (const name of ["plain", "prosemirror", "wangeditor5", "framed", "input"]) {
  const shown = name === "input" ? marked : inked;
  inPage(`${name}: composed with pinyin and Zhuyin, put in at once, and all at once`, { path: `/editors/reply.html?${name}`, complaints: [/Textarea height/] }, async (page) => {
    const method = await inputMethod(page);
    await type(page, "您自己看。");
    await shown(page, ["自己看"]);
    let known = ["自己看"];
    for (const way of Object.values(WAYS)) {
      const before = (await heard(page, "findings")).length;
      for (const text of way) {
        await method.compose(text);
        await settled(page);
        assert.equal((await heard(page, "findings")).length, before, `checked at ${text}`);
        await shown(page, known);
      }
      await method.commit("不知道");
      known = [...known, "不知道"];
      await shown(page, known);
    }
    // Wubi has the characters after the last key, without a composition that the page sees.
    for (const character of "没时间") await method.commit(character);
    known = [...known, "没时间"];
    await shown(page, known);
    // Voice input comes in one piece.
    await method.commit("。那个我不知道，");
    await shown(page, [...known, "不知道"]);
    assert.match(await html(page), /^(<p>)?您自己看。不知道不知道没时间。那个我不知道，(<br>)?(<\/p>)?$/);
  });
}

inPage("in an editor, marks stay on their words while a word is composed before them", { path: "/editors/reply.html?plain" }, async (page) => {
  const method = await inputMethod(page);
  await type(page, "自己看，不知道。");
  await inked(page, ["自己看", "不知道"]);
  await page.keyboard.press("Home");
  for (const text of ["q", "qi", "qing"]) {
    await method.compose(text);
    await settled(page);
    // The one that begins at the caret would take in what is composed.
    await inked(page, ["不知道"]);
  }
  await method.commit("请");
  await inked(page, ["自己看", "不知道"]);
  assert.equal(await html(page), "请自己看，不知道。");
});

for (const name of ["plain", "quill"]) {
  inPage(`${name}: a word composed over a marked one takes its mark away, and no other`, { path: `/editors/reply.html?${name}` }, async (page) => {
    const method = await inputMethod(page);
    await type(page, "不知道，您自己看。");
    await inked(page, ["不知道", "自己看"]);
    await page.keyboard.press("Home");
    for (let step = 0; step < 3; step += 1) await page.keyboard.press("Shift+ArrowRight");
    await method.compose("wo");
    await settled(page);
    await method.compose("wo wen");
    await settled(page);
    await method.commit("我问问");
    await inked(page, ["自己看"]);
    assert.match(await html(page), /^(<p>)?我问问，您自己看。(<\/p>)?$/);
  });
}

inPage("a fix asked for while a word is composed is not made, and the helper says so", { path: "/editors/reply.html?plain" }, async (page) => {
  const method = await inputMethod(page);
  await type(page, "我不知道。");
  await inked(page, ["不知道"]);
  await method.compose("ni");
  await page.$eval("liyan-helper", (helper) => helper.shadowRoot.querySelector(".fix").click());
  await page.locator("liyan-helper").getByText("先选定输入法里的字").waitFor();
  assert.equal(await html(page), "我不知道。ni");
  await method.commit("您");
  await settled(page);
  assert.equal(await html(page), "我不知道。您");
  await page.locator("liyan-helper .fix").first().click();
  await inked(page, []);
});

inPage("the Enter that commits in an editor neither sends nor opens the gate", { path: "/editors/reply.html?plain" }, async (page) => {
  const method = await inputMethod(page);
  await enter(page);
  await page.evaluate(() => {
    document.querySelector(".box").addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      document.getElementById("send").click();
    });
  });
  await page.keyboard.type("不知道");
  await inked(page, ["不知道"]);
  await method.compose("ni");
  await method.key("Enter");
  await method.commit("ni");
  await settled(page);
  assert.equal(await gate(page).count(), 0);
  assert.deepEqual(await sent(page), []);
  await page.keyboard.press("Enter");
  await gate(page).waitFor();
  assert.deepEqual(await sent(page), []);
});
