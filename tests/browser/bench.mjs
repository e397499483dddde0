// How long one check of a long draft takes in Chromium. A check is one call on one thread, so the median of many is
// its CPU time; the plain baseline beside it tells how fast this machine is today.

import { launch } from "./lib/launch.mjs";
import { serve } from "./lib/server.mjs";

const LENGTH = 20_000;
const PARAGRAPH = 500;
const SENTENCES = [
  "您好，您反映的医保断缴补缴问题我们已经收到，正在为您核实。",
  "请您带上本人身份证、户口簿原件和复印件，工作日上午九点到十二点到政务大厅二楼 3 号窗口办理。",
  "如果您不方便到场，也可以登录望舒政务网提交申请，我们会在 5 个工作日内答复您。",
  "不知道您是否方便留个电话？办好以后我们第一时间通知您。",
  "对不起，您缺少以下材料，我现在把需要补充材料的清单给您。",
  "这个我不知道，你自己看指南。",
];

/** A letter of exactly `LENGTH` characters, in paragraphs of at most `PARAGRAPH`. */
function draft() {
  let text = "";
  let room = PARAGRAPH;
  for (let next = 0; text.length < LENGTH; next += 1) {
    // Mostly courteous, as letters are; every tenth sentence from the curt end.
    const sentence = SENTENCES[next % 10 === 9 ? 5 : next % 5];
    if (sentence.length > room) {
      text += "\n";
      room = PARAGRAPH;
    }
    text += sentence;
    room -= sentence.length;
  }
  return text.slice(0, LENGTH);
}

/** Runs in the page: median milliseconds of a check and of the baseline, taken in turns. */
async function measure(text) {
  const { checkRows } = await import("/liyan-widget.js");
  const found = checkRows(text).length / 6;
  const BATCH = 5;
  const TURNS = 80;
  // A string made anew each time: an engine may remember what it did to the same one.
  const time = (act) => {
    const begun = performance.now();
    for (let run = 0; run < BATCH; run += 1) act(`${text}${run}`);
    return (performance.now() - begun) / BATCH;
  };
  const checks = [];
  const baselines = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    checks.push(time((fresh) => checkRows(fresh)));
    baselines.push(time((fresh) => fresh.normalize("NFKC")));
  }
  const median = (times) => times.sort((one, other) => one - other)[times.length / 2];
  return { found, runs: BATCH * TURNS, check: median(checks), baseline: median(baselines) };
}

const server = await serve();
const browser = await launch();
try {
  const page = await browser.newPage();
  await page.goto(`${server.origin}/reply.html`);
  await page.waitForFunction(() => document.querySelector("liyan-helper").dataset.state === "on");
  const { found, runs, check, baseline } = await page.evaluate(measure, draft());
  console.log(`check of ${LENGTH} characters (${found} findings): ${check.toFixed(2)} ms, median of ${runs} runs`);
  console.log(`String.prototype.normalize("NFKC") of the same: ${baseline.toFixed(2)} ms, ratio ${(check / baseline).toFixed(1)}`);
} finally {
  await browser.close();
  await server.close();
}
