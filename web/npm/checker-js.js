// liyan/checker-js: the same core as liyan/checker, made into JavaScript, for where WebAssembly is refused. The findings
// are the same; it is larger and slower.

import { creator } from "./lib/checker.js";
import bind from "./lib/core-wasm.js";
import instantiate from "./lib/core-js.js";

export { LiyanError } from "./lib/error.js";

/** What the glue wants of a WebAssembly, around the core that needs none. */
const scripted = {
  Module: class {},
  Instance: class {
    constructor(_, imports) {
      this.exports = instantiate(imports);
    }
  },
};

export const createChecker = creator(async () => {
  const calls = bind(scripted);
  calls.initSync({ module: new scripted.Module() });
  return calls;
});
