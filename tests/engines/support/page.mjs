// The editor as somebody meets it: found by what it says, used with real clicks and keys.
import assert from "node:assert/strict";
import { By, Key } from "selenium-webdriver";
import { POLL_MS, WAIT_MS } from "./browsers.mjs";

/** The key of shortcuts. */
const COMMAND = process.platform === "darwin" ? Key.COMMAND : Key.CONTROL;

export class Page {
  /** @param {import("selenium-webdriver").WebDriver} driver */
  constructor(driver) {
    this.driver = driver;
  }

  /** Opens an address of the editor. */
  async open(url, heading) {
    await this.driver.get(url);
    await this.heading(heading);
    // What the policy refuses from here on, and what is thrown, ends the test: `quiet` asks.
    await this.driver.executeScript(() => {
      window.complaints = [];
      const complain = (text) => window.complaints.push(text);
      document.addEventListener("securitypolicyviolation", (event) => complain(`policy: ${event.violatedDirective}`));
      addEventListener("error", ({ message }) => complain(message));
      addEventListener("unhandledrejection", ({ reason }) => complain(String(reason)));
    });
  }

  /** Nothing was refused or thrown since the page was opened. */
  async quiet() {
    assert.deepEqual(await this.driver.executeScript("return window.complaints"), []);
  }

  /** Waits until `ask` gives something that is true, and gives it. What goes while it is looked at is asked for again. */
  until(ask, what) {
    const again = async () => {
      try {
        return await ask();
      } catch (error) {
        if (/^(NoSuchElement|StaleElementReference)Error$/.test(error.name)) return false;
        throw error;
      }
    };
    return this.driver.wait(again, WAIT_MS, what, POLL_MS);
  }

  /** What is there and can be seen. */
  async seen(xpath) {
    const look = async () => {
      const found = await this.driver.findElement(By.xpath(xpath));
      return (await found.isDisplayed()) && found;
    };
    return this.until(look, `not seen: ${xpath}`);
  }

  heading(text) {
    return this.seen(`//h1[normalize-space()="${text}"]`);
  }

  text(text) {
    return this.seen(`//main//*[normalize-space()="${text}"]`);
  }

  /** By all it says to a screen reader. */
  button(name) {
    return this.seen(`//button[starts-with(normalize-space(), "${name}")]`);
  }

  link(name) {
    return this.seen(`//a[normalize-space()="${name}"]`);
  }

  /** A control, by the label in front of it. */
  field(label) {
    return this.seen(`//*[@id=//label[normalize-space()="${label}"]/@for]`);
  }

  cell(text) {
    return this.seen(`//td[normalize-space()="${text}"]`);
  }

  async press(...keys) {
    await this.driver.actions().sendKeys(...keys).perform();
  }

  /** A shortcut: `c` copies. */
  async shortcut(key) {
    await this.driver.actions().keyDown(COMMAND).sendKeys(key).keyUp(COMMAND).perform();
  }

  /** Clicks at a place of the window. */
  async clickAt(x, y) {
    const place = { x: Math.round(x), y: Math.round(y), origin: "viewport" };
    await this.driver.actions({ async: true }).move(place).press().release().perform();
  }

  /** Where an element is in the window. */
  box(element) {
    return this.driver.executeScript((each) => {
      const { x, y, width, height, right, bottom } = each.getBoundingClientRect();
      return { x, y, width, height, right, bottom };
    }, element);
  }

  value(element) {
    return this.driver.executeScript((each) => each.value, element);
  }

  focused() {
    return this.driver.switchTo().activeElement();
  }

  /** Waits until the focus is there. */
  async focusIs(element, what) {
    const id = await element.getId();
    await this.until(async () => (await (await this.focused()).getId()) === id, `the focus is not on ${what}`);
  }

  /** Presses Tab until the focus is there: somebody without a mouse gets that far. */
  async tabTo(element, what, most = 12) {
    const id = await element.getId();
    for (let stop = 0; stop < most; stop += 1) {
      await this.press(Key.TAB);
      if ((await (await this.focused()).getId()) === id) return;
    }
    assert.fail(`${most} times Tab, and the focus is not on ${what}`);
  }

  async valueIs(element, value) {
    await this.until(async () => (await this.value(element)) === value, `the value is not ${value}`);
  }

  async addressIs(url) {
    await this.until(async () => (await this.driver.getCurrentUrl()) === url, `not at ${url}`);
  }

  async notSeen(xpath) {
    const gone = async () => (await this.driver.findElements(By.xpath(xpath))).length === 0;
    await this.until(gone, `still there: ${xpath}`);
  }

  async dialogIs(open) {
    await (open ? this.seen("//dialog") : this.notSeen("//dialog"));
  }
}
