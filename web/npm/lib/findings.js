// The core's rows of numbers and lists of words, made into findings as the contract writes them.

const SEVERITIES = ["suggest", "warn", "block"];
const STATED = 1 << 2;
const RELATED = 1 << 3;
const NOWHERE = 0xffff_ffff;
const COLUMNS = 6;

/**
 * The findings of one check. `turns` are those judged, `pack` answers for the words of its rules, `ask` for what
 * belongs to one row: `related(row)`, and `fixes(row)`, which is asked only when somebody reads them.
 */
export function readFindings(rows, ids, { turns, pack, unit, ask }) {
  const findings = [];
  for (let row = 0; row * COLUMNS < rows.length; row += 1) {
    const [rule, , turn, start, end, flags] = rows.subarray(row * COLUMNS, (row + 1) * COLUMNS);
    const words = pack.rule(rule);
    const { text } = turns[turn];
    const nowhere = start === NOWHERE;
    const finding = {
      id: ids[row],
      pack: pack.info.id,
      rule: words.id,
      kind: words.kind,
      basis: flags & STATED ? "stated" : "inferred",
      severity: SEVERITIES[flags & 3],
      stage: words.stage,
      articles: [...words.articles],
      turn,
      start: nowhere ? null : position(text, start, unit),
      end: nowhere ? null : position(text, end, unit),
      text: nowhere ? null : text.slice(start, end),
      message: words.message,
      related: flags & RELATED ? readRelated(ask.related(row), turns, unit) : [],
    };
    findings.push(later(finding, "fixes", () => readFixes(ask.fixes(row), text, unit)));
  }
  return findings;
}

/** Fixes cost as much as the check; so they are made when they are first read, stringified or cloned. */
function later(object, name, make) {
  return Object.defineProperty(object, name, {
    enumerable: true,
    configurable: true,
    get() {
      const value = make();
      Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
      return value;
    },
  });
}

function readRelated(numbers, turns, unit) {
  const related = [];
  for (let at = 0; at < numbers.length; at += 3) {
    const [turn, start, end] = numbers.subarray(at, at + 3);
    const { text } = turns[turn];
    related.push({ turn, start: position(text, start, unit), end: position(text, end, unit) });
  }
  return related;
}

function readFixes(list, text, unit) {
  const fixes = [];
  let at = 0;
  const next = () => list[at++];
  const several = (read) => Array.from({ length: next() }, read);
  while (at < list.length) {
    const label = next();
    const safe = next() === 1;
    const edits = several(() => ({ start: next(), end: next(), insert: next() }));
    const slots = several(() => ({ name: next(), start: next(), end: next() }));
    const mended = apply(text, edits);
    fixes.push({
      label,
      edits: edits.map((edit) => convert(edit, text, unit)),
      slots: slots.map((slot) => convert(slot, mended, unit)),
      safe,
    });
  }
  return fixes;
}

function apply(text, edits) {
  let mended = "";
  let at = 0;
  for (const { start, end, insert } of edits) {
    mended += text.slice(at, start) + insert;
    at = end;
  }
  return mended + text.slice(at);
}

function convert(place, text, unit) {
  return { ...place, start: position(text, place.start, unit), end: position(text, place.end, unit) };
}

/** A position in UTF-16 units, in the unit wanted: a pair of surrogates is one character. */
function position(text, units, unit) {
  if (unit === "utf16") return units;
  let pairs = 0;
  for (let at = 1; at < units; at += 1) {
    const isPair = (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
    pairs += isPair ? 1 : 0;
  }
  return units - pairs;
}
