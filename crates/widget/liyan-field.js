// The field that a helper watches, whatever it is: text and places in it, marks, and changes that its own undo takes
// back. A textarea or an input is a `Control`; what the page lets edit, also the body of a frame, is `Rich`, and the same to use.
//
// Neither adds an element, an attribute or a character of its own. Places count UTF-16 units of the text.

import { Rich, scrolls } from "./liyan-rich.js";

/** What may be the field in an element that is none itself, the likeliest first: editors hide a textarea beside theirs. */
const WITHIN = ["[contenteditable]:not([contenteditable=false])", "iframe", "textarea"];

/**
 * The element to watch for `named`: itself, the one in it, the body in its frame. None while there is none yet, and
 * `undefined` where there can be none.
 */
export function editable(named) {
  if (!named) return null;
  if (named.localName === "textarea") return named;
  if (named.localName === "input") return ["text", "search"].includes(named.type) ? named : undefined;
  if (["select", "button"].includes(named.localName)) return undefined;
  if (named.localName === "iframe") return inFrame(named);
  if (named.isContentEditable) return named;
  for (const kind of WITHIN) {
    const found = named.querySelector(kind);
    if (found) return editable(found);
  }
  return null;
}

function inFrame(frame) {
  const { contentDocument: inner } = frame;
  // Of another origin: nobody may look into it.
  if (!inner) return frame.isConnected ? undefined : null;
  const { body } = inner;
  if (body?.isContentEditable || inner.designMode === "on") return body;
  return inner.querySelector(WITHIN[0]);
}

/** The frames whose insides decide what is watched for `named`. */
export function framesOf(named) {
  if (named?.localName === "iframe") return [named];
  return named?.querySelectorAll ? [...named.querySelectorAll("iframe")] : [];
}

/** The form that an element belongs to, also through its frame. */
export function formOf(element) {
  if (element?.form) return element.form;
  const frame = element && element.ownerDocument !== document ? element.ownerDocument.defaultView?.frameElement : element;
  return frame?.closest("form") ?? null;
}

/** The field that this element is. */
export const fieldOf = (element) => ("value" in element ? new Control(element) : new Rich(element));

/** A textarea or an input. An overlay shows its marks. */
class Control {
  overlaid = true;

  constructor(element) {
    this.element = element;
  }

  text() {
    return this.element.value;
  }

  caret() {
    const { selectionStart, selectionEnd } = this.element;
    return [selectionStart ?? 0, selectionEnd ?? 0];
  }

  focus() {
    this.element.focus();
  }

  select(start, end) {
    this.focus();
    this.element.setSelectionRange(start, end);
  }

  breakLine() {
    this.focus();
    this.#command("insertText", "\n");
  }

  observe() {}

  mark() {}

  leave() {}

  /**
   * Makes one change, and takes it back unless the field then holds exactly what was meant: a `maxlength` cuts
   * silently, and a page may put its own text in place. `done()` if it was made, else `done(why)`. Then `select` is
   * selected, in sight unless the clerk was to `stay` where they were.
   */
  replace([start, end], insert, expect, select, stay, done) {
    const { element } = this;
    if (element.readOnly || element.disabled) return done("locked");
    const before = this.text();
    const caret = this.caret();
    const stayed = scrolls(element);
    this.select(start, end);
    this.#command(insert ? "insertText" : "delete", insert);
    const after = this.text();
    if (after === expect) {
      this.select(...select);
      if (stay) stayed();
      return done();
    }
    if (after !== before) this.#command("undo");
    // A page that set the value itself has emptied the undo stack with that.
    if (this.text() !== before) {
      element.select();
      this.#command("insertText", before);
    }
    this.select(...caret);
    stayed();
    return done(element.maxLength >= 0 && expect.length > element.maxLength ? "room" : "refused");
  }

  /** Deprecated and without a successor: nothing else changes a field in a way that the browser's own undo knows. */
  #command(name, value = "") {
    return this.element.ownerDocument.execCommand(name, false, value);
  }
}
