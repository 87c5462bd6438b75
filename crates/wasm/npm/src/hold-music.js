import { readBytes } from "./arguments.js";

/** So many bytes go in at once: the memory of the instance stays as small as for one config. */
const PIECE = 2 ** 16;

/** The inspection of hold music over an instance. */
export function makeHoldMusic(instance) {
  return {
    inspectHoldMusic(bytes) {
      const file = readBytes(bytes, "the file must be a Uint8Array or an ArrayBuffer");
      let start = 0;
      while (file.length - start > PIECE) {
        instance.ask("pushHoldMusic", [file.subarray(start, start + PIECE)]);
        start += PIECE;
      }
      return JSON.parse(instance.ask("inspectHoldMusic", [file.subarray(start)]));
    },
  };
}
