/**
 * The WebAssembly instance behind the functions: made at the first call, made anew after it broke. Its functions take
 * and give numbers only. Texts go in through a buffer in its memory, one behind the other, and the functions are told
 * their lengths; an answer is read from where `answerPlace` says.
 */

/** The buffer is at least so long, in bytes: most configs fit. */
const LEAST = 2 ** 12;

/** And at most so long between calls. */
const MOST_KEPT = 2 ** 20;

/** Up to so many characters, a loop is quicker than TextEncoder. */
const FEW = 32;

/** As long as the longest phone number. */
const SHORT = 16;

const EMPTY = new Uint8Array();
const encoder = new TextEncoder();
// A byte order mark is part of the text.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Up to four characters as the bytes of one number, the first in its lowest byte; -1 where one is not ASCII. */
function fourOf(text, start, length) {
  const end = Math.min(start + 4, length);
  let word = 0;
  for (let index = start; index < end; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) return -1;
    word |= unit << (8 * (index - start));
  }
  return word;
}

/** @param {() => WebAssembly.Module} compile called once, at the first use */
export function makeInstance(compile) {
  let module;
  /** What the instance exports; `undefined` when there is none, or when it broke. */
  let wasm;
  /** The buffer. Empty when its place is not known: when it moved, or when the memory grew, which detaches every view. */
  let buffer = EMPTY;

  function start() {
    module ??= compile();
    wasm = new WebAssembly.Instance(module).exports;
    buffer = EMPTY;
  }

  /** Makes the buffer longer than `bytes`, keeping what is in it. */
  function reserve(bytes) {
    const room = Math.max(LEAST, bytes + 1);
    const place = wasm.reserve(room) >>> 0;
    buffer = new Uint8Array(wasm.memory.buffer, place, room);
  }

  /** Writes text as UTF-8, `offset` bytes in, and answers how many bytes it took. */
  function putText(text, offset) {
    const { length } = text;
    if (buffer.length <= offset + length) reserve(offset + length);
    if (length <= FEW) {
      let index = 0;
      while (index < length) {
        const unit = text.charCodeAt(index);
        if (unit > 0x7f) break;
        buffer[offset + index] = unit;
        index += 1;
      }
      if (index === length) return length;
    }
    // One byte for each UTF-16 unit is enough for ASCII, which is nearly everything; no unit needs more than three.
    const first = encoder.encodeInto(text, buffer.subarray(offset));
    if (first.read === length) return first.written;
    const rest = text.slice(first.read);
    const end = offset + first.written;
    reserve(end + 3 * rest.length);
    return first.written + encoder.encodeInto(rest, buffer.subarray(end)).written;
  }

  function putBytes(bytes, offset) {
    if (buffer.length <= offset + bytes.length) reserve(offset + bytes.length);
    buffer.set(bytes, offset);
    return bytes.length;
  }

  /** One long text is no reason to keep its memory. */
  function release() {
    wasm.release();
    buffer = EMPTY;
  }

  /**
   * Whatever is thrown inside (a trap, a RangeError of an exhausted stack) cut Rust off half-way: what it was changing
   * stays half-changed, so the next call starts anew.
   */
  function broken(error) {
    wasm = undefined;
    if (!(error instanceof WebAssembly.RuntimeError)) return error;
    return new Error("dialin-config: internal error; please report it", { cause: error });
  }

  return {
    /**
     * What a function answers.
     *
     * @param {string} name of the function
     * @param {(string | Uint8Array | undefined)[]} parts what goes into the buffer; for `undefined` the length is -1
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
          const bytes = typeof part === "string" ? putText(part, end) : putBytes(part, end);
          end += bytes;
          return bytes;
        });
        length = wasm[name](...lengths, ...numbers);
        const bytes = length < 0 ? ~length : length;
        text = decoder.decode(new Uint8Array(wasm.memory.buffer, wasm.answerPlace() >>> 0, bytes));
        if (buffer.length > MOST_KEPT || bytes > MOST_KEPT) release();
      } catch (error) {
        throw broken(error);
      }
      if (length < 0) throw new TypeError(text);
      return text;
    },

    /**
     * Asked more often than anything else, so it takes the shortest way: no array, no closure, no encoder.
     *
     * @param {string} text
     */
    isValidE164(text) {
      if (wasm === undefined) start();
      try {
        const { length } = text;
        if (length <= SHORT) {
          const first = fourOf(text, 0, length);
          const second = fourOf(text, 4, length);
          const third = fourOf(text, 8, length);
          const fourth = fourOf(text, 12, length);
          // A negative one makes all of it negative.
          if ((first | second | third | fourth) >= 0) {
            return wasm.isValidShort(first, second, third, fourth, length) !== 0;
          }
        }
        const answer = wasm.isValidE164(putText(text, 0)) !== 0;
        if (buffer.length > MOST_KEPT) release();
        return answer;
      } catch (error) {
        throw broken(error);
      }
    },
  };
}
