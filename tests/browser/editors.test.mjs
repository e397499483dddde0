// Fields of every kind that portals use: words are marked, a fix and its undo are the editor's own, the gate holds, and
// what would be saved is byte for byte what it is without the helper.

import assert from "node:assert/strict";

import { inPage, settled, until } from "./lib/browser.mjs";
import { html, inked, type } from "./lib/editors.mjs";
import { gate, heard, marked, sent } from "./lib/helper.mjs";

const DRAFT = "这个我不知道，你自己看指南。";
const ASK = "对不起，请稍等，我帮您问一下其他同志。";
const LIST = ["对不起，您缺少以下材料，我现在把需要补充材料的清单给您：", "1. {材料名称}", "补齐后{提交方式}即可，谢谢您的理解、支持和配合。"];
const WORDS = ["不知道", "你", "自己看"];

/** What wangEditor and its like say of themselves. */
const complaints = [/Textarea height/];

/** What the editor would save of `words`, typed where no helper is. */
async function bare(page, name, words) {
  const other = await page.context().newPage();
  await other.goto(page.url().replace(/\?.*/, `?${name}&bare`));
  await type(other, words);
  await settled(other);
  const saved = await html(other);
  await other.close();
  return saved;
}

const RICH = ["plain", "wangeditor5", "wangeditor4", "quill", "ckeditor5", "tinymce", "prosemirror", "kindeditor", "framed"];

for (const name of [...RICH, "react", "vue", "input"]) {
  const rich = RICH.includes(name);
  const shown = (page, words) => (rich ? inked(page, words) : marked(page, words));
  inPage(`${name}: marked, fixed, undone and held, and saved as without the helper`, { path: `/editors/reply.html?${name}`, complaints }, async (page) => {
    const before = await bare(page, name, DRAFT);
    await type(page, DRAFT);
    await shown(page, WORDS);
    assert.equal(await html(page), before, "the marks are in what is saved");
    // These take back at once what happened within so many milliseconds.
    await page.waitForTimeout({ quill: 1050, prosemirror: 550 }[name] ?? 0);
    await page.keyboard.press("Alt+1");
    await shown(page, []);
    await until(page, () => window.heard.some(({ type }) => type === "liyan:fixed"));
    assert.equal(await html(page), before.replace(DRAFT, ASK));
    // The editor still has the caret: at the end of what was put in.
    await page.keyboard.type("啦");
    await until(page, (words) => window.editor.html() === words, before.replace(DRAFT, `${ASK}啦`));
    await page.keyboard.press("Backspace");
    for (let undo = 0; undo < 4 && (await html(page)) !== before; undo += 1) {
      await page.keyboard.press("Control+z");
      await page.waitForTimeout(100);
    }
    assert.equal(await html(page), before, "undo leads back to what was typed");
    await shown(page, WORDS);
    await page.locator("#save").click();
    assert.deepEqual(await page.evaluate(() => window.saved), [before], "saving is never held");
    await page.locator("#send").click();
    await gate(page).waitFor();
    assert.deepEqual(await sent(page), []);
    await page.keyboard.press("1");
    assert.deepEqual(await sent(page), [before]);
  });
}

for (const name of RICH) {
  inPage(`${name}: a sentence of several lines with slots`, { path: `/editors/reply.html?${name}`, complaints }, async (page) => {
    await type(page, "材料不全，补齐再来。");
    await inked(page, ["材料不全", "补齐再来"]);
    await page.keyboard.press("Alt+1");
    await inked(page, ["{材料名称}", "{提交方式}"]);
    await until(page, () => window.heard.some(({ type }) => type === "liyan:fixed"));
    const lines = await page.evaluate(() => {
      const saved = document.implementation.createHTMLDocument().body;
      for (const line of window.editor.html().split(/<(?:p|div|br)[^>]*>/)) {
        const holder = document.createElement("p");
        holder.textContent = line.replace(/<[^>]*>/g, "").replaceAll("&nbsp;", " ").trim();
        if (holder.textContent) saved.append(holder);
      }
      return [...saved.children].map((line) => line.textContent);
    });
    assert.deepEqual(lines, LIST);
    // The first slot is selected; Tab leads to the next, also where the editor has uses for it.
    await page.keyboard.type("户口簿");
    await inked(page, ["{提交方式}"]);
    await page.keyboard.press("Tab");
    await page.keyboard.type("在网上上传");
    await inked(page, []);
    const filled = LIST.join("").replace("{材料名称}", "户口簿").replace("{提交方式}", "在网上上传");
    assert.equal((await html(page)).replace(/<[^>]*>|\s|&nbsp;/g, ""), filled.replace(/\s/g, ""));
  });
}

inPage("an editor that is taken away leaves no mark, no style and no listener behind", { path: "/editors/reply.html?plain" }, async (page) => {
  await type(page, DRAFT);
  await inked(page, WORDS);
  const left = () => page.evaluate(() => [CSS.highlights.size, document.adoptedStyleSheets.length]);
  assert.equal((await left())[1], 1);
  await page.$eval("liyan-helper", (helper) => helper.remove());
  assert.deepEqual(await left(), [0, 0]);
});

inPage("two helpers of one document share its marks and do not wipe each other's", { path: "/editors/reply.html?plain" }, async (page) => {
  await type(page, "我不知道。");
  await inked(page, ["不知道"]);
  await page.evaluate(() => {
    const box = document.createElement("div");
    Object.assign(box, { className: "box", contentEditable: "true", textContent: "您自己看。" });
    const helper = Object.assign(document.createElement("liyan-helper"), { id: "second", field: box });
    document.body.append(box, helper);
  });
  await inked(page, ["不知道", "自己看"]);
  await page.$eval("#second", (helper) => helper.remove());
  await inked(page, ["不知道"]);
});

inPage("in an editor, an Enter that makes a line is learned and one that sends is held", { path: "/editors/reply.html?plain" }, async (page) => {
  await type(page, "您好");
  await page.keyboard.press("Enter");
  await page.keyboard.type("这个我不知道。");
  await inked(page, ["不知道"]);
  await page.keyboard.press("Enter");
  assert.equal(await gate(page).count(), 0, "Enter made a line before and makes one now");
  assert.deepEqual(await heard(page, "blocked"), []);
  await page.keyboard.press("Control+Enter");
  await gate(page).waitFor();
});

inPage("a frame of another origin and a control that holds no text turn the helper off", { path: "/editors/reply.html?plain" }, async (page) => {
  await until(page, () => window.editor);
  await page.evaluate(() => {
    const frame = Object.assign(document.createElement("iframe"), { sandbox: "", srcdoc: "<body contenteditable>" });
    document.body.append(frame);
    for (const field of [frame, document.getElementById("send")]) {
      document.body.append(Object.assign(document.createElement("liyan-helper"), { className: "other", field }));
    }
  });
  await until(page, () => [...document.querySelectorAll(".other")].every((helper) => helper.dataset.state === "off"));
  assert.deepEqual((await heard(page, "off")).map(({ detail }) => detail), [{ reason: "field" }, { reason: "field" }]);
});
