// What core says of the numbers, as `cargo run -p dialin-oracle -- facts FILE` wrote it.

import { createReadStream, existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const file = fileURLToPath(new URL("../../../target/oracle/facts.ndjson", import.meta.url));

/** Every number with its facts, one after the other. */
export async function* facts() {
  if (!existsSync(file)) {
    throw new Error(`${file} is missing: \`cargo xtask oracle\` writes it`);
  }
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const [number, validity, region, kind, international, withoutTrunkPrefix] = JSON.parse(line);
    yield { number, validity, region, kind, international, withoutTrunkPrefix };
  }
}
