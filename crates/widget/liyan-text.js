// The text of an element that the page lets edit, with a way from every place in it to the document and back; and the
// marks on that text, which are ranges and never elements: what the editor saves stays as it is.

const words = (list) => new Set(list.split(" "));

/** What begins and ends a line. */
const BLOCKS = words(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR " +
    "LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL",
);
/** What is seen but is no text: it keeps the words beside it apart. */
const THINGS = words("AUDIO CANVAS EMBED IFRAME IMG INPUT MATH OBJECT SVG VIDEO");
const UNSEEN = words("NOSCRIPT OPTION SCRIPT SELECT STYLE TEMPLATE TEXTAREA TITLE");
/** What editors put in for themselves. */
const PROPS = "[data-slate-placeholder], [data-mce-bogus=all], .ProseMirror-separator";
/** Editors keep lines open with marks of no width. */
const NO_WIDTH = /^[\u200b\u2060\ufeff]*$/;
const THING = "\ufffc";

/** The text of an element as it was when this was made. Offsets count UTF-16 units. */
export class TextMap {
  #root;
  /** `{at, length, node}` in order: text nodes, things of length 1, line breaks of length 0. */
  #pieces = [];
  #byNode = new Map();

  constructor(root) {
    this.#root = root;
    let text = "";
    /** Whether this line has anything on it, and how many lines end before the next text. */
    let open = false;
    let breaks = 0;
    const { whiteSpace } = root.ownerDocument.defaultView.getComputedStyle(root);
    const collapses = !/pre|break/.test(whiteSpace);

    const endLine = () => {
      breaks += 1;
      open = false;
    };
    const closeLine = () => open && endLine();
    const put = (node, words) => {
      text += "\n".repeat(breaks);
      breaks = 0;
      open = true;
      this.#keep(node, text.length, words.length);
      text += words;
    };
    const take = (node) => {
      const { data } = node;
      if (NO_WIDTH.test(data)) return;
      if (!collapses) return put(node, data);
      // Between blocks, white space is the source's own.
      if (open || /[^ \t\r\n]/.test(data)) put(node, data.replace(/[\t\r\n]/g, " "));
    };
    const children = (node) => {
      for (let child = node.firstChild; child; child = child.nextSibling) visit(child);
    };
    const visit = (node) => {
      if (node.nodeType === 3) return take(node);
      if (node.nodeType !== 1) return;
      const name = node.nodeName.toUpperCase();
      if (name === "BR") {
        this.#keep(node, text.length + breaks, 0);
        return endLine();
      }
      if (UNSEEN.has(name) || node.matches(PROPS)) return;
      const block = BLOCKS.has(name);
      if (block) closeLine();
      if (THINGS.has(name)) put(node, THING);
      else if (node.getAttribute("contenteditable") === "false") island(node);
      else children(node);
      if (block) closeLine();
    };
    /** What can not be edited, and in it perhaps what can. */
    const island = (node) => {
      const shores = node.querySelectorAll("[contenteditable='true']");
      for (const shore of shores) if (![...shores].some((other) => other !== shore && other.contains(shore))) visit(shore);
      if (!shores.length && (/\S/.test(node.textContent) || node.querySelector("img, video, svg"))) put(node, THING);
    };

    children(root);
    this.text = text + "\n".repeat(Math.max(0, breaks - 1));
  }

  #keep(node, at, length) {
    const piece = { at, length, node };
    this.#pieces.push(piece);
    if (node.nodeType === 3) this.#byNode.set(node, piece);
  }

  /** The place `[node, offset]` in the document; of two at one offset the earlier one if `end`. */
  place(offset, end = false) {
    const pieces = this.#pieces;
    let index = lastWhere(pieces, (piece) => piece.at <= offset);
    if (index < 0) return pieces.length ? before(pieces[0]) : [this.#root, 0];
    const previous = pieces[index - 1];
    if (end && pieces[index].at === offset && previous?.length && previous.at + previous.length === offset) index -= 1;
    const { at, length, node } = pieces[index];
    if (node.nodeType === 3) return [node, Math.min(offset - at, length)];
    return offset > at && length ? after(pieces[index]) : before(pieces[index]);
  }

  /** The range of a span, or none where the document is no longer as it was. */
  range(start, end) {
    const range = this.#root.ownerDocument.createRange();
    try {
      range.setStart(...this.place(start));
      range.setEnd(...this.place(end, end > start));
    } catch {
      return null;
    }
    return range;
  }

  /** The offset of a place in the document. */
  offset(node, at) {
    const piece = this.#byNode.get(node);
    if (piece) return piece.at + Math.min(at, piece.length);
    const here = this.#root.ownerDocument.createRange();
    here.setStart(node, at);
    const index = lastWhere(this.#pieces, (piece) => here.comparePoint(...before(piece)) < 0);
    return this.#pieces[index + 1]?.at ?? this.text.length;
  }
}

const indexOf = (node) => Array.prototype.indexOf.call(node.parentNode.childNodes, node);
const before = ({ node }) => (node.nodeType === 3 ? [node, 0] : [node.parentNode, indexOf(node)]);
const after = ({ node }) => [node.parentNode, indexOf(node) + 1];

/** The last index whose item holds, of a list in which those that hold come first; -1 for none. */
function lastWhere(list, holds) {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(list[middle])) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}

