import { writeJson } from "./json-bytes.js";

/**
 * Writes what goes into the instance's buffer and is no text: bytes as they are, a plain copy as JSON text.
 *
 * @param {Uint8Array | {json: unknown}} part
 * @param {Uint8Array} target
 * @returns {number | string} how many bytes it took; `~` how much room it needs when there is too little; or the text to
 *   write instead
 */
export function writePart(part, target) {
  if (part instanceof Uint8Array) {
    if (part.length >= target.length) return ~part.length;
    target.set(part);
    return part.length;
  }
  const bytes = writeJson(part.json, target);
  return bytes < 0 ? JSON.stringify(part.json) : bytes;
}
