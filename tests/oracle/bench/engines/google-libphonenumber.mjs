import google from "google-libphonenumber";

const util = google.PhoneNumberUtil.getInstance();
const { E164 } = google.PhoneNumberFormat;

function read(text) {
  try {
    const number = util.parse(text);
    return util.isValidNumber(number) ? number : undefined;
  } catch {
    return undefined;
  }
}

export function isValid(text) {
  const number = read(text);
  return number !== undefined && util.format(number, E164) === text;
}

export function kindAndRegion(text) {
  const number = read(text);
  return number ? { kind: util.getNumberType(number), region: util.getRegionCodeForNumber(number) } : {};
}
