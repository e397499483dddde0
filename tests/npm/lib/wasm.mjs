// Changing a wasm file where a test wants to see what happens then.

/** The module with a memory that can grow by so many pages of 64 KiB and no further. */
export function withLittleMemory(wasm, pages) {
  let at = 8;
  while (at < wasm.length) {
    const start = at;
    const id = wasm[at];
    const [size, body] = number(wasm, at + 1);
    at = body + size;
    if (id !== 5) continue;
    // One memory, whose least size is known and whose most is not.
    const [least] = number(wasm, body + 2);
    const limits = Buffer.from([1, 1, ...leb(least), ...leb(least + pages)]);
    return Buffer.concat([wasm.subarray(0, start), Buffer.from([5, ...leb(limits.length)]), limits, wasm.subarray(at)]);
  }
  throw new Error("the module has no memory of its own");
}

function number(wasm, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7, at += 1) {
    value |= (wasm[at] & 0x7f) << shift;
    if (wasm[at] < 0x80) return [value, at + 1];
  }
}

function leb(value) {
  const bytes = [];
  for (; value >= 0x80; value >>= 7) bytes.push((value & 0x7f) | 0x80);
  return [...bytes, value];
}
