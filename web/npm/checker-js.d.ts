import type { Checker, PackSource } from "./checker.js";

export { LiyanError } from "./checker.js";
export type * from "./checker.js";

/** As that of `liyan/checker`, with the core in JavaScript: there is no wasm to give. */
export function createChecker(options?: { pack?: PackSource; packIntegrity?: string }): Promise<Checker>;
