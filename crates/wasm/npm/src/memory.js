const encoder = new TextEncoder();

/**
 * The buffer in wasm's memory that JavaScript writes into.
 *
 * @param {{reserve(bytes: number): number, initSync(): {memory: WebAssembly.Memory}}} glue the module wasm-bindgen
 *   generated
 */
export function makeMemory(glue) {
  /** `room` bytes of the buffer, behind the first `offset`. */
  const view = (offset, room) => {
    const start = glue.reserve(offset + room) + offset;
    // `reserve` may have grown the memory, which detaches every view of it: so the view is made after it.
    return new Uint8Array(glue.initSync().memory.buffer, start, room);
  };

  return {
    /**
     * Writes text as UTF-8, `offset` bytes in.
     *
     * @param {string} text
     * @param {number} offset
     * @returns {number} how many bytes it took
     */
    putText(text, offset) {
      // One byte for each UTF-16 unit is enough for ASCII, which is nearly everything; no unit needs more than three.
      const first = encoder.encodeInto(text, view(offset, text.length));
      if (first.read === text.length) return first.written;
      const rest = text.slice(first.read);
      const second = encoder.encodeInto(rest, view(offset + first.written, 3 * rest.length));
      return first.written + second.written;
    },

    /**
     * Writes bytes as they are, `offset` bytes in.
     *
     * @param {Uint8Array} bytes
     * @param {number} offset
     * @returns {number} how many bytes it took
     */
    putBytes(bytes, offset) {
      view(offset, bytes.length).set(bytes);
      return bytes.length;
    },
  };
}
