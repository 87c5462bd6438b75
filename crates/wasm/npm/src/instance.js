/**
 * The WebAssembly instance behind the functions: made at the first call, made anew after it broke. Its functions take
 * and give numbers only. Texts go in through a buffer in its memory, one behind the other, and the functions are told
 * their lengths; an answer is read from where `answerPlace` says.
 */

/** The buffer is at least so long, in bytes: most configs fit. */
const LEAST = 2 ** 12;

/** And at most so long between calls. */
const MOST_KEPT = 2 ** 20;

/** Of the automaton: the state out of which nothing leads, and the one in which everything begins. */
const DEAD = 0;
const FIRST = 10;

const PLUS = 0x2b;
const ZERO = 0x30;

const EMPTY = new Uint8Array();
const NO_STEPS = new Uint16Array();

/**
 * @param {() => WebAssembly.Module} compile called once, at the first use
 * @param {typeof import("./write-part.js").writePart} [writePart] for those who ask with more than texts: phone numbers do not
 */
export function makeInstance(compile, writePart) {
  let module;
  /** What the instance exports; `undefined` when there is none, or when it broke. */
  let wasm;
  /** The automaton of the numbering plans, in the instance's memory. Empty when its place is not known. */
  let steps = NO_STEPS;
  let labels = EMPTY;
  /** The buffer. Empty when its place is not known: when it moved, or when the memory grew, which detaches every view. */
  let buffer = EMPTY;
  /** Made at the first use: an import has to work in a test's world that lacks them. */
  let encoder;
  let decoder;

  function start() {
    encoder ??= new TextEncoder();
    // A byte order mark is part of the text.
    decoder ??= new TextDecoder("utf-8", { ignoreBOM: true });
    module ??= compile();
    buffer = EMPTY;
    steps = NO_STEPS;
    wasm = new WebAssembly.Instance(module).exports;
  }

  function findAutomaton() {
    if (wasm === undefined) start();
    try {
      // The first call unpacks it.
      const place = wasm.automatonPlace() >>> 0;
      const labelPlace = wasm.labelPlace() >>> 0;
      labels = new Uint8Array(wasm.memory.buffer, labelPlace);
      // Last: where there are steps, they are walked.
      steps = new Uint16Array(wasm.memory.buffer, place);
    } catch (error) {
      // Before anything is called: the stack may be exhausted.
      wasm = undefined;
      throw explained(error);
    }
  }

  /** Makes the buffer longer than `bytes`, keeping what is in it. */
  function reserve(bytes) {
    const room = Math.max(LEAST, bytes + 1);
    const place = wasm.reserve(room) >>> 0;
    buffer = new Uint8Array(wasm.memory.buffer, place, room);
  }

  /** The buffer behind `offset` bytes. A view that was taken away is empty, and nothing can be made of it. */
  function behind(offset) {
    if (offset === 0) return buffer;
    return offset < buffer.length ? buffer.subarray(offset) : EMPTY;
  }

  /** Writes text as UTF-8, `offset` bytes in, and answers how many bytes it took. */
  function putText(text, offset) {
    const { length } = text;
    if (buffer.length <= offset + length) reserve(offset + length);
    // Mostly there are no options, and TextEncoder takes its time for nothing as well.
    if (length === 0) return 0;
    // One byte for each UTF-16 unit is enough for ASCII, which is nearly everything; no unit needs more than three.
    const first = encoder.encodeInto(text, behind(offset));
    if (first.read === length) return first.written;
    const rest = text.slice(first.read);
    const end = offset + first.written;
    reserve(end + 3 * rest.length);
    return first.written + encoder.encodeInto(rest, behind(end)).written;
  }

  function put(part, offset) {
    if (typeof part === "string") return putText(part, offset);
    let written = writePart(part, behind(offset));
    if (typeof written === "string") return putText(written, offset);
    if (written < 0) {
      reserve(offset + ~written);
      written = writePart(part, behind(offset));
    }
    return written;
  }

  /** One long text is no reason to keep its memory. */
  function release() {
    wasm.release();
    buffer = EMPTY;
  }

  /** What a trap says is of no use to a caller, and may quote the input. */
  function explained(error) {
    if (!(error instanceof WebAssembly.RuntimeError)) return error;
    return new Error("dialin-config: internal error; please report it", { cause: error });
  }

  return {
    /**
     * What a function answers.
     *
     * @param {string} name of the function
     * @param {(string | Uint8Array | {json: unknown} | undefined)[]} parts what goes into the buffer, a plain copy as JSON
     *   text; for `undefined` the length is -1
     * @param {...number} numbers what the function takes besides
     * @returns {string}
     * @throws {TypeError} the function refused the parts
     */
    ask(name, parts, ...numbers) {
      if (wasm === undefined) start();
      let length;
      let text;
      try {
        let end = 0;
        const lengths = parts.map((part) => {
          if (part === undefined) return -1;
          const bytes = put(part, end);
          end += bytes;
          return bytes;
        });
        length = wasm[name](...lengths, ...numbers);
        const bytes = length < 0 ? ~length : length;
        text = decoder.decode(new Uint8Array(wasm.memory.buffer, wasm.answerPlace() >>> 0, bytes));
        if (buffer.length > MOST_KEPT || bytes > MOST_KEPT) release();
      } catch (error) {
        // Whatever is thrown inside (a trap, a RangeError of an exhausted stack) cut Rust off half-way: what it was changing stays
        // half-changed, so the next call starts anew. Nothing is called before that is noted: the stack has no room for it.
        wasm = undefined;
        throw explained(error);
      }
      if (length < 0) throw new TypeError(text);
      return text;
    },

    /**
     * Asked more often than anything else, so it walks the automaton of the numbering plans itself: a call into the instance
     * takes as long. The tables say what is a number; here they are only followed (`Automaton` of dialin-core says how).
     *
     * @param {unknown} text
     * @returns {boolean} false for what is no string
     */
    isValidE164(text) {
      if (typeof text !== "string" || text.charCodeAt(0) !== PLUS) return false;
      // Also when the memory has grown, which takes every view away.
      if (steps.length === 0) findAutomaton();
      let state = FIRST;
      const { length } = text;
      for (let index = 1; index < length; index += 1) {
        const digit = text.charCodeAt(index) - ZERO;
        if (digit >>> 0 > 9) return false;
        state = steps[state + digit];
        if (state === DEAD) return false;
      }
      return labels[(state / 10) | 0] !== 0;
    },
  };
}
