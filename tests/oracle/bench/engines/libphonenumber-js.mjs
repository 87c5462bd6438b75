import parse from "libphonenumber-js/max";

export function isValid(text) {
  const number = parse(text);
  return number !== undefined && number.number === text && number.isValid();
}

export function kindAndRegion(text) {
  const number = parse(text);
  return number?.isValid() ? { kind: number.getType(), region: number.country ?? "001" } : {};
}
