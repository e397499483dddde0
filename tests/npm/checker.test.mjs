// What the checker may be asked, and what it says of records that can not be judged.

import assert from "node:assert/strict";
import { test } from "node:test";

import { file } from "./lib/package.mjs";
import { own } from "./lib/packs.mjs";

const { createChecker, LiyanError } = await import(file("checker.js"));
const checker = await createChecker();

const code = (code, message = /./) => (error) => {
  assert.ok(error instanceof LiyanError && error instanceof Error, error);
  assert.equal(error.code, code);
  assert.match(error.message, message);
  return true;
};

test("positions count UTF-16 units unless characters are asked for", () => {
  const text = "😀 不知道";
  const [unit16] = checker.check({ text });
  assert.equal(text.slice(unit16.start, unit16.end), "不知道");
  const [chars] = checker.check({ text }, { unit: "chars" });
  assert.deepEqual([unit16.start, chars.start], [3, 2]);
  assert.equal(unit16.id, chars.id);
});

test("a fix made in UTF-16 units leaves a text whose slots stand where it says", () => {
  const text = "😀你好。𠮷这事我不知道。";
  const finding = checker.check({ text }).find(({ text }) => text === "不知道");
  const fix = checker.fixes(finding).find(({ slots }) => slots.length > 0);
  const [{ start, end, insert }] = fix.edits;
  const mended = text.slice(0, start) + insert + text.slice(end);
  for (const slot of fix.slots) assert.equal(mended.slice(slot.start, slot.end), `{${slot.name}}`);
});

test("fixes are those of the words that were judged, whatever was judged since", () => {
  const record = { text: "不知道。", history: [{ role: "citizen", text: "在吗" }] };
  const before = checker.check(record);
  const wanted = JSON.stringify(checker.check(record));
  record.text = "您好。";
  record.history.length = 0;
  checker.check({ text: "你自己看。" });
  assert.equal(JSON.stringify(before), wanted);
  assert.equal(JSON.stringify(structuredClone(before)), wanted);
});

test("findings are the caller's own: changing them changes no other", () => {
  const [first] = checker.check({ text: "不知道" });
  first.articles.push("99");
  first.fixes.length = 0;
  const [second] = checker.check({ text: "不知道" });
  assert.ok(!second.articles.includes("99") && second.fixes.length > 0);
});

test("half a character in a text does no harm", () => {
  const text = "\ud83d不知道\ude00";
  const [finding] = checker.check({ text });
  assert.equal(text.slice(finding.start, finding.end), "不知道");
});

test("a draft that is still being written is not held to its end", () => {
  const record = { text: "来信收到。", final: true };
  assert.equal(checker.check(record).length, 2);
  assert.equal(checker.check(record, { typing: true }).length, 0);
});

test("findings of rules in their shadow are given to those who ask for them", async () => {
  const shadowed = await createChecker({ pack: own("尽快", 'stage = "shadow"') });
  const record = { text: "我们尽快答复您。" };
  assert.deepEqual(shadowed.check(record), []);
  assert.deepEqual(shadowed.check(record, { shadow: true }).map(({ stage, text }) => [stage, text]), [["shadow", "尽快"]]);
});

test("the pack tells what it is", () => {
  assert.equal(checker.pack.id, "jilin-window");
  assert.match(checker.pack.hash, /^[0-9a-f]{64}$/);
  assert.ok(checker.pack.title && checker.pack.notice && checker.pack.version && checker.pack.languages.length);
});

for (const [what, record, message] of [
  ["nothing", undefined, /no object/],
  ["neither text nor turns", { id: "1" }, /neither text/],
  ["both text and turns", { text: "", turns: [] }, /either text or turns/],
  ["turns without one", { turns: [] }, /empty/],
  ["a history of a conversation", { turns: [{ role: "clerk", text: "" }], history: [] }, /history goes with text/],
  ["a text that is none", { text: 1 }, /text is no string/],
  ["an unknown role", { text: "", history: [{ role: "boss", text: "" }] }, /history\[0\]\.role/],
  ["a role that every object has", { turns: [{ role: "toString", text: "" }] }, /turns\[0\]\.role/],
  ["a turn without text", { turns: [{ role: "clerk" }] }, /turns\[0\]\.text/],
  ["a time that is none", { turns: [{ role: "clerk", text: "", at: "gestern" }] }, /turn 0 .* gestern/],
  ["an unknown channel", { text: "", channel: "fax" }, /no channel fax/],
  ["final that is no boolean", { text: "", final: "yes" }, /final is no boolean/],
]) {
  test(`a record with ${what} is refused, and the next one judged`, () => {
    assert.throws(() => checker.check(record), code("input", message));
    assert.equal(checker.check({ text: "不知道" }).length, 1);
  });
}

test("turns of a refused record do not stay for the next one", () => {
  const turn = { role: "clerk", text: "不知道" };
  const once = JSON.stringify(checker.check({ turns: [turn] }));
  assert.throws(() => checker.check({ turns: [turn, { ...turn, at: "x" }] }), code("input"));
  assert.throws(() => checker.check({ turns: [turn], channel: "fax" }), code("input"));
  assert.equal(JSON.stringify(checker.check({ turns: [turn] })), once);
});

test("an unknown unit is refused", () => {
  assert.throws(() => checker.check({ text: "" }, { unit: "bytes" }), code("input", /utf16 or chars/));
});

test("a checker that was disposed of says so, and its findings still have their fixes", async () => {
  const other = await createChecker();
  const [finding] = other.check({ text: "不知道" });
  other.dispose();
  other.dispose();
  assert.throws(() => other.check({ text: "" }), code("disposed"));
  assert.throws(() => other.pack, code("disposed"));
  await assert.rejects(other.load(file("jilin-window.liyan")), code("disposed"));
  assert.ok(finding.fixes.length > 0);
});
