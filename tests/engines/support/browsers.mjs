// WebKit and Firefox, over WebDriver. `cargo xtask test` finds the programs, and names them in the variables read here.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Builder, Capabilities } from "selenium-webdriver";

/** How long a driver, or what a test waits for, may take on a busy machine. */
export const WAIT_MS = 20_000;

/** How often it is asked. */
export const POLL_MS = 20;

/** How long a whole test may take: a browser that hangs says nothing. */
export const LIMIT = { timeout: 120_000 };

/** Of a page, in pixels. */
export const SIZE = [1200, 900];

/** How each engine is started: a driver that listens on `port`, and what it is told about its browser. */
const ENGINES = {
  async webkit(port, dark, running) {
    const env = {
      ...process.env,
      DISPLAY: await display(running),
      // The theme says what pages are told of light and dark.
      GTK_THEME: dark ? "Adwaita:dark" : "Adwaita",
      XDG_CONFIG_HOME: fileURLToPath(new URL("webkit", import.meta.url)),
    };
    running.push(spawn(program("WEBKITDRIVER"), [`--port=${port}`], { env, stdio: "inherit" }));
    // The driver knows where the MiniBrowser of its own version is.
    return { browserName: "MiniBrowser" };
  },
  async firefox(port, dark, running) {
    // Port 0 is any that is free.
    const ports = [`--port=${port}`, "--marionette-port=0", "--websocket-port=0"];
    // Firefox says much about itself. What keeps it from starting is in the driver's answer.
    running.push(spawn(program("GECKODRIVER"), ports, { stdio: "ignore" }));
    const prefs = { "layout.css.prefers-color-scheme.content-override": dark ? 0 : 1 };
    const options = { binary: program("FIREFOX"), args: ["-headless"], prefs };
    return { browserName: "firefox", webSocketUrl: true, "moz:firefoxOptions": options };
  },
};

function program(variable) {
  const path = process.env[variable];
  if (!path) throw new Error(`${variable} does not say where the program is: \`cargo xtask test\` does`);
  return path;
}

/** A display that is nobody's: WebKitGTK draws nowhere else. */
async function display(running) {
  const screen = ["-screen", "0", "1280x1024x24", "-nolisten", "tcp"];
  const stdio = ["ignore", "ignore", "ignore", "pipe"];
  const server = spawn(program("XVFB"), ["-displayfd", "3", ...screen], { stdio });
  running.push(server);
  // It writes its number when it listens.
  const [number] = await Promise.race([once(server.stdio[3], "data"), failure(server)]);
  return `:${String(number).trim()}`;
}

async function failure(child) {
  const [code] = await once(child, "exit");
  throw new Error(`${child.spawnfile} ended with ${code}`);
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Waits until the driver answers. */
async function ready(url) {
  const limit = Date.now() + WAIT_MS;
  for (;;) {
    const response = await fetch(`${url}/status`).catch(() => undefined);
    if (response?.ok) return;
    if (Date.now() > limit) throw new Error(`no answer from ${url}`);
    await wait(POLL_MS);
  }
}

/** Gives the page a size. Firefox's window cannot be as narrow as a phone, but its page can, by BiDi. */
export async function resize(driver, width, height) {
  const capabilities = await driver.getCapabilities();
  if (!capabilities.get("webSocketUrl")) return driver.manage().window().setRect({ x: 0, y: 0, width, height });
  const bidi = await driver.getBidi();
  const context = await driver.getWindowHandle();
  await bidi.send({ method: "browsingContext.setViewport", params: { context, viewport: { width, height } } });
}

/**
 * Starts an engine's browser.
 *
 * @param {"webkit" | "firefox"} engine
 * @param {{dark?: boolean}} [options] dark: the person prefers dark pages
 */
export async function start(engine, { dark = false } = {}) {
  const running = [];
  let driver;
  const stop = async () => {
    // One that hangs does not keep its driver from being ended.
    await Promise.race([driver?.quit(), wait(WAIT_MS, undefined, { ref: false })]).catch(() => {});
    for (const child of running.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill();
      await once(child, "exit");
    }
  };
  try {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const capabilities = new Capabilities(await ENGINES[engine](port, dark, running));
    await Promise.race([ready(url), failure(running.at(-1))]);
    driver = await new Builder().usingServer(url).withCapabilities(capabilities).build();
    await resize(driver, ...SIZE);
  } catch (error) {
    await stop();
    throw error;
  }
  return { driver, stop };
}
