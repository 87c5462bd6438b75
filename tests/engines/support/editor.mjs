// What somebody does with the editor. How its rules and its views work in detail is for tests/e2e.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { Key } from "selenium-webdriver";
import { folder } from "../../packaging/support/project.mjs";
import { LIMIT, resize, SIZE, start } from "./browsers.mjs";
import { Page } from "./page.mjs";

const LIST = "Dial-in configs";
const NUMBERS = ["+12095030001", "+12095030002", "+12095030003"];

/** Background and text of the page and of a button, as web/src/app.css has them. */
const LIGHT = [
  ["rgb(247, 247, 245)", "rgb(29, 32, 37)"],
  ["rgb(255, 255, 255)", "rgb(29, 32, 37)"],
];
const DARK = [
  ["rgb(20, 22, 26)", "rgb(231, 233, 236)"],
  ["rgb(27, 30, 35)", "rgb(231, 233, 236)"],
];

/** The server of tests/e2e, in JavaScript. */
async function serverClass(engine) {
  process.env.DIALIN_BIN ??= fileURLToPath(new URL("../../../target/release/dialin", import.meta.url));
  const outfile = join(folder, `engine-${engine}-server.mjs`);
  const entry = fileURLToPath(new URL("../../e2e/support/server.ts", import.meta.url));
  await build({ entryPoints: [entry], outfile, format: "esm", platform: "node", logLevel: "warning" });
  return (await import(pathToFileURL(outfile))).Server;
}

/** Three configs, which the list shows newest first. */
async function three(server) {
  const stored = [];
  for (const phone_number of NUMBERS) {
    const name_prefix = `Line ${phone_number.at(-1)}`;
    stored.unshift(await server.create({ type: "pin_dialin", phone_number, name_prefix }));
  }
  return stored;
}

