export { isValidE164 as isValid } from "dialin-config";
import { parsePhoneNumber } from "dialin-config";

export function kindAndRegion(text) {
  const { kind, region } = parsePhoneNumber(text).value;
  return { kind, region };
}
