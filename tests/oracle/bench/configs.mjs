// Configs to create, always the same ones: three quarters of them good, each of the others with one mistake.

import { getCountries, getExampleNumber, parsePhoneNumberFromString } from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";

const WORDS = ["front", "desk", "sales", "support", "clinic", "north", "studio", "night", "billing", "line"];

const URL_FIELDS = ["room_creation_api", "hold_music_url"];

/** Each answers a config that is refused, made of a good one. */
const MISTAKES = {
  "no plus": (config) => ({ ...config, phone_number: "12095038039" }),
  separators: (config) => ({ ...config, phone_number: "+1 (209) 503-8039" }),
  "a digit short": (config) => ({ ...config, phone_number: "+1209503803" }),
  "no such calling code": (config) => ({ ...config, phone_number: "+99912345678" }),
  "a number as a number": (config) => ({ ...config, phone_number: 12095038039 }),
  "no type": ({ type, ...rest }) => rest,
  "another type": (config) => ({ ...config, type: config.type.replace("dialin", "dial_in") }),
  "no number": ({ type, phone_number, ...rest }) => ({ type: "pin_dialin", ...without(rest, ["hmac", ...URL_FIELDS]) }),
  "a field of the other type": (config) =>
    config.type === "pin_dialin" ? { ...config, hmac: SECRET } : { ...config, ivr_greeting: { message: "Welcome." } },
  "a typing error": ({ phone_number, ...rest }) => ({ ...rest, phone_numbr: phone_number ?? "+12095038039" }),
  "a text as the message": (config) => ({ ...config, timeout_config: "Nobody is here." }),
  "one inside the other": ({ type, ...config }) => ({ type, config }),
  "a relative URL": (config) => pinless(config, { room_creation_api: "/hooks/daily" }),
  "localhost": (config) => pinless(config, { room_creation_api: "http://localhost:3000/hooks/daily" }),
  "a private address": (config) => pinless(config, { room_creation_api: "https://192.168.1.20/hooks/daily" }),
  "another scheme": (config) => pinless(config, { hold_music_url: "ftp://cdn.example.com/music.mp3" }),
  "a URL-safe secret": (config) => pinless(config, { hmac: `-_${SECRET.slice(2)}` }),
};

const SECRET = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=";

function without(config, fields) {
  return Object.fromEntries(Object.entries(config).filter(([field]) => !fields.includes(field)));
}

function pinless({ ivr_greeting, ...config }, changes) {
  return { ...config, type: "pinless_dialin", ...changes };
}

/**
 * @param {number} count
 * @returns {{ config: object, good: boolean, mistake?: string }[]}
 */
export function configs(count, seed = 5) {
  const random = generator(seed);
  const mistakes = Object.entries(MISTAKES);
  return Array.from({ length: count }, (_, index) => {
    const config = random() < 0.65 ? goodPinless(random) : goodPin(random);
    if (index % 4 !== 3) return { config, good: true };
    const [mistake, make] = pick(random, mistakes);
    return { config: make(config), good: false, mistake };
  });
}

function goodPinless(random) {
  const host = `${pick(random, WORDS)}-${pick(random, WORDS)}.example.com`;
  return {
    type: "pinless_dialin",
    ...sometimes(random, 0.85, () => ({ phone_number: phoneNumber(random) })),
    ...sometimes(random, 0.6, () => ({ name_prefix: name(random) })),
    ...sometimes(random, 0.6, () => ({ hmac: secret(random) })),
    ...sometimes(random, 0.95, () => ({ room_creation_api: `https://${host}/hooks/daily/${below(random, 1000)}` })),
    ...sometimes(random, 0.5, () => ({ hold_music_url: `https://cdn.example.com/music/${pick(random, WORDS)}.mp3` })),
    ...sometimes(random, 0.5, () => ({ timeout_config: { message: sentence(random, "Nobody is free just now") } })),
  };
}

function goodPin(random) {
  return {
    type: "pin_dialin",
    phone_number: phoneNumber(random),
    ...sometimes(random, 0.6, () => ({ name_prefix: name(random) })),
    ...sometimes(random, 0.7, () => ({ ivr_greeting: { message: sentence(random, "Welcome. Please enter your PIN") } })),
  };
}

/** Half of them in the United States, where most of Daily's are. All are valid. */
function phoneNumber(random) {
  for (;;) {
    const country = random() < 0.5 ? "US" : pick(random, COUNTRIES);
    const example = getExampleNumber(country, examples)?.number;
    if (example === undefined) continue;
    const text = example.slice(0, -3) + String(below(random, 1000)).padStart(3, "0");
    const number = parsePhoneNumberFromString(text);
    if (number?.isValid() && number.number === text) return text;
  }
}

const COUNTRIES = getCountries();

function name(random) {
  return `${pick(random, WORDS)} ${pick(random, WORDS)} ${below(random, 100)}`;
}

function sentence(random, start) {
  return `${start}. Ask for the ${pick(random, WORDS)} ${pick(random, WORDS)}, extension ${below(random, 100)}.`;
}

function secret(random) {
  return Buffer.from(Array.from({ length: 32 }, () => below(random, 256))).toString("base64");
}

function sometimes(random, share, make) {
  return random() < share ? make() : {};
}

function pick(random, list) {
  return list[below(random, list.length)];
}

function below(random, end) {
  return Math.floor(random() * end);
}

/** Mulberry32: 32 bits of state, and the same numbers everywhere. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
