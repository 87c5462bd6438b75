import type { FactReport, PhoneFacts, Versions } from "./types.js";

/**
 * Reads a phone number in E.164, strictly, and says what its numbering plan knows of it. What was probably meant instead is
 * the `suggestion` of the issue; the facts are those of the text as given.
 *
 * @throws {TypeError} it is not a string
 */
export function parsePhoneNumber(text: string): FactReport<PhoneFacts>;

/**
 * The text is a phone number in E.164, exactly (`+` and digits, no spaces), and its numbering plan has it. `false` for
 * anything but a string.
 */
export function isValidE164(text: unknown): boolean;

/** What this package was made from. */
export function versions(): Versions;
