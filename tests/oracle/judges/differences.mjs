// Where a judge may differ from core: only where a named difference says so, and each of these has to be seen.

import assert from "node:assert/strict";

/** How many unexplained differences are shown. */
const SHOWN = 20;

export class Differences {
  #known;
  #seen = new Map();
  #unexplained = [];
  #compared = 0;

  /** `known`: `[{name, reason, explains({what, fact, ours, theirs, readAs})}]`. */
  constructor(known) {
    this.#known = known;
  }

  /** Compares one answer. `what` says which; `readAs` is what the judge took the number for. */
  compare(what, fact, ours, theirs, readAs) {
    this.#compared += 1;
    if (ours === theirs) return;
    const difference = this.#known.find(({ explains }) => explains({ what, fact, ours, theirs, readAs }));
    if (difference) {
      this.#seen.set(difference.name, (this.#seen.get(difference.name) ?? 0) + 1);
    } else {
      this.#unexplained.push(`${fact.number}: ${what} is ${ours} for core, ${theirs} for the judge`);
    }
  }

  /** Fails on what no named difference explains, and on named ones that are gone: they have to leave the list. */
  finish() {
    const count = this.#unexplained.length;
    assert.equal(count, 0, `${count} differences, such as\n${this.#unexplained.slice(0, SHOWN).join("\n")}`);
    const gone = this.#known.filter(({ name }) => !this.#seen.has(name)).map(({ name }) => name);
    assert.deepEqual(gone, [], "differences that are known, but were not seen");
    const seen = this.#known.map(({ name }) => `${name}: ${this.#seen.get(name)}`);
    return `${this.#compared} comparisons; ${seen.join(", ")}`;
  }
}
