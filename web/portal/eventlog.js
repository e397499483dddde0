// A small log of the helper's events, for people who will wire them into their own portal.

import { byId, copyOf } from "./dom.js";

const EVENTS = ["findings", "blocked", "sent-anyway", "fixed", "unchecked", "off"];
const KEPT = 50;

/** Lists every `liyan:*` event that reaches the document, newest first. */
export function logEvents() {
  const list = byId("log-list");
  let seen = 0;

  for (const name of EVENTS) {
    document.addEventListener(`liyan:${name}`, (event) => {
      const line = copyOf("log-line", {
        time: new Date().toLocaleTimeString("zh-CN", { hour12: false }),
        ".log-name": event.type,
        ".log-detail": JSON.stringify(event.detail ?? {}),
      });
      list.prepend(line);
      while (list.children.length > KEPT) list.lastElementChild.remove();
      seen += 1;
      byId("log-count").textContent = seen;
    });
  }
}
