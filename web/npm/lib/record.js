// A record as the contract writes it (a draft, or a whole conversation), looked through before it is judged.

import { LiyanError } from "./error.js";

const ROLES = { clerk: 0, citizen: 1, system: 2 };

/** As in crates/wasm/src/desk.rs. Of CLOSES and PUBLIC the next bit says what is known. */
const UNSENT = 1;
const TYPING = 1 << 1;
const FROM_START = 1 << 2;
const CLOSES = 1 << 3;
const PUBLIC = 1 << 5;
const SHADOW = 1 << 7;

/**
 * What the core is given for `record`: `{turns, channel, facts, matter, id}`. It is a copy, so that later questions about
 * the findings are answered for the words that were judged, whatever the page has done to its own object meanwhile.
 */
export function readRecord(record, { typing = false, shadow = false } = {}) {
  if (typeof record !== "object" || record === null) throw wrong("the record is no object");
  const { text, turns: recorded, history } = record;
  for (const name of ["final", "public", "closed"]) optional(record, name, "boolean");
  for (const name of ["id", "channel", "matter"]) optional(record, name, "string");
  let turns;
  let facts = 0;
  if (text != null && recorded != null) throw wrong("give either text or turns");
  if (text != null) {
    if (typeof text !== "string") throw wrong("text is no string");
    turns = [...list(history ?? [], "history"), { role: ROLES.clerk, text, at: undefined }];
    facts |= UNSENT | (typing ? TYPING : 0) | (history != null ? FROM_START : 0);
    facts |= known(CLOSES, record.final);
  } else {
    if (recorded == null) throw wrong("there is neither text (a draft) nor turns (a conversation)");
    if (history != null) throw wrong("history goes with text, not with turns");
    turns = list(recorded, "turns");
    if (turns.length === 0) throw wrong("turns is empty");
    facts |= FROM_START | known(CLOSES, record.closed);
  }
  facts |= known(PUBLIC, record.public) | (shadow ? SHADOW : 0);
  const { channel, matter, id } = record;
  return { turns, channel: channel ?? "chat", facts, matter: matter ?? undefined, id: id ?? undefined };
}

function list(turns, name) {
  if (!Array.isArray(turns)) throw wrong(`${name} is no list`);
  return turns.map((turn, index) => {
    const place = `${name}[${index}]`;
    if (!Object.prototype.hasOwnProperty.call(ROLES, turn?.role)) {
      throw wrong(`${place}.role is none of citizen, clerk, system`);
    }
    if (typeof turn.text !== "string") throw wrong(`${place}.text is no string`);
    if (turn.at != null && typeof turn.at !== "string") throw wrong(`${place}.at is no string`);
    return { role: ROLES[turn.role], text: turn.text, at: turn.at ?? undefined };
  });
}

function optional(record, name, type) {
  const value = record[name];
  if (value != null && typeof value !== type) throw wrong(`${name} is no ${type}`);
}

function known(bit, value) {
  return value == null ? 0 : bit | (value ? bit << 1 : 0);
}

export function wrong(message, cause) {
  return new LiyanError("input", message, cause);
}
