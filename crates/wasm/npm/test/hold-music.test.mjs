// What the inspection of hold music takes, and that its memory stays as it is; what it finds is in the shared cases.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";
import { checkCreate, inspectHoldMusic } from "dialin-config";
import { makeHoldMusic } from "../src/hold-music.js";
import { makeInstance } from "../src/instance.js";
import { writePart } from "../src/write-part.js";

const PIECE = 2 ** 16;

/** A frame of 417 bytes: MPEG-1, Layer III, 128 kbit/s, 44.1 kHz. 1152 samples. */
const frame = new Uint8Array(417);
frame.set([0xff, 0xfb, 0x90, 0x64]);

function frames(count) {
  const bytes = new Uint8Array(count * frame.length);
  for (let index = 0; index < count; index += 1) bytes.set(frame, index * frame.length);
  return bytes;
}

const recording = frames(1000);
const facts = { frames: 1000, samples: 1_152_000, durationMs: 26_122, audioBytes: 417_000, junkBytes: 0, truncated: false };

function assertFacts(report, expected = facts) {
  for (const [name, value] of Object.entries(expected)) assert.equal(report.value[name], value, name);
}

test("bytes come as a view, a part of one, a Buffer, an ArrayBuffer, or from another realm", () => {
  const longer = new Uint8Array(recording.length + 20).fill(1);
  longer.set(recording, 7);
  const elsewhere = vm.runInNewContext("new Uint8Array(417000)");
  elsewhere.set(recording);
  for (const bytes of [
    recording,
    longer.subarray(7, 7 + recording.length),
    Buffer.from(recording),
    recording.buffer,
    elsewhere,
    elsewhere.buffer,
  ]) {
    assertFacts(inspectHoldMusic(bytes));
  }
});

test("where the pieces are cut changes nothing", () => {
  for (const length of [0, 1, 416, 417, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 1, 3 * PIECE - 1]) {
    const { value } = inspectHoldMusic(recording.subarray(0, length));
    assert.equal(value.frames ?? 0, Math.floor(length / frame.length), String(length));
    assert.equal(value.audioBytes + value.junkBytes + value.tagBytes, length);
    assert.equal(value.format, length === 0 ? "empty" : length < 417 ? "unknown" : "mp3");
  }
});

test("one file leaves nothing behind for the next", () => {
  const first = inspectHoldMusic(recording);
  inspectHoldMusic(recording.subarray(0, PIECE + 200));
  assert.deepEqual(inspectHoldMusic(recording), first);
  // An instance that breaks between two pieces is replaced, and what it had seen is gone.
  const wasm = readFileSync(new URL("../dist/dialin_checks_bg.wasm", import.meta.url));
  const instance = makeInstance(() => new WebAssembly.Module(wasm), writePart);
  instance.ask("pushHoldMusic", [recording.subarray(0, PIECE)]);
  assert.throws(() => instance.ask("reserve", [], 0xffff_ffff), /internal error/);
  assert.deepEqual(makeHoldMusic(instance).inspectHoldMusic(recording), first);
});

test("memory stays flat, whatever the file", () => {
  const memories = [];
  const { Instance } = WebAssembly;
  const wasm = readFileSync(new URL("../dist/dialin_checks_bg.wasm", import.meta.url));
  const { inspectHoldMusic: inspect } = makeHoldMusic(makeInstance(() => new WebAssembly.Module(wasm), writePart));
  WebAssembly.Instance = class extends Instance {
    constructor(...module) {
      super(...module);
      memories.push(this.exports.memory);
    }
  };
  try {
    inspect(recording.subarray(0, 2 * PIECE));
  } finally {
    WebAssembly.Instance = Instance;
  }
  const [memory] = memories;
  const before = memory.buffer.byteLength;
  const megabytes = 10 * 2 ** 20;
  const falseSyncs = new Uint8Array(megabytes).fill(0xfb);
  for (let index = 0; index < megabytes; index += 2) falseSyncs[index] = 0xff;
  const tag = new Uint8Array(megabytes);
  tag.set([0x49, 0x44, 0x33, 4, 0, 0, 0x7f, 0x7f, 0x7f, 0x7f]);
  for (const file of [frames(25_000), new Uint8Array(megabytes).fill(0xff), falseSyncs, tag]) {
    for (let round = 0; round < 3; round += 1) {
      const { value } = inspect(file);
      assert.equal(value.audioBytes + value.junkBytes + value.tagBytes, file.length);
    }
    // What a search sees at once, twice; a page of WebAssembly's memory is 64 KB.
    assert.ok(memory.buffer.byteLength - before <= 2 * PIECE, `${memory.buffer.byteLength - before} bytes more`);
  }
  assert.equal(memories.length, 1);
});

test("what is no bytes is a TypeError", () => {
  const need = "the file must be a Uint8Array or an ArrayBuffer, not";
  const detached = new Uint8Array(recording);
  const shrunk = new ArrayBuffer(8, { maxByteLength: 8 });
  const outside = new Uint8Array(shrunk, 4, 4);
  shrunk.resize(2);
  structuredClone(detached.buffer, { transfer: [detached.buffer] });
  for (const [value, found] of [
    [undefined, "undefined"],
    [null, "null"],
    ["ID3", "a value of type string"],
    [[0xff, 0xfb], "an array"],
    [new Uint16Array(2), "an object of type Uint16Array"],
    [new DataView(recording.buffer), "an object of type DataView"],
    [new Proxy(recording, {}), "an object"],
    [detached, "one whose bytes were transferred away"],
    [detached.buffer, "one whose bytes were transferred away"],
    [new Proxy(recording.buffer, {}), "one whose bytes were transferred away"],
    [{ [Symbol.toStringTag]: "ArrayBuffer" }, "one whose bytes were transferred away"],
  ]) {
    assert.throws(() => inspectHoldMusic(value), { name: "TypeError", message: `${need} ${found}` });
  }
  assert.equal(inspectHoldMusic(outside).value.format, "empty");
  const good = { type: "pin_dialin", phone_number: "+12095038039" };
  assert.deepEqual(checkCreate(good), { ok: true, issues: [], value: good });
});
