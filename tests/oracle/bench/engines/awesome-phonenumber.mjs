import { parsePhoneNumber } from "awesome-phonenumber";

export function isValid(text) {
  const number = parsePhoneNumber(text);
  return number.valid && number.number.e164 === text;
}

export function kindAndRegion(text) {
  const number = parsePhoneNumber(text);
  return number.valid ? { kind: number.type, region: number.regionCode } : {};
}
