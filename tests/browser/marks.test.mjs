// Marks lie on the field's own glyphs, whatever happens to the field and the page.

import assert from "node:assert/strict";

import { inPage, until } from "./lib/browser.mjs";
import { boxesInField } from "./lib/fieldtext.mjs";
import { field, marked, marks, write } from "./lib/helper.mjs";

const WORDS = ["不知道", "你", "自己看"];
const DRAFT = "这个我不知道，你自己看指南。";
/** Many lines, most of them wrapped, with all that moves text sideways; the last paragraph holds what is marked. */
const LONG = `${"您好，Wi-Fi 的申请\t已经收到 😀，请您带上身份证和户口簿到二楼三号窗口，VA To fi 12345。\n\n".repeat(12)}${DRAFT}\n`;

const near = (one, other) =>
  one.length === other.length &&
  one.every((box, index) => Object.keys(box).every((side) => Math.abs(box[side] - other[index][side]) <= 0.5));

/** Waits until every mark lies on its words in the field, and says how far off they are if they never do. */
async function agree(page, selector = "#reply", helper = "liyan-helper") {
  let seen;
  for (let frame = 0; frame < 60; frame += 1) {
    seen = [];
    for (const { text, start, boxes } of await marks(page, helper)) {
      seen.push({ text, boxes, glyphs: await boxesInField(page, start, start + text.length, selector) });
    }
    if (seen.length > 0 && seen.every(({ boxes, glyphs }) => near(boxes, glyphs))) return seen;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  return assert.fail(`marks off their words: ${JSON.stringify(seen)}`);
}

function style(page, selector, styles) {
  return page.$eval(
    selector,
    (element, styles) => {
      for (const [name, value] of Object.entries(styles)) element.style.setProperty(name, value);
    },
    styles,
  );
}

inPage("marks lie on the words that they mark", { path: "/reply.html" }, async (page) => {
  await write(page, DRAFT);
  await marked(page, WORDS);
  const seen = await agree(page);
  assert.deepEqual((await marks(page)).map(({ kind }) => kind), ["block", "suggest", "block"]);
  assert.ok(seen.every(({ boxes }) => boxes[0].width > 10));
});

inPage("the marked words look marked and the others do not", { path: "/reply.html" }, async (page) => {
  await write(page, DRAFT);
  await marked(page, WORDS);
  const [word] = await boxesInField(page, 3, 6);
  const [other] = await boxesInField(page, 0, 3);
  const look = ({ left: x, top: y, width, height }) => page.screenshot({ clip: { x, y, width, height } });
  const before = [await look(word), await look(other)];
  await page.$eval("liyan-helper", (helper) => helper.remove());
  assert.notDeepEqual(await look(word), before[0], "nothing was painted on 不知道");
  assert.deepEqual(await look(other), before[1], "something was painted on 这个我");
});

inPage("marks follow the text as the field is scrolled", { path: "/reply.html" }, async (page) => {
  await write(page, LONG);
  await marked(page, WORDS);
  const [{ boxes: [before] }] = await agree(page);
  await page.$eval("#reply", (reply) => reply.scrollBy(0, -37.5));
  const [{ boxes: [later] }] = await agree(page);
  assert.ok(later.top - before.top > 30, "the field scrolled");
});

inPage("marks scrolled out of the field are not seen outside it", { path: "/reply.html" }, async (page) => {
  await write(page, DRAFT + LONG);
  await marked(page, [...WORDS, ...WORDS]);
  await agree(page);
  const [frame, room, mark] = await page.evaluate(() => {
    const edges = ({ left, top, right, bottom }) => ({ left, top, right, bottom });
    const reply = document.getElementById("reply");
    const { left, top } = reply.getBoundingClientRect();
    const overlay = document.querySelector("liyan-helper").shadowRoot.querySelector(".overlay");
    const inner = { left: left + reply.clientLeft, top: top + reply.clientTop };
    const room = { ...inner, right: inner.left + reply.clientWidth, bottom: inner.top + reply.clientHeight };
    const clips = getComputedStyle(overlay).overflow === "hidden";
    return [clips && edges(overlay.getBoundingClientRect()), room, edges(overlay.querySelector(".mark").getBoundingClientRect())];
  });
  assert.ok(mark.bottom < room.top, "the first mark is scrolled away");
  for (const side of Object.keys(room)) assert.ok(Math.abs(frame[side] - room[side]) <= 1, `${side}: ${frame[side]} for ${room[side]}`);
});

inPage("marks stay on their words as the page and a box around the field scroll", { path: "/reply.html" }, async (page) => {
  await write(page, DRAFT);
  await style(page, "#form", { height: "90px", overflow: "auto" });
  await style(page, "#reply", { display: "block", "margin-bottom": "300px" });
  await style(page, "body", { "padding-bottom": "3000px" });
  const [{ boxes: [before] }] = await agree(page);
  await page.$eval("#form", (form) => form.scrollBy(0, 21));
  await agree(page);
  await page.evaluate(() => scrollBy(0, 11));
  const [{ boxes: [later] }] = await agree(page);
  assert.equal(Math.round(before.top - later.top), 32);
});

inPage("marks follow the words as the field is resized and lines break anew", { path: "/reply.html" }, async (page) => {
  await write(page, DRAFT);
  const [{ boxes: [before] }] = await agree(page);
  for (const width of ["97.3px", "131px", "311.7px"]) {
    await style(page, "#reply", { width });
    await agree(page);
  }
  await style(page, "#reply", { width: "97.3px" });
  const seen = await agree(page);
  assert.ok(seen[2].boxes[0].top > before.top + 20, "自己看 stands on a later line");
});

inPage("marks stay on the field when a line between it and the helper pushes them apart", { path: "/reply.html" }, async (page) => {
  await write(page, DRAFT);
  const [{ boxes: [before] }] = await agree(page);
  await page.$eval("#form", (form) => {
    const line = document.createElement("p");
    line.textContent = "请在 30 分钟内答复";
    form.after(line);
  });
  const [{ boxes: [later] }] = await agree(page);
  assert.equal(later.top, before.top);
});

inPage("marks are true where the field has its own spacing, padding and borders", { path: "/reply.html" }, async (page) => {
  await write(page, LONG);
  await style(page, "#reply", {
    "letter-spacing": "1.3px",
    "word-spacing": "3px",
    "text-indent": "2em",
    "tab-size": "3",
    padding: "7px 13.5px 5px 21px",
    border: "3.4px solid",
    "line-height": "1.83",
    font: "italic 700 17.5px/1.7 serif",
    "text-align": "justify",
    "word-break": "break-all",
    width: "333.3px",
  });
  await marked(page, WORDS);
  await agree(page);
});

inPage("marks are true in a page zoomed by CSS", { path: "/reply.html" }, async (page) => {
  await write(page, LONG);
  await style(page, "body", { zoom: "1.25" });
  await agree(page);
});

inPage("marks are true on a screen of one and a half pixels a pixel", { path: "/reply.html", deviceScaleFactor: 1.5 }, async (page) => {
  await write(page, LONG);
  await marked(page, WORDS);
  await agree(page);
  await page.setViewportSize({ width: 801, height: 533 });
  await agree(page);
});

inPage("marks follow the words when a font arrives late", { path: "/reply.html" }, async (page) => {
  await style(page, "#reply", { "font-family": "Late, 'Noto Sans CJK SC', sans-serif" });
  await write(page, `WiFi iiii WWWW ${DRAFT}`);
  const [{ boxes: [before] }] = await agree(page);
  await page.evaluate(async () => {
    const face = new FontFace("Late", "local('Noto Serif CJK SC'), local('DejaVu Serif'), local('Liberation Serif')");
    document.fonts.add(face);
    await face.load();
  });
  const [{ boxes: [later] }] = await agree(page);
  assert.ok(Math.abs(later.left - before.left) > 1, "the font changed the words' place");
});

inPage("marks follow the words as more is typed before them", { path: "/reply.html" }, async (page) => {
  await write(page, DRAFT);
  await agree(page);
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("您好，2 号窗口：");
  await marked(page, WORDS);
  await agree(page);
  assert.equal((await field(page)).text, `您好，2 号窗口：${DRAFT}`);
  await until(page, () => document.querySelector("liyan-helper").shadowRoot.querySelectorAll(".card").length === 3);
});
