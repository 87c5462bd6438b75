import parse from "libphonenumber-js/max";
import * as z from "zod";
import { linesBy } from "./lines.mjs";
import { isPublicWebUrl } from "./urls.mjs";

/** A possible number that is in no assigned range is only a warning, and zod has errors only. */
let doubtful = false;

const phoneNumber = z
  .string()
  .regex(/^\+[1-9]\d{0,14}$/, { error: "not an E.164 phone number", abort: true })
  .refine(isPossible, { error: "not a possible phone number" });
const webUrl = z.url({ protocol: /^https?$/, abort: true }).refine(isPublicWebUrl, { error: "nobody outside reaches it" });
const message = z.strictObject({ message: z.string() });

const shared = {
  name_prefix: z.string().nullish(),
  timeout_config: message.nullish(),
  id: z.unknown().optional(),
  sip_uri: z.unknown().optional(),
};

const schema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("pinless_dialin"),
    phone_number: phoneNumber.nullish(),
    room_creation_api: webUrl.nullish(),
    hold_music_url: webUrl.nullish(),
    hmac: z.base64().min(1).nullish(),
    ...shared,
  }),
  z.strictObject({
    type: z.literal("pin_dialin"),
    phone_number: phoneNumber,
    ivr_greeting: message.nullish(),
    ...shared,
  }),
]);

function isPossible(text) {
  const number = parse(text);
  if (number === undefined || number.number !== text || !number.isPossible()) return false;
  doubtful = !number.isValid();
  return true;
}

export function check(config) {
  doubtful = false;
  const { success, error, data } = schema.safeParse(config);
  return success ? { ok: true, issues: [], doubtful, value: data } : { ok: false, issues: error.issues, doubtful };
}

export const checkLines = linesBy(check);
