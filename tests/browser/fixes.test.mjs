// Fixes: one key, the caret and the browser's own undo kept, slots walked, facts asked for first.

import assert from "node:assert/strict";

import { inPage, settled } from "./lib/browser.mjs";
import { field, gate, heard, marked, sent, write } from "./lib/helper.mjs";

const DRAFT = "这个我不知道，你自己看指南。";
const ASK = "对不起，请稍等，我帮您问一下其他同志。";
const LIST = "对不起，您缺少以下材料，我现在把需要补充材料的清单给您：\n1. {材料名称}\n补齐后{提交方式}即可，谢谢您的理解、支持和配合。";

const remark = (page, words) => page.locator("liyan-helper .panel").getByText(words).waitFor();
const selection = async (page) => {
  const { text, start, end } = await field(page);
  return text.slice(start, end);
};

inPage("Alt+1 puts in the standard's own sentence and tells the portal without the text", { path: "/reply.html" }, async (page) => {
  await write(page, DRAFT);
  await marked(page, ["不知道", "你", "自己看"]);
  await page.keyboard.press("Alt+1");
  await marked(page, []);
  assert.deepEqual(await field(page), { text: ASK, start: ASK.length, end: ASK.length, focused: true });
  const [{ detail }] = await heard(page, "fixed");
  assert.deepEqual(detail, { rule: "r11-not-know", fix: 0 });
});

inPage("a fix leaves the caret where the clerk was", { path: "/reply.html" }, async (page) => {
  await write(page, `您好。${DRAFT}谢谢您。`);
  await marked(page, ["不知道", "你", "自己看"]);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Alt+1");
  await marked(page, []);
  assert.equal((await field(page)).start, `您好。${ASK}谢谢您`.length);
  await page.keyboard.type("啦");
  assert.equal((await field(page)).text, `您好。${ASK}谢谢您啦。`);
});

inPage("a fix out of sight leaves the field scrolled as it was, and a slot comes into sight", { path: "/reply.html" }, async (page) => {
  const lines = "您好。\n".repeat(30);
  const scrolled = () => page.$eval("#reply", (reply) => reply.scrollTop);
  await write(page, `不知道。${lines}`);
  await marked(page, ["不知道"]);
  const before = await scrolled();
  assert.ok(before > 300);
  await page.keyboard.press("Alt+1");
  await marked(page, []);
  assert.equal(await scrolled(), before);
  const { text, start } = await field(page);
  assert.equal(start, text.length);
  await page.keyboard.press("Control+z");
  await marked(page, ["不知道"]);
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Alt+3");
  await marked(page, ["{负责部门}", "{联系电话}"]);
  assert.ok((await scrolled()) < 100, "the slot is seen");
});

inPage("a fix whose text the page has changed meanwhile is refused and not misplaced", { path: "/reply.html" }, async (page) => {
  await write(page, DRAFT);
  await marked(page, ["不知道", "你", "自己看"]);
  await page.$eval("#reply", (reply) => {
    reply.value = "您好，您自己看指南。";
    document.querySelector("liyan-helper").shadowRoot.querySelector(".fix").click();
  });
  await remark(page, "文字刚刚变了");
  assert.equal((await field(page)).text, "您好，您自己看指南。");
  await marked(page, ["自己看"]);
});

inPage("Ctrl+Z takes a fix back, marks and all, and once more takes back the typing", { path: "/reply.html" }, async (page) => {
  await write(page, "您好。");
  await page.keyboard.press("End");
  await page.keyboard.insertText(DRAFT);
  await marked(page, ["不知道", "你", "自己看"]);
  await page.keyboard.press("Alt+2");
  await marked(page, []);
  assert.equal((await field(page)).text, "您好。对不起，请稍等，我请示一下领导。");
  await page.keyboard.press("Control+z");
  await marked(page, ["不知道", "你", "自己看"]);
  assert.equal((await field(page)).text, `您好。${DRAFT}`);
  await page.keyboard.press("Control+Shift+z");
  await marked(page, []);
});

inPage("Alt and the arrows lead from finding to finding, and a click on a fix does what its key does", { path: "/reply.html" }, async (page) => {
  await write(page, DRAFT);
  await marked(page, ["不知道", "你", "自己看"]);
  await page.keyboard.press("Alt+ArrowDown");
  assert.equal(await selection(page), "你");
  await page.keyboard.press("Alt+ArrowDown");
  assert.equal(await selection(page), "自己看");
  await page.keyboard.press("Alt+ArrowUp");
  await page.locator("liyan-helper .card.selected .fix").first().click();
  await marked(page, ["不知道", "自己看"]);
  assert.equal((await field(page)).text, "这个我不知道，您自己看指南。");
  assert.ok((await field(page)).focused, "the field keeps the focus");
});

