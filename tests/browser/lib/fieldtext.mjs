// Where the browser itself has set the words of a textarea: asked of the field's own text nodes, which the page can
// not reach but the debugger can. So a mark is compared with the very glyphs it should lie on.

/** Boxes `{left, top, width, height}` of the UTF-16 units `start..end` of the field, in the page's pixels. */
export async function boxesInField(page, start, end, selector = "#reply") {
  const devtools = await page.context().newCDPSession(page);
  try {
    const { result } = await devtools.send("Runtime.evaluate", {
      expression: `document.querySelector(${JSON.stringify(selector)})`,
    });
    const { node } = await devtools.send("DOM.describeNode", { objectId: result.objectId, depth: -1, pierce: true });
    const editor = node.shadowRoots[0].children[0];
    const { object } = await devtools.send("DOM.resolveNode", { backendNodeId: editor.backendNodeId });
    const { result: boxes } = await devtools.send("Runtime.callFunctionOn", {
      objectId: object.objectId,
      functionDeclaration: measure.toString(),
      arguments: [{ value: start }, { value: end }],
      returnByValue: true,
    });
    return boxes.value;
  } finally {
    await devtools.detach();
  }
}

/** Runs on the element inside the field that holds its text. */
function measure(start, end) {
  const range = document.createRange();
  let at = 0;
  for (const node of this.childNodes) {
    const length = node.nodeType === Node.TEXT_NODE ? node.length : 1; // a line break
    if (at <= start && start < at + length) range.setStart(node, start - at);
    if (at < end && end <= at + length) range.setEnd(node, end - at);
    at += length;
  }
  return [...range.getClientRects()].map(({ left, top, width, height }) => ({ left, top, width, height }));
}
