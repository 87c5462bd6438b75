// A local server: a little of the API below /v1, and the files of a folder.
import { createServer } from "node:http";
import { createReadStream, existsSync } from "node:fs";
import { extname, join } from "node:path";
import { page } from "./expected.mjs";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

const POLICY = "content-security-policy";
const STRICT = "default-src 'none'; connect-src 'self'; img-src data:; worker-src 'self'; script-src 'self'";

/** A page with no more rights than it needs, and without the one word that lets it compile WebAssembly. */
export const ALLOWED = { [POLICY]: `${STRICT} 'wasm-unsafe-eval'` };
export const FORBIDDEN = { [POLICY]: STRICT };

/** Starts it on a free port; `headers` go with each file. Stops when the test `context` ends. */
export async function serve(context, files, headers = {}) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://127.0.0.1");
    const file = files && join(files, pathname === "/" ? "index.html" : pathname);
    if (pathname === "/v1/domain-dialin-config") {
      response.setHeader("content-type", "application/json").end(JSON.stringify(page));
    } else if (!pathname.startsWith("/v1/") && file && existsSync(file)) {
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", ...headers });
      createReadStream(file).pipe(response);
    } else {
      response.writeHead(404, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: "not-found", info: "there is no such config" }));
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  context.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}
