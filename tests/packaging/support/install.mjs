// Installs the tarball that `cargo xtask pack` left, as a user would. No network: the package has no dependencies.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { folder } from "./project.mjs";

const packed = fileURLToPath(new URL("../../../target/npm", import.meta.url));
const tarballs = (existsSync(packed) ? readdirSync(packed) : []).filter((name) => name.endsWith(".tgz"));
if (tarballs.length !== 1) throw new Error(`${packed} has ${tarballs.length} tarballs: \`cargo xtask pack\` makes one`);

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "packaging", private: true }));
const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
execFileSync("npm", ["install", "--offline", ...quiet, join(packed, tarballs[0])], { cwd: folder, stdio: "inherit" });
