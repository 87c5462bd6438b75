// A real browser.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const MAC = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** What CHROMIUM says, else the first in the usual places. */
function find() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = [...folders.flatMap((each) => NAMES.map((name) => join(each, name))), ...MAC].find(existsSync);
  if (found === undefined) throw new Error("no Chromium or Chrome found: install one, or say in CHROMIUM where it is");
  return found;
}

/** Starts it. */
export function launch() {
  // Chromium refuses to start as root with its sandbox; the only pages it opens here are our own.
  return chromium.launch({ executablePath: find(), args: ["--no-sandbox", "--disable-gpu"] });
}
