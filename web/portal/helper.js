// What the portal does with the helper: tells it which conversation is open, shows whether it is checking, and keeps
// the reason when a clerk sends anyway. Only attributes, the property and events that the helper documents.

import { byId } from "./dom.js";

const STATES = {
  on: "礼言正在检查",
  loading: "礼言正在加载",
  off: "礼言未在检查",
};

/** A rule pack that does not exist: what the page shows then is what a real failure shows. */
const MISSING_PACK = "portal/no-such-pack.liyan";

/** Connects the page to its helper. Runs before the helper is loaded, so that nothing it reports is missed. */
export function connectHelper({ failLoading }) {
  const helper = document.querySelector("liyan-helper");
  const defined = customElements.whenDefined("liyan-helper");
  let reason = null;

  if (failLoading) helper.setAttribute("pack", MISSING_PACK);

  function show(state) {
    byId("helper-state").textContent = STATES[state];
    byId("helper-state").dataset.state = state;
    byId("helper-off").hidden = state !== "off";
    helper.closest(".helper").dataset.state = state;
  }

  show("loading");
  defined.then(() => {
    const now = () => show(STATES[helper.dataset.state] ? helper.dataset.state : "on");
    new MutationObserver(now).observe(helper, { attributeFilter: ["data-state"] });
    now();
  });
  helper.addEventListener("liyan:off", () => show("off"));
  // The script itself may be missing; then nobody else can say so.
  document.querySelector('script[src$="liyan-helper.js"]').addEventListener("error", () => show("off"));

  helper.addEventListener("liyan:sent-anyway", (event) => {
    reason = event.detail?.reason ?? null;
  });

  return {
    /** The open conversation, in the words of the JSON lines. */
    open({ id, channel, matter, turns }) {
      helper.setAttribute("conversation-id", id);
      helper.setAttribute("channel", channel);
      // A property set before the element is defined would hide the element's own.
      defined.then(() => {
        helper.conversation = {
          id,
          channel,
          matter,
          turns: turns.map(({ role, text, at }) => ({ role, text, at: at.toISOString() })),
        };
      });
    },
    /** Why the reply just sent was sent anyway, if it was; asked once. */
    takeReason() {
      const taken = reason;
      reason = null;
      return taken;
    },
  };
}
