// The text of what can be edited: what stands on a line of its own there does so here, and every place leads back.

import assert from "node:assert/strict";

import { inPage } from "./lib/browser.mjs";

/** What editors write, and the text that a reader sees in it. */
const CASES = [
  ["一段文字", "一段文字"],
  ["", ""],
  ["<p><br></p>", ""],
  ["<p>甲</p><p>乙</p>", "甲\n乙"],
  ["<p>甲<br></p><p>乙</p>", "甲\n乙"],
  ["<p>甲</p><p><br></p><p>乙</p>", "甲\n\n乙"],
  ["甲<div>乙</div><div>丙</div>", "甲\n乙\n丙"],
  ["甲<br><br>", "甲\n"],
  ["<p>甲</p>\n  <p>乙</p>\n", "甲\n乙"],
  ["<p>不<b>知</b><i>道</i></p>", "不知道"],
  ["<ul><li>甲</li><li><p>乙</p></li></ul>丙", "甲\n乙\n丙"],
  ["<p>甲<img alt='图'>乙</p>", "甲\ufffc乙"],
  ["<p>请<span contenteditable='false'>@张三</span>办</p>", "请\ufffc办"],
  ["<p><span contenteditable='false'></span>甲</p>", "甲"],
  ["<figure contenteditable='false'><table><tr><td contenteditable='true'>甲</td><td contenteditable='true'>乙</td></tr></table></figure>丙", "甲\n乙\n丙"],
  ["<p><span data-slate-placeholder contenteditable='false'>请输入</span><span>\ufeff<br></span></p>", ""],
  ["<p>甲</p><p>\ufeff<br></p><p>乙</p>", "甲\n\n乙"],
  ["<p>甲&nbsp;乙</p><!-- 丙 --><script>丁</script>", "甲\u00a0乙"],
  ["<p>😀不知道</p>", "😀不知道"],
];

inPage("an editor's elements are read as lines of text, and every offset leads to its place and back", { path: "/editors/reply.html?plain&bare" }, async (page) => {
  const read = await page.evaluate(async (cases) => {
    const { TextMap } = await import("/liyan-text.js");
    return cases.map(([html]) => {
      const box = document.createElement("div");
      box.contentEditable = "true";
      document.body.append(box);
      box.innerHTML = html;
      const map = new TextMap(box);
      const strays = [];
      for (let offset = 0; offset <= map.text.length; offset += 1) {
        const back = map.offset(...map.place(offset, true));
        if (back !== offset) strays.push([offset, back]);
      }
      // What a range of one character holds is that character.
      for (let offset = 0; offset < map.text.length; offset += 1) {
        const [character, held] = [map.text[offset], map.range(offset, offset + 1).toString()];
        if (!"\n\ufffc".includes(character) && held !== character) strays.push([offset, held]);
      }
      box.remove();
      return [map.text, strays];
    });
  }, CASES);
  assert.deepEqual(read, CASES.map(([, text]) => [text, []]));
});
