// What the portal does with the helper: tells it which conversation is open, shows whether it is checking, and keeps
// the reason when a clerk sends anyway. Only the attributes, the property and the events that the helper documents.

import { byId } from "./dom.js";

const STATES = {
  loading: "礼言正在加载",
  on: "礼言正在检查",
  off: "礼言未在检查",
};

const REASONS = {
  quote: "引用原话",
  statutory: "法定表述",
  "false-alarm": "误报",
};

/** A rule pack that does not exist: what the page shows then is what a real failure shows. */
const MISSING_PACK = "portal/no-such-pack.liyan";

/** Connects the page to its helper. Runs before the helper is loaded, so that nothing it reports is missed. */
export function connectHelper({ failLoading }) {
  const helper = document.querySelector("liyan-helper");
  let reason = null;

  function show(state) {
    byId("helper-state").textContent = STATES[state];
    byId("helper-state").dataset.state = state;
  }

  new MutationObserver(() => show(helper.dataset.state)).observe(helper, { attributeFilter: ["data-state"] });
  show("loading");

  // Where even the script is missing, the element stays unknown and only the page can say so.
  document.querySelector('script[src$="liyan-helper.js"]').addEventListener("error", () => {
    byId("helper-missing").hidden = false;
    show("off");
  });

  if (failLoading) helper.setAttribute("pack", MISSING_PACK);

  helper.addEventListener("liyan:sent-anyway", (event) => {
    reason = REASONS[event.detail.reason] ?? event.detail.reason;
  });

  return {
    /** The open conversation: where it comes from and what was said so far. */
    open({ id, channel, turns }) {
      helper.setAttribute("conversation-id", id);
      helper.setAttribute("channel", channel);
      helper.conversation = turns.map(({ role, text, at }) => ({ role, text, at: at.toISOString() }));
    },
    /** Why the reply just sent was sent anyway, if it was; told once. */
    takeReason() {
      const taken = reason;
      reason = null;
      return taken;
    },
  };
}
