// A portal's reply form with the editor that the address names: `reply.html?quill`, and without the helper with `&bare`.
// `window.editor.html()` is what the portal would save.

import { EDITORS } from "./editors.js";

const [name] = new URLSearchParams(location.search).keys();
const bare = new URLSearchParams(location.search).has("bare");
const desk = document.getElementById("desk");

window.sent = [];
window.saved = [];

function load(tag, attributes) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), attributes, { onload: resolve, onerror: reject });
    document.head.append(element);
  });
}

const { styles = [], scripts = [], named = "desk", start } = EDITORS[name];
for (const href of styles) await load("link", { rel: "stylesheet", href });
for (const src of scripts) await load("script", { src, async: false });

if (!bare) {
  // Before the editor is there, as in most portals: it is found when it comes.
  await load("script", { type: "module", src: "/liyan-helper.js" });
  const helper = document.createElement("liyan-helper");
  helper.setAttribute("for", named);
  helper.setAttribute("send", "#send");
  desk.after(helper);
}
window.editor = await start(desk);
document.getElementById("save").addEventListener("click", () => window.saved.push(window.editor.html()));
document.getElementById("send").addEventListener("click", () => window.sent.push(window.editor.html()));
