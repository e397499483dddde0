// Processor time from the bytes of module and pack to the first finding: `node start.mjs PACKAGE [OUT]`.
// Every measurement is a process of its own, so that nothing is compiled yet, and all its threads count.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const RUNS = 15;
const [folder, out] = process.argv.slice(2);

if (process.env.LIYAN_START_ONCE) {
  const { createChecker } = await import(pathToFileURL(join(folder, "checker.js")));
  const wasm = readFileSync(join(folder, "liyan-checker.wasm"));
  const pack = readFileSync(join(folder, "jilin-window.liyan"));
  const begun = process.cpuUsage();
  const module = await WebAssembly.compile(wasm);
  const compiled = process.cpuUsage(begun);
  const checker = await createChecker({ wasm: module, pack });
  const findings = checker.check({ text: "这个我不知道，你自己看。", channel: "chat" });
  const all = process.cpuUsage(begun);
  if (findings.length === 0) throw new Error("nothing was found");
  const milliseconds = ({ user, system }) => (user + system) / 1000;
  console.log(JSON.stringify([milliseconds(compiled), milliseconds(all)]));
} else {
  const runs = Array.from({ length: RUNS }, () => {
    const run = spawnSync(process.execPath, [fileURLToPath(import.meta.url), folder], {
      env: { ...process.env, LIYAN_START_ONCE: "1" },
      encoding: "utf8",
    });
    if (run.status !== 0) throw new Error(run.stderr);
    return JSON.parse(run.stdout);
  });
  const middle = (of) => runs.map(of).sort((one, other) => one - other)[(RUNS - 1) / 2];
  const [compiling, all] = [middle(([compiled]) => compiled), middle(([, all]) => all)];
  const section =
    "## Starting\n\n" +
    `In Node, from the bytes of module and pack to the first finding: ${all.toFixed(1)} ms of processor time, ` +
    `of which compiling the module took ${compiling.toFixed(1)} ms (medians of ${RUNS} processes, all threads counted).\n`;
  console.log(section);
  if (out) {
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, "start.json"), `{\n  "start.cpu_ms": ${all.toFixed(3)}\n}\n`);
    writeFileSync(join(out, "start.md"), section);
  }
}
