// What a team writes by hand beside its schema library, which has no word for it: can a server of Daily's reach this URL?

const ASCII_HOST = /^https?:\/\/[^/?#\u0080-\uffff]+(?:[/?#]|$)/i;
const PRIVATE_NAME = /^[^.]+$|\.(?:localhost|local|internal|home\.arpa|test|invalid)$/;
const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;
const PRIVATE_IPV4 = new RegExp(
  [
    /^(?:0|10|127)\.|^100\.(?:6[4-9]|[789]\d|1[01]\d|12[0-7])\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\./,
    /^192\.(?:168|0\.[02]|88\.99)\.|^198\.(?:1[89]|51\.100)\.|^203\.0\.113\.|^2(?:2[4-9]|[345]\d)\./,
  ]
    .map(({ source }) => source)
    .join("|"),
);
/** Not in 2000::/3, or for documentation. */
const PRIVATE_IPV6 = /^\[(?![23][\da-f]{3}:)|^\[2001:db8:/;

/** @param {string} text */
export function isPublicWebUrl(text) {
  if (!ASCII_HOST.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  if (protocol !== "https:" && protocol !== "http:") return false;
  if (hostname.startsWith("[")) return !PRIVATE_IPV6.test(hostname);
  return IPV4.test(hostname) ? !PRIVATE_IPV4.test(hostname) : !PRIVATE_NAME.test(hostname);
}
