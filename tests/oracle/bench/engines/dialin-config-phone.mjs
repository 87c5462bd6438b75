export { isValidE164 as isValid } from "dialin-config/phone";
import { parsePhoneNumber } from "dialin-config/phone";

export function kindAndRegion(text) {
  const { kind, region } = parsePhoneNumber(text).value;
  return { kind, region };
}
