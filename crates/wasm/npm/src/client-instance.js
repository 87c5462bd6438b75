/**
 * The client's WebAssembly instance: made at the first call, made anew after it broke. Other than the checks', it goes
 * through the glue that wasm-bindgen generates: it works with promises and `fetch`.
 *
 * @param {{initSync(options: {module: WebAssembly.Module}): unknown, __wbg_reset_state(): void}} glue the module
 *   wasm-bindgen generated
 * @param {() => WebAssembly.Module} compile called once
 * @returns {<T>(action: () => T) => T} runs an action that calls into the instance
 */
export function makeClientInstance(glue, compile) {
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
