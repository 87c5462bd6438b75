import Ajv from "ajv";
import addFormats from "ajv-formats";
import parse from "libphonenumber-js";
import { linesBy } from "./lines.mjs";
import { isPublicWebUrl } from "./urls.mjs";

const optional = (schema) => ({ ...schema, nullable: true });
const text = { type: "string" };
const phoneNumber = { type: "string", pattern: "^\\+[1-9]\\d{0,14}$", format: "phone-number" };
const webUrl = { type: "string", format: "uri", publicWebUrl: true };
const message = { type: "object", properties: { message: text }, required: ["message"], additionalProperties: false };

const shared = { name_prefix: optional(text), timeout_config: optional(message), id: {}, sip_uri: {} };

const schema = {
  type: "object",
  discriminator: { propertyName: "type" },
  required: ["type"],
  oneOf: [
    {
      properties: {
        type: { const: "pinless_dialin" },
        phone_number: optional(phoneNumber),
        room_creation_api: optional(webUrl),
        hold_music_url: optional(webUrl),
        hmac: optional({ type: "string", minLength: 1, format: "byte" }),
        ...shared,
      },
      additionalProperties: false,
    },
    {
      properties: {
        type: { const: "pin_dialin" },
        phone_number: phoneNumber,
        ivr_greeting: optional(message),
        ...shared,
      },
      required: ["phone_number"],
      additionalProperties: false,
    },
  ],
};

const ajv = new Ajv({ allErrors: true, discriminator: true });
addFormats(ajv, ["uri", "byte"]);
ajv.addFormat("phone-number", (given) => {
  const number = parse(given);
  return number !== undefined && number.number === given && number.isPossible();
});
ajv.addKeyword({ keyword: "publicWebUrl", type: "string", validate: (_, given) => isPublicWebUrl(given) });
const validate = ajv.compile(schema);

export function check(config) {
  return validate(config) ? { ok: true, issues: [], value: config } : { ok: false, issues: validate.errors };
}

export const checkLines = linesBy(check);
