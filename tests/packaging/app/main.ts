// A program in TypeScript. The lines that have to be refused say so: types that were not found would be `any`.
import { checkCreate, type Config, type Report } from "dialin-config";
import { DialinClient } from "dialin-config/client";
import { isValidE164 } from "dialin-config/phone";
import { answers } from "./answers.js";

declare const process: { argv: string[] };
declare const console: { log(text: string): void };

const report: Report<Config> = checkCreate({});
if (report.ok) {
  const type: "pin_dialin" | "pinless_dialin" = report.value.type;
  console.log(type);
}
// @ts-expect-error: no rule has that code
if (report.issues[0]?.code === "no-such-rule") console.log("a code");
// @ts-expect-error: the base URL is missing
if (process.argv.length > 9) new DialinClient({});
// @ts-expect-error: a boolean
isValidE164("+442071838750").length;

answers(String(process.argv[2])).then((all) => console.log(JSON.stringify(all)));
