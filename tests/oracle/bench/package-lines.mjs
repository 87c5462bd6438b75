// Writes the configs of the benchmark as lines: `node package-lines.mjs FILE`.

import { writeFileSync } from "node:fs";
import { configs } from "./configs.mjs";

const COUNT = 2000;

writeFileSync(process.argv[2], configs(COUNT).map(({ config }) => JSON.stringify(config)).join("\n"));
