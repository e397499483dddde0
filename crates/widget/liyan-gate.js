// Recognises the acts that send a reply, asks whether one may pass, and holds the one that may not.
//
// It knows the page and nothing of the wording: the helper is asked, and while there is nobody to ask everything
// passes. Only listeners in the capturing phase; `fetch` and the page's own functions are never touched.

import { formOf } from "./liyan-field.js";

export class Gate {
  #host;
  #weigh;
  #held = null;
  #passing = false;
  /** What a plain Enter does in this field, as far as was seen: "newline", "send", or nothing yet. */
  #enter = null;
  /** The Enter that is down: whether it was stopped, and its event. */
  #down = null;
  #clicked = null;
  #scope = null;
  #field = null;
  /** The window around the field, where that is a frame's. */
  #frame = null;

  /** `weigh({newline})` says whether to stop; `newline` if the act may only mean a new line. */
  constructor(host, weigh) {
    this.#host = host;
    this.#weigh = weigh;
  }

  static #KINDS = ["click", "submit", "keydown", "keyup", "input"];

  /** Before all others: what reaches the window first. A submit never leaves the shadow root that it happens in. */
  listen() {
    const root = this.#host.getRootNode();
    this.#scope = root instanceof ShadowRoot ? root : window;
    for (const kind of Gate.#KINDS) this.#scope.addEventListener(kind, this, true);
  }

  leave() {
    for (const kind of Gate.#KINDS) this.#scope.removeEventListener(kind, this, true);
    this.forget();
  }

  /** From now on this is the field. A key in a frame is not heard outside of it. */
  watch(field) {
    this.forget();
    this.#field = field;
    if (field.ownerDocument === document) return;
    this.#frame = field.ownerDocument.defaultView;
    for (const kind of Gate.#KINDS) this.#frame.addEventListener(kind, this, true);
  }

  /** No field, or another: what was learned of the last one is void. */
  forget() {
    for (const kind of Gate.#KINDS) this.#frame?.removeEventListener(kind, this, true);
    this.#field = this.#frame = null;
    this.#held = this.#down = this.#clicked = this.#enter = null;
  }

  handleEvent(event) {
    if (this.#passing) return;
    const field = this.#field;
    if (event.type === "click") this.#click(event, field);
    else if (event.type === "submit") this.#submit(event, field);
    else if (event.type === "input") this.#learn(event, field);
    else if (event.key !== "Enter") return;
    else if (event.type === "keydown") this.#press(event, field);
    else this.#lift(event, field);
  }

  #click(event, field) {
    const control = event.composedPath().find((node) => this.#sends(node, field));
    this.#clicked = control ?? null;
    if (!control) return;
    this.#ask(event, {}, () => this.#reachable(control)?.click());
  }

  #submit(event, field) {
    const { target: form, submitter } = event;
    if (!field || form !== formOf(field)) return;
    // Another control of the same form, which saves or transfers.
    if (submitter && !this.#sends(submitter, field)) return;
    // The click on this control was asked about; a send is told of once.
    const again = submitter && submitter === this.#clicked;
    this.#clicked = null;
    this.#ask(event, { again }, () => form.requestSubmit(submitter?.form === form ? submitter : null));
  }

  #press(event, field) {
    // Held down: what was stopped stays stopped until the key is lifted.
    if (event.repeat && this.#down?.stopped) return swallow(event);
    if (!field || !event.composedPath().includes(field)) return;
    // 229: the input method took the key. Shift and Alt never send.
    if (event.isComposing || event.keyCode === 229 || event.shiftKey || event.altKey) return;
    const plain = !event.ctrlKey && !event.metaKey;
    this.#down = { event, plain, stopped: false, before: plain && shapeOf(field) };
    if (plain && this.#enter === "newline") return;
    const newline = plain && this.#enter === null;
    this.#down.stopped = this.#ask(event, { newline, key: true }, () => press(field, event));
  }

  #lift(event, field) {
    const down = this.#down;
    this.#down = null;
    if (down?.stopped) return swallow(event);
    if (down?.before && field) {
      const now = shapeOf(field);
      if (now && down.before.full && !now.full) this.#enter = "send";
      else if (now && now.elements > down.before.elements) this.#enter = "newline";
      return;
    }
    // The page took the Enter for itself instead of letting it break the line: it sends.
    if (down?.event.defaultPrevented) {
      if (down.plain) this.#enter = "send";
      this.#host.passed();
    }
  }

  #learn(event, field) {
    if (event.inputType === "insertLineBreak" && event.target === field && this.#down?.plain) this.#enter = "newline";
  }

  /** Whether a node is a control that sends. */
  #sends(node, field) {
    if (!(node instanceof Element)) return false;
    const selector = this.#host.getAttribute("send");
    if (selector !== null) return node.matches(selector);
    const submits = node.type === "submit" || node.type === "image";
    return submits && formOf(field) !== null && node.form === formOf(field);
  }

  /** The control itself, or what the page has put in its place meanwhile. */
  #reachable(control) {
    if (control.isConnected) return control;
    const selector = this.#host.getAttribute("send");
    return selector === null ? null : this.#host.getRootNode().querySelector(selector);
  }

  #ask(event, { newline = false, again = false, key = false }, replay) {
    if (this.#weigh(newline)) {
      swallow(event);
      this.#held = replay;
      return true;
    }
    // Of a key nobody knows yet whether it sends.
    if (!again && !key) this.#host.passed();
    return false;
  }

  /** Does once what was stopped. */
  replay() {
    const replay = this.#held;
    this.#held = null;
    this.#passing = true;
    try {
      replay?.();
    } finally {
      this.#passing = false;
    }
  }

  /** Enter starts a new line here. */
  learnNewline() {
    this.#held = null;
    this.#enter = "newline";
  }
}

/**
 * What tells a new line from a sent message in an editor, which takes every Enter for itself: elements came, or the text
 * went. Nothing of a textarea.
 */
function shapeOf(field) {
  return "value" in field ? null : { elements: field.getElementsByTagName("*").length, full: /\S/.test(field.textContent) };
}

/** Takes an event from the page. */
function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Presses a key once more, as the clerk pressed it. Pages listen to any of the three. */
function press(field, { key, code, keyCode, ctrlKey, metaKey }) {
  const { KeyboardEvent } = field.ownerDocument.defaultView;
  const init = { key, code, keyCode, which: keyCode, ctrlKey, metaKey, bubbles: true, cancelable: true, composed: true };
  if (field.dispatchEvent(new KeyboardEvent("keydown", init))) field.dispatchEvent(new KeyboardEvent("keypress", init));
  field.dispatchEvent(new KeyboardEvent("keyup", init));
}
