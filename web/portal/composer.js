// The reply field with its counter, drafts, sample drafts and sending. It knows nothing of the helper: the same code
// runs on a page without one.

import { byId, clock, copyOf } from "./dom.js";

const LIMIT = 500;

/** Wires the reply form. `onSend(text)` is called with what the clerk sends. */
export function createComposer(tries, onSend) {
  const form = byId("reply-form");
  const field = byId("reply");
  const count = byId("reply-count");
  const note = byId("reply-note");
  const drafts = new Map();
  let caseId = null;

  const say = (text) => {
    note.textContent = text;
  };

  function showCount() {
    const length = [...field.value].length;
    count.textContent = `${length} / ${LIMIT} 字`;
    count.dataset.over = String(length > LIMIT);
  }

  // A value set from a script is silent; whoever watches the field has to hear of it.
  function setText(text) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Goes through the editing commands, so that Ctrl+Z brings back what was there.
  function replaceText(text) {
    field.focus();
    field.select();
    if (!document.execCommand("insertText", false, text)) setText(text);
  }

  field.addEventListener("input", () => {
    showCount();
    say("");
  });

  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit(byId("send"));
    }
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return say("还没有填写答复内容");
    if ([...text].length > LIMIT) return say(`答复请控制在 ${LIMIT} 字以内`);
    onSend(text);
    drafts.delete(caseId);
    setText("");
    say(`已发送 ${clock(new Date())}`);
  });

  byId("save-draft").addEventListener("click", () => {
    drafts.set(caseId, field.value);
    say(`草稿已保存 ${clock(new Date())}`);
  });

  for (const [kind, texts] of Object.entries(tries)) {
    for (const text of texts) {
      const chip = copyOf("try-chip");
      chip.textContent = text;
      chip.addEventListener("click", () => replaceText(text));
      byId(`tries-${kind}`).append(chip);
    }
  }

  return {
    /** Puts the open case's draft into the field; what was typed for the last one is kept. */
    open({ id, citizen, draft = "" }) {
      if (caseId !== null && caseId !== id) drafts.set(caseId, field.value);
      if (!drafts.has(id)) drafts.set(id, draft);
      caseId = id;
      byId("reply-label").textContent = `答复${citizen}`;
      setText(drafts.get(id));
      say(field.value ? "草稿已恢复" : "");
    },
  };
}