/** @param {() => import("selenium-webdriver").WebDriver} driver */
export function editorTests(engine, driver) {
  let Server;
  before(async () => {
    Server = await serverClass(engine);
  });

  /** Runs with a server of its own. */
  async function withServer(work) {
    const path = await mkdtemp(join(tmpdir(), "dialin-engines-"));
    const server = new Server(join(path, "dialin.sqlite"), false);
    try {
      await server.start();
      await work(server);
    } finally {
      await server.stop();
      await rm(path, { recursive: true });
    }
  }

  /** A test of the editor, signed in; `prepare` stores what its list begins with. */
  function edit(name, work, prepare = async () => {}) {
    test(`the editor: ${name}`, LIMIT, () =>
      withServer(async (server) => {
        const stored = await prepare(server);
        const page = new Page(driver());
        await page.open(server.link, LIST);
        await work(page, server, stored);
        await page.quiet();
      }));
  }

  test("the editor: signing in with the token", LIMIT, () =>
    withServer(async (server) => {
      const page = new Page(driver());
      await page.open(server.origin, "Sign in");
      const token = await page.field("Token");
      await token.click();
      await page.press("wrong", Key.ENTER);
      await page.text("This is not the token of the server that is running now.");
      await page.focusIs(token, "the token");
      // The wrong one is marked, and typed over.
      await page.press(server.token, Key.ENTER);
      await page.heading(LIST);
      await page.text("No configs yet");
      await page.quiet();
    }));

  edit("a config from the keyboard, its mistake beside its field", async (page, server) => {
    await (await page.link("New config")).click();
    await page.heading("New config");
    const number = await page.field("Phone number");
    await page.tabTo(number, "the phone number");
    await page.press("1 (209) 503-8039", Key.TAB);
    const note = await page.seen('//*[@id="field-phone_number-issues"]');
    assert.match(await note.getText(), /^Error: 1 \(209\) 503-8039 is not an E\.164 phone number/);
    assert.equal(await number.getAttribute("aria-invalid"), "true");
    const [field, beside] = [await page.box(number), await page.box(note)];
    assert.ok(beside.y >= field.bottom && beside.y < field.bottom + 60, "the note is not close to its field");
    assert.ok(beside.x < field.right && beside.right > field.x, "the note is not under its field");

    await (await page.button("Use +12095038039")).click();
    await page.valueIs(number, "+12095038039");
    await page.focusIs(number, "the phone number");
    await page.notSeen('//*[@id="field-phone_number" and @aria-invalid]');
    // As if typed: the browser can take it back. Its own shortcuts are not among the keys that WebKit's driver sends.
    await page.driver.executeScript("document.execCommand('undo')");
    await page.valueIs(number, "1 (209) 503-8039");
    await (await page.button("Use +12095038039")).click();
    await page.valueIs(number, "+12095038039");

    await page.tabTo(await page.field("Name prefix"), "the name prefix");
    await page.press("Support", Key.ENTER);
    await page.heading(LIST);
    await page.focusIs(await page.link("+12095038039"), "the saved config");
    const [{ type, config }] = await server.list();
    assert.deepEqual([type, config.phone_number, config.name_prefix], ["pinless_dialin", "+12095038039", "Support"]);
  });

  edit(
    "each row of the list is a link of its own",
    async (page, server, stored) => {
      let bottom = 0;
      for (const { id, config } of stored) {
        const link = await page.link(config.phone_number);
        const row = await page.box(await page.seen(`//tr[.//a[normalize-space()="${config.phone_number}"]]`));
        assert.ok(row.y >= bottom, "the rows cover each other");
        bottom = row.bottom;
        for (const target of [link, await page.cell(config.name_prefix)]) {
          const box = await page.box(target);
          assert.ok(box.y >= row.y && box.bottom <= row.bottom && box.width > 30 && box.height > 15, "not in its row");
        }
        await link.click();
        await page.addressIs(`${server.origin}/#/config/${id}`);
        await page.valueIs(await page.field("Phone number"), config.phone_number);
        await (await page.link("Cancel")).click();
        await page.heading(LIST);
        await (await page.cell(config.name_prefix)).click();
        await page.addressIs(`${server.origin}/#/config/${id}`);
        await page.driver.navigate().back();
        await page.heading(LIST);
      }
      // Around the rows nothing leads anywhere.
      const { x, right } = await page.box(await page.heading(LIST));
      await page.clickAt((x + right) / 2, bottom + 40);
      await (await page.heading(LIST)).click();
      await page.link(NUMBERS[0]);
      assert.match(await page.driver.getCurrentUrl(), /\/(#\/)?$/);
    },
    three,
  );

  edit(
    "text is marked and copied, and its row stays closed",
    async (page, server) => {
      const { x, y, height } = await page.box(await page.cell("Line 2"));
      const at = (offset) => ({ x: Math.round(x + offset), y: Math.round(y + height / 2), origin: "viewport" });
      const mouse = page.driver.actions({ async: true });
      await mouse.move(at(4)).press().move(at(30)).move(at(110)).release().perform();
      assert.equal(await page.driver.executeScript("return String(getSelection()).trim()"), "Line 2");
      await page.shortcut("c");
      await (await page.link("New config")).click();
      const prefix = await page.field("Name prefix");
      await prefix.click();
      await page.shortcut("v");
      await page.until(async () => /^Line 2\s*$/.test(await page.value(prefix)), "what was marked was not copied");

      await (await page.button("Copy request body")).click();
      await page.button("Copied");
      const message = await page.field("Timeout message");
      await message.click();
      await page.shortcut("v");
      const copied = '"name_prefix": "Line 2';
      await page.until(async () => (await page.value(message)).includes(copied), "the request was not copied");
      assert.equal((await server.list()).length, 3);
    },
    three,
  );

  edit(
    "a deletion is undone by pointer and by keys, and another outlives the page",
    async (page, server, [first, second, third]) => {
      const gone = `//a[normalize-space()="${second.config.phone_number}"]`;
      await (await page.button(`Delete ${second.config.phone_number}`)).click();
      await page.notSeen(gone);
      await page.focusIs(await page.link(third.config.phone_number), "the row that took its place");
      await (await page.button(`Undo deleting ${second.config.phone_number}`)).click();
      await page.focusIs(await page.seen(gone), "the row that is back");

      await page.tabTo(await page.button(`Delete ${second.config.phone_number}`), "its button");
      await page.press(Key.ENTER);
      await page.notSeen(gone);
      await page.shortcut("z");
      await page.seen(gone);
      assert.equal((await server.list()).length, 3);

      await page.quiet();
      await (await page.button(`Delete ${second.config.phone_number}`)).click();
      await page.notSeen(gone);
      assert.equal((await server.list()).length, 3, "sent before its time");
      await page.open(server.origin, LIST);
      const left = async () => (await server.list()).map(({ id }) => id);
      await page.until(async () => (await left()).length < 3, "the closed page took the deletion with it");
      assert.deepEqual(await left(), [first.id, third.id]);
    },
    three,
  );

  edit("dialogs open and close from the keyboard, and the way back waits for one", async (page, server) => {
    await (await page.link("New config")).click();
    const prefix = await page.field("Name prefix");
    await prefix.click();
    await page.press("Support");
    const cancel = await page.link("Cancel");
    await page.driver.executeScript((link) => link.focus(), cancel);
    await page.press(Key.ENTER);
    await page.dialogIs(true);
    const inside = () => page.driver.executeScript("return document.activeElement.closest('dialog') !== null");
    assert.ok(await inside(), "the focus is not in the dialog");
    await page.press(Key.ESCAPE);
    await page.dialogIs(false);
    await page.focusIs(cancel, "the link that asked");

    await page.driver.navigate().back();
    await page.focusIs(await page.button("Keep editing"), "the harmless answer");
    await page.press(Key.ENTER);
    await page.dialogIs(false);
    await page.addressIs(`${server.origin}/#/new`);
    await page.valueIs(prefix, "Support");

    await page.focusIs(cancel, "where it was");
    await page.press(Key.ENTER);
    await page.tabTo(await page.button("Leave without saving"), "the other answer", 1);
    await page.press(Key.ENTER);
    await page.text("No configs yet");
  });

  edit(
    "320 pixels are wide enough",
    async (page) => {
      const fits = async (what) => {
        const [width, beyond] = await page.driver.executeScript(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return [innerWidth, scrollWidth - clientWidth];
        });
        assert.deepEqual([width, beyond], [320, 0], what);
      };
      try {
        await resize(page.driver, 320, 800);
        await (await page.button(`Delete ${NUMBERS[1]}`)).click();
        await page.button(`Undo deleting ${NUMBERS[1]}`);
        await fits("the list, and a deletion");
        await (await page.button(`Undo deleting ${NUMBERS[1]}`)).click();
        await (await page.link(NUMBERS[1])).click();
        await (await page.field("Phone number")).sendKeys("000000");
        await (await page.button("Save")).click();
        await page.seen('//*[@id="field-phone_number" and @aria-invalid]');
        await fits("the form, and an error");
        await (await page.link("Cancel")).click();
        await page.dialogIs(true);
        await fits("a dialog");
        await (await page.button("Leave without saving")).click();
        await page.heading(LIST);
      } finally {
        await resize(page.driver, ...SIZE);
      }
    },
    three,
  );

  test("the editor: light, and dark for who prefers that", LIMIT, () =>
    withServer(async (server) => {
      await three(server);
      const colors = async (page) => {
        await page.open(server.link, LIST);
        const script = (button) =>
          [document.documentElement, button].map((each) => {
            const { backgroundColor, color } = getComputedStyle(each);
            return [backgroundColor, color];
          });
        return page.driver.executeScript(script, await page.button(`Delete ${NUMBERS[0]}`));
      };
      assert.deepEqual(await colors(new Page(driver())), LIGHT);
      const other = await start(engine, { dark: true });
      try {
        assert.deepEqual(await colors(new Page(other.driver)), DARK);
      } finally {
        await other.stop();
      }
    }));
}
