// The checker as the page has it, without any user interface: the rows of numbers that the module exports.

/** The six numbers of a row, in words. */
export const COLUMNS = ["rule", "phrase", "turn", "start", "end", "flags"];

/** Judges each of `texts` in the page and gives the rows of each. */
export function checkRows(page, texts) {
  return page.evaluate(async (texts) => {
    // The address under which the helper has loaded it: so it is the very same module.
    const { checkRows } = await import("/liyan-widget.js");
    return texts.map((text) => {
      const numbers = [...checkRows(text)];
      return Array.from({ length: numbers.length / 6 }, (_, row) => numbers.slice(row * 6, row * 6 + 6));
    });
  }, texts);
}
