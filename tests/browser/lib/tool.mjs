// The command line tool, where one is built.

import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

import { root } from "./server.mjs";

const built = ["release", "debug"].map((kind) => join(root, "target", kind, "liyan")).filter(existsSync);

/** The one that was built last, if any. */
export const tool = built.sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)[0];
