// Not run: what a portal written in TypeScript does with the package, and what its compiler has to refuse.

import "liyan/auto";
import { createChecker, LiyanError, type Checker, type Draft, type Finding, type PackInfo } from "liyan/checker";
import { createChecker as createInScript } from "liyan/checker-js";

export async function use(module: WebAssembly.Module, bytes: Uint8Array): Promise<string[]> {
  const checker: Checker = await createChecker({ wasm: module, pack: bytes, packIntegrity: "sha384-x" });
  await createChecker({ wasm: fetch("/liyan-checker.wasm"), pack: new URL("https://example.org/own.liyan") });
  const other: Checker = await createInScript({ pack: new Response(bytes as BlobPart) });
  const draft: Draft = { id: "1", text: "您好", channel: "letter", history: [{ role: "citizen", text: "在吗" }], final: true };
  const found: Finding[] = [...checker.check(draft), ...other.check({ turns: [], closed: true }, { unit: "chars" })];
  const info: PackInfo = await checker.load("/own.liyan", { integrity: "sha384-x" });
  checker.dispose();
  return [info.id, ...found.flatMap((finding) => checker.fixes(finding).map(({ label, edits }) => label + edits[0]?.insert))];
}

export function why(error: unknown): string | undefined {
  if (!(error instanceof LiyanError)) return undefined;
  return error.code === "pack" ? error.reason : error.code;
}

export function refused(checker: Checker): void {
  // @ts-expect-error: either a draft or a conversation
  checker.check({ text: "", turns: [] });
  // @ts-expect-error: no such channel
  checker.check({ text: "", channel: "fax" });
  // @ts-expect-error: no such unit
  checker.check({ text: "" }, { unit: "bytes" });
  // @ts-expect-error: the pack is told, not set
  checker.pack = checker.pack;
}
