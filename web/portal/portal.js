// The portal's start: joins the desk, the reply field, the helper and the measurements. Nothing leaves the page.

import { byId } from "./dom.js";
import { createComposer } from "./composer.js";
import { createDesk } from "./desk.js";
import { logEvents } from "./eventlog.js";
import { connectHelper } from "./helper.js";
import { inquiries, tries } from "./inquiries.js";
import { measureRequests } from "./measure.js";

const FAIL = "fail-loading";
const address = new URL(location.href);
const failLoading = address.searchParams.has(FAIL);

measureRequests();
logEvents();

const helper = connectHelper({ failLoading });

const composer = createComposer(tries, (text) => {
  const reason = helper.takeReason();
  desk.reply(text, reason && `发送理由：${reason}`);
  helper.open(desk.selected);
});

const desk = createDesk(inquiries, (entry) => {
  helper.open(entry);
  composer.open(entry);
});
desk.open();

// Loading happens once a page, so the switch opens the page again with the failure asked for, or without.
const failSwitch = byId("fail-switch");
failSwitch.setAttribute("aria-checked", String(failLoading));
failSwitch.addEventListener("click", () => {
  if (failLoading) address.searchParams.delete(FAIL);
  else address.searchParams.set(FAIL, "");
  location.assign(address);
});
