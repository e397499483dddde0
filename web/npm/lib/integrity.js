// Digests as the attribute `integrity` of a script writes them.

import { LiyanError } from "./error.js";

const DIGEST = /^sha(256|384|512)-([A-Za-z0-9+/]+={0,2})$/;

/**
 * The digests that will do: of several, those of the strongest kind, as in a page. One that can not be read is an
 * error and not, as there, passed over: who writes a digest wants it held to.
 */
export function parseIntegrity(integrity) {
  if (integrity == null) return null;
  const digests = String(integrity).trim().split(/\s+/).map((word) => DIGEST.exec(word));
  if (digests.includes(null)) throw new LiyanError("integrity", `not a digest such as sha384-…: ${integrity}`);
  const bits = Math.max(...digests.map((digest) => Number(digest[1])));
  return { bits, values: digests.filter((digest) => Number(digest[1]) === bits).map((digest) => digest[2]) };
}

/** The same bytes, if their digest is one of those that will do. */
export async function verify(what, bytes, { bits, values }) {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) {
    throw new LiyanError("integrity", `a page without https can hold the ${what} to its digest only if given its address`);
  }
  const digest = new Uint8Array(await subtle.digest(`SHA-${bits}`, bytes));
  const value = btoa(String.fromCharCode(...digest));
  if (values.includes(value)) return bytes;
  throw new LiyanError("integrity", `the ${what} has another digest than it should: sha${bits}-${value}`);
}
