// Compiled, never run: what TypeScript has to know, and what it has to refuse.
import {
  type FactReport,
  type FileFormat,
  type Issue,
  type IssueParams,
  type PhoneFacts,
  type Report,
  type RuleCode,
  buildDialString,
  checkCreate,
  checkDomainProperties,
  checkLines,
  checkRoomDialin,
  checkSet,
  checkStored,
  checkUpdate,
  dialStringTexts,
  fieldTable,
  inspectHoldMusic,
  isValidE164,
  parseDialString,
  parsePhoneNumber,
  readDialinCode,
  ruleTable,
  signWebhook,
  verifyWebhook,
  versions,
} from "dialin-config";
import {
  DialinApiError,
  DialinClient,
  DialinMoveError,
  DialinNetworkError,
  DialinTimeoutError,
  DialinUpdateError,
} from "dialin-config/client";
import * as phone from "dialin-config/phone";
import { init } from "dialin-config/slim";

const report = checkCreate({ type: "pin_dialin" }, { purchasedNumbers: ["+12095038039"], configs: [{ id: "a" }] });
// What is stored: as literals, as the client returns it, and as an interface of one's own.
interface Row {
  id: string;
  config: { phone_number: string };
}
declare const rows: Row[];
declare const maybe: string[] | undefined;
checkCreate({}, { configs: rows, purchasedNumbers: maybe });
checkCreate({}, { configs: [{ id: "a", type: "pin_dialin", config: { phone_number: "+12095038039" }, created_at: 1 }] });
checkCreate({}, { configs: [{ type: "pin_dialin", phone_number: "+12095038039" }] });
// @ts-expect-error a list of numbers is none of configs
checkCreate({}, { configs: ["+12095038039"] });

const stored = checkStored({});
if (stored.ok) {
  // A file may leave the id out, and a server may have stored a message without its text.
  stored.value.id satisfies string | undefined;
  stored.value.config.ivr_greeting?.message satisfies string | null | undefined;
  checkCreate({}, { configs: [stored.value] });
}
const domain = checkDomainProperties({});
if (domain.ok) domain.value.map((config) => config.type) satisfies ("pin_dialin" | "pinless_dialin")[];

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

// `code` tells which params there are, and what they can be.
if (issue?.code === "phone-number-not-e164") {
  issue.params.reason satisfies "missing-plus" | "too-long" | (string & {});
  issue.params.position satisfies number | undefined;
  // @ts-expect-error no such reason
  issue.params.reason === "missing_plus";
  // @ts-expect-error a param of another code
  issue.params.validity;
}
if (issue?.code === "hold-music-not-mp3") issue.params.format satisfies Exclude<FileFormat, "mp3">;
if (issue?.code === "signature-mismatch") issue.params.mistake satisfies IssueParams["signature-mismatch"]["mistake"];
// @ts-expect-error which params there are is not known before the code is
issue?.params.reason;
const tooLong: Issue<"hold-music-too-long"> | undefined = report.issues.find(
  (each): each is Issue<"hold-music-too-long"> => each.code === "hold-music-too-long",
);
tooLong?.params.recorded_ms satisfies number | undefined;
tooLong?.help satisfies string | undefined;

// @ts-expect-error an update has to say the type of the stored config
checkUpdate({});
// @ts-expect-error a misspelt option
checkStored({}, { allowPrivateHost: true });
// @ts-expect-error text, not a list of objects
checkLines([{}]);

checkUpdate({ name_prefix: null }, { type: "pin_dialin" });
checkSet([]) satisfies Report<{ id?: string }[]>;
checkLines("{}").reports.map(({ line }) => line.toFixed());
fieldTable().filter((field) => field.appliesTo.pin_dialin !== "never");
fieldTable().map((field) => field.shape satisfies "type" | "message" | (string & {}));
ruleTable().map((rule) => rule.severities.includes("error"));
ruleTable().filter((rule) => rule.family === "hold-music" && rule.operations.includes("music"));
versions().numbering satisfies string;
isValidE164(5) satisfies boolean;

const facts: FactReport<PhoneFacts> = parsePhoneNumber("+12095038039");
// `value` is there whatever `ok` says.
facts.value.e164 satisfies string | null;
if (facts.value.kind === "toll-free" && facts.value.validity === "valid") facts.issues.map((each) => each.suggestion);
// @ts-expect-error no kind is called that
facts.value.kind === "toll_free";
// @ts-expect-error text, not a number
parsePhoneNumber(12095038039);
phone.parsePhoneNumber("+12095038039") satisfies typeof facts;
phone.versions().numbering satisfies string;
// @ts-expect-error numbers alone
phone.checkCreate({});

