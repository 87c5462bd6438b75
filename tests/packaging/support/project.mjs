// Small projects beside the installed package, with the files of app/ in them.
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const here = fileURLToPath(new URL("..", import.meta.url));

/** Where the tarball is installed: its `node_modules` is nearer to the projects than the workspace's. */
export const folder = fileURLToPath(new URL("../../../target/packaging", import.meta.url));

/** A new project. `type` is that of its package.json. */
export function project(name, type = "module") {
  const path = join(folder, name);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  cpSync(join(here, "app"), path, { recursive: true });
  writeFileSync(join(path, "package.json"), JSON.stringify({ name, private: true, type }));
  return path;
}

/** Runs a program of a project in Node.js and reads the answers it prints. */
export async function run(file, baseUrl) {
  const { stdout } = await promisify(execFile)(process.execPath, [file, baseUrl]);
  return JSON.parse(stdout);
}
