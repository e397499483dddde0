// One judgement everywhere: Node says of every record, byte for byte, what the command line says.

import assert from "node:assert/strict";
import { test } from "node:test";

import { file, judged, native, records } from "./lib/package.mjs";

const expected = native();

test("the records try every kind of finding", () => {
  const findings = expected.flatMap((line) => JSON.parse(line).findings);
  const kinds = new Set(findings.map(({ kind }) => kind));
  assert.deepEqual([...kinds].sort(), ["accompany", "contain", "empty", "forbid", "limit", "slot"]);
  assert.ok(findings.some(({ related }) => related.length > 0));
  assert.ok(findings.some(({ fixes }) => fixes.some(({ slots }) => slots.length > 1)));
  assert.ok(findings.length > 500 && records.length > 200);
});

for (const build of ["checker", "checker-js"]) {
  test(`liyan/${build} finds what the command line finds`, async (t) => {
    const start = performance.now();
    const { createChecker } = await import(file(`${build}.js`));
    const checker = await createChecker();
    const ready = performance.now();
    assert.deepEqual(judged(checker, records), expected);
    const time = (from, to) => `${Math.round(to - from)} ms`;
    const told = `ready in ${time(start, ready)}, ${records.length} records with all fixes in ${time(ready, performance.now())}`;
    t.diagnostic(`${build}: ${told}`);
  });
}
