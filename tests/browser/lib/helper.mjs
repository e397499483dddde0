// What a clerk sees of the helper, and what the portal hears of it.

import { until } from "./browser.mjs";

/** The marks of a helper in reading order: `{text, kind, start, selected, boxes}`, where `start` counts UTF-16 units. */
export function marks(page, selector = "liyan-helper") {
  return page.$eval(selector, (helper) => {
    const found = [];
    let at = 0;
    for (const paragraph of helper.shadowRoot?.querySelectorAll(".paragraph") ?? []) {
      for (const node of paragraph.childNodes) {
        const text = node.textContent;
        if (node.classList?.contains("mark")) {
          const boxes = [...node.getClientRects()].map(({ left, top, width, height }) => ({ left, top, width, height }));
          const kind = ["block", "warn", "suggest"].find((name) => node.classList.contains(name));
          found.push({ text, kind, start: at, selected: node.classList.contains("selected"), boxes });
        }
        at += text.length;
      }
      at += 1;
    }
    return found;
  });
}

/** Waits until exactly these words are marked. */
export function marked(page, words, selector = "liyan-helper") {
  return until(
    page,
    ([words, selector]) => {
      // A page that is being opened anew has none yet.
      const found = document.querySelector(selector)?.shadowRoot?.querySelectorAll(".mark");
      return found && JSON.stringify([...found].map((mark) => mark.textContent)) === JSON.stringify(words);
    },
    [words, selector],
  );
}

/** The events `liyan:${kind}` heard so far. */
export function heard(page, kind) {
  return page.evaluate((type) => window.heard.filter((event) => event.type === type), `liyan:${kind}`);
}

/** What the page sent so far. */
export function sent(page) {
  return page.evaluate(() => window.sent);
}

/** Text, caret and focus of the field. */
export function field(page, selector = "#reply") {
  return page.$eval(selector, (element) => ({
    text: element.value,
    start: element.selectionStart,
    end: element.selectionEnd,
    focused: document.activeElement === element,
  }));
}

/** Puts the caret into the field and types, as a clerk does: everything else goes through keys and clicks. */
export async function write(page, text, selector = "#reply") {
  await page.locator(selector).focus();
  await page.keyboard.insertText(text);
}

/** The gate. Playwright looks into open shadow roots by itself. */
export const gate = (page) => page.locator("liyan-helper [role=alertdialog]");

/** The words of what has the focus, wherever it is. */
export function focusedWords(page) {
  return page.evaluate(() => {
    const deep = (scope) => (scope.activeElement?.shadowRoot ? deep(scope.activeElement.shadowRoot) : scope.activeElement);
    return deep(document).textContent;
  });
}
