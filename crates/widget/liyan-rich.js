// A field that is an element which the page lets edit: what the browser offers, or an editor of any kind.
//
// Its marks are ranges, its text may change without any input event, and it is changed as by its own typing.

import { Ink, TextMap } from "./liyan-text.js";

/** How long an editor may take to show what it was asked for, in steps of some milliseconds. */
const PATIENCE = [0, 0, 10, 20, 40, 80, 150];

/** Places count UTF-16 units of its text. */
export class Rich {
  overlaid = false;
  #map = null;
  #ink;
  #observer;
  #changed = null;
  /** The caret while it was here last. */
  #last = [0, 0];
  #rows = "";
  #marked = null;
  #busy = false;

  constructor(element) {
    this.element = element;
    this.#ink = new Ink(element);
    const { MutationObserver } = element.ownerDocument.defaultView;
    this.#observer = new MutationObserver(() => this.#stale());
    this.#observer.observe(element, { subtree: true, childList: true, characterData: true });
  }

  text() {
    return this.#text.text;
  }

  caret() {
    const selection = this.#selection;
    if (selection?.rangeCount && this.#holds(selection.anchorNode) && this.#holds(selection.focusNode)) {
      const map = this.#text;
      const ends = [map.offset(selection.anchorNode, selection.anchorOffset), map.offset(selection.focusNode, selection.focusOffset)];
      this.#last = [Math.min(...ends), Math.max(...ends)];
    }
    return this.#last;
  }

  focus() {
    const last = this.caret();
    const { element } = this;
    element.ownerDocument.defaultView.focus();
    element.focus({ preventScroll: true });
    const selection = this.#selection;
    if (!selection?.rangeCount || !this.#holds(selection.anchorNode)) this.#choose(...last);
  }

  select(start, end) {
    this.#place(start, end);
    this.#reveal();
  }

  breakLine() {
    this.focus();
    if (!this.#taken("insertParagraph", null)) this.#command("insertParagraph");
  }

  observe(changed) {
    this.#changed = changed;
  }

  /** Four numbers a mark: start, end, severity, whether it is selected. */
  mark(rows) {
    const map = this.#text;
    const now = rows.join();
    if (now === this.#rows && map === this.#marked) return;
    [this.#rows, this.#marked] = [now, map];
    const marks = [];
    for (let row = 0; row < rows.length; row += 4) {
      const range = map.range(rows[row], rows[row + 1]);
      if (range) marks.push([range, rows[row + 2], rows[row + 3] === 1]);
    }
    this.#ink.show(marks);
  }

  leave() {
    this.#observer.disconnect();
    this.#changed = null;
    this.#ink.leave();
  }

  /**
   * Makes one change as the editor itself would, and takes it back unless then exactly the wanted text is there. `done()`
   * if it was made, else `done(why)`. Then `select` is selected, in sight unless the clerk was to `stay` where they were.
   */
  replace([start, end], insert, expect, select, stay, done) {
    if (!this.element.isContentEditable && this.element.ownerDocument.designMode !== "on") return done("locked");
    if (this.#busy) return done("refused");
    this.#busy = true;
    const caret = this.caret();
    // The numbers lie in the module's memory and will not be there later.
    const wanted = [...select];
    const stayed = scrolls(this.element);
    this.#edit(start, end, insert, expect)
      .catch(() => "refused")
      .then((why) => {
        this.#busy = false;
        this.#place(...(why ? caret : wanted));
        if (why || stay) stayed();
        else this.#reveal();
        done(why);
      });
  }

  async #edit(start, end, insert, expect) {
    const before = this.text();
    const is = (words) => same(this.text(), words);
    // The events that its own typing makes come first: an editor that keeps a model of its own takes them, and knows
    // then what to undo. The browser's command is for all others.
    let own = false;
    for (const way of [this.#offer, this.#type, this.#paste]) {
      // An editor with a model of its own must not have its elements changed behind its back.
      if (own && way === this.#type) continue;
      keepScene(this.element);
      this.#place(start, end);
      // Editors learn of a selection a task later; Slate, on which wangEditor 5 is built, up to a tenth of a second.
      await rest(way === this.#paste || this.element.matches("[data-slate-editor]") ? 120 : 0);
      if (!is(before)) return "refused";
      if (!way.call(this, start, end, insert)) continue;
      own ||= way !== this.#type;
      await until(() => is(expect));
      if (is(expect)) {
        // Some put their own text back soon after.
        await rest(30);
        if (is(expect)) {
          keepScene(this.element);
          return undefined;
        }
      }
      if (is(before)) continue;
      this.#undo();
      await until(() => is(before));
      if (!is(before)) return "refused";
    }
    return "refused";
  }

  /** Says what is about to be typed; true if the editor has taken it upon itself. */
  #offer(start, end, insert) {
    const range = this.#text.range(start, end);
    if (!range) return false;
    return this.#taken(insert ? "insertText" : "deleteContentBackward", insert || null, range);
  }

  #taken(inputType, data, range = null) {
    const { InputEvent, StaticRange } = this.element.ownerDocument.defaultView;
    const targetRanges = range ? [new StaticRange(range)] : [];
    // Where there are lines to make, editors look for them in the one or in the other.
    const dataTransfer = data?.includes("\n") ? this.#plain(data) : null;
    const init = { inputType, data, dataTransfer, targetRanges, bubbles: true, cancelable: true, composed: true };
    return !(this.#focused ?? this.element).dispatchEvent(new InputEvent("beforeinput", init));
  }

  #plain(words) {
    const transfer = new (this.element.ownerDocument.defaultView.DataTransfer)();
    transfer.setData("text/plain", words);
    return transfer;
  }

  /** Types it, by the browser's own command. */
  #type(_start, _end, insert) {
    return this.#command(insert ? "insertText" : "delete", insert);
  }

  /** Pastes it as plain text; true if the editor has taken it upon itself. */
  #paste(_start, _end, insert) {
    const { ClipboardEvent } = this.element.ownerDocument.defaultView;
    const init = { clipboardData: this.#plain(insert), bubbles: true, cancelable: true, composed: true };
    return !(this.#focused ?? this.element).dispatchEvent(new ClipboardEvent("paste", init));
  }

  #undo() {
    const view = this.element.ownerDocument.defaultView;
    const apple = /Mac|iP/.test(view.navigator.platform);
    const key = { key: "z", code: "KeyZ", keyCode: 90, which: 90, bubbles: true, cancelable: true, composed: true };
    const down = new view.KeyboardEvent("keydown", { ...key, ctrlKey: !apple, metaKey: apple });
    if ((this.#focused ?? this.element).dispatchEvent(down)) this.#command("undo");
  }

  /** Where events of typing happen: the editing host that has the focus. */
  get #focused() {
    const { activeElement } = this.element.getRootNode();
    return activeElement && this.#holds(activeElement) ? activeElement : null;
  }

  get #text() {
    // What has changed and was not told yet makes this stale, and is told all the same.
    if (this.#observer.takeRecords().length) {
      this.#map = null;
      queueMicrotask(() => this.#stale());
    }
    this.#map ??= new TextMap(this.element);
    return this.#map;
  }

  #stale() {
    this.#map = null;
    this.#changed?.();
  }

  get #selection() {
    const root = this.element.getRootNode();
    return root.getSelection?.() ?? this.element.ownerDocument.getSelection();
  }

  #holds(node) {
    return Boolean(node) && this.element.contains(node);
  }

  #place(start, end) {
    this.focus();
    this.#choose(start, end);
  }

  #choose(start, end) {
    const range = this.#text.range(start, end);
    if (range) this.#selection?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  }

  /** Scrolls the least that shows the caret. */
  #reveal() {
    const node = this.#selection?.focusNode;
    (node?.nodeType === 1 ? node : node?.parentElement)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #command(name, value = "") {
    return this.element.ownerDocument.execCommand(name, false, value);
  }
}

