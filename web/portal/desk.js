// The desk itself: the list of inquiries and the conversation of the selected one. State lives in memory only.

import { byId, copyOf, whenSaid } from "./dom.js";

const WHO = { clerk: "您的答复", system: "" };

/** Shows `inquiries` and calls `onSelect(inquiry)` whenever another one is opened. */
export function createDesk(inquiries, onSelect) {
  const opened = Date.now();
  const cases = inquiries.map((inquiry) => ({
    ...inquiry,
    turns: inquiry.turns.map(({ ago, ...turn }) => ({ ...turn, at: new Date(opened - ago * 60_000) })),
  }));
  const list = byId("inbox");
  const conversation = byId("conversation");
  let selected = cases[0];

  const items = new Map(cases.map((entry) => [entry, listItem(entry, () => select(entry))]));
  list.replaceChildren(...items.values());

  function select(entry) {
    selected = entry;
    render();
    // Narrow screens show the list as a strip: keep the open one in sight without moving the page.
    items.get(entry).scrollIntoView({ block: "nearest", inline: "nearest" });
    onSelect(entry);
  }

  function render() {
    for (const [entry, item] of items) showItem(item, entry, entry === selected);
    byId("waiting-count").textContent = cases.filter((entry) => !entry.answered).length;
    byId("case-matter").textContent = selected.matter;
    byId("case-facts").textContent = `${selected.citizen} · ${selected.channelLabel} · 编号 ${selected.id}`;
    const due = byId("case-due");
    due.textContent = selected.answered ? "已在时限内答复" : selected.due;
    due.dataset.state = selected.answered ? "answered" : selected.urgent ? "urgent" : "waiting";
    conversation.replaceChildren(...selected.turns.map((turn) => turnItem(turn, selected)));
    conversation.scrollTop = conversation.scrollHeight;
  }

  return {
    get selected() {
      return selected;
    },
    open: () => select(selected),
    /** Adds the clerk's reply to the open conversation. `note` is what the portal records beside it, if anything. */
    reply(text, note) {
      selected.turns.push({ role: "clerk", text, note, at: new Date(), fresh: true });
      selected.answered = true;
      render();
    },
  };
}

function listItem(entry, open) {
  const last = entry.turns.filter((turn) => turn.role === "citizen").pop();
  const item = copyOf("inbox-item", {
    ".item-who": entry.citizen,
    ".item-time": whenSaid(last.at),
    ".item-matter": entry.matter,
    ".item-text": last.text,
    ".item-channel": entry.channelLabel,
  });
  item.querySelector("button").addEventListener("click", open);
  return item;
}

function showItem(item, entry, isOpen) {
  const button = item.querySelector("button");
  if (isOpen) button.setAttribute("aria-current", "true");
  else button.removeAttribute("aria-current");
  const status = item.querySelector(".tag");
  status.textContent = entry.answered ? "已答复" : entry.urgent ? "即将到期" : "待答复";
  status.dataset.state = entry.answered ? "answered" : entry.urgent ? "urgent" : "waiting";
}

function turnItem(turn, entry) {
  const item = copyOf("turn", {
    ".turn-who": WHO[turn.role] ?? entry.citizen,
    ".turn-time": whenSaid(turn.at),
    ".turn-text": turn.text,
  });
  item.dataset.role = turn.role;
  if (turn.fresh) {
    item.dataset.fresh = "";
    delete turn.fresh;
  }
  if (turn.note) {
    const note = item.querySelector(".turn-note");
    note.textContent = turn.note;
    note.hidden = false;
  }
  return item;
}
