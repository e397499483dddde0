// A server of static files on a port of its own: the fixture pages, then the built portal and helper, under a policy
// as strict as a careful portal's.

import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("..", import.meta.url));
export const root = fileURLToPath(new URL("../../..", import.meta.url));
/** The built portal, with the helper in it. */
export const dist = process.env.LIYAN_DIST ?? join(root, "dist");

const FOLDERS = [join(here, "pages"), dist];

/** The editors' own files. Their scripts say `import "prosemirror-model"`, which a page alone would not understand. */
const PACKAGES = join(here, "node_modules");

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

/** What most editors ask of a page: they write styles and markup. Ours does not, and stays as strict there. */
const EDITORS_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
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
      "Content-Security-Policy": pathname.startsWith("/editors/") ? EDITORS_POLICY : POLICY,
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
  if (path.startsWith("/npm/")) return packaged(path.slice("/npm/".length));
  for (const folder of folders) {
    try {
      return { body: await readFile(join(folder, path)) };
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
    }
  }
  return null;
}

/** A file of an installed package. */
async function packaged(path) {
  const body = await readFile(join(PACKAGES, path)).catch(() => null);
  if (!body || extname(path) !== ".js" || !/^(prosemirror-|orderedmap|w3c-keyname|rope-sequence)/.test(path)) return body && { body };
  return { body: String(body).replace(/^(import .* from )'([^'.]+)';$/gm, (_, head, name) => `${head}'/npm/${name}/${entry(name)}';`) };
}

/** Where the module of a package begins. */
function entry(name) {
  const { module } = JSON.parse(readFileSync(join(PACKAGES, name, "package.json"), "utf8"));
  return module ?? "dist/index.js";
}
