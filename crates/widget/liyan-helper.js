// The custom element <liyan-helper for="reply">: defines it, loads the module that judges, and guards the page.
//
// This file outlives whatever goes wrong in the module: it alone holds listeners on the page, and a send passes unless
// the module is there, works and says stop. Beside it must lie liyan-drift.js, liyan-field.js, liyan-gate.js,
// liyan-rich.js, liyan-text.js, liyan-widget.js, liyan-widget_bg.wasm and jilin-window.liyan, the pack that ships.

import { Drift } from "./liyan-drift.js";
import { editable, fieldOf, framesOf } from "./liyan-field.js";
import { Gate } from "./liyan-gate.js";

/** What is said where the module, and with it the table of labels, did not come. */
const OFF = {
  hans: "礼言未在检查，发送不受影响。",
  hant: "禮言未在檢查，發送不受影響。",
  en: "Liyan is not checking. Sending works as usual.",
};

/** The only digest that `pack-integrity` may name. A browser would pass over one that it does not know. */
const DIGEST = /^sha256-[A-Za-z0-9+/]{43}=$/;

/** The module, once for all helpers of the page. */
let loading;
/** The pack that ships, handed to the module, once for all helpers of the page that name no other. */
let shipping;
/** Set when the module trapped: nothing in it is called again. */
let trapped = false;
const helpers = new Set();
/** What would otherwise be collected, and then freed inside the trapped module. */
const remains = [];

/** Something went wrong that has a name: module, pack, integrity, channel, send, field, trap. */
class Failure extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

