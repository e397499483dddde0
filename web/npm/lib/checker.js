// The checker that both builds of the core make: what it may be asked, and the pack that it judges by.

import { bytesOf } from "./bytes.js";
import { check } from "./check.js";
import { Core, Pack } from "./core.js";
import { LiyanError } from "./error.js";
import { readRecord, wrong } from "./record.js";

const SHIPPED = new URL("../jilin-window.liyan", import.meta.url);

/** Makes `createChecker` of a way to start the core. */
export function creator(startCore) {
  return async function createChecker({ pack, packIntegrity, ...options } = {}) {
    // Both come at the same time.
    const bytes = bytesOf("pack", pack ?? SHIPPED, packIntegrity);
    // What is wrong with the module is told first, and nothing is told twice.
    bytes.catch(() => {});
    const core = new Core(await startCore(options));
    return new Checker(core, new Pack(core, await bytes));
  };
}

class Checker {
  #core;
  #pack;
  /** Counts loads, so that the last one asked for wins, whichever comes first. */
  #load = 0;

  constructor(core, pack) {
    this.#core = core;
    this.#pack = pack;
  }

  get pack() {
    return this.#use().info;
  }

  check(record, options = {}) {
    const pack = this.#use();
    const unit = options.unit ?? "utf16";
    if (unit !== "utf16" && unit !== "chars") throw wrong(`unit is ${unit}, but may be utf16 or chars`);
    return check(this.#core, pack, readRecord(record, options), unit);
  }

  fixes(finding) {
    if (!Array.isArray(finding?.fixes)) throw wrong("that is no finding");
    return finding.fixes;
  }

  async load(source, { integrity } = {}) {
    this.#use();
    const load = ++this.#load;
    const bytes = await bytesOf("pack", source ?? SHIPPED, integrity);
    this.#use();
    if (load !== this.#load) throw new LiyanError("superseded", "another pack was asked for meanwhile");
    // The new one is sound before the old one goes.
    const pack = new Pack(this.#core, bytes);
    this.#pack.close();
    this.#pack = pack;
    return pack.info;
  }

  dispose() {
    this.#core = this.#pack = null;
  }

  #use() {
    if (!this.#pack) throw new LiyanError("disposed", "the checker was disposed of");
    return this.#pack;
  }
}
