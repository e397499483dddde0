// Chromium's own path for input methods, driven as an input method drives it.

/** An input method at what has the focus in `page`. */
export async function inputMethod(page) {
  const devtools = await page.context().newCDPSession(page);
  return {
    compose: (text) =>
      devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length }),
    /** Ends a composition with `text`; without one, as Wubi does with its last key, puts it in at once. */
    commit: (text) => devtools.send("Input.insertText", { text }),
    /** A key that the input method takes for itself. */
    async key(key) {
      const event = { key, code: key, windowsVirtualKeyCode: 229 };
      await devtools.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...event });
      await devtools.send("Input.dispatchKeyEvent", { type: "keyUp", ...event, windowsVirtualKeyCode: 13 });
    },
  };
}
