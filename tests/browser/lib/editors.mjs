// The pages with editors: typing into one as a clerk does, and what the browser's own registry says is marked.

import { until } from "./browser.mjs";

/** The element of the editor that a clerk types in. */
async function typing(page) {
  const frame = await page.$("#desk iframe");
  const within = frame ? await frame.contentFrame() : page;
  return within.locator(frame ? "body" : "#desk [contenteditable=true], #desk textarea, #desk input[type=text]").first();
}

/** Waits for the editor and puts the caret into it. */
export async function enter(page) {
  await until(page, () => window.editor);
  await (await typing(page)).click();
}

/** Opens the editor and types into it. */
export async function type(page, words) {
  await enter(page);
  await page.keyboard.type(words);
}

/** Waits until exactly these words are marked where they stand, in reading order. */
export const inked = (page, words) =>
  until(
    page,
    (words) => {
      const view = document.querySelector("#desk iframe")?.contentWindow ?? window;
      const kinds = ["liyan-block", "liyan-warn", "liyan-suggest"];
      const ranges = kinds.flatMap((name) => [...(view.CSS.highlights.get(name) ?? [])]);
      ranges.sort((one, other) => one.compareBoundaryPoints(Range.START_TO_START, other));
      return JSON.stringify(ranges.map(String)) === JSON.stringify(words);
    },
    words,
  );

/** What the editor would save. */
export const html = (page) => page.evaluate(() => window.editor.html());
