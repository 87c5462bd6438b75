// Bundles as a browser would get them, and their sizes.

import { readFileSync, rmSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

/** Bundles an entry into one minified file. */
export function bundle(entry, outfile, plugins = []) {
  return build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    legalComments: "none",
    logLevel: "error",
    plugins,
  });
}

/** For a package with its wasm inside as text: the wasm as a file of its own, and the script without it. */
export async function sizesApart(entry, outfile) {
  let wasm;
  const takeOut = {
    name: "take the wasm out",
    setup(build) {
      build.onLoad({ filter: /_inline\.js$/ }, ({ path }) => {
        wasm = readFileSync(path.replace("_inline.js", "_bg.wasm"));
        return { contents: 'export const base64 = "", unpacker = "", packed = "";' };
      });
    },
  };
  await bundle(entry, outfile, [takeOut]);
  const rest = sizes(readFileSync(outfile));
  rmSync(outfile);
  if (wasm === undefined) return undefined;
  const ofWasm = sizes(wasm);
  return Object.fromEntries(Object.keys(rest).map((key) => [key, rest[key] + ofWasm[key]]));
}

export function sizes(bytes) {
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
}
