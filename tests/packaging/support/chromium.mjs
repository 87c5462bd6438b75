// A real browser.
import { chromium } from "playwright-core";
import { findChromium } from "../../chromium.mjs";

/** Starts it. */
export function launch() {
  // Chromium refuses to start as root with its sandbox; the only pages it opens here are our own.
  return chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox", "--disable-gpu"] });
}