async function bytesOf(url, integrity) {
  const response = await fetch(url, integrity ? { integrity } : {});
  if (!response.ok) throw new Error(`${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Fetches and starts the module. By bytes, because many portals serve .wasm without its media type. */
async function load() {
  const wasm = bytesOf(new URL("liyan-widget_bg.wasm", import.meta.url));
  const [module, bytes] = await Promise.all([import("./liyan-widget.js"), wasm]);
  await module.default({ module_or_path: bytes });
  return module;
}

/** Hands the pack that ships to the module. Both are fetched at the same time. */
async function ship() {
  const [module, pack] = await Promise.all([loading, bytesOf(new URL("jilin-window.liyan", import.meta.url))]);
  module.takeShipped(pack);
}

/** Calls into the module. Whatever comes back thrown has left it half-way: no helper of the page uses it again. */
function enter(call) {
  if (trapped) return undefined;
  try {
    return call();
  } catch {
    trapped = true;
    for (const helper of helpers) helper.fail(new Failure("trap"));
    return undefined;
  }
}

/** What binds a helper to the page for a time; the module asks for it and never has it itself. */
class Ties {
  #listeners = [];
  #observers = new Set();
  #cut = false;

  /** The same function, harmless when cut. */
  guard(listener) {
    return (...values) => (this.#cut ? undefined : enter(() => listener(...values)));
  }

  listen(target, kind, listener) {
    const guarded = this.guard(listener);
    target.addEventListener(kind, guarded, true);
    this.#listeners.push(() => target.removeEventListener(kind, guarded, true));
  }

  keep(observer) {
    this.#observers.add(observer);
  }

  drift(target, within, moved) {
    const drift = new Drift(target, within, moved);
    this.keep(drift);
    return drift;
  }

  cut() {
    this.#cut = true;
    for (const remove of this.#listeners.splice(0)) remove();
    for (const observer of this.#observers) observer.disconnect();
    this.#observers.clear();
  }
}

class LiyanHelper extends HTMLElement {
  static observedAttributes = ["for", "send", "channel", "lang", "conversation-id", "closing", "pack", "pack-integrity"];

  #shadow = this.attachShadow({ mode: "open" });
  #gate = new Gate(this, (newline) => this.#stops(newline));
  #conversation = [];
  /** Counts starts, so that one that was overtaken ends quietly. */
  #start = 0;
  /** The same of changes of the pack. */
  #swaps = 0;
  #module = null;
  #helper = null;
  #ties = null;
  #fieldTies = null;
  #finder = new MutationObserver(() => this.#find());
  /** The element that the page handed over instead of naming one by `for`. */
  #given = null;
  /** The field, while there is one. */
  #field = null;
  /** Frames that may hold the field, and the documents seen in them. */
  #frames = new Set();
  #look = () => this.#find();

  connectedCallback() {
    helpers.add(this);
    // Set before this element was defined, they would hide the properties.
    for (const name of ["conversation", "field"]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    this.#gate.listen();
    this.#begin();
  }

  disconnectedCallback() {
    this.#end();
    this.#gate.leave();
    helpers.delete(this);
    delete this.dataset.state;
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !helpers.has(this)) return;
    if (!this.#helper) return void this.#begin();
    if (name.startsWith("pack")) return void this.#swap();
    if (name === "for") return this.#find();
    try {
      this.#checkAttributes();
      enter(() => this.#helper.readSettings());
    } catch (error) {
      this.fail(error);
    }
  }

  /** The messages before the draft, oldest first: `{role, text, at?}`. */
  get conversation() {
    return this.#conversation;
  }

  set conversation(turns) {
    this.#conversation = turns ?? [];
    if (this.#helper) enter(() => this.#converse());
  }

  /** The element that holds the text, or one around it, where it has no id of its own; null goes back to `for`. */
  get field() {
    return this.#given;
  }

  set field(element) {
    this.#given = element ?? null;
    if (this.#helper) this.#seek();
  }

  /** Turns the helper off; sending passes from now on. */
  fail({ reason = "module" }) {
    this.#end();
    const lang = (this.getAttribute("lang") ?? "").toLowerCase();
    const line = document.createElement("p");
    line.part = "off";
    line.textContent = lang.startsWith("en") ? OFF.en : /hant|tw|hk|mo/.test(lang) ? OFF.hant : OFF.hans;
    this.#shadow.replaceChildren(line);
    this.dataset.state = "off";
    this.#tell("liyan:off", { reason });
  }

  /** A send went through: while nothing is checked yet, the portal is told so. */
  passed() {
    if (this.dataset.state === "loading") this.#tell("liyan:unchecked");
  }

  async #begin() {
    this.#end();
    const start = ++this.#start;
    this.dataset.state = "loading";
    try {
      if (trapped) throw new Failure("trap");
      loading ??= load();
      const [module, pack] = await Promise.all([loading, this.#fetchPack()]);
      if (start !== this.#start) return;
      this.#module = module;
      this.#checkAttributes();
      this.#ties = new Ties();
      this.#helper = enter(() => makeHelper(module, this, this.#shadow, this.#ties, this.#gate, pack));
      if (!this.#helper) throw new Failure(trapped ? "trap" : "pack");
      enter(() => this.#converse());
      this.#seek();
    } catch (error) {
      if (start === this.#start) this.fail(error);
    }
  }

  /** Goes over to the pack that the page names now; one that is bad changes nothing. Both attributes are waited for. */
  async #swap() {
    const swap = ++this.#swaps;
    await null;
    if (swap !== this.#swaps) return;
    const helper = this.#helper;
    let reason = null;
    try {
      const pack = await this.#fetchPack();
      if (swap !== this.#swaps || !helper || helper !== this.#helper) return;
      if (!enter(() => takes(helper, pack))) throw new Failure("pack");
    } catch (error) {
      reason = error.reason ?? "pack";
    }
    // Overtaken meanwhile, or the module trapped and has told so.
    if (swap === this.#swaps && helper === this.#helper) this.#tell("liyan:pack", reason ? { loaded: false, reason } : { loaded: true });
  }

  /** Unties everything. A module that trapped is not even told. */
  #end() {
    this.#start += 1;
    this.#unseek();
    this.#leaveField();
    this.#ties?.cut();
    const helper = this.#helper;
    this.#helper = null;
    if (trapped) remains.push(helper, this.#ties);
    else if (helper) enter(() => helper.close());
    this.#ties = null;
  }

  #stops(newline) {
    return (this.dataset.state === "on" && enter(() => this.#helper.stops(newline))) ?? false;
  }

  #converse() {
    try {
      this.#helper.converse(this.#conversation);
    } catch (error) {
      // A RuntimeError is a trap; any other says what is wrong with the list, and then the list counts for nothing.
      if (error instanceof WebAssembly.RuntimeError) throw error;
      console.warn("liyan-helper: conversation is no list of {role, text}", error.message);
    }
  }

  /** Looks for the field, now and whenever the page changes. */
  #seek() {
    this.#unseek();
    for (const root of new Set([this.getRootNode(), this.#given?.getRootNode() ?? this.getRootNode()])) this.#observe(root);
    this.#find();
  }

  #unseek() {
    this.#finder.disconnect();
    for (const place of this.#frames) for (const kind of ["load", "focusin"]) place.removeEventListener(kind, this.#look, true);
    this.#frames.clear();
  }

  #observe(root) {
    this.#finder.observe(root, { subtree: true, childList: true, attributeFilter: ["id", "contenteditable"] });
  }

  /** Goes to the field that is meant now. Frameworks replace elements, and give them their ids late. */
  #find() {
    const named = this.#given ?? this.getRootNode().getElementById?.(this.getAttribute("for") ?? "") ?? null;
    this.#watchFrames(named);
    const element = editable(named);
    if (element === undefined) return this.fail(new Failure("field"));
    if (element && element === this.#field?.element && element.isConnected) return;
    this.#leaveField();
    if (!element?.isConnected || !this.#helper) return this.#wait();
    this.#field = fieldOf(element);
    this.#fieldTies = new Ties();
    this.#gate.watch(element);
    enter(() => this.#helper.attach(this.#field, this.#fieldTies));
    if (this.#helper) this.dataset.state = "on";
  }

  /** An editor may write a frame's document anew, or begin to edit it late. */
  #watchFrames(named) {
    for (const frame of framesOf(named)) {
      const inner = frame.contentDocument;
      if (!this.#frames.has(frame)) frame.addEventListener("load", this.#look, true);
      this.#frames.add(frame);
      if (!inner || this.#frames.has(inner)) continue;
      this.#frames.add(inner);
      this.#observe(inner);
      // Nothing else tells of a document in design mode.
      inner.addEventListener("focusin", this.#look, true);
    }
  }

  #leaveField() {
    if (!this.#field) return;
    this.#fieldTies.cut();
    this.#field.leave();
    if (trapped) remains.push(this.#fieldTies, this.#field);
    else if (this.#helper) enter(() => this.#helper.detach());
    this.#field = this.#fieldTies = null;
    this.#gate.forget();
  }

  #wait() {
    if (this.#helper) this.dataset.state = "loading";
  }

  /** Attributes that mean nothing turn the helper off: to guess would be to judge by other rules than were meant. */
  #checkAttributes() {
    const channel = this.getAttribute("channel");
    if (channel !== null && !enter(() => this.#module.knowsChannel(channel))) throw new Failure("channel");
    try {
      document.createDocumentFragment().querySelector(this.getAttribute("send") ?? "*");
    } catch {
      throw new Failure("send");
    }
  }

  /** The pack that the page names, if it names one; else the module has that which ships. The browser compares the digest. */
  async #fetchPack() {
    const url = this.getAttribute("pack");
    const integrity = this.getAttribute("pack-integrity");
    if (integrity !== null && !DIGEST.test(integrity)) throw new Failure("integrity");
    try {
      if (url !== null) return await bytesOf(new URL(url, document.baseURI), integrity);
      shipping ??= ship();
      await shipping;
    } catch (error) {
      // What is wrong with the module is told where the module is waited for.
      await loading;
      if (error instanceof WebAssembly.RuntimeError) trapped = true;
      throw new Failure("pack");
    }
  }

  #tell(kind, detail = {}) {
    this.dispatchEvent(new CustomEvent(kind, { bubbles: true, composed: true, detail }));
  }
}

/** A helper, or none where the pack is refused. A trap goes on to whoever called. */
function makeHelper(module, ...parts) {
  try {
    return new module.Helper(...parts);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error;
    return null;
  }
}

/** Whether a helper goes over to a pack. A trap goes on to whoever called. */
function takes(helper, pack) {
  try {
    helper.judgeBy(pack);
    return true;
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error;
    return false;
  }
}

// The module is loaded once a page; a second script tag changes nothing.
if (!customElements.get("liyan-helper")) customElements.define("liyan-helper", LiyanHelper);
