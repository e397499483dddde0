// Files from wherever they are: an address, an answer that is on its way, or bytes that are there already.

import { LiyanError } from "./error.js";
import { parseIntegrity, verify } from "./integrity.js";

/**
 * The bytes of `source`, held to `integrity` if that is given. `what` (wasm or pack) is the code of the error where
 * they do not come.
 */
export async function bytesOf(what, source, integrity) {
  const wanted = parseIntegrity(integrity);
  const given = await settled(what, source);
  const address = typeof given === "string" || given instanceof URL;
  // Where a page has no way to compute a digest (plain http), the browser compares it while it loads the file.
  const byBrowser = wanted && address && !globalThis.crypto?.subtle;
  let bytes;
  try {
    bytes = address ? await load(given, byBrowser ? { integrity } : {}) : await unwrap(given);
  } catch (error) {
    throw unreadable(what, error);
  }
  return wanted && !byBrowser ? verify(what, bytes, wanted) : bytes;
}

/** Errors of the page's own promises are told like those of ours. */
async function settled(what, source) {
  try {
    return await source;
  } catch (error) {
    throw unreadable(what, error);
  }
}

function unreadable(what, error) {
  return new LiyanError(what, `the ${what} could not be read: ${error?.message ?? error}`, error);
}

async function unwrap(given) {
  if (given instanceof ArrayBuffer) return new Uint8Array(given);
  if (ArrayBuffer.isView(given)) return new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  if (typeof Response !== "undefined" && given instanceof Response) return body(given);
  throw new TypeError("it is neither bytes, nor a Response, nor an address");
}

async function load(address, options) {
  const onDisk = await readFromDisk(address);
  if (onDisk) return onDisk;
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  return body(await fetch(new URL(address, base), options));
}

async function body(response) {
  if (!response.ok) throw new Error(`${response.url || "the answer"} has status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Node does not fetch `file:`, so files are read there; a text that is no address is a path. Elsewhere nothing. */
async function readFromDisk(address) {
  if (!globalThis.process?.versions?.node) return null;
  // Two letters and more: `C:` is a drive.
  const isPath = typeof address === "string" && !/^[a-z][a-z\d+.-]+:/i.test(address);
  const url = isPath ? null : new URL(address);
  if (url && url.protocol !== "file:") return null;
  // Named so that bundlers for browsers do not look for it.
  const name = "node:fs/promises";
  const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ name);
  return readFile(url ?? address);
}
