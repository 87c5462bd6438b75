/** The life of a WebAssembly instance: made at the first call, made anew after it broke. */

/**
 * @param {{initSync(options: {module: WebAssembly.Module}): unknown, __wbg_reset_state(): void}} glue the module
 *   wasm-bindgen generated
 * @param {() => WebAssembly.Module} compile called once
 * @returns {<T>(action: () => T) => T} runs an action that calls into the instance
 */
export function makeInstance(glue, compile) {
  let made = false;
  let broken = false;
  return (action) => {
    if (!made) {
      glue.initSync({ module: compile() });
      made = true;
    } else if (broken) {
      glue.__wbg_reset_state();
      broken = false;
    }
    try {
      return action();
    } catch (error) {
      // A TypeError is a refusal the instance made itself. Anything else (a WebAssembly.RuntimeError, a RangeError of
      // an exhausted stack, a panic) cut Rust off half-way: what it was changing stays half-changed, so start anew.
      broken = !(error instanceof TypeError);
      throw error;
    }
  };
}

/**
 * The bytes of a module that is inlined as base64 text.
 *
 * @param {string} base64
 */
export function decode(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
  return bytes;
}
