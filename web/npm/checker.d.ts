/** An address, bytes, or an answer that may still be on its way. In Node a text that is no address is a path. */
export type Source =
  | string
  | URL
  | ArrayBuffer
  | ArrayBufferView
  | Response
  | PromiseLike<string | URL | ArrayBuffer | ArrayBufferView | Response>;

/** A compiled pack (`.liyan`). */
export type PackSource = Source;

export interface CheckerOptions {
  /** The module; without it, `liyan-checker.wasm` beside the script. Any media type will do. */
  wasm?: Source | WebAssembly.Module;
  /** What the module's digest must be, as in `<script integrity>`: `sha384-…`. */
  wasmIntegrity?: string;
  /** The rules; without it, `jilin-window.liyan` beside the script. */
  pack?: PackSource;
  /** What the pack's digest must be. */
  packIntegrity?: string;
}

/** Starts a checker. Rejects with a {@link LiyanError}. Nothing has to be freed. */
export function createChecker(options?: CheckerOptions): Promise<Checker>;

export interface Checker {
  /** What the pack in use says of itself. */
  readonly pack: PackInfo;

  /**
   * Judges a draft or a whole conversation. What is not given is unknown, and an unknown never gives a finding of absence.
   * Throws a {@link LiyanError} with code `input` for a record that can not be judged.
   */
  check(record: Draft | Conversation, options?: CheckOptions): Finding[];

  /** The ways to mend a finding, the best first: the same list as `finding.fixes`. */
  fixes(finding: Finding): Fix[];

  /**
   * Judges by another pack from now on. Where that can not be had, or is refused, it rejects and the pack in use stays.
   * Of several loads at the same time the last one asked for wins; the others reject with code `superseded`.
   */
  load(pack: PackSource, options?: { integrity?: string }): Promise<PackInfo>;

  /** Lets go of pack and module at once. Never needed: they go when the checker is no longer held. */
  dispose(): void;
}

export interface CheckOptions {
  /** What `start` and `end` count: units of JavaScript's strings (the default), or Unicode characters as files do. */
  unit?: "utf16" | "chars";
  /** The clerk is still writing the draft: an unfinished sentence is not held against them. */
  typing?: boolean;
  /** Findings of rules of stage shadow are wanted too. */
  shadow?: boolean;
}

export type Channel = "chat" | "letter" | "message_board" | "email";

interface Known {
  /** The record's own id, which makes the ids of findings; without one the content stands in. */
  id?: string | null;
  /** How the reply travels; without it, `chat`. */
  channel?: Channel | null;
  /** Whether anybody may read it. */
  public?: boolean | null;
  /** The one matter that it is about, by the portal's own number. */
  matter?: string | null;
}

/** A reply that is not sent yet. */
export interface Draft extends Known {
  text: string;
  /** What was said before, oldest first, from the first message on. */
  history?: readonly Turn[] | null;
  /** Whether this reply closes the conversation. */
  final?: boolean | null;
  turns?: null;
}

/** A conversation as it was recorded. */
export interface Conversation extends Known {
  /** All messages, oldest first. */
  turns: readonly Turn[];
  /** Whether it is over. */
  closed?: boolean | null;
  text?: null;
  history?: null;
}

export interface Turn {
  role: "clerk" | "citizen" | "system";
  text: string;
  /** RFC 3339: `2026-03-01T09:30:00+08:00`. */
  at?: string | null;
}

/** Plain data, in the words of `liyan check --jsonl`. */
export interface Finding {
  /** 32 hexadecimal digits. Never contains text; equal for equal records. */
  id: string;
  pack: string;
  rule: string;
  kind: "forbid" | "accompany" | "contain" | "limit" | "slot" | "empty";
  basis: "stated" | "inferred";
  severity: "block" | "warn" | "suggest";
  stage: "active" | "shadow";
  articles: string[];
  /** The turn that it stands in, from 0; of a draft, how long its history is. */
  turn: number;
  /** Where, in the original text of that turn; null where something is absent. */
  start: number | null;
  end: number | null;
  text: string | null;
  /** One sentence for the clerk: what is wrong and what to do. Text, never HTML. */
  message: string;
  related: Place[];
  /** Made when it is first read, stringified or cloned. */
  fixes: Fix[];
}

export interface Place {
  turn: number;
  start: number;
  end: number;
}

export interface Fix {
  label: string;
  /** Replacements in the original text, in order, never overlapping. */
  edits: { start: number; end: number; insert: string }[];
  /** What is left to fill in, where it stands after the edits. */
  slots: { name: string; start: number; end: number }[];
  /** False where the words state a fact that only the clerk can know. */
  safe: boolean;
}

export interface PackInfo {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly license: string;
  /** Where its text comes from; to be shown with what it finds. */
  readonly notice: string;
  /** SHA-256 of its content, in hex. */
  readonly hash: string;
  readonly languages: readonly string[];
}

export class LiyanError extends Error {
  name: "LiyanError";
  /**
   * - `wasm`: the module did not come, or does not start
   * - `pack`: the pack did not come, or was refused; then `reason` says why
   * - `integrity`: a digest is another than was asked for, or can not be read
   * - `input`: a record or an option that can not be understood
   * - `trap`: the checker broke down and judges nothing any more
   * - `superseded`: another pack was asked for while this one was loading
   * - `disposed`: the checker was disposed of
   */
  code: "wasm" | "pack" | "integrity" | "input" | "trap" | "superseded" | "disposed";
  /** Of a refused pack: why. */
  reason?: "not-a-pack" | "newer-format" | "damaged" | "needs-engine";
  cause?: unknown;
}
