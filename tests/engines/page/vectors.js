// A page that asks the package what the tests of Node.js ask it.
import { overlooked } from "../../../crates/wasm/npm/testing/surrogates.mjs";
import { asker } from "../../../crates/wasm/npm/testing/vectors.mjs";

async function read(file) {
  const response = await fetch(`vectors/${file}`);
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return response;
}

const ask = asker(await WebAssembly.compileStreaming(fetch("checks.wasm")), async (file) => {
  return new Uint8Array(await (await read(file)).arrayBuffer());
});

/** As text, which brings half of a surrogate pair through WebDriver. */
globalThis.answers = async (file) => JSON.stringify(await Promise.all((await (await read(file)).json()).map(ask)));
globalThis.overlooked = () => JSON.stringify(overlooked());