/**
 * Some editors undo by scenes of their own, which they keep when keys are pressed: without one before a change and one
 * after it, their undo would take back more than the change. Each is found by the list that it keeps on the page.
 */
function keepScene(element) {
  const { defaultView: view } = element.ownerDocument;
  for (const page of new Set([view, view.parent])) {
    try {
      const { tinymce, KindEditor, UE } = page;
      tinymce?.get?.()?.find((editor) => editor.getBody() === element)?.undoManager.add();
      KindEditor?.instances?.find((editor) => editor.edit?.doc?.body === element)?.addBookmark(false);
      Object.values(UE?.instants ?? {}).find((editor) => editor.body === element)?.fireEvent("saveScene");
    } catch {
      // Another thing by that name, or a page that may not be looked into: there is no scene to keep.
    }
  }
}

/** Editors keep a space from vanishing by making it a fixed one. */
const same = (one, other) => one.replaceAll("\u00a0", " ") === other.replaceAll("\u00a0", " ");

/** Keeps how far everything around an element is scrolled; what this gives brings that back. */
export function scrolls(element) {
  const kept = [];
  for (let node = element; node; node = node.parentElement ?? node.getRootNode().host ?? node.ownerDocument.defaultView?.frameElement) {
    kept.push([node, node.scrollTop, node.scrollLeft]);
  }
  return () => {
    for (const [node, top, left] of kept) {
      if (node.scrollTop !== top) node.scrollTop = top;
      if (node.scrollLeft !== left) node.scrollLeft = left;
    }
  };
}

const rest = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(holds) {
  for (const pause of PATIENCE) {
    if (holds()) return;
    await rest(pause);
  }
}
