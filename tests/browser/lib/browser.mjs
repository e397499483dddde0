// A test in a page of its own: it fails if the page complained, broke its policy or asked another origin for anything.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { launch } from "./launch.mjs";
import { serve } from "./server.mjs";

/** Far more than anything here takes: what has not happened by then does not happen. */
const PATIENCE = 10_000;

let browser;
after(() => browser?.close());

/**
 * A test called `name` in a fresh page at `path`. `instead` replaces files of the server, `folders` is what it
 * serves, `ready: false` does not wait for the helpers to be on, `complaints` lists what the console may say, and the rest
 * goes to the browser's context.
 */
export function inPage(name, { path, instead, folders, ready = true, complaints = [], ...context }, body) {
  test(name, { timeout: 6 * PATIENCE }, async () => {
    browser ??= await launch();
    const server = await serve(instead, folders);
    const session = await browser.newContext(context);
    try {
      session.setDefaultTimeout(PATIENCE);
      const page = await session.newPage();
      const trouble = watch(page, server.origin, complaints);
      await page.addInitScript(overhear);
      await page.goto(server.origin + path);
      if (ready) await allOn(page);
      await body(page, server.origin);
      assert.deepEqual(trouble, [], "the page complained");
    } finally {
      await session.close();
      await server.close();
    }
  });
}

/** Waits until every helper of the page is on. */
export function allOn(page) {
  return until(page, () =>
    [...document.querySelectorAll("liyan-helper")].every((helper) => helper.dataset.state === "on"),
  );
}

/** Waits until `probe(argument)` is true in the page. */
export function until(page, probe, argument) {
  return page.waitForFunction(probe, argument);
}

/** Lets everything happen that the page has already begun: two frames, and the tasks between them. */
export function settled(page) {
  return page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}

function watch(page, origin, complaints) {
  const trouble = [];
  const expected = (text) => complaints.some((complaint) => complaint.test(text));
  const note = (text) => expected(text) || trouble.push(text);
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) note(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => note(`error: ${error.message}`));
  page.on("request", (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && asked !== origin) note(`request: ${request.url()}`);
  });
  return trouble;
}

/** Runs in the page before anything else: keeps what the helper tells, and says what broke the policy. */
function overhear() {
  window.heard = [];
  for (const kind of ["findings", "blocked", "sent-anyway", "fixed", "pack", "unchecked", "off"]) {
    window.addEventListener(`liyan:${kind}`, ({ type, detail, target }) => {
      window.heard.push({ type, detail, for: target.getAttribute("for") });
    });
  }
  window.addEventListener("securitypolicyviolation", (event) => {
    console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`);
  });
}
