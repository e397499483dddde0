// What goes wrong, by a name that a program can ask for.

/** See LiyanError in checker.d.ts for the codes. */
export class LiyanError extends Error {
  name = "LiyanError";

  constructor(code, message, cause) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
