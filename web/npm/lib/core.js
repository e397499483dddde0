// One instance of the core, and the guard around it: what has trapped is never called again.

import { LiyanError } from "./error.js";

const BROKEN = "the checker broke down and judges nothing any more; createChecker() makes a new one";

export class Core {
  #calls;
  #trap = null;
  /** The check whose answers the core still has. */
  last = null;

  constructor(calls) {
    this.#calls = calls;
  }

  /** Calls into the core. A string that is thrown is its refusal; anything else has left it half-way. */
  call(name, ...values) {
    if (this.#trap) throw new LiyanError("trap", BROKEN, this.#trap);
    try {
      return this.#calls[name](...values);
    } catch (thrown) {
      if (typeof thrown === "string") throw thrown;
      this.#trap = thrown;
      throw new LiyanError("trap", BROKEN, thrown);
    }
  }

  /** Lets go of a pack, and with it of the last check. */
  close(place) {
    this.last = null;
    if (!this.#trap) this.call("close", place);
  }
}

/**
 * A pack that is loaded in a core. One whose place was taken by another is loaded again for as long as somebody asks about
 * a finding of its time, which is rare; so nothing is kept in the core for findings that may be held anywhere.
 */
export class Pack {
  #core;
  #bytes;
  /** By which the core knows it; 0 when it is not loaded. */
  #place = 0;
  #rules = [];

  /** Loads it; a pack that the core refuses is told as such. */
  constructor(core, bytes) {
    this.#core = core;
    // The caller's own may be changed or given to a worker.
    this.#bytes = bytes.slice();
    this.#open();
    const [id, version, title, license, notice, hash, ...languages] = core.call("pack", this.#place);
    this.info = Object.freeze({ id, version, title, license, notice, hash, languages: Object.freeze(languages) });
  }

  /** Does `work` with the pack's place. */
  use(work) {
    const again = this.#place === 0;
    if (again) this.#open();
    try {
      return work(this.#place);
    } finally {
      if (again) this.close();
    }
  }

  close() {
    const place = this.#place;
    this.#place = 0;
    this.#core.close(place);
  }

  /** What a rule says, asked for once. */
  rule(index) {
    return this.#rules[index] || (this.#rules[index] = this.#askFor(index));
  }

  #open() {
    try {
      this.#place = this.#core.call("open", this.#bytes);
    } catch (refusal) {
      if (typeof refusal !== "string") throw refusal;
      const [, reason, words] = /^([\w-]+): (.*)$/s.exec(refusal);
      const error = new LiyanError("pack", `the pack was refused (${reason}): ${words}`);
      error.reason = reason;
      throw error;
    }
  }

  #askFor(index) {
    const [id, kind, , stage, , message, ...articles] = this.#core.call("rule", this.#place, index);
    return { id, kind, stage, message, articles };
  }
}
