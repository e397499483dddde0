// Packs that are not the shipped one.

import { turned } from "../../browser/lib/pack.mjs";
import { bytes } from "./package.mjs";

export { ownPack as own } from "../../browser/lib/pack.mjs";

/** The shipped pack with one bit turned. */
export const damaged = () => turned(bytes("jilin-window.liyan"));

/** One of a format that is still to come. */
export function newer() {
  const pack = bytes("jilin-window.liyan");
  pack[5] = 200;
  return pack;
}
