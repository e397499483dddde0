// A server of static files on a port of its own: the fixture pages, then the built portal and helper, under a policy
// as strict as a careful portal's.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("..", import.meta.url));
export const root = fileURLToPath(new URL("../../..", import.meta.url));
/** The built portal, with the helper in it. */
export const dist = process.env.LIYAN_DIST ?? join(root, "dist");

const FOLDERS = [join(here, "pages"), dist];

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

export const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/**
 * Serves `folders` until `close()`. `instead` puts other answers in the place of files: `{path: {status, body, headers}}`,
 * where a body may be a promise that is kept late.
 */
export async function serve(instead = {}, folders = FOLDERS) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const answer = (await (instead[pathname] ?? file(pathname, folders))) ?? { status: 404 };
    const { status = 200, body = null, headers = {} } = answer;
    response.writeHead(status, {
      "Content-Security-Policy": POLICY,
      "Content-Type": TYPES[extname(pathname)] ?? "application/octet-stream",
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      ...headers,
    });
    response.end(await body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { origin, close };
}

/** The file that a path names in the first folder that has it. */
async function file(pathname, folders) {
  const path = normalize(pathname === "/" ? "/index.html" : decodeURIComponent(pathname));
  for (const folder of folders) {
    try {
      return { body: await readFile(join(folder, path)) };
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
    }
  }
  return null;
}
