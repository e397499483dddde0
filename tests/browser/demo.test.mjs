// The demo portal's one minute, and the pictures of it.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { inPage, settled, until } from "./lib/browser.mjs";
import { field, gate, marked, marks } from "./lib/helper.mjs";

const PICTURES = fileURLToPath(new URL("screenshots/", import.meta.url));
const FULL = { width: 1440, height: 900 };
const PATH = "/index.html";
const LAST = ".turn:last-child .turn-text";

const picture = async (page, name) => {
  await mkdir(PICTURES, { recursive: true });
  await settled(page);
  await page.screenshot({ path: `${PICTURES}${name}.png` });
};
const external = (page) => page.locator("#external-count").textContent();
const trial = (page, text) => page.locator(".try", { hasText: text }).click();

inPage("the first thing a visitor sees is Ms Wang's question with the draft marked", { path: PATH, viewport: FULL }, async (page) => {
  await marked(page, ["不知道", "你", "自己看"]);
  await picture(page, "demo");
  await page.getByText("我爸医保断缴能补吗？问了三家都说不管。").first().waitFor();
  assert.equal((await field(page)).text, "这个我不知道，你自己看指南。");
  assert.deepEqual((await marks(page)).map(({ kind }) => kind), ["block", "suggest", "block"]);
  const card = page.locator("liyan-helper .card.selected");
  await card.getByText("条文明列").waitFor();
  await card.getByText("第十一条").first().waitFor();
  for (const mark of await page.locator("liyan-helper .card").all()) {
    const seen = await mark.evaluate((card) => {
      const { top, bottom } = card.getBoundingClientRect();
      const list = card.parentElement.getBoundingClientRect();
      return top >= list.top - 1 && bottom <= Math.min(list.bottom, innerHeight) + 1;
    });
    assert.ok(seen, "a finding is out of sight");
  }
  assert.equal(await external(page), "0");
});

inPage("Alt+1 turns the draft into the standard's own sentence, and it is sent", { path: PATH, viewport: FULL }, async (page) => {
  await marked(page, ["不知道", "你", "自己看"]);
  await page.locator("#send").click();
  await gate(page).waitFor();
  await picture(page, "demo-gate");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Alt+1");
  await marked(page, []);
  await page.keyboard.press("Control+Enter");
  await page.locator(LAST, { hasText: "对不起，请稍等，我帮您问一下其他同志。" }).waitFor();
  assert.equal((await field(page)).text, "");
  assert.equal(await external(page), "0");
});

for (const text of ["不知道您是否方便留个电话？", "您反映工作人员说“不知道”一事，我们已核实并会尽快答复。"]) {
  inPage(`what only looks curt stays unmarked and is sent: ${text}`, { path: PATH, viewport: FULL }, async (page) => {
    await marked(page, ["不知道", "你", "自己看"]);
    await trial(page, text);
    await marked(page, []);
    await page.locator("liyan-helper").getByText("未发现需要修改的用语。").waitFor();
    await page.locator("#send").click();
    await page.locator(LAST, { hasText: text }).waitFor();
  });
}

inPage("missing papers become a list with slots that must be filled", { path: PATH, viewport: FULL }, async (page) => {
  await marked(page, ["不知道", "你", "自己看"]);
  await trial(page, "材料不全，补齐再来。");
  await marked(page, ["材料不全", "补齐再来"]);
  await page.keyboard.press("Alt+1");
  await marked(page, ["{材料名称}", "{提交方式}"]);
  await picture(page, "demo-slots");
  await page.locator("#send").click();
  await gate(page).waitFor();
  await page.keyboard.press("Enter");
  await gate(page).waitFor({ state: "detached" });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  for (const words of ["户口簿本人页复印件", "在网上“补充材料”处上传"]) {
    const { text, start, end } = await field(page);
    assert.match(text.slice(start, end), /^\{.+\}$/);
    await page.keyboard.insertText(words);
    await page.keyboard.press("Tab");
  }
  await marked(page, []);
  await page.locator("#send").click();
  await page.locator(LAST, { hasText: "户口簿本人页复印件" }).waitFor();
});

inPage("sending anyway is recorded by the portal with its reason", { path: PATH, viewport: FULL }, async (page) => {
  await marked(page, ["不知道", "你", "自己看"]);
  await page.locator("#send").click();
  await gate(page).waitFor();
  await page.keyboard.press("2");
  await page.locator(".turn:last-child .turn-note", { hasText: "发送理由：法定表述" }).waitFor();
});

inPage("another inquiry brings its own draft, and coming back brings this one", { path: PATH, viewport: FULL }, async (page) => {
  await marked(page, ["不知道", "你", "自己看"]);
  await page.locator("#inbox .item").nth(1).click();
  await marked(page, []);
  await page.locator("#inbox .item").first().click();
  await marked(page, ["不知道", "你", "自己看"]);
});

inPage("with 模拟加载失败 the page says that nothing is checked, and sending works", { path: PATH, viewport: FULL, complaints: [/404/] }, async (page) => {
  await marked(page, ["不知道", "你", "自己看"]);
  await page.locator("#fail-switch").click();
  await page.locator("#helper-state", { hasText: "礼言未在检查" }).waitFor();
  await picture(page, "demo-off");
  await page.locator("#send").click();
  await page.locator(LAST, { hasText: "这个我不知道，你自己看指南。" }).waitFor();
  assert.equal(await external(page), "0");
  await page.locator("#fail-switch").click();
  await marked(page, ["不知道", "你", "自己看"]);
});

inPage("on a telephone nothing is wider than the screen and the panel leaves the field free", { path: PATH, viewport: { width: 360, height: 740 } }, async (page) => {
  await marked(page, ["不知道", "你", "自己看"]);
  await until(page, () => document.documentElement.scrollWidth <= innerWidth);
  const apart = await page.evaluate(() => {
    const field = document.getElementById("reply").getBoundingClientRect();
    const panel = document.querySelector("liyan-helper").shadowRoot.querySelector(".panel").getBoundingClientRect();
    return panel.top >= field.bottom || panel.bottom <= field.top;
  });
  assert.ok(apart, "the panel covers the field");
  await picture(page, "demo-phone");
});
