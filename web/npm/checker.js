// liyan/checker: the checker without any user interface, for browser, worker and Node.

import { bytesOf } from "./lib/bytes.js";
import { creator } from "./lib/checker.js";
import { LiyanError } from "./lib/error.js";
import bind from "./lib/core-wasm.js";

export { LiyanError };

const SHIPPED = new URL("./liyan-checker.wasm", import.meta.url);

/** The module beside this file, compiled once for all checkers. Each has an instance of its own. */
let shipped = null;

export const createChecker = creator(async ({ wasm, wasmIntegrity }) => {
  const module = await (wasm == null && wasmIntegrity == null ? ownModule() : compile(wasm ?? SHIPPED, wasmIntegrity));
  const calls = bind(WebAssembly);
  try {
    const exports = await calls({ module_or_path: module });
    // A module without imports starts under any glue.
    if (typeof exports.open !== "function") throw new Error("it is the module of something else");
  } catch (error) {
    throw unusable(error);
  }
  return calls;
});

async function ownModule() {
  if (!shipped) shipped = compile(SHIPPED);
  try {
    return await shipped;
  } catch (error) {
    // The next checker tries again.
    shipped = null;
    throw error;
  }
}

/** By bytes, because many servers send .wasm without its media type. */
async function compile(source, integrity) {
  const given = await source;
  if (typeof WebAssembly !== "object") throw unusable(new Error("there is no WebAssembly here"));
  if (given instanceof WebAssembly.Module && integrity == null) return given;
  const bytes = await bytesOf("wasm", given, integrity);
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    throw unusable(error);
  }
}

function unusable(error) {
  const message = `the wasm could not be started: ${error?.message ?? error}. Where a policy refuses it, use liyan/checker-js`;
  return new LiyanError("wasm", message, error);
}