/** By severity, and last what the selected one has besides. Told apart by their lines, so that no colour is needed. */
const NAMES = ["liyan-suggest", "liyan-warn", "liyan-block", "liyan-selected"];
/** Seen on light and on dark paper, at least 3.5 to 1: an editor's own may be either, whatever the page's scheme says. */
const STYLE = `
::highlight(liyan-block){text-decoration:underline 2px #d5433b;text-underline-offset:3px;background-color:#d5433b24}
::highlight(liyan-warn){text-decoration:underline wavy 1px #b5761a;text-underline-offset:3px}
::highlight(liyan-suggest){text-decoration:underline dotted 2px #6b86a2;text-underline-offset:3px}
::highlight(liyan-selected){background-color:#3f8fc733}
@media (forced-colors: active) {
  ::highlight(liyan-block), ::highlight(liyan-warn), ::highlight(liyan-suggest) {text-decoration-color:Highlight;background-color:transparent}
}`;

/** Our sheet in each document or shadow root, and for how many helpers it is there. */
const sheets = new WeakMap();

/** The marks of one helper in one document. The registry's entries are shared by all helpers of that document. */
export class Ink {
  #root;
  #view;
  #ranges = [];

  constructor(element) {
    this.#root = element.getRootNode();
    this.#view = element.ownerDocument.defaultView;
    if (!this.#able) return;
    const sheet = sheets.get(this.#root) ?? { users: 0, sheet: new this.#view.CSSStyleSheet() };
    if (!sheet.users) sheet.sheet.replaceSync(STYLE);
    sheet.users += 1;
    sheets.set(this.#root, sheet);
  }

  /** Without the registry nothing is marked; the findings are listed all the same. */
  get #able() {
    return Boolean(this.#view?.CSS?.highlights);
  }

  /** Shows exactly these marks: `[range, severity, selected]`. */
  show(marks) {
    if (!this.#able) return;
    this.#wipe();
    const { sheet } = sheets.get(this.#root);
    const { adoptedStyleSheets: adopted } = this.#root;
    // A frame's document that is written anew has lost it.
    if (marks.length && !adopted.includes(sheet)) this.#root.adoptedStyleSheets = [...adopted, sheet];
    for (const [range, severity, selected] of marks) {
      this.#ranges.push([NAMES[severity], range]);
      // What must be changed is tinted as it is.
      if (selected && severity < 2) this.#ranges.push([NAMES[3], range]);
    }
    const { highlights } = this.#view.CSS;
    for (const [name, range] of this.#ranges) {
      if (!highlights.has(name)) {
        const highlight = new this.#view.Highlight();
        highlight.priority = NAMES.indexOf(name);
        highlights.set(name, highlight);
      }
      highlights.get(name).add(range);
    }
  }

  /** Leaves the document as it was. */
  leave() {
    if (!this.#able) return;
    this.#wipe();
    for (const name of NAMES) if (!this.#view.CSS.highlights.get(name)?.size) this.#view.CSS.highlights.delete(name);
    const sheet = sheets.get(this.#root);
    sheet.users -= 1;
    if (sheet.users) return;
    sheets.delete(this.#root);
    this.#root.adoptedStyleSheets = this.#root.adoptedStyleSheets.filter((other) => other !== sheet.sheet);
  }

  #wipe() {
    for (const [name, range] of this.#ranges.splice(0)) this.#view.CSS.highlights.get(name)?.delete(range);
  }
}
