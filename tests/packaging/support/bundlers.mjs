// The bundlers, each with as few options as will do. They put index.html and what it loads into dist/.
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import nodeResolve from "@rollup/plugin-node-resolve";
import * as esbuild from "esbuild";
import { rollup } from "rollup";
import * as vite from "vite";
import webpack from "webpack";

const copyPage = (path) => copyFileSync(join(path, "index.html"), join(path, "dist/index.html"));
const entries = (path) => ["page.js", "worker.js"].map((name) => join(path, name));

/** Runs webpack to its end. */
export async function pack(options) {
  const compiler = webpack({ mode: "production", performance: { hints: false }, ...options });
  const stats = await promisify(compiler.run.bind(compiler))();
  await promisify(compiler.close.bind(compiler))();
  const problems = stats.toString({ all: false, errors: true, warnings: true });
  if (problems !== "") throw new Error(problems);
}

export const bundlers = {
  async vite(path) {
    // The package is one large file, and meant to be.
    await vite.build({ root: path, configFile: false, logLevel: "warn", build: { chunkSizeWarningLimit: 1000 } });
  },
  async webpack(path) {
    await pack({ context: path, entry: "./page.js", output: { path: join(path, "dist"), filename: "page.js" } });
    copyPage(path);
  },
  async esbuild(path) {
    await esbuild.build({
      entryPoints: entries(path),
      outdir: join(path, "dist"),
      bundle: true,
      splitting: true,
      format: "esm",
      minify: true,
      logLevel: "warning",
    });
    copyPage(path);
  },
  async rollup(path) {
    const onwarn = ({ message }) => {
      throw new Error(message);
    };
    const bundle = await rollup({ input: entries(path), plugins: [nodeResolve({ browser: true })], onwarn });
    await bundle.write({ dir: join(path, "dist") });
    await bundle.close();
    copyPage(path);
  },
};