inPage("the slots of a sentence are walked with Tab and must be filled before it is sent", { path: "/reply.html" }, async (page) => {
  await write(page, "材料不全，补齐再来。");
  await marked(page, ["材料不全", "补齐再来"]);
  await page.keyboard.press("Alt+1");
  await marked(page, ["{材料名称}", "{提交方式}"]);
  assert.equal((await field(page)).text, LIST);
  assert.equal(await selection(page), "{材料名称}");
  await page.keyboard.press("Tab");
  assert.equal(await selection(page), "{提交方式}");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await selection(page), "{材料名称}");
  await page.keyboard.type("户口簿复印件");
  await page.keyboard.press("Control+Enter");
  await gate(page).waitFor();
  assert.deepEqual(await sent(page), []);
  await page.keyboard.press("Escape");
  await gate(page).waitFor({ state: "detached" });
  await page.keyboard.press("Tab");
  assert.equal(await selection(page), "{提交方式}");
  await page.keyboard.type("在网上上传");
  await marked(page, []);
  await page.keyboard.press("Control+Enter");
  assert.deepEqual(await sent(page), [LIST.replace("{材料名称}", "户口簿复印件").replace("{提交方式}", "在网上上传")]);
});

inPage("Esc stops the walk, and then Tab leaves the field as everywhere", { path: "/reply.html" }, async (page) => {
  await write(page, "材料不全，补齐再来。");
  await marked(page, ["材料不全", "补齐再来"]);
  await page.keyboard.press("Alt+1");
  await marked(page, ["{材料名称}", "{提交方式}"]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "save");
});

inPage("a sentence that states a fact is only put in when it was confirmed", { path: "/reply.html" }, async (page) => {
  await write(page, "我没时间。");
  await marked(page, ["没时间"]);
  await page.keyboard.press("Alt+1");
  await remark(page, "请确认属实再用");
  assert.equal((await field(page)).text, "我没时间。");
  await page.keyboard.press("Escape");
  await page.locator("liyan-helper .confirm").waitFor({ state: "detached" });
  await page.keyboard.press("Alt+1");
  await remark(page, "请确认属实再用");
  await page.keyboard.press("Alt+1");
  await marked(page, []);
  assert.equal((await field(page)).text, "请您稍候，我马上给您办理。");
});

inPage("a suggestion is set aside for this draft and brought back; what is forbidden is not", { path: "/reply.html" }, async (page) => {
  await write(page, "你好，我不知道。");
  await marked(page, ["你", "不知道"]);
  await page.keyboard.press("Alt+0");
  await settled(page);
  await marked(page, ["你", "不知道"]);
  await page.keyboard.press("Alt+ArrowUp");
  await page.keyboard.press("Alt+0");
  await marked(page, ["不知道"]);
  await page.keyboard.press("Control+End");
  await page.keyboard.type("你稍等。");
  await settled(page);
  await marked(page, ["不知道"]);
  await page.locator("liyan-helper [data-act=restore]").click();
  await marked(page, ["你", "不知道", "你"]);
  assert.ok((await field(page)).focused);
});

inPage("a fix that the field is too short for changes nothing and says why", { path: "/reply.html" }, async (page) => {
  await page.$eval("#reply", (reply) => reply.setAttribute("maxlength", "16"));
  await write(page, DRAFT);
  await marked(page, ["不知道", "你", "自己看"]);
  await page.keyboard.press("Alt+1");
  await remark(page, "超出输入框的字数上限");
  assert.equal((await field(page)).text, DRAFT);
  assert.deepEqual(await heard(page, "fixed"), []);
});

inPage("a field that can not be edited is left alone", { path: "/reply.html" }, async (page) => {
  await write(page, DRAFT);
  await marked(page, ["不知道", "你", "自己看"]);
  await page.$eval("#reply", (reply) => reply.setAttribute("readonly", ""));
  await page.keyboard.press("Alt+1");
  await remark(page, "输入框目前不能编辑");
  assert.equal((await field(page)).text, DRAFT);
});

inPage("a framework that holds the text itself sees the fix and keeps it", { path: "/controlled.html" }, async (page) => {
  await write(page, DRAFT);
  await marked(page, ["不知道", "你", "自己看"]);
  await page.keyboard.press("Alt+1");
  await marked(page, []);
  await page.keyboard.press("Shift");
  assert.equal((await field(page)).text, ASK);
  assert.equal(await page.evaluate(() => window.state), ASK);
});

inPage("where the page would not have the wording, its text is as it was", { path: "/controlled.html?refuse=对不起" }, async (page) => {
  await write(page, DRAFT);
  await marked(page, ["不知道", "你", "自己看"]);
  await page.keyboard.press("Alt+1");
  await remark(page, "页面没有接受这处修改");
  assert.equal((await field(page)).text, DRAFT);
  assert.equal(await page.evaluate(() => window.state), DRAFT);
  await marked(page, ["不知道", "你", "自己看"]);
});
