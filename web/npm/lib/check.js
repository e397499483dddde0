// One check: gives the core a record and asks about what it found, again if the core has judged another since.

import { LiyanError } from "./error.js";
import { readFindings } from "./findings.js";
import { wrong } from "./record.js";

export function check(core, pack, record, unit) {
  const run = (place) => {
    core.last = null;
    try {
      return judge(core, place, record);
    } finally {
      core.last = run;
    }
  };
  const ask = (name) => (row) =>
    pack.use((place) => {
      if (core.last !== run) run(place);
      return core.call(name, row);
    });
  const rows = pack.use(run);
  // Most drafts are courteous.
  if (rows.length === 0) return [];
  const { turns } = record;
  return readFindings(rows, core.call("ids"), { turns, pack, unit, ask: { related: ask("related"), fixes: ask("fixes") } });
}

function judge(core, place, { turns, channel, facts, matter, id }) {
  turns.forEach(({ role, text, at }, index) => {
    refusing(() => core.call("turn", role, text, at), () => `turn ${index} has no RFC 3339 time but ${at}`);
  });
  return refusing(
    () => core.call("check", place, channel, facts, matter, id),
    () => `there is no channel ${channel}, but chat, letter, message_board and email`,
  );
}

function refusing(call, message) {
  try {
    return call();
  } catch (thrown) {
    throw thrown instanceof LiyanError ? thrown : wrong(message());
  }
}
