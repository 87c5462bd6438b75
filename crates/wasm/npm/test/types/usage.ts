// Compiled, never run: what TypeScript has to know, and what it has to refuse.
import {
  type Issue,
  type Report,
  type RuleCode,
  checkCreate,
  checkLines,
  checkSet,
  checkStored,
  checkUpdate,
  fieldTable,
  isValidE164,
  ruleTable,
  versions,
} from "dialin-config";
import { DialinApiError, DialinClient } from "dialin-config/client";
import { init } from "dialin-config/slim";

const report = checkCreate({ type: "pin_dialin" }, { purchasedNumbers: ["+12095038039"], configs: [{ id: "a" }] });
if (report.ok) {
  // `value` is there once `ok` says so, and `type` tells the two kinds apart.
  if (report.value.type === "pin_dialin") report.value.phone_number satisfies string;
  else report.value.phone_number satisfies string | undefined;
} else {
  report.value satisfies undefined;
  // @ts-expect-error there is no value to look into
  report.value.type;
}

const issue: Issue | undefined = report.issues[0];
issue?.code satisfies RuleCode | undefined;
// @ts-expect-error no rule is called that
if (issue?.code === "phone-number-not-e146") issue.path satisfies (string | number)[];

// @ts-expect-error an update has to say the type of the stored config
checkUpdate({});
// @ts-expect-error a misspelt option
checkStored({}, { allowPrivateHost: true });
// @ts-expect-error text, not a list of objects
checkLines([{}]);

checkUpdate({ name_prefix: null }, { type: "pin_dialin" });
checkSet([]) satisfies Report<{ id: string }[]>;
checkLines("{}").reports.map(({ line }) => line.toFixed());
fieldTable().filter((field) => field.appliesTo.pin_dialin !== "never");
ruleTable().map((rule) => rule.severities.includes("error"));
versions().numbering satisfies string;
isValidE164(5) satisfies boolean;
init(new Uint8Array());

const client = new DialinClient({ baseUrl: "http://127.0.0.1:8787", token: "t" });
try {
  const { data, total_count: total } = await client.list({ type: "pin_dialin", phone_numbers: ["+1209"] });
  data.map((stored) => stored.config.sip_uri) satisfies (string | null | undefined)[];
  total satisfies number;
  // @ts-expect-error no such parameter
  await client.list({ page: 2 });
} catch (error) {
  if (error instanceof DialinApiError) error.issues satisfies Issue[];
}