const dialString = buildDialString({ phoneNumber: "+12095038039", pin: "12345678987", pauses: 3 });
if (dialString.ok) dialString.value.telUri satisfies string;
const texts = dialStringTexts({ phoneNumber: "+12095038039", pin: readDialinCode({}) ?? "1", greeting: null });
if (texts.ok) texts.value.icsDescription satisfies string;
// A greeting as configs have it, stored ones too.
if (stored.ok) {
  buildDialString({ phoneNumber: "+12095038039", pin: "1", greeting: stored.value.config.ivr_greeting });
  buildDialString({ phoneNumber: "+12095038039", pin: "1", greeting: stored.value.config.ivr_greeting?.message });
}
// @ts-expect-error without a PIN it is a number
buildDialString({ phoneNumber: "+12095038039" });
parseDialString("+12095038039,,1#").value.terminator satisfies "#" | null;

const secret = "c2VjcmV0";
signWebhook({ secret, timestamp: "1742353314", body: new Uint8Array() }) satisfies string;
const headers = new Headers();
const verified = verifyWebhook({
  secret,
  signature: headers.get("x-pinless-signature"),
  timestamp: headers.get("x-pinless-timestamp"),
  body: "",
  now: Date.now() / 1000,
});
if (verified.ok) verified.value.timestamp satisfies number;
// @ts-expect-error an object is no raw body
signWebhook({ secret, timestamp: "1742353314", body: { To: "+12095038039" } });
// @ts-expect-error there is no clock in here: `now` has to be given
verifyWebhook({ secret, signature: "x", timestamp: "1742353314", body: "" });

const music = inspectHoldMusic(new ArrayBuffer(2));
music.value.durationMs satisfies number | null;
if (music.value.format === "mp3" && music.value.layer === 3) music.value.bitRateMode satisfies "cbr" | "vbr" | null;
// @ts-expect-error a URL is no file
inspectHoldMusic("https://example.org/hold.mp3");

const room = checkRoomDialin({}, { operation: "create", now: Date.now() / 1000 });
if (room.ok) room.value.properties.dialin?.room_numbers?.map((each) => each.phone_number) satisfies string[] | undefined;
// @ts-expect-error there is no clock in here: `now` has to be given
checkRoomDialin({}, { operation: "update" });
// @ts-expect-error no such operation
checkRoomDialin({}, { operation: "delete", now: 0 });

init(new Uint8Array());

const client = new DialinClient({ baseUrl: "http://127.0.0.1:8787", token: "t" });
try {
  const { data, total_count: total } = await client.list({ type: "pin_dialin", phone_numbers: ["+1209"] });
  data.map((stored) => stored.config.sip_uri) satisfies (string | null | undefined)[];
  total satisfies number | undefined;
  await client.list({}, { onProgress: async ({ type }) => void type });
  // @ts-expect-error no such parameter
  await client.list({ page: 2 });
  for await (const { id, config } of client.listAll({ limit: 100 })) [id, config.phone_number] satisfies unknown[];
  const { signal } = new AbortController();
  const moved = await client.move("a", { type: "pin_dialin", hmac: null }, { signal, check: { allowPrivateHosts: true } });
  moved.issues satisfies Issue[];
  (await client.undoMove(moved.journal)).config.id satisfies string;
  // @ts-expect-error a move has to say where to
  await client.move("a", { name_prefix: "x" });
  const purchased = (await client.purchasedNumbers()).flatMap(({ number }) => number ?? []);
  checkCreate({}, { purchasedNumbers: purchased });
  new DialinClient({ baseUrl: "/v1", serverMerges: true, retries: 0, timeout: Infinity, fetch, headers: { a: "b" } });
  await client.get("a", {
    onProgress(progress) {
      if (progress.type === "wait") progress.error satisfies Error;
      else if (progress.type === "move") progress.journal satisfies string;
      else progress.count satisfies number;
    },
  });
  // @ts-expect-error a signal is for one call
  new DialinClient({ baseUrl: "/v1", signal });
} catch (error) {
  if (error instanceof DialinApiError) error.issues satisfies Issue[];
  if (error instanceof DialinTimeoutError) error satisfies DialinNetworkError;
  if (error instanceof DialinUpdateError) error.fields satisfies string[];
  if (error instanceof DialinMoveError && error.journal !== undefined) await client.resumeMove(error.journal);
}
