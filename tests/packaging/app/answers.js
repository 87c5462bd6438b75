// What every project here does with the package: a call of each entry, and its answer. support/expected.mjs has them.
import { checkCreate, createConfigSchema, isValidE164 } from "dialin-config";
import { DialinApiError, DialinClient } from "dialin-config/client";
import * as phone from "dialin-config/phone";

/**
 * @param {string} baseUrl where support/server.mjs answers as the API
 */
export async function answers(baseUrl) {
  const refused = checkCreate({ type: "pin_dialin", phone_number: "+1 209 503 8039" });
  const client = new DialinClient({ baseUrl, retries: 0 });
  const missing = await client.get("2c1a0ff9-ff1b-4cd0-9d8b-0a5a5d7f9f37").catch((error) => error);
  return {
    good: checkCreate({ type: "pin_dialin", phone_number: "+12095038039" }),
    refused: refused.issues.map(({ code, path, suggestion }) => ({ code, path, suggestion })),
    vendor: createConfigSchema["~standard"].vendor,
    valid: [isValidE164("+442071838750"), isValidE164("+4420718387")],
    phone: [phone.isValidE164("+442071838750"), phone.isValidE164("+4420718387")],
    region: phone.parsePhoneNumber("+442071838750").value?.region,
    // Over the global fetch, as nothing else is given.
    page: await client.list(),
    missing: missing instanceof DialinApiError ? missing.status : String(missing),
  };
}
